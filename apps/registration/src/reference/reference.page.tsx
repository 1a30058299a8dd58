import { ReferenceForm } from '#features/reference/registration/forms/reference.form.js'
import type { FieldErrors } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { Receipt } from '#ui/blocks.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

/** The form as it is shown: what was typed, and what is wrong with it. */
export interface ShownReference {
  readonly values: object
  readonly errors: FieldErrors
}

/** What the applicant lets a referee see. */
type About = Readonly<Record<string, string>>

export interface ReferenceProps {
  readonly words: Words
  readonly about: About
  readonly shown: ShownReference
  readonly token: string
}

export function ReferenceText({ words, about, shown, token }: ReferenceProps) {
  const { fields } = describeSection(ReferenceForm)
  const paths = pathsFor(words.lang)

  return (
    <>
      <ErrorSummary words={words} items={errorItems(words, fields, shown.errors)} />
      <h1>{words('reference.title')}</h1>
      <AboutWhom words={words} about={about} />
      <p>{words('reference.why')}</p>
      <h2>{words('reference.confidential_title')}</h2>
      <ul>
        <li>{words('reference.confidential_1')}</li>
        <li>{words('reference.confidential_2')}</li>
        <li>{words('reference.confidential_3')}</li>
        <li>{words('reference.confidential_4')}</li>
      </ul>
      <p>{words('reference.kept')}</p>
      <PageForm action={paths.reference} token={token}>
        <SectionFields words={words} fields={fields} values={shown.values} errors={shown.errors} />
        <div class="buttons">
          <button class="main">{words('reference.send')}</button>
        </div>
      </PageForm>
      <p>
        <a href={paths.referenceDecline}>{words('reference.decline_link')}</a>
      </p>
    </>
  )
}

const AboutWhom = ({ words, about }: { readonly words: Words; readonly about: About }) => (
  <>
    <p class="lead">{words('reference.about')}</p>
    <dl class="dates">
      <div>
        <dt>{words('reference.name')}</dt>
        <dd>
          <bdi>{about.name}</bdi>
        </dd>
      </div>
      {about.organisation && (
        <div>
          <dt>{words('reference.organisation')}</dt>
          <dd>
            <bdi>{about.organisation}</bdi>
          </dd>
        </div>
      )}
    </dl>
  </>
)

export interface DeclineProps {
  readonly words: Words
  /** ISO date, the link's last day. */
  readonly expiresOn: string
  readonly token: string
}

export const DeclineText = ({ words, expiresOn, token }: DeclineProps) => (
  <>
    <h1>{words('reference.decline.title')}</h1>
    <p class="lead">{words('reference.decline.lead')}</p>
    <p>{words('reference.decline.change', { date: words.date(expiresOn) })}</p>
    <PageForm action={pathsFor(words.lang).referenceDecline} token={token}>
      <div class="buttons">
        <button class="main">{words('reference.decline.button')}</button>
        <a href={pathsFor(words.lang).reference}>{words('reference.decline.back')}</a>
      </div>
    </PageForm>
  </>
)

export const DeclinedText = ({ words, expiresOn, token }: DeclineProps) => (
  <>
    <h1>{words('reference.declined.title')}</h1>
    <p class="lead">{words('reference.declined.lead')}</p>
    <p>{words('reference.declined.change', { date: words.date(expiresOn) })}</p>
    <PageForm action={pathsFor(words.lang).referenceAcceptance} token={token}>
      <div class="buttons">
        <button class="second">{words('reference.declined.accept')}</button>
      </div>
    </PageForm>
  </>
)

interface EndProps {
  readonly words: Words
}

export const SentText = ({ words }: EndProps) => (
  <Receipt title={words('reference.thanks.title')} lead={words('reference.thanks.lead')}>
    <p>{words('reference.thanks.next')}</p>
  </Receipt>
)

export const EndedText = ({ words }: EndProps) => (
  <Receipt title={words('reference.ended.title')} lead={words('reference.ended.lead')}>
    <p>{words('reference.ended.again')}</p>
  </Receipt>
)
