import { describe, expect, it } from '@jest/globals'
import { candidateSets, relaxingCost, smallInput } from '#test/support/selection/brute-force.js'
import { solving } from '#test/support/selection/solving.js'
import { problemFrom } from '#test/support/selection/pools.js'
import { seededRandom } from '../../random.js'
import { checkInput } from '../input/check.js'
import type { SelectionInput } from '../input/selection-input.js'
import { choose } from './choose.js'
import { cheapestRelaxation, type Step } from './relax.js'

const cheapest = (input: SelectionInput): number =>
  Math.min(Infinity, ...candidateSets(input).map((set) => relaxingCost(input, set)))

/** The input with the proposal applied, as a person would: quotas by row, limits as loose as the loosest step. */
function relaxedBy(input: SelectionInput, steps: readonly Step[]): SelectionInput {
  const limit = (kind: string, most: number) =>
    Math.max(most, ...steps.filter(({ rule }) => rule.kind === kind).map(({ to }) => to))
  const { mostLanguages } = input
  return {
    ...input,
    quotas: input.quotas.map((row) => {
      const own = steps.filter(
        ({ rule }) => rule.kind === 'quota' && rule.family === row.family && rule.value === row.value,
      )
      const { target: _, ...rest } = row
      return own.reduce((changed, { bound, to }) => ({ ...changed, [bound]: to }), rest)
    }),
    mostPerOrganisation: limit('organisation', input.mostPerOrganisation ?? 3),
    mostPerCountry: limit('country', input.mostPerCountry ?? 6),
    ...(mostLanguages === undefined ? {} : { mostLanguages: limit('languages', mostLanguages) }),
  }
}

describe('relaxing', () => {
  it('proposes what costs least, as looking at every set does, and it is enough', async () => {
    const random = seededRandom('small inputs to relax')
    const inputs = Array.from({ length: 150 }, () => smallInput(random)).filter((input) => checkInput(input).ok)
    const stuck = inputs.map((input) => ({ input, least: cheapest(input) })).filter(({ least }) => least > 0)

    for (const { input, least } of stuck) {
      const relaxation = await cheapestRelaxation(problemFrom(input), solving)
      const { kind, cost, steps } =
        relaxation.kind === 'steps' ? relaxation : { ...relaxation, cost: Infinity, steps: [] }
      const outcome = await choose(problemFrom(relaxedBy(input, steps)), solving)

      expect([kind, cost.toFixed(9)]).toEqual([least === Infinity ? 'cannot_relax' : 'steps', least.toFixed(9)])
      expect(outcome.ok ? 'steps' : outcome.code).toBe(kind)
    }
    expect(stuck.length).toBeGreaterThan(10)
  }, 60_000)

  it('lowers a floor of one at the price of three, and one of ten at little more than one', async () => {
    const people = Array.from({ length: 20 }, (_, k) => ({
      id: `p${k}`,
      score: 3,
      values: { region: k < 9 ? 'north' : 'south' },
    }))
    const quotas = [
      { family: 'region', value: 'north', floor: 10, cap: 12 },
      { family: 'region', value: 'south', floor: 0, cap: 12 },
      { family: 'region', value: 'west', floor: 1, cap: 2 },
    ]

    const relaxation = await cheapestRelaxation(problemFrom({ people, quotas, places: 12 }), solving)

    expect(relaxation).toMatchObject({
      kind: 'steps',
      cost: 4.2,
      steps: [
        { rule: { value: 'north' }, bound: 'floor', from: 10, to: 9, cost: 1.2 },
        { rule: { value: 'west' }, bound: 'floor', from: 1, to: 0, cost: 3 },
      ],
    })
  })
})
