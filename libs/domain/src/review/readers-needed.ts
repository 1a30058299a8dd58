import { type Eligibility, jointEligibility, needsThirdReader, type Opinion, type SubmittedReview } from './rubric.js'

/**
 * How one reader stands to one file. `owes`: assigned, nothing sent yet. `agrees`, `disagrees`: an opinion on another's
 * review in place of one's own; once somebody who disagreed has written the full review, they have `reviewed`.
 */
export type Standing =
  | { readonly as: 'owes' | 'agrees' | 'disagrees' | 'abstained' }
  | { readonly as: 'reviewed'; readonly review: SubmittedReview }

const firstReaders = 2

/** Readers who have the file and those who are done: one who disagrees has it and is not done, one who abstained neither. */
export function readerCounts(standings: readonly Standing[]): { assigned: number; submitted: number } {
  const withFile = standings.filter((standing) => standing.as !== 'abstained')
  const done = withFile.filter((standing) => standing.as === 'reviewed' || standing.as === 'agrees')
  return { assigned: withFile.length, submitted: done.length }
}

/** Eligibility of a file by its reviews and the opinions on them; null before the first review. */
export const eligibilityOf = (standings: readonly Standing[]): Eligibility | null =>
  jointEligibility(
    reviewsOf(standings).map(({ eligibility }) => eligibility),
    standings.flatMap((standing) => opinions[standing.as] ?? []),
  )

/**
 * Readers to be found in addition to those who have the file: up to two, and a third (`isThirdNeeded`). A place that was
 * lost (`emptyPlaces`: whoever abstained, or must not read it any more) is filled again, however many readers are left.
 */
export function readersNeeded(standings: readonly Standing[], emptyPlaces = 0): number {
  const wanted = needsThird(standings) ? firstReaders + 1 : firstReaders
  return Math.max(0, emptyPlaces, wanted - readerCounts(standings).assigned)
}

/**
 * Two are done and differ by 2 or more on a criterion, or on eligibility, or are not sure of it, and no third has the file.
 * While somebody who disagreed owes the full review, nobody is called: that review is the comparison.
 */
export const isThirdNeeded = (standings: readonly Standing[]): boolean =>
  needsThird(standings) && readerCounts(standings).assigned <= firstReaders

const opinions: Readonly<Partial<Record<Standing['as'], Opinion>>> = { agrees: 'agree', disagrees: 'disagree' }

const reviewsOf = (standings: readonly Standing[]): SubmittedReview[] =>
  standings.flatMap((standing) => (standing.as === 'reviewed' ? [standing.review] : []))

function needsThird(standings: readonly Standing[]): boolean {
  if (readerCounts(standings).submitted < firstReaders) return false
  if (standings.some((standing) => standing.as === 'disagrees')) return false
  const reviews = reviewsOf(standings)

  return (
    eligibilityOf(standings) === 'unsure' ||
    reviews.some((one, i) => reviews.slice(i + 1).some((other) => needsThirdReader(one, other)))
  )
}
