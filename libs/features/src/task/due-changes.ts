import { isoDate } from '#domain/calendar/iso-date.js'
import { dueTasks } from '#domain/task/due-tasks.js'
import { factsOfAll, type PlainFacts, type Reader } from './plain-facts.js'

/** One task whose day moves, and for how many people. */
export interface DueChange {
  readonly task: string
  readonly from: string | null
  readonly to: string | null
  readonly count: number
}

export interface DueChanges {
  readonly moved: readonly DueChange[]
  /** Cases the desk has to assess again. */
  readonly assessedCases: number
}

interface NewDays {
  readonly arrival_on: string
  readonly departure_on: string
}

/** What would move if the edition had these days, sorted by task and day; people are counted, not named. */
export async function dueChanges(reader: Reader, editionId: string, days: NewDays): Promise<DueChanges> {
  const all = await factsOfAll(reader, editionId)
  const counts = new Map<string, DueChange>()
  for (const change of all.flatMap((facts) => changesOf(facts, days))) {
    const key = `${change.task} ${change.from} ${change.to}`
    counts.set(key, { ...change, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return {
    moved: [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change),
    assessedCases: all.filter((facts) => facts.visa.path && isMoved(facts, days)).length,
  }
}

const isMoved = (facts: PlainFacts, days: NewDays): boolean =>
  facts.arrivalOn !== days.arrival_on || facts.departureOn !== days.departure_on

function changesOf(facts: PlainFacts, days: NewDays): Omit<DueChange, 'count'>[] {
  const before = new Map(dueTasks(facts).map((task) => [task.task, task.dueOn]))
  const after = dueTasks({ ...facts, arrivalOn: isoDate(days.arrival_on), departureOn: isoDate(days.departure_on) })
  return after
    .filter(({ task, state, dueOn }) => state === 'open' && before.get(task) !== dueOn)
    .map(({ task, dueOn }) => ({ task, from: before.get(task) ?? null, to: dueOn }))
}
