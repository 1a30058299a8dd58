import { describe, expect, it } from '@jest/globals'
import { candidateSets, relaxingCost, smallInput } from '#test/support/selection/brute-force.js'
import { solver, solving } from '#test/support/selection/solving.js'
import { fivePeople, fivePeoplesQuotas, largeInput, problemFrom } from '#test/support/selection/pools.js'
import { seededRandom } from '../../random.js'
import { checkInput } from '../input/check.js'
import type { PersonRow } from '../input/people.js'
import type { SelectionInput } from '../input/selection-input.js'
import { programOf } from '../problem.js'
import { solveProgram } from '../program.js'
import type { SolverAnswer, SolverJob } from '../../solver.js'
import { type Choice, choose } from './choose.js'

const ids = (set: readonly { readonly id: string }[]): string[] => set.map(({ id }) => id).toSorted()
const totalOf = (set: readonly PersonRow[]): number =>
  set.reduce((sum, { score }) => sum + Math.round((score ?? 0) * 100), 0)

async function chosenFrom(input: SelectionInput): Promise<Choice> {
  const outcome = await choose(problemFrom(input), solving)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))

  return outcome.value
}

/** Best total and where everybody stands, by looking at every set. */
function byHand(input: SelectionInput) {
  const possible = candidateSets(input).filter((set) => relaxingCost(input, set) === 0)
  const total = Math.max(...possible.map(totalOf))
  const best = possible.filter((set) => totalOf(set) === total)
  const standing = input.people.map(({ id }) => {
    const times = best.filter((set) => set.some((person) => person.id === id)).length
    return [id, times === best.length ? 'every' : times > 0 ? 'some' : 'none'] as const
  })
  const missed = (set: readonly PersonRow[]) =>
    input.quotas.reduce((sum, { family, value, target }) => {
      const count = set.filter(({ values }) => values[family] === value).length
      return sum + (target === undefined ? 0 : Math.abs(count - Number(target)))
    }, 0)

  return { possible, total, best, standing: new Map(standing), missed }
}

/** Two places, of two children and of two of the simpsons; only lisa is both. */
const twoOfBoth = (relaxed = {}): SelectionInput => ({
  people: fivePeople,
  quotas: fivePeoplesQuotas.map((row) => {
    const isExact = row.value === 'child' || row.value === 'simpsons'
    return { ...row, ...(isExact ? { floor: 2, ...relaxed } : { floor: 0 }) }
  }),
  places: 2,
})

describe('choosing a set', () => {
  it('finds the best total, every standing, and the nearest to the targets, as looking at every set does', async () => {
    const random = seededRandom('small inputs')
    const inputs = Array.from({ length: 50 }, () => smallInput(random)).filter((input) => checkInput(input).ok)
    const solvable = inputs.map((input) => ({ input, ...byHand(input) })).filter(({ possible }) => possible.length > 0)

    for (const { input, total, best, standing, missed } of solvable) {
      const choice = await chosenFrom(input)
      const set = input.people.filter(({ id }) => choice.chosen.includes(id))

      expect([choice.total, choice.bound, choice.isProven]).toEqual([total, total, true])
      expect(best.map(ids)).toContainEqual(choice.chosen)
      expect(Object.fromEntries(choice.standing)).toEqual(Object.fromEntries(standing))
      expect(missed(set)).toBe(Math.min(...best.map(missed)))
    }
    expect(solvable.length).toBeGreaterThan(20)
  }, 60_000)

  it('reaches by its core what one task over all people reaches', async () => {
    for (const places of [30, 40, 50]) {
      const problem = problemFrom(largeInput(400, places, [6, 3, 2, 4]))
      const all = await solveProgram(programOf(problem), solving)
      const outcome = await choose(problem, solving)

      expect(outcome.ok && [outcome.value.total, outcome.value.chosen.length]).toEqual([
        'objective' in all && all.objective,
        places,
      ])
    }
  })

  it('reaches the same from a solver that gives no prices', async () => {
    const problem = problemFrom(largeInput(400, 40, [6, 3, 2, 4]))
    const priceless = async (job: SolverJob): Promise<SolverAnswer> => {
      const answer = await solver.solve(job)
      return 'values' in answer ? { status: answer.status, objective: answer.objective, values: answer.values } : answer
    }

    const [one, other] = [await choose(problem, solving), await choose(problem, { ...solving, solve: priceless })]

    expect(other.ok && [other.value.total, other.value.isProven, other.value.standing]).toEqual(
      one.ok && [one.value.total, true, one.value.standing],
    )
  })

  it('takes caps and targets larger than the pool for what they are', async () => {
    const people = ['a', 'b', 'c'].map((id, k) => ({ id, score: 4 - k, values: { region: 'north' } }))
    const north = { family: 'region', value: 'north', floor: 0, target: 50, cap: 90 }
    const west = { family: 'region', value: 'west', floor: 1, target: 40, cap: 90, relaxedCap: 95 }

    const outcome = await choose(problemFrom({ people, quotas: [north, west], places: 2 }), solving)

    expect((await chosenFrom({ people, quotas: [north], places: 2 })).chosen).toEqual(['a', 'b'])
    expect(outcome).toMatchObject({ code: 'no_selection', about: { steps: [{ from: 1, to: 0, cost: 3 }] } })
  })

  it('keeps a budget to the last öre', async () => {
    const person = (id: string, score: number, costClass: string) => ({
      id,
      score,
      costClass,
      values: { region: 'north' },
    })
    const people = [person('a', 5, 'far'), person('b', 4, 'far'), person('c', 2, 'near'), person('d', 1, 'near')]
    const quotas = [{ family: 'region', value: 'north', floor: 0, cap: 4 }]
    const costs = { far: 2_500_000, near: 900_050 }
    const with2 = (most: number) => chosenFrom({ people, quotas, places: 2, budget: { most, costs } })

    expect((await with2(5_000_000)).chosen).toEqual(['a', 'b'])
    expect((await with2(4_999_999)).chosen).toEqual(['a', 'c'])
    expect((await with2(3_400_049)).chosen).toEqual(['c', 'd'])
  })

  it('SEL-3 says that no selection exists, with the cheapest way to one', async () => {
    const outcome = await choose(problemFrom(twoOfBoth()), solving)

    expect(outcome).toMatchObject({ ok: false, code: 'no_selection', about: { cost: 2, isProven: true } })
    expect(outcome.ok ? [] : outcome.about?.steps).toEqual([
      {
        rule: { kind: 'quota', family: expect.anything(), value: expect.anything() },
        bound: 'floor',
        from: 2,
        to: 1,
        cost: 2,
      },
    ])
  })

  it('SEL-3 says that bounds cannot be relaxed when they may not be', async () => {
    const outcome = await choose(problemFrom(twoOfBoth({ relaxedFloor: 2, relaxedCap: 2 })), solving)

    expect(outcome).toEqual({ ok: false, code: 'cannot_relax' })
  })

  it('does not look at the order people came in', async () => {
    const input = smallInput(seededRandom('order'))

    const one = await chosenFrom(input)
    const other = await chosenFrom({ ...input, people: input.people.toReversed() })

    expect(other).toEqual(one)
  })

  it('lets the seed, and not the id, decide between people nothing tells apart', async () => {
    const people = ['a', 'b', 'c'].map((id) => ({ id, score: 4, values: { region: 'north' } }))
    const quotas = [{ family: 'region', value: 'north', floor: 0, cap: 3 }]
    const winners = new Map<string, number>()
    for (let seed = 0; seed < 60; seed += 1) {
      const outcome = await choose(problemFrom({ people, quotas, places: 1 }, `seed ${seed}`), solving)
      const [id = ''] = outcome.ok ? outcome.value.chosen : []
      winners.set(id, (winners.get(id) ?? 0) + 1)
    }

    expect([...winners.keys()].toSorted()).toEqual(['a', 'b', 'c'])
    expect(Math.min(...winners.values())).toBeGreaterThan(8)
  })

  it('keeps the best set found when time runs out, and says that it is not proven', async () => {
    const input = smallInput(seededRandom('order'))
    const outOfTime = async (job: SolverJob): Promise<SolverAnswer> => {
      const answer = await solver.solve(job)
      // The linear program comes first and has no whole numbers; every later task stops at its first set.
      return 'values' in answer && !/General\n\s*\n/.test(job.model) ? { ...answer, status: 'time_limit' } : answer
    }

    const outcome = await choose(problemFrom(input), { solve: outOfTime, secondsPerTask: 1 })
    const choice = outcome.ok ? outcome.value : undefined

    expect([choice?.isProven, choice?.chosen.length, new Set(choice?.standing.values())]).toEqual([
      false,
      input.places,
      new Set(['open']),
    ])
    expect(choice?.bound).toBeGreaterThanOrEqual(choice?.total ?? Infinity)
  })

  it('says so when nothing was found in time', async () => {
    const problem = problemFrom(smallInput(seededRandom('order')))

    const outcome = await choose(problem, { solve: async () => ({ status: 'nothing_found' }), secondsPerTask: 1 })

    expect(outcome).toEqual({ ok: false, code: 'nothing_found' })
  })
})
