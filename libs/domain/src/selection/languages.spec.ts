import { describe, expect, it } from '@jest/globals'
import { largeInput, problemFrom } from '#test/support/selection/pools.js'
import { solving } from '#test/support/selection/solving.js'
import { seededRandom } from '../random.js'
import { choose } from './choose/choose.js'
import { reasonsOf } from './choose/reasons.js'
import { countList } from './counts/what-if.js'
import { checkInput } from './input/check.js'
import type { SelectionInput } from './input/selection-input.js'
import { bandProblem } from './lottery/band.js'
import { fairOdds } from './lottery/odds.js'
import { programOf } from './problem.js'
import { solveProgram } from './program.js'

const person = (id: string, score: number, ...languages: string[]) => ({
  id,
  score,
  values: { region: 'north' },
  languages,
})
const people = [
  person('a', 4.9, 'ar'),
  person('b', 4.8, 'fr'),
  person('c', 4.7, 'es', 'ES '),
  person('d', 4.6),
  person('e', 4, 'fr'),
  person('f', 3, 'ar', 'fr'),
]
const input: SelectionInput = {
  people,
  quotas: [{ family: 'region', value: 'north', floor: 0, cap: 6 }],
  places: 4,
  mostLanguages: 2,
}
const rule = (most: number) => ({ kind: 'languages', most })
const chosenFrom = async (from: SelectionInput) => {
  const outcome = await choose(problemFrom(from), solving)
  return outcome.ok ? outcome.value.chosen.join('') : outcome
}

describe('the cap on languages of interpretation', () => {
  it('is kept by giving up the language that costs least, and by none where all of them are within it', async () => {
    expect(await chosenFrom({ ...input, mostLanguages: 3 })).toBe('abcd')
    expect(await chosenFrom(input)).toBe('abde')
    expect(await chosenFrom({ ...input, mostLanguages: 1 })).toMatchObject({
      code: 'no_selection',
      about: { steps: [{ rule: rule(1), bound: 'cap', from: 1, to: 2, cost: 1 }], cost: 1 },
    })
    expect(await chosenFrom({ ...input, places: 3, mostLanguages: 1 })).toBe('bde')
  })

  it('counts the languages of those who are on the list for good', async () => {
    expect(await chosenFrom({ ...input, pinnedIn: ['c'] })).toBe('bcde')
    expect(await chosenFrom({ ...input, pinnedIn: ['f', 'c'] })).toMatchObject({
      code: 'no_selection',
      about: { steps: [{ rule: rule(2), bound: 'cap', from: 2, to: 3, cost: 1 }] },
    })
    expect(await chosenFrom({ ...input, pinnedOut: ['b', 'e'] })).toMatchObject({ code: 'no_selection' })
  })

  it('is the reason of those whose language would be one more, and of nobody whose language is there', async () => {
    const problem = problemFrom(input)
    const outcome = await choose(problem, solving)
    const reasons = outcome.ok ? reasonsOf(problem, outcome.value) : new Map()

    expect(reasons.get('c')).toEqual([
      { code: 'held_by_cap', rules: [rule(2)], instead: 'e', isNext: true },
      { code: 'next_if_place_frees', places: ['a'] },
    ])
    expect(reasons.get('f')).toEqual([
      { code: 'score', score: 300, other: 400, isClose: false },
      { code: 'next_if_place_frees', places: ['b', 'd', 'e'] },
    ])
  })

  it('is broken by a list of more languages, and shuts out whose language is not among them', () => {
    const problem = problemFrom(input)
    const counted = (...list: string[]) => {
      const { breaches, cells, places } = countList(problem, new Set(list))
      return [places.chosen, breaches.filter(({ rule: { kind } }) => kind === 'languages'), cells[0]?.remaining]
    }

    expect(counted('a')).toEqual([1, [], 5])
    expect(counted('a', 'b')).toEqual([2, [], 3])
    expect(counted('a', 'b', 'c')).toEqual([3, [{ rule: rule(2), by: 1 }], 3])
  })

  it('holds in lots among the best lists', async () => {
    const alike = { ...input, people: people.map((one) => ({ ...one, score: 3 })), places: 3, mostLanguages: 1 }
    const problem = problemFrom(alike)
    const choice = await choose(problem, solving)
    const band = choice.ok ? bandProblem(problem, choice.value) : choice
    const odds = band.ok ? await fairOdds(band.value, solving) : band

    // Three with at most one language: only b, d and e.
    expect(odds.ok && Object.fromEntries(odds.value.chances)).toEqual({ b: 1, d: 1, e: 1 })
  })

  it('is solved over a core as over all people at once', async () => {
    const random = seededRandom('languages')
    const large = largeInput(400, 40, [6, 3, 2, 4])
    const speaking = large.people.map((one) => ({
      ...one,
      languages: random() < 0.6 ? [`l${Math.floor(8 * random() ** 1.5)}`] : [],
    }))
    for (const mostLanguages of [2, 4, 6]) {
      const problem = problemFrom({ ...large, people: speaking, mostLanguages })
      const all = await solveProgram(programOf(problem), solving)
      const outcome = await choose(problem, solving)

      expect(outcome.ok && outcome.value.total).toBe('objective' in all && all.objective)
      expect(outcome.ok && countList(problem, new Set(outcome.value.chosen)).breaches).toEqual([])
    }
  }, 60_000)

  it('is a whole number of at least one', () => {
    const checked = checkInput({ ...input, mostLanguages: 0 })

    expect(checked).toMatchObject({ ok: false, about: { errors: [{ code: 'limit_not_whole' }] } })
  })
})
