import { Fault } from '#platform/fault.js'

/** A JSON object with these properties and no other. Fault `malformed_form` otherwise. */
export function objectWith<const K extends string>(body: unknown, names: readonly K[]): Partial<Record<K, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Fault('malformed_form')
  if (Object.keys(body).some((name) => !names.some((known) => known === name))) throw new Fault('malformed_form')
  return body
}

/** A version as a whole number from 0. Fault `malformed_form` otherwise. */
export function versionIn(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > 999_999)
    throw new Fault('malformed_form')
  return value
}

export function textIn(value: unknown): string {
  if (typeof value !== 'string' || value.length > 2000) throw new Fault('malformed_form')
  return value
}
