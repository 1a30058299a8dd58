import type { FieldErrors } from '#platform/form/description.js'
import { TextField } from '#ui/controls.js'
import { DateField, type TypedDate } from '#ui/date-field.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { EntryForm } from '../shell/entry-form.js'

type Part = 'opens_on' | 'opens_time' | 'closes_on' | 'closes_time'

export interface WindowProps {
  readonly words: Words
  readonly title: string
  readonly zone: string
  readonly token: string
  /** Absent for a new window. */
  readonly id?: string
  readonly version: number
  /** The sentence that says when it opened: it keeps that. */
  readonly begun?: string
  readonly values: Readonly<Partial<Record<Part, string | TypedDate>>>
  readonly errors?: FieldErrors
  readonly refused?: string
}

const parts = ['opens_on', 'opens_time', 'closes_on', 'closes_time'] as const

/** One window of the call: when it opens, and when it ends if it does. */
export const WindowText = (props: WindowProps) => {
  const { words, title, zone, token, id, version, begun, errors = {}, refused } = props
  const said = (name: Part) => errorText(words, name, errors[name])
  const lead = (
    <>
      <p class="lead">{words('staff.call.zone', { zone })}</p>
      {begun && <p>{begun}</p>}
    </>
  )

  return (
    <EntryForm
      {...{ words, title, token, version, parts, said, refused, lead }}
      action={id ? paths.callWindow(id) : paths.callWindows}
      save={words('staff.call.save_window')}
      removal={
        id && !begun ? { action: paths.callWindowRemovals(id), text: words('staff.call.remove_window') } : undefined
      }
    >
      {!begun && <When {...props} side="opens" said={said} />}
      <When {...props} side="closes" said={said} />
    </EntryForm>
  )
}

interface WhenProps extends WindowProps {
  readonly side: 'opens' | 'closes'
  readonly said: (name: Part) => string | undefined
}

const When = ({ words, side, values, said }: WhenProps) => {
  const [day, time] = [`${side}_on`, `${side}_time`] as const
  const typed = values[time]

  return (
    <>
      <DateField
        words={words}
        name={day}
        label={words(`staff.call.${day}`)}
        hint={side === 'closes' ? words('staff.call.endless_hint') : undefined}
        value={values[day]}
        error={said(day)}
      />
      <TextField
        name={time}
        label={words(`staff.call.${time}`)}
        hint={words('staff.call.time_hint')}
        value={typeof typed === 'string' ? typed : undefined}
        width="w2"
        ltr
        error={said(time)}
      />
    </>
  )
}

/** The sentence of a field's code, which names the field as this page does. */
const errorText = (words: Words, name: Part, code: string | undefined): string | undefined =>
  code &&
  (words.find(`staff.call.error.${code}`, { field: words(`staff.call.${name}`) }) ??
    words.find(`error.${code}`, { field: words(`staff.call.${name}`) }))
