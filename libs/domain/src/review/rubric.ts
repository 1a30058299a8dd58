/** Criteria scored 1 to 5 and their weights in percent (DOMAIN: review). R0 is a gate and has no score. */
export const criteria = {
  R1: { weight: 25 },
  R2: { weight: 15 },
  R3: { weight: 20 },
  R4: { weight: 10 },
  R5: { weight: 20 },
  R6: { weight: 10 },
} as const
export type Criterion = keyof typeof criteria
export const criterionKeys = Object.keys(criteria) as Criterion[]

/** 1 to 5, or `na`: the criterion does not apply and leaves the mean with its weight. */
export type Score = 1 | 2 | 3 | 4 | 5 | 'na'
export type Scores = Readonly<Partial<Record<Criterion, Score>>>
export type Eligibility = 'yes' | 'no' | 'unsure'

export interface Weighted {
  readonly weight: number
  readonly value: number
}

/** Weighted mean, unrounded; null when nothing is there. */
export function weightedMean(parts: readonly Weighted[]): number | null {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  return weight === 0 ? null : parts.reduce((sum, part) => sum + part.weight * part.value, 0) / weight
}

/** Score of one review: weighted mean of 1 to 5 over the answered criteria; null when all are missing or `na`. */
export const scoreOf = (scores: Scores): number | null =>
  weightedMean(
    criterionKeys.flatMap((key) => {
      const value = scores[key]
      return typeof value === 'number' ? [{ weight: criteria[key].weight, value }] : []
    }),
  )

/** Mean over reviews, the empty ones not counted; null, and sorted last, when none has a score. */
export function meanOf(scores: readonly (number | null)[]): number | null {
  const given = scores.filter((score) => score !== null)
  return weightedMean(given.map((value) => ({ weight: 1, value })))
}

/** The middle one, or the mean of the two in the middle, the empty ones not counted; null when none has a score. */
export function medianOf(scores: readonly (number | null)[]): number | null {
  const given = scores.filter((score) => score !== null).toSorted((one, other) => one - other)
  const middle = given.slice(Math.ceil(given.length / 2) - 1, Math.floor(given.length / 2) + 1)
  return meanOf(middle)
}

/** Population deviation; null for nothing, 0 for one. */
export function spreadOf(values: readonly number[]): number | null {
  const mean = meanOf(values)
  if (mean === null) return null
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

const reasonLength = 40
const needsReason = (score: Score | undefined): boolean => score === 1 || score === 2 || score === 5

/** Criteria whose score of 1, 2 or 5 has a reason under 40 characters, in the rubric's order. */
export const reasonsMissing = (scores: Scores, reasons: Readonly<Partial<Record<Criterion, string>>>): Criterion[] =>
  criterionKeys.filter((key) => needsReason(scores[key]) && (reasons[key] ?? '').trim().length < reasonLength)

/** Criteria with neither a score nor `na`. */
export const unscored = (scores: Scores): Criterion[] => criterionKeys.filter((key) => scores[key] === undefined)

/** What a second reader may say of a review instead of writing one; `disagree` leads to a full review. */
export type Opinion = 'agree' | 'disagree'

/** Eligibility of all together: the common answer, or `unsure` when they differ or somebody disagrees; null for none. */
export function jointEligibility(
  answers: readonly Eligibility[],
  opinions: readonly Opinion[] = [],
): Eligibility | null {
  const [first] = answers
  if (first === undefined) return null
  return answers.every((answer) => answer === first) && !opinions.includes('disagree') ? first : 'unsure'
}

export interface SubmittedReview {
  readonly scores: Scores
  readonly eligibility: Eligibility
}

const differsWidely = (a: Score | undefined, b: Score | undefined): boolean =>
  typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) >= 2

/** True when two readers differ by 2 or more on any criterion, or on eligibility, or are not sure of it. */
export const needsThirdReader = (a: SubmittedReview, b: SubmittedReview): boolean =>
  jointEligibility([a.eligibility, b.eligibility]) === 'unsure' ||
  criterionKeys.some((key) => differsWidely(a.scores[key], b.scores[key]))
