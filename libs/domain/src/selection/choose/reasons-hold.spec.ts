import { describe, expect, it } from '@jest/globals'
import { isAllowed, relaxingCost, smallInput } from '#test/support/selection/brute-force.js'
import { solving } from '#test/support/selection/solving.js'
import { problemFrom } from '#test/support/selection/pools.js'
import { seededRandom } from '../../random.js'
import { checkInput } from '../input/check.js'
import type { SelectionInput } from '../input/selection-input.js'
import type { Rule } from '../problem.js'
import { type Choice, choose } from './choose.js'
import { type Reason, reasonsOf } from './reasons.js'

/** Whether the exchange a reason names scores more and breaks nothing but what the reason says; none when it names none. */
function claimOf(input: SelectionInput, { chosen }: Choice, { id, reason }: { id: string; reason: Reason }) {
  const score = (of: string) => input.people.find((person) => person.id === of)?.score ?? 0
  const { code } = reason
  if (reason.code === 'next_if_place_frees') {
    const unchosen = input.people.map((person) => person.id).filter((other) => !chosen.includes(other))
    const best = (out: string) =>
      Math.max(...unchosen.filter((into) => isPossible(input, chosen, { out, into })).map(score))
    const isFirst = (out: string) => isPossible(input, chosen, { out, into: id }) && best(out) === score(id)
    return [{ id, code, isTrue: reason.places.every(isFirst) }]
  }
  if (!('instead' in reason)) return []
  const { instead } = reason
  const exchange = code === 'fills_floor' ? { out: id, into: instead } : { out: instead, into: id }
  const isBetter = score(exchange.into) > score(exchange.out) && !isPossible(input, chosen, exchange)
  // What keeps a pair apart hides any other cap beside it.
  const rules = 'rules' in reason ? reason.rules : []
  const relaxed = rules.reduce((changed, rule) => without(changed, rule, code), input)
  const isOnlyThat = code === 'see_security' || isPossible(relaxed, chosen, exchange)

  return [{ id, code, isTrue: isBetter && isOnlyThat }]
}

function isPossible(
  input: SelectionInput,
  chosen: readonly string[],
  { out, into }: { out: string; into: string },
): boolean {
  const ids = new Set([...chosen.filter((id) => id !== out), into])
  const set = input.people.filter(({ id }) => ids.has(id))

  return isAllowed(input, set) && relaxingCost(input, set) === 0
}

/** The input without the floor, or without the cap, of one rule. */
function without(input: SelectionInput, rule: Rule, code: string): SelectionInput {
  const open = code === 'fills_floor' ? { floor: 0 } : { cap: 99 }
  if (rule.kind === 'organisation') return { ...input, mostPerOrganisation: 99 }
  if (rule.kind === 'country') return { ...input, mostPerCountry: 99 }
  if (rule.kind === 'languages') return { ...input, mostLanguages: 99 }
  if (rule.kind === 'budget') return { ...input, budget: { most: 999, costs: input.budget?.costs ?? {} } }
  if (rule.kind !== 'quota') return input
  const isIt = (row: { family: string; value: string }) => row.family === rule.family && row.value === rule.value

  return { ...input, quotas: input.quotas.map((row) => (isIt(row) ? { ...row, ...open } : row)) }
}

describe('reasons', () => {
  it('are facts: every exchange named does what the reason says', async () => {
    const random = seededRandom('reasons')
    const inputs = Array.from({ length: 40 }, () => smallInput(random)).filter((input) => checkInput(input).ok)
    const told: string[] = []

    for (const input of inputs) {
      const problem = problemFrom(input)
      const outcome = await choose(problem, solving)
      if (!outcome.ok) continue
      const reasons = reasonsOf(problem, outcome.value)
      const claims = [...reasons].flatMap(([id, own]) =>
        own.flatMap((reason) => claimOf(input, outcome.value, { id, reason })),
      )

      expect(claims.filter(({ isTrue }) => !isTrue)).toEqual([])
      told.push(...claims.map(({ code }) => code))
    }
    expect([...new Set(told)].toSorted()).toEqual(['fills_floor', 'held_by_cap', 'next_if_place_frees', 'see_security'])
  }, 60_000)
})
