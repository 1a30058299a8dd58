import { type Draft, type Placing, placingOf } from '#domain/selection/draft/draft.js'
import type { Candidate } from '../candidates/candidate.js'
import type { CandidateSet } from '../candidates/candidate-sets.js'
import { hasPlace, isCleared, mayBeChosen } from '../engine-input.js'

export const listOrders = ['score', 'case'] as const
export const listShows = ['all', 'in', 'out', 'vetting'] as const

/** How the people of a list are looked at, and what is to be tried on it before it is done. */
export interface ListLook {
  readonly order: (typeof listOrders)[number]
  readonly show: (typeof listShows)[number]
  /** Beginning of a case number. */
  readonly find?: string
  /** Those a search fits; everybody without one. */
  readonly fitting?: ReadonlySet<string>
  /** Id of the person after whom the page begins. */
  readonly after?: string
  /** Number of the act before which the history is shown. */
  readonly acts?: number
  readonly tried?: { readonly ids: readonly string[]; readonly to: Placing }
}

/** By score, the highest first and those without one last; else by case number. */
export function inOrder(set: CandidateSet, draft: Draft, { show, order, find, fitting }: ListLook): Candidate[] {
  const isShown = (person: Candidate): boolean => {
    if (fitting && !fitting.has(person.id)) return false
    if (find !== undefined && !person.caseNumber.startsWith(find)) return false
    const isIn = hasPlace(person) || draft.members.has(person.id)
    if (show === 'vetting') return person.state === 'vetting'
    return show === 'all' || (show === 'in') === isIn
  }
  const shown = set.people.filter(isShown)
  const score = ({ id }: Candidate) => set.judged.get(id)?.score ?? -Infinity

  return order === 'score' ? shown.toSorted((a, b) => score(b) - score(a)) : shown
}

/** Ids of everybody this switch shows, whatever is searched for. */
export const shownIds = (set: CandidateSet, draft: Draft, { show }: ListLook): ReadonlySet<string> =>
  new Set(inOrder(set, draft, { show, order: 'case' }).map(({ id }) => id))

/** Ids of those shown who can be put on the list: cleared, with a score, and neither on it nor off it for good. */
export const addable = (set: CandidateSet, draft: Draft, look: ListLook): string[] =>
  inOrder(set, draft, look)
    .filter((person) => mayBeChosen(person, set.judged.get(person.id)) && placingOf(draft, person.id) === 'out')
    .map(({ id }) => id)

/**
 * Who may be put on the waitlist from a list, the next one first: as lots drew them, those who came after the draw behind; by
 * score without a draw, and then only who has one. Who was taken off the list for good does not come back by the waitlist.
 */
export function nextInLine(set: CandidateSet, draft: Draft, drawn: readonly string[] | null): Candidate[] {
  const isFit = (person: Candidate): boolean => {
    const judged = set.judged.get(person.id)
    return mayBeChosen(person, judged) || (drawn !== null && isCleared(person, judged))
  }
  const line = inOrder(set, draft, { order: 'score', show: 'out' }).filter(
    (person) => isFit(person) && draft.pinned.get(person.id) !== 'out',
  )
  if (!drawn) return line
  const places = new Map(drawn.map((id, place) => [id, place]))
  const placeOf = ({ id }: Candidate) => places.get(id) ?? drawn.length

  return line.toSorted((a, b) => placeOf(a) - placeOf(b))
}
