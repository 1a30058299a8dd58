import { describe, expect, it } from '@jest/globals'
import { assemblyInput } from '#test/support/selection/assembly.js'
import { candidateSets, relaxingCost, smallInput } from '#test/support/selection/brute-force.js'
import { levelsByHand } from '#test/support/selection/leximin-by-hand.js'
import { solving } from '#test/support/selection/solving.js'
import { fivePeople, fivePeoplesQuotas, problemFrom } from '#test/support/selection/pools.js'
import { seededRandom } from '../../random.js'
import { checkInput } from '../input/check.js'
import type { SelectionInput } from '../input/selection-input.js'
import type { Panel } from './decompose.js'
import { type GroupedPool, groupsOf } from './groups.js'
import { generatedLeximin } from './leximin.js'
import { chanceLevels, fairOdds, type Odds } from './odds.js'

const five: SelectionInput = { people: fivePeople, quotas: fivePeoplesQuotas, places: 2 }
const households = new Map([
  ['lisa', 'one'],
  ['scrooge', 'one'],
  ['louie', 'two'],
  ['dewey', 'two'],
])

async function oddsFor(input: SelectionInput): Promise<Odds> {
  const outcome = await fairOdds(problemFrom(input), solving)
  if (!outcome.ok) throw new Error(outcome.code)

  return outcome.value
}

/** Chances by id, to six places. */
const chancesOf = ({ chances }: Odds): Record<string, number> =>
  Object.fromEntries([...chances].map(([id, chance]) => [id, Number(chance.toFixed(6))]))

/** Chance of each person, lowest first, from shares of panels. */
const sortedChances = ({ members }: GroupedPool, panels: readonly Panel[]): number[] =>
  members
    .flatMap((ids, group) => {
      const expected = panels.reduce((sum, { counts, share }) => sum + share * (counts[group] ?? 0), 0)
      return ids.map(() => expected / ids.length)
    })
    .toSorted((a, b) => a - b)

describe('fair chances', () => {
  it('SEL-1 give marge two thirds and everybody else one third', async () => {
    expect(chancesOf(await oddsFor(five))).toEqual({
      dewey: 0.333333,
      lisa: 0.333333,
      louie: 0.333333,
      marge: 0.666667,
      scrooge: 0.333333,
    })
  })

  it('SEL-2 with one per household give lisa and scrooge nothing, marge a place, louie and dewey half', async () => {
    const people = five.people.map((person) => ({ ...person, organisation: households.get(person.id) ?? null }))

    expect(chancesOf(await oddsFor({ ...five, people, mostPerOrganisation: 1 }))).toEqual({
      dewey: 0.5,
      lisa: 0,
      louie: 0.5,
      marge: 1,
      scrooge: 0,
    })
  })

  // 122 groups; the levels as measured, each with how many people have that chance or less.
  const levels = [
    { chance: '0.0909', people: 22 },
    { chance: '0.1154', people: 48 },
    { chance: '0.1250', people: 64 },
    { chance: '0.1579', people: 83 },
    { chance: '0.1667', people: 101 },
    { chance: '0.1686', people: 141 },
    { chance: '0.1746', people: 143 },
    { chance: '0.1868', people: 145 },
    { chance: '0.2355', people: 147 },
    { chance: '0.2955', people: 149 },
    { chance: '0.4709', people: 150 },
  ]

  it('SEL-4 choose 22 of 150 with everybody in reach, at the levels known', async () => {
    const odds = await oddsFor(assemblyInput())

    expect(chanceLevels(odds, 4)).toEqual(levels)
    expect([...odds.chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(22, 6)
  }, 60_000)

  it('SEL-4 come out the same by generating columns from nothing, another method altogether', async () => {
    const pool = groupsOf(problemFrom(assemblyInput()))

    const panels = await generatedLeximin(pool, [], solving)
    const chances = sortedChances(pool, typeof panels === 'string' ? [] : panels)
    const named = new Map(chances.map((chance, k) => [String(k), chance]))

    expect(chanceLevels({ members: [], panels: [], chances: named }, 4)).toEqual(levels)
  }, 120_000)

  it('are those of a linear program over every possible set, with both methods', async () => {
    const random = seededRandom('small lotteries')
    const inputs = Array.from({ length: 20 }, () => ({ ...smallInput(random), places: 4 }))
    const sets = (input: SelectionInput) => candidateSets(input).filter((set) => relaxingCost(input, set) === 0)
    const solvable = inputs.filter((input) => checkInput(input).ok && sets(input).length > 0)

    for (const input of solvable) {
      const people = input.people.map(({ id }) => id).filter((id) => !input.pinnedOut?.includes(id))
      const ids = sets(input).map((set) => set.map(({ id }) => id))
      const expected = (await levelsByHand(people, ids)).map((chance) => chance.toFixed(5))
      const odds = await oddsFor(input)
      const pool = groupsOf(problemFrom(input))
      const panels = await generatedLeximin(pool, [], solving)
      const generated = sortedChances(pool, typeof panels === 'string' ? [] : panels)

      expect([...odds.chances.values()].toSorted((a, b) => a - b).map((chance) => chance.toFixed(5))).toEqual(expected)
      expect(generated.map((chance) => chance.toFixed(5))).toEqual(expected)
    }
    expect(solvable.length).toBeGreaterThan(8)
  }, 60_000)

  it('are refused when no selection exists', async () => {
    const quotas = fivePeoplesQuotas.map((row) =>
      row.value === 'child' || row.value === 'simpsons' ? { ...row, floor: 2 } : { ...row, floor: 0 },
    )

    expect(await fairOdds(problemFrom({ ...five, quotas }), solving)).toEqual({ ok: false, code: 'no_selection' })
  })
})
