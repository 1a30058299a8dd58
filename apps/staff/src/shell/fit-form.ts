import { Fault } from '#platform/fault.js'
import type { FormClass } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'

/** A form of buttons and lists, which our own page cannot send wrong. Fault `malformed_form` for anything unfit. */
export function fitForm<T extends object>(form: FormClass<T>, body: unknown): T {
  const { values, errors } = readForm(form, body)
  if (Object.keys(errors).length > 0) throw new Fault('malformed_form')
  return values as T
}
