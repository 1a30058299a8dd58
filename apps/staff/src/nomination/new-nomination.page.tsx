import { NominationForm } from '#features/nomination/staff/name-nominee.js'
import { nominationFlags } from '#features/nomination/staff/nominations.js'
import type { FieldErrors } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { TicksField } from '#ui/controls.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface NewNominationProps {
  readonly words: Words
  readonly token: string
  readonly values: object
  readonly errors: FieldErrors
  readonly flags: readonly string[]
}

const { fields } = describeSection(NominationForm)

/** The partners' form, and the marks only staff may set. */
export const NewNominationText = ({ words, token, values, errors, flags }: NewNominationProps) => (
  <>
    <ErrorSummary words={words} items={errorItems(words, fields, errors)} />
    <h1>{words('staff.nominations.new')}</h1>
    <p>{words('staff.nomination.new_lead')}</p>
    <PageForm action={paths.nominations} token={token}>
      <SectionFields words={words} fields={fields} values={values} errors={errors} />
      <TicksField
        name="flags"
        label={words('staff.nominations.flags_legend')}
        choices={nominationFlags.map((value) => ({ value, label: words(`staff.nominations.flag.${value}`) }))}
        values={flags}
      />
      <div class="buttons">
        <button class="main">{words('staff.nomination.save')}</button>
      </div>
    </PageForm>
  </>
)
