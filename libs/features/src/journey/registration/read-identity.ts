import { Fault } from '#platform/fault.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { identitySections } from './forms/sections.js'

/** Section key → its values and errors. */
export type ReadIdentity = Readonly<Record<string, ReadForm<object>>>

/** Reads every section of the travel papers. Fault `malformed_form` for unknown sections, fields and wrong shapes. */
export function readIdentity(answers: Readonly<Record<string, unknown>>): ReadIdentity {
  const keys = new Set(identitySections.map(({ key }) => key))
  if (Object.keys(answers).some((key) => !keys.has(key))) throw new Fault('malformed_form')
  return Object.fromEntries(identitySections.map(({ key, form }) => [key, readForm(form, answers[key] ?? {})]))
}
