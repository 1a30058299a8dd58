import type { FieldErrors } from '#platform/form/description.js'
import { SelectsField, TextField, TickField } from '#ui/controls.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { EntryForm } from '../shell/entry-form.js'
import type { ReaderForm } from './plan.form.js'

export interface ReaderProps {
  readonly words: Words
  readonly accountId: string
  readonly name: string
  readonly values: Partial<ReaderForm>
  readonly errors: FieldErrors
  readonly refused?: string
  readonly token: string
}

const parts = ['languages', 'least', 'most', 'willing'] as const
type Part = (typeof parts)[number]

/** What one reader takes. */
export const ReaderText = (props: ReaderProps) => {
  const { words, accountId, name, values, errors, refused, token } = props
  const said = (part: Part): string | undefined => errors[part] && wrong(words, part, errors[part])
  const around = (part: Part) => ({ name: part, label: words(`staff.reader.${part}`), error: said(part) })

  return (
    <EntryForm
      {...{ words, token, parts, said, refused }}
      title={words('staff.reader.of', { name })}
      version={Number(values.version ?? 0)}
      action={paths.reader(accountId)}
      save={words('staff.reader.save')}
      lead={<p class="lead">{words('staff.reader.lead')}</p>}
    >
      <SelectsField
        {...around('languages')}
        hint={words('staff.reader.languages_hint')}
        values={values.languages ?? []}
        choices={words.languages().map((one) => ({ value: one.code, label: one.name }))}
        empty={words('staff.danger.no_language')}
        count={8}
      />
      <TextField {...around('least')} value={values.least} width="w1" numeric ltr />
      <TextField {...around('most')} value={values.most} width="w1" numeric ltr />
      <TickField {...around('willing')} hint={words('staff.reader.willing_hint')} checked={values.willing === true} />
    </EntryForm>
  )
}

const wrong = (words: Words, part: Part, code: string): string | undefined =>
  words.find(`staff.refused.${code}`) ??
  words.find(`error.${code}`, { field: words(`staff.reader.${part}`), limit: 4, max: 8 })
