import type { Outcome } from '#domain/outcome.js'
import { Fault } from '#platform/fault.js'
import type { Words } from '#words/index.js'

/** How an id is written; a part of a pattern. */
export const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'
export const anId = new RegExp(`^${uuid}$`)

/** The value, or the same 404 as for a page that does not exist. */
export function found<T>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Fault('not_found')
  return outcome.value
}

/** An id from an address; anything else is a page that does not exist. */
export function idOf(text: string): string {
  if (!anId.test(text)) throw new Fault('not_found')
  return text
}

/** The sentence of a refusal whose code came back with the address. */
export const refusedText = (words: Words, code: unknown): string | undefined =>
  typeof code === 'string' && /^[a-z_]{1,40}$/.test(code)
    ? (words.find(`staff.refused.${code}`) ?? words.find(`refusal.${code}`))
    : undefined
