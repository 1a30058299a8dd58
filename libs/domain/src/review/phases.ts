import { grouped } from '../grouped.js'
import type { Role } from '../lifecycle.js'

/** Of these, one asks that readers read before their phase and another agrees. */
export const earlyReadingRoles = ['coordinator', 'vetting_lead'] as const satisfies readonly Role[]

/** Milliseconds since 1970 in UTC; the caller brings "now". */
export type Instant = number

/** One review phase of a wave: from its first instant up to, not including, its last. Null: no bound on that side. */
export interface ReviewPhase {
  readonly id: string
  readonly wave: string
  readonly from: Instant | null
  readonly until: Instant | null
}

export type PhaseFlaw =
  | 'ends_before_it_begins'
  | 'open_end_not_last'
  | 'start_missing_not_first'
  | 'phases_overlap'
  | 'phases_apart'

export interface PhaseProblem {
  readonly phaseId: string
  readonly code: PhaseFlaw
}

/**
 * All that forbids these phases, in their order; none when at every instant from the first to the last exactly one is
 * active. Phases of one wave follow each other as given; waves do not touch. A problem between two is the later one's.
 */
export const phaseProblems = (phases: readonly ReviewPhase[]): PhaseProblem[] =>
  [...grouped(phases, ({ wave }) => wave).values()].flatMap((row) =>
    row.flatMap((phase, i) => [...flawsOf(phase), ...flawsBetween(row[i - 1], phase), ...openEnd(phase, row[i + 1])]),
  )

/** The one phase of the wave that is active at this instant; null before the first and after the last. */
export const activePhase = (phases: readonly ReviewPhase[], wave: string, now: Instant): ReviewPhase | null =>
  phases.find((phase) => phase.wave === wave && (phase.from ?? now) <= now && (phase.until ?? Infinity) > now) ?? null

const problem = (phase: ReviewPhase, code: PhaseFlaw): PhaseProblem[] => [{ phaseId: phase.id, code }]

const flawsOf = (phase: ReviewPhase): PhaseProblem[] =>
  phase.from !== null && phase.until !== null && phase.until <= phase.from
    ? problem(phase, 'ends_before_it_begins')
    : []

function flawsBetween(before: ReviewPhase | undefined, phase: ReviewPhase): PhaseProblem[] {
  if (!before) return []
  if (phase.from === null) return problem(phase, 'start_missing_not_first')
  if (before.until === null || phase.from === before.until) return []

  return problem(phase, phase.from < before.until ? 'phases_overlap' : 'phases_apart')
}

const openEnd = (phase: ReviewPhase, next: ReviewPhase | undefined): PhaseProblem[] =>
  next && phase.until === null ? problem(phase, 'open_end_not_last') : []
