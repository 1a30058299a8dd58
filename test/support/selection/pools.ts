import { seededRandom } from '#domain/random.js'
import { checkInput } from '#domain/selection/input/check.js'
import type { PersonRow } from '#domain/selection/input/people.js'
import type { QuotaRow } from '#domain/selection/input/quotas.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import { type Problem, problemOf } from '#domain/selection/problem.js'

export type Random = () => number

/** The problem of an input known to be fit. */
export function problemFrom(input: SelectionInput, seed = 'a seed'): Problem {
  const checked = checkInput(input)
  if (!checked.ok) throw new Error(`unfit: ${JSON.stringify(checked.about)}`)

  return problemOf(checked.value, seededRandom(seed))
}

/** Five people, two families: child or adult, simpsons or ducks; two places. */
export const fivePeople: readonly PersonRow[] = ['lisa cs', 'marge as', 'louie cd', 'dewey cd', 'scrooge ad'].map(
  (text) => {
    const [id = '', letters = ''] = text.split(' ')
    return {
      id,
      score: 3,
      values: { age: letters[0] === 'c' ? 'child' : 'adult', show: letters[1] === 's' ? 'simpsons' : 'ducks' },
    }
  },
)

/** Each of the four values once or twice. */
export const fivePeoplesQuotas: readonly QuotaRow[] = [
  { family: 'age', value: 'child', floor: 1, cap: 2 },
  { family: 'age', value: 'adult', floor: 1, cap: 2 },
  { family: 'show', value: 'simpsons', floor: 1, cap: 2 },
  { family: 'show', value: 'ducks', floor: 1, cap: 2 },
]

const largeFamilies = [22, 3, 2, 9, 6, 3, 4]

/** Candidates for a conference: seven families (22 regions, …), organisations and countries of uneven size, scores of 1 to 5. */
export function largeInput(
  people: number,
  places: number,
  families: readonly number[] = largeFamilies,
): SelectionInput {
  const random = seededRandom(`${people} people, ${places} places`)
  const skewed = (below: number) => Math.min(below - 1, Math.floor(below * random() ** 1.5))
  const bell = () => Array.from({ length: 12 }, random).reduce((sum, part) => sum + part, -6)
  const rows = Array.from({ length: people }, (_, k): PersonRow => {
    const score = Math.min(5, Math.max(1, 3.3 + 0.6 * bell()))
    return {
      id: `person-${k}`,
      score,
      interval: [score - 0.2, score + 0.2],
      values: Object.fromEntries(families.map((values, family) => [`family ${family}`, `value ${skewed(values)}`])),
      organisation: `organisation ${Math.floor(random() * people * 0.6)}`,
      country: `country ${skewed(120)}`,
    }
  })
  return {
    people: rows,
    quotas: families.flatMap((values, family) => quotasFor(rows, places, { values, family })),
    places,
  }
}

/** Bands around each value's share of the places; the floor of every second value asks for more than its share. */
function quotasFor(
  people: readonly PersonRow[],
  places: number,
  { values, family }: { values: number; family: number },
): QuotaRow[] {
  return Array.from({ length: values }, (_, k): QuotaRow => {
    const value = `value ${k}`
    const holders = people.filter((person) => person.values[`family ${family}`] === value).length
    const share = (holders / people.length) * places
    const floor = Math.floor(share * (k % 2 === 1 ? 1.05 : 0.8))
    const cap = Math.max(floor, 1, Math.ceil(share * 1.2))
    return { family: `family ${family}`, value, floor, target: Math.max(floor, Math.floor(share)), cap }
  })
}
