import type { Person } from './input/people.js'
import type { Row } from './program.js'

/** People and, for each language, the places of those who need it. */
interface Spoken {
  readonly people: readonly unknown[]
  readonly languages: readonly (readonly number[])[]
}

/** Places of those who need each language, languages sorted by name; none where all languages asked for are within the cap. */
export function speakersOf(people: readonly Person[], most: number | undefined): number[][] {
  const speakers = new Map<string, number[]>()
  for (const [place, { languages }] of people.entries()) {
    for (const language of languages) speakers.set(language, [...(speakers.get(language) ?? []), place])
  }
  const byName = [...speakers].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places)

  return byName.length > (most ?? Infinity) ? byName : []
}

/** Nobody comes without each language they need: a row for everybody who needs one, the tightest way to say so. */
export const needRows = ({ people, languages }: Spoken): Row[] =>
  languages.flatMap((speakers, language) =>
    speakers.map((place) => ({ at: [place, people.length + language], weights: [1, -1], least: -1, most: 0 })),
  )

/** Lowest and highest value of the variable of each language: 1 where somebody pinned in needs it, 0 where nobody may come. */
export const languageBounds = (languages: Spoken['languages'], pins: readonly (0 | 1 | null)[]): [number, number][] =>
  languages.map((speakers) => [
    speakers.some((place) => pins[place] === 1) ? 1 : 0,
    speakers.some((place) => pins[place] !== 0) ? 1 : 0,
  ])

/** The variables of a problem for a set of people: 1 for everybody in it and for every language they need. */
export const valuesOf = ({ people, languages }: Spoken, isIn: (place: number) => boolean): number[] => [
  ...people.map((_, place) => (isIn(place) ? 1 : 0)),
  ...languages.map((speakers) => (speakers.some(isIn) ? 1 : 0)),
]

/** By how many the languages of a set grow when one person leaves it (null: nobody) and another comes. */
export function languageGrowth(
  { people, languages }: Spoken,
  chosen: ReadonlySet<number>,
): (out: number | null, into: number) => number {
  const needs = people.map((): number[] => [])
  for (const [language, speakers] of languages.entries()) for (const place of speakers) needs[place]?.push(language)
  const heard = languages.map((speakers) => speakers.filter((place) => chosen.has(place)).length)

  return (out, into) => {
    const [lost, won] = [out === null ? [] : (needs[out] ?? []), needs[into] ?? []]
    const fresh = won.filter((language) => heard[language] === 0)
    const gone = lost.filter((language) => heard[language] === 1 && !won.includes(language))
    return fresh.length - gone.length
  }
}
