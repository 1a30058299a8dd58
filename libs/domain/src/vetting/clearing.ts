import { type HarmVerdict, isHarmJudged } from './harm.js'

/** Evidence that somebody is who they say (DOMAIN: evidence ladder), weakest first. */
export const evidenceGrades = ['E0', 'E1', 'E2', 'E3', 'E4', 'E5'] as const
export type Evidence = (typeof evidenceGrades)[number]

export const checkResults = ['fits', 'does_not_fit', 'not_possible', 'covered_by_voucher'] as const
export type CheckResult = (typeof checkResults)[number]

export interface Check {
  /** 1 to 15. */
  readonly point: number
  readonly result: CheckResult
  readonly evidence: Evidence
}

export const checkPoints = Array.from({ length: 15 }, (_, i) => i + 1)
/** The last of them: why the file is clear, in words. */
export const memoPoint = 15
/** What a voucher's word may stand for: mailbox, referees and trace. */
const coverable = new Set([2, 3, 4, 5])

export type ClearingRefusal =
  | 'checklist_incomplete'
  | 'evidence_too_weak'
  | 'voucher_missing'
  | 'second_look_missing'
  | 'memo_missing'
  | 'harm_open'
  | 'concern_open'

/** True for a point that a voucher's word may stand for. */
export const isCoverable = (point: number): boolean => coverable.has(point)

/** A finding as it stands; `isProven` is false where its grade says more than the rows on file do. */
export type FoundCheck = Check & { readonly isProven?: boolean }

/**
 * True for a finding that a second person looks at: the memo, whatever speaks against the person, and a grade that rests on
 * the words of one.
 */
export const needsSecondLook = ({ point, result, isProven }: Omit<FoundCheck, 'evidence'>): boolean =>
  point === memoPoint || blocksAlone({ result, isProven })

/** True for a finding that speaks for the person; what failed, or could not be looked at, proves nothing. */
const holds = ({ result }: Check): boolean => result === 'fits' || result === 'covered_by_voucher'

/** Strongest evidence of the findings that hold; E0 when there is none. */
const strongest = (checks: readonly Check[]): Evidence =>
  checks.filter(holds).reduce<Evidence>((best, { evidence }) => (evidence > best ? evidence : best), 'E0')

/** True for a finding that stands in the way of clearing until a second person has looked at it. */
const blocksAlone = ({ result, isProven }: Pick<FoundCheck, 'result' | 'isProven'>): boolean =>
  result === 'does_not_fit' || isProven === false

/**
 * Whether a file may be put forward as clear: all fifteen points looked at, evidence of at least E3 that holds, and "covered by
 * voucher" only on points 2 to 5 and only where the file has E4 or E5. Null when nothing stands in the way.
 */
export function clearingProblem(checks: readonly Check[]): ClearingRefusal | null {
  const known = new Set(checks.map(({ point }) => point))
  if (checkPoints.some((point) => !known.has(point))) return 'checklist_incomplete'
  const best = strongest(checks)
  const covered = checks.filter(({ result }) => result === 'covered_by_voucher')
  if (covered.some(({ point }) => !coverable.has(point) || best < 'E4')) return 'voucher_missing'

  return best < 'E3' ? 'evidence_too_weak' : null
}

/** What else is known of a file when it is put forward. */
export interface Standing {
  /** Points at whose finding a second person has looked. */
  readonly lookedAt: readonly number[]
  readonly harm: readonly HarmVerdict[]
  /** An integrity concern stands that two people have not called unfounded. */
  readonly hasConcern: boolean
  /** Why the file is clear is written down: with the decision, or on point 15. */
  readonly hasMemo: boolean
}

/**
 * What stands in the way of clearing beside the checklist itself: something that does not fit, or a grade nothing on file
 * proves, that one person alone has looked at, an open do-no-harm item, a concern, no memo. The memo needs no look of its own: whoever seconds
 * the clearing reads it. Null when nothing does.
 */
export function standingProblem(checks: readonly FoundCheck[], standing: Standing): ClearingRefusal | null {
  const lookedAt = new Set(standing.lookedAt)
  if (checks.some((check) => blocksAlone(check) && !lookedAt.has(check.point))) return 'second_look_missing'
  if (!isHarmJudged(standing.harm)) return 'harm_open'
  if (standing.hasConcern) return 'concern_open'

  return standing.hasMemo ? null : 'memo_missing'
}
