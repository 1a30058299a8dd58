import { PreferencesForm } from '#features/application/registration/forms/preferences.form.js'
import type { FieldErrors } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { Notice, Receipt } from '#ui/blocks.js'
import { RadioField } from '#ui/controls.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import { isolate, type Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface PreferencesProps {
  readonly words: Words
  readonly values: Partial<PreferencesForm>
  readonly errors: FieldErrors
  readonly refusal?: unknown
  /** Hosts our mails may name. */
  readonly hosts: readonly string[]
  readonly token: string
}

const fields = describeSection(PreferencesForm).fields
const asked = fields.filter(({ name }) => name !== 'mail_host')

export const PreferencesText = (props: PreferencesProps) => (
  <>
    <ErrorSummary words={props.words} items={errorItems(props.words, fields, props.errors)} />
    <Refused words={props.words} code={props.refusal} />
    <h1>{props.words('shell.preferences')}</h1>
    <p class="lead">{props.words('preferences.lead')}</p>
    <Stop {...props} />
    <h2>{props.words('preferences.change')}</h2>
    <p>{props.words('preferences.empty')}</p>
    <PageForm action={pathsFor(props.words.lang).preferences} token={props.token}>
      <SectionFields words={props.words} fields={asked} values={props.values} errors={props.errors} />
      <Host {...props} />
      <p>{props.words('preferences.old')}</p>
      <div class="buttons">
        <button class="main">{props.words('button.save')}</button>
      </div>
    </PageForm>
  </>
)

/** One button, because it may have to be quick. */
const Stop = ({ words, token }: PreferencesProps) => (
  <Notice title={words('preferences.stop_title')}>
    <p>{words('preferences.stop_text')}</p>
    <PageForm action={pathsFor(words.lang).mailStop} token={token} id="stop">
      <button class="second">{words('preferences.stop')}</button>
    </PageForm>
  </Notice>
)

const Host = ({ words, values, hosts }: PreferencesProps) => (
  <RadioField
    name="mail_host"
    label={words('field.mail_host.label')}
    hint={words('field.mail_host.hint')}
    choices={[
      { value: '', label: words('preferences.no_host') },
      ...hosts.map((host) => ({ value: host, label: isolate(host) })),
    ]}
    values={[values.mail_host ?? '']}
  />
)

export const PreferencesSaved = ({ words }: { readonly words: Words }) => (
  <Receipt title={words('preferences.done_title')} lead={words('preferences.done')}>
    <p>
      <a class="main" href={pathsFor(words.lang).home}>
        {words('sent.home')}
      </a>
    </p>
  </Receipt>
)
