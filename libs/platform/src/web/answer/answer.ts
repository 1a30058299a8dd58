import type { Outcome } from '#domain/outcome.js'
import { Fault } from '#platform/fault.js'
import { type SeeOther, seeOther } from './page.js'

/** Where a form goes after its act. A refusal goes back with its code, whose sentence the page knows. */
export interface Ways {
  readonly ok: string
  readonly refused: string
}

/** Name of the query parameter that carries a refusal's code. */
const noticeField = 'notice'

/** An outcome as POST → 303. `not_found` is the same 404 as everywhere else. */
export function answer(outcome: Outcome<unknown, string>, { ok, refused }: Ways): SeeOther {
  if (outcome.ok) return seeOther(ok)
  if (outcome.code === 'not_found') throw new Fault('not_found')
  return seeOther(`${refused}?${noticeField}=${encodeURIComponent(outcome.code)}`)
}
