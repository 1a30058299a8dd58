import { type Problem, programOf } from '../problem.js'
import { activity, type Row } from '../program.js'

/**
 * A pool by groups of people no row tells apart: `members` are ids, sorted. Variables are how many of each group and, where
 * the cap on languages can bind, whether each language is offered; `least` and `most` are their bounds, all of a group where
 * it is pinned in. Rows are over these variables. People pinned out are not in it.
 */
export interface GroupedPool {
  readonly members: readonly (readonly string[])[]
  readonly least: readonly number[]
  readonly most: readonly number[]
  readonly rows: readonly Row[]
}

/** How many of each group one possible set takes, in the order of the groups. */
export type Composition = readonly number[]

export const sizesOf = ({ members }: GroupedPool): number[] => members.map(({ length }) => length)

/** The counts of groups among the values of all variables. */
export const compositionIn = ({ members }: GroupedPool, values: readonly number[]): Composition =>
  values.slice(0, members.length)

/**
 * Groups the people of a problem by the rows that can bind and their weight in them, and by the languages they need. An
 * optimal fair distribution may always be taken equal within a group, so a lottery over compositions is one over people.
 */
export function groupsOf(problem: Problem): GroupedPool {
  const { lower, upper, rows: all } = programOf(problem)
  const canBind = (row: Row) => row.least > activity(row, lower) || row.most < activity(row, upper)
  const rows = all.slice(0, problem.rows.length).filter(canBind)
  const first = problem.people.length
  const isOfLanguages = rows.some(({ at: [variable = 0] }) => variable >= first)
  const languages = isOfLanguages ? problem.languages : []
  const groups = groupedPlaces(problem, rows, languages)
  const variableOf = new Map(groups.flatMap((people, group) => people.map((person) => [person, group] as const)))
  for (const language of languages.keys()) variableOf.set(first + language, groups.length + language)
  const pinned = groups.map((people) => (problem.pins[people[0] ?? -1] === 1 ? people.length : 0))

  return {
    members: groups.map((people) => people.map((person) => idOf(problem, person))),
    least: [...pinned, ...languages.map((_, language) => lower[first + language] ?? 0)],
    most: [...groups.map(({ length }) => length), ...languages.map((_, language) => upper[first + language] ?? 1)],
    rows: [...rows.map((row) => grouped(row, variableOf)), ...groupNeeds(groups, languages)],
  }
}

/** Places of each group, by id; groups by the id of their first. */
function groupedPlaces(problem: Problem, rows: readonly Row[], languages: Problem['languages']): number[][] {
  const places = new Map<string, number[]>()
  for (const [person, profile] of profilesOf(problem, rows, languages).entries()) {
    if (problem.pins[person] === 0) continue
    const key = `${problem.pins[person] ?? ''} ${profile.join(' ')}`
    places.set(key, [...(places.get(key) ?? []), person])
  }
  return [...places.values()]
    .map((people) => people.toSorted((a, b) => (idOf(problem, a) < idOf(problem, b) ? -1 : 1)))
    .toSorted(([a = 0], [b = 0]) => (idOf(problem, a) < idOf(problem, b) ? -1 : 1))
}

const idOf = ({ people }: Problem, person: number): string => people[person]?.id ?? ''

function profilesOf({ people }: Problem, rows: readonly Row[], languages: Problem['languages']): string[][] {
  const profiles = people.map((): string[] => [])
  for (const [language, speakers] of languages.entries()) {
    for (const person of speakers) profiles[person]?.push(`language ${language}`)
  }
  for (const [k, { at, weights }] of rows.entries()) {
    for (const [place, person] of at.entries()) profiles[person]?.push(`${k}:${weights?.[place] ?? 1}`)
  }
  return profiles
}

/** Everybody in a group has the same weight, so the last one seen speaks for all. */
function grouped(row: Row, variableOf: ReadonlyMap<number, number>): Row {
  const weights = new Map<number, number>()
  for (const [place, own] of row.at.entries()) {
    const variable = variableOf.get(own)
    if (variable !== undefined) weights.set(variable, row.weights?.[place] ?? 1)
  }
  return { at: [...weights.keys()], weights: [...weights.values()], least: row.least, most: row.most }
}

/** Nobody of a group comes without each language the group needs. */
const groupNeeds = (groups: readonly (readonly number[])[], languages: Problem['languages']): Row[] =>
  languages.flatMap((speakers, language) => {
    const needing = new Set(speakers)
    return groups.flatMap((people, group): Row[] =>
      needing.has(people[0] ?? -1)
        ? [{ at: [group, groups.length + language], weights: [1, -people.length], least: -people.length, most: 0 }]
        : [],
    )
  })
