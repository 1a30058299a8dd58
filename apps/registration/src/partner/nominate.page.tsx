import { NominationForm } from '#features/nomination/registration/put-forward.js'
import type { FieldErrors } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface NominateProps {
  readonly words: Words
  readonly token: string
  readonly values: object
  readonly errors: FieldErrors
  /** Why a whole form was not taken. */
  readonly refusal?: string
}

const { fields } = describeSection(NominationForm)

export const NominateText = ({ words, token, values, errors, refusal }: NominateProps) => (
  <>
    <ErrorSummary words={words} items={errorItems(words, fields, errors)} />
    <Refused words={words} code={refusal} />
    <h1>{words('nominate.title')}</h1>
    <p class="lead">{words('nominate.lead')}</p>
    <p>{words('nominate.readers')}</p>
    <p>{words('nominate.yes_needed')}</p>
    <PageForm action={pathsFor(words.lang).nominations} token={token}>
      <SectionFields words={words} fields={fields} values={values} errors={errors} />
      <div class="buttons">
        <button class="main">{words('nominate.send')}</button>
      </div>
    </PageForm>
  </>
)
