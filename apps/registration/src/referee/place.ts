import { Fault } from '#platform/fault.js'

/** Fault `not_found` for any place but the two there are. */
export function placeOf(text: string): 1 | 2 {
  if (text === '1') return 1
  if (text === '2') return 2
  throw new Fault('not_found')
}
