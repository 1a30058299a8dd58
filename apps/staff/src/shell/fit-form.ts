import { Fault } from '#platform/fault.js'
import type { FormClass } from '#platform/form/description.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'

/** A form of buttons and lists, which our own page cannot send wrong. Fault `malformed_form` for anything unfit. */
export const fitForm = <T extends object>(form: FormClass<T>, body: unknown): T => fitted(readForm(form, body))

/** The same of a form that is read already, once the errors a person can make are taken out of it. */
export function fitted<T extends object>({ values, errors }: ReadForm<T>): T {
  if (Object.keys(errors).length > 0) throw new Fault('malformed_form')
  return values as T
}
