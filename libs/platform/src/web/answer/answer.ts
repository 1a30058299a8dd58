import type { Outcome } from '#domain/outcome.js'
import { Fault } from '#platform/fault.js'
import { type SeeOther, seeOther } from './page.js'

/** Where a form goes after its act. A refusal goes back with its code, whose sentence the page knows. */
export interface Ways<T> {
  /** An address, or how it is made from what the act came to. */
  readonly ok: string | ((value: T) => string)
  readonly refused: string
}

/** Name of the query parameter that carries a refusal's code. */
const noticeField = 'notice'

/** An outcome as POST → 303. `not_found` is the same 404 as everywhere else. */
export function answer<T>(outcome: Outcome<T, string>, { ok, refused }: Ways<T>): SeeOther {
  if (outcome.ok) return seeOther(typeof ok === 'string' ? ok : ok(outcome.value))
  if (outcome.code === 'not_found') throw new Fault('not_found')
  const joint = refused.includes('?') ? '&' : '?'
  return seeOther(`${refused}${joint}${noticeField}=${encodeURIComponent(outcome.code)}`)
}
