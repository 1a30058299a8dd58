import type { LocalTime, WindowChange } from '#features/edition/staff/call-windows.js'
import type { FieldErrors } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { WindowForm } from './edition-call.form.js'

/** A window as it was typed, and what it says if nothing is wrong with it. */
export interface TypedWindow {
  readonly values: Partial<WindowForm>
  readonly errors: FieldErrors
  readonly version: number
  readonly change?: Pick<WindowChange, 'opens' | 'closes'>
}

/** Reads a window; `asksStart` where it must say when it opens. A day needs its time, and a time its day. */
export function typedWindow(body: unknown, asksStart: boolean): TypedWindow {
  const { values, errors: found } = readForm(WindowForm, body)
  const errors = {
    ...(asksStart && halves('opens', values, true)),
    ...halves('closes', values, false),
    ...found,
  }
  const version = Number(values.version ?? 0)
  if (Object.keys(errors).length > 0) return { values, errors, version }
  const change = {
    opens: localOf(values.opens_on, values.opens_time),
    closes: localOf(values.closes_on, values.closes_time),
  }

  return { values, errors, version, change }
}

type Side = 'opens' | 'closes'

function halves(side: Side, values: Partial<WindowForm>, isNeeded: boolean): FieldErrors {
  const names = [`${side}_on`, `${side}_time`] as const
  const lacking = names.filter((name) => values[name] === undefined)

  return lacking.length === 2 && !isNeeded ? {} : Object.fromEntries(lacking.map((name) => [name, 'missing']))
}

const localOf = (day: string | undefined, time: string | undefined): LocalTime | undefined =>
  day && time ? { day, time } : undefined
