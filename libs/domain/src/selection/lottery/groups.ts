import { type Problem, programOf } from '../problem.js'
import { activity, type Row } from '../program.js'

/**
 * A pool by groups of people no row tells apart: `members` are ids, sorted; `least` is 0, or all of a group pinned in.
 * Rows count people of groups. People pinned out are not in it.
 */
export interface GroupedPool {
  readonly members: readonly (readonly string[])[]
  readonly least: readonly number[]
  readonly rows: readonly Row[]
}

/** How many of each group one possible set takes, in the order of the groups. */
export type Composition = readonly number[]

export const sizesOf = ({ members }: GroupedPool): number[] => members.map(({ length }) => length)

/**
 * Groups the people of a problem by the rows that can bind and their weight in them. An optimal fair distribution may
 * always be taken equal within a group, so a lottery over compositions is one over people.
 */
export function groupsOf(problem: Problem): GroupedPool {
  const { lower, upper, rows: all } = programOf(problem)
  const rows = all.filter((row) => row.least > activity(row, lower) || row.most < activity(row, upper))
  const places = new Map<string, number[]>()
  for (const [person, profile] of profilesOf(problem, rows).entries()) {
    if (problem.pins[person] === 0) continue
    const key = `${problem.pins[person] ?? ''} ${profile.join(' ')}`
    places.set(key, [...(places.get(key) ?? []), person])
  }
  const groups = [...places.values()]
    .map((people) => people.toSorted((a, b) => (idOf(problem, a) < idOf(problem, b) ? -1 : 1)))
    .toSorted(([a = 0], [b = 0]) => (idOf(problem, a) < idOf(problem, b) ? -1 : 1))
  const groupOf = new Map(groups.flatMap((people, group) => people.map((person) => [person, group] as const)))

  return {
    members: groups.map((people) => people.map((person) => idOf(problem, person))),
    least: groups.map((people) => (problem.pins[people[0] ?? -1] === 1 ? people.length : 0)),
    rows: rows.map((row) => grouped(row, groupOf)),
  }
}

const idOf = ({ people }: Problem, person: number): string => people[person]?.id ?? ''

function profilesOf({ people }: Problem, rows: readonly Row[]): string[][] {
  const profiles = people.map((): string[] => [])
  for (const [k, { at, weights }] of rows.entries()) {
    for (const [place, person] of at.entries()) profiles[person]?.push(`${k}:${weights?.[place] ?? 1}`)
  }
  return profiles
}

/** Everybody in a group has the same weight, so the last one seen speaks for all. */
function grouped(row: Row, groupOf: ReadonlyMap<number, number>): Row {
  const weights = new Map<number, number>()
  for (const [place, person] of row.at.entries()) {
    const group = groupOf.get(person)
    if (group !== undefined) weights.set(group, row.weights?.[place] ?? 1)
  }
  return { at: [...weights.keys()], weights: [...weights.values()], least: row.least, most: row.most }
}
