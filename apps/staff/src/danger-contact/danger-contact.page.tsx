import type { DangerContactText as Entry } from '#features/danger-contact/staff/danger-contacts.js'
import type { FieldErrors } from '#platform/form/description.js'
import { SelectsField, TextField } from '#ui/controls.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { EntryForm } from '../shell/entry-form.js'

export interface DangerContactProps {
  readonly words: Words
  readonly title: string
  readonly token: string
  /** Absent for a new entry. */
  readonly id?: string
  readonly version: number
  readonly values: Partial<Entry>
  readonly errors?: FieldErrors
  readonly refused?: string
}

const limits = { name: 80, reach: 120, languages: 6, hours: 60 } as const
type Part = keyof typeof limits
const parts: readonly Part[] = ['name', 'reach', 'languages', 'hours']

/** One entry of the list of the start page. */
export const DangerContactText = (props: DangerContactProps) => {
  const { words, title, token, id, version, errors = {}, refused } = props
  const said = (part: Part) => errorText(words, part, errors[part])

  return (
    <EntryForm
      {...{ words, title, token, version, parts, said, refused }}
      action={id ? paths.dangerContact(id) : paths.dangerContacts}
      save={words('staff.danger.save')}
      removal={id ? { action: paths.dangerContactRemovals(id), text: words('staff.danger.remove') } : undefined}
      lead={<p class="lead">{words('staff.danger.lead')}</p>}
    >
      <Fields {...props} said={said} />
    </EntryForm>
  )
}

interface FieldsProps extends DangerContactProps {
  readonly said: (part: Part) => string | undefined
}

const Fields = ({ words, values, said }: FieldsProps) => {
  const around = (name: Part) => ({ name, label: words(`staff.danger.${name}`), error: said(name) })

  return (
    <>
      <TextField {...around('name')} hint={words('staff.danger.name_hint')} value={values.name} width="w4" />
      <TextField {...around('reach')} hint={words('staff.danger.reach_hint')} value={values.reach} width="w4" />
      <SelectsField
        {...around('languages')}
        values={values.languages ?? []}
        choices={words.languages().map(({ code, name }) => ({ value: code, label: name }))}
        empty={words('staff.danger.no_language')}
        count={limits.languages}
      />
      <TextField {...around('hours')} hint={words('staff.danger.hours_hint')} value={values.hours} width="w4" />
    </>
  )
}

/** The sentence of a field's code, which names the field as this page does. */
const errorText = (words: Words, part: Part, code: string | undefined): string | undefined =>
  code && words.find(`error.${code}`, { field: words(`staff.danger.${part}`), limit: limits[part], max: limits[part] })
