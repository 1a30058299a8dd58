import type { FieldErrors } from '#platform/form/description.js'
import { RadioField, TextField } from '#ui/controls.js'
import type { ErrorItem } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import type { ProposalForm } from './plan.form.js'

const modes = ['ensure', 'balance_new', 'adjust'] as const
const parts = ['mode', 'reads', 'cap', 'seed'] as const
type Part = (typeof parts)[number]

const said = (words: Words, errors: FieldErrors, part: Part): string | undefined =>
  errors[part] && words(`staff.plan.wrong.${part}`)

/** What is wrong with the form, in its order. */
export const planErrors = (words: Words, errors: FieldErrors): ErrorItem[] =>
  parts.flatMap((path) => {
    const text = said(words, errors, path)
    return text ? [{ path, text }] : []
  })

export interface ProposalFieldsProps {
  readonly words: Words
  readonly values: Partial<ProposalForm>
  readonly errors: FieldErrors
  readonly token: string
}

/** How a proposal is to be made. */
export const ProposalFields = ({ words, values, errors, token }: ProposalFieldsProps) => {
  const around = (name: Part) => ({
    name,
    label: words(`staff.plan.field.${name}`),
    hint: words(`staff.plan.hint.${name}`),
    error: said(words, errors, name),
  })

  return (
    <PageForm action={paths.proposals} token={token}>
      <TextField {...around('reads')} value={values.reads} width="w1" numeric ltr />
      <RadioField
        {...around('mode')}
        choices={modes.map((value) => ({ value, label: words(`staff.plan.choice.${value}`) }))}
        values={values.mode ? [values.mode] : []}
      />
      <TextField {...around('cap')} value={values.cap} width="w1" numeric ltr />
      <TextField {...around('seed')} value={values.seed} width="w2" numeric ltr />
      <div class="buttons">
        <button class="main">{words('staff.plan.send')}</button>
      </div>
    </PageForm>
  )
}
