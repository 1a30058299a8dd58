/** Whether there is a document to travel with: all that others may learn of an answer sealed to `risk`. */
export type DocumentClass = 'yes' | 'no'

const valid: readonly string[] = ['passport', 'refugee_or_stateless']

/**
 * The class of an answer to `travel_document_kind`; undefined: not answered. `no` is also for who prefers not to say and for
 * who was not asked, so that it tells of nobody which of these they are (DOMAIN §7: feasibility is a class).
 */
export const documentClass = (kind: string | undefined): DocumentClass =>
  kind !== undefined && valid.includes(kind) ? 'yes' : 'no'

/** The extract others read may stand, be of an answer that was written again since, or not be there. */
export type DocumentStanding = 'stands' | 'old' | 'missing'

/** By versions alone, without a key: of the newest extract (0: none) and of the page the answer stands on (1: as it was sent). */
export function documentStanding(extract: number, page: number): DocumentStanding {
  if (extract === 0) return 'missing'

  return extract === page ? 'stands' : 'old'
}

const states: readonly string[] = ['vetting', 'board', 'waitlisted', 'invited']

/** True where a vetting lead passes the class on: from vetting until the person has answered. */
export const passesDocument = (state: string): boolean => states.includes(state)
