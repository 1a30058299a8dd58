import type { ApplicationMove } from '../application/lifecycle.js'

/** Safe words that may go with an answer; none of them says anything of the person or of what was found. */
export const wordings = ['many_strong', 'whole_group', 'apply_again'] as const
export type Wording = (typeof wordings)[number]

/** What two people put down with a decision, as far as the applicant could come to feel it. */
interface Reasoned {
  readonly move: ApplicationMove
  readonly reasonClass: string
  readonly wording: string
}

const refusals: readonly ApplicationMove[] = ['release_reject', 'not_eligible']
const worded: Partial<Record<ApplicationMove, readonly Wording[]>> = {
  release_reject: wordings,
  not_eligible: wordings,
  release_waitlist: ['many_strong', 'whole_group'],
}
const security: readonly string[] = ['safety', 'evidence']

/** A refusal for reasons of security: it bears the words of the others. */
export const isQuiet = ({ move, reasonClass }: Omit<Reasoned, 'wording'>): boolean =>
  refusals.includes(move) && security.includes(reasonClass)

/** The code to keep with a decision: '' where the move bears no words, and where the words of others will stand. */
export function wordingOf({ move, reasonClass, wording }: Reasoned): Wording | '' {
  if (isQuiet({ move, reasonClass })) return ''
  return worded[move]?.find((one) => one === wording) ?? ''
}

/**
 * The words most refusals of one release bear, security aside: what its security refusals bear too, so that they stand in
 * the largest group. Of equal groups the first of the list; '' (no words) comes before all.
 */
export function commonWording(release: readonly Reasoned[]): Wording | '' {
  const others = release.filter((one) => refusals.includes(one.move) && !isQuiet(one))
  const count = (code: string): number => others.filter(({ wording }) => wording === code).length
  const codes = ['', ...wordings] as const

  return codes.reduce((best, code) => (count(code) > count(best) ? code : best))
}
