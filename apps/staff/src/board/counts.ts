import { targetOf } from '#domain/decision/outcomes.js'
import type { BoardRow } from '#features/decision/staff/pending-decisions.js'
import { listedStates } from '#features/application/staff/listed-states.js'

export interface StateCount {
  readonly state: string
  readonly real: number
  /** Decisions that lead here and are not released. */
  readonly pending: number
  /** Files here once every pending decision has happened. */
  readonly both: number
}

/** Files by state: as they stand, as decided, and as they would stand; states nobody is in or goes to are left out. */
export function stateCounts(real: Readonly<Record<string, number>>, rows: readonly BoardRow[]): StateCount[] {
  const decided = rows.flatMap(({ file, decision }) =>
    decision ? [{ from: file.state, to: targetOf(decision.move) }] : [],
  )
  const counts = listedStates.map((state) => {
    const pending = decided.filter(({ to }) => to === state).length
    const leaving = decided.filter(({ from, to }) => from === state && to !== undefined).length
    const now = real[state] ?? 0
    return { state, real: now, pending, both: now - leaving + pending }
  })

  return counts.filter(({ real: now, pending }) => now > 0 || pending > 0)
}
