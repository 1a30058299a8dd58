import { identitySections } from '#features/journey/registration/forms/sections.js'
import type { ReadIdentity } from '#features/journey/registration/read-identity.js'
import { describeSection } from '#platform/form/section.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface ShownPapers {
  /** Saves so far; the form starts empty every time. */
  readonly version: number
  /** What was typed and is wrong; empty on the first showing. */
  readonly sections: ReadIdentity
  readonly refusal?: string
}

export interface TravelPapersProps {
  readonly words: Words
  readonly shown: ShownPapers
  readonly token: string
}

export const hasAnyError = ({ sections }: ShownPapers): boolean =>
  Object.values(sections).some(({ errors }) => Object.keys(errors).length > 0)

export function TravelPapersText({ words, shown, token }: TravelPapersProps) {
  const items = identitySections.flatMap(({ key, form }) =>
    errorItems(words, describeSection(form).fields, shown.sections[key]?.errors ?? {}),
  )

  return (
    <>
      <ErrorSummary words={words} items={items} />
      <Refused words={words} code={shown.refusal} />
      <h1>{words('identity.title')}</h1>
      <p class="lead">{words('identity.lead')}</p>
      <p>{words('identity.sealed')}</p>
      {shown.version > 0 && <p>{words('identity.done')}</p>}
      <PageForm action={pathsFor(words.lang).travelPapers} token={token}>
        <input type="hidden" name="version" value={shown.version} />
        {identitySections.map(({ key, form }) => (
          <section key={key}>
            <h2>{words.find(`section.${key}.title`)}</h2>
            <SectionFields
              words={words}
              fields={describeSection(form).fields}
              values={shown.sections[key]?.values ?? {}}
              errors={shown.sections[key]?.errors ?? {}}
            />
          </section>
        ))}
        <div class="buttons">
          <button class="main">{words('button.save')}</button>
        </div>
      </PageForm>
    </>
  )
}
