import { describe, expect, it } from '@jest/globals'
import { solving } from '#test/support/selection/solving.js'
import { problemFrom } from '#test/support/selection/pools.js'
import type { PersonRow } from '../input/people.js'
import type { SelectionInput } from '../input/selection-input.js'
import { choose } from './choose.js'
import { type Reason, reasonsOf } from './reasons.js'

const person = (id: string, score: number, region: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  score,
  values: { region },
  ...more,
})

const quota = (value: string, floor: number, cap: number) => ({ family: 'region', value, floor, cap })
const region = (value: string) => [{ kind: 'quota', family: 'region', value }]

async function reasonsFor(input: SelectionInput): Promise<Record<string, readonly Reason[]>> {
  const problem = problemFrom(input)
  const outcome = await choose(problem, solving)
  if (!outcome.ok) throw new Error(outcome.code)

  return Object.fromEntries(reasonsOf(problem, outcome.value))
}

describe('reasons', () => {
  it('tell score, floor, cap, pins and who is next, each by an exchange', async () => {
    const people = [
      person('a', 4.9, 'north'),
      person('b', 4.8, 'north'),
      person('c', 4.7, 'north'),
      person('d', 4.6, 'south'),
      person('e', 3.1, 'south'),
      person('f', 2.5, 'west'),
      person('g', 2.4, 'west'),
      person('h', 1, 'south'),
      person('i', 5, 'south'),
    ]

    const reasons = await reasonsFor({
      people,
      quotas: [quota('north', 0, 2), quota('south', 1, 3), quota('west', 1, 4)],
      places: 5,
      pinnedIn: ['h'],
      pinnedOut: ['i'],
    })

    expect(reasons).toEqual({
      a: [{ code: 'score', score: 490, other: 470, isClose: false }],
      b: [{ code: 'score', score: 480, other: 470, isClose: false }],
      c: [
        { code: 'held_by_cap', rules: region('north'), instead: 'd', isNext: true },
        { code: 'next_if_place_frees', places: ['a', 'b'] },
      ],
      d: [{ code: 'score', score: 460, other: 310, isClose: false }],
      e: [
        { code: 'score', score: 310, other: 460, isClose: false },
        { code: 'next_if_place_frees', places: ['d'] },
      ],
      f: [{ code: 'fills_floor', rules: region('west'), instead: 'e' }],
      g: [
        { code: 'score', score: 240, other: 250, isClose: false },
        { code: 'next_if_place_frees', places: ['f'] },
      ],
      h: [{ code: 'pinned_in' }],
      i: [{ code: 'pinned_out' }],
    })
  })

  it('name a tie, a close call within the intervals, and no cause for a pair kept apart', async () => {
    const people = [
      person('a', 4.9, 'north'),
      person('b', 4.8, 'north'),
      person('c', 4, 'north', { interval: [3.8, 4.2] }),
      person('d', 4, 'north', { interval: [3.9, 4.1] }),
      person('e', 3.9, 'north', { interval: [3.6, 4.2] }),
    ]

    const reasons = await reasonsFor({ people, quotas: [quota('north', 0, 9)], places: 2, apart: [['a', 'b']] })

    expect(reasons.b).toEqual([
      { code: 'see_security', instead: expect.stringMatching(/^[cd]$/) },
      { code: 'next_if_place_frees', places: ['a'] },
    ])
    expect([...(reasons.c ?? []), ...(reasons.d ?? [])].filter(({ code }) => code === 'tie')).toHaveLength(2)
    expect(reasons.e).toEqual([{ code: 'score', score: 390, other: 400, isClose: true }])
  })

  it('name an organisation that has its most, and floors and caps that stand together', async () => {
    const people = [
      person('a', 4.9, 'north', { organisation: 'O' }),
      person('b', 4.8, 'north', { organisation: ' o ' }),
      person('c', 4, 'south'),
      person('d', 3, 'south'),
      person('e', 2, 'west'),
    ]

    const reasons = await reasonsFor({
      people,
      quotas: [quota('north', 0, 2), quota('south', 2, 2), quota('west', 0, 2)],
      places: 3,
      mostPerOrganisation: 1,
    })

    expect(reasons.b).toEqual([{ code: 'several_rules' }, { code: 'next_if_place_frees', places: ['a'] }])
    expect(reasons.d).toEqual([{ code: 'score', score: 300, other: null, isClose: false }])
  })

  it('of a list made by hand say who could simply be put on it, and whose place a better one could take', () => {
    const people = [
      person('a', 4.9, 'north'),
      person('b', 4.8, 'north'),
      person('c', 3, 'south'),
      person('d', 2, 'south'),
    ]
    const problem = problemFrom({ people, quotas: [quota('north', 0, 1), quota('south', 0, 2)], places: 3 })
    const reasonsOn = (...chosen: string[]) => {
      const list = { chosen, total: 0, bound: 0, isProven: false, standing: new Map() }
      const reasons = reasonsOf(problem, list)
      return Object.fromEntries([...reasons].filter(([id]) => !chosen.includes(id)))
    }

    expect(reasonsOn('a', 'd')).toEqual({
      b: [
        { code: 'no_free_place', rules: region('north') },
        { code: 'next_if_place_frees', places: ['a'] },
      ],
      c: [{ code: 'free_place' }],
    })
    expect(reasonsOn('b', 'c', 'd')).toEqual({
      a: [
        { code: 'held_by_cap', rules: region('north'), instead: 'd', isNext: true },
        { code: 'next_if_place_frees', places: ['b'] },
      ],
    })
    expect(reasonsOn('d')).toEqual({
      a: [{ code: 'free_place' }],
      b: [{ code: 'free_place' }],
      c: [{ code: 'free_place' }],
    })
  })

  it('of a list with a place nobody may take name the rule that stands against each, or the floor the place is for', () => {
    const people = [
      person('a', 4.9, 'north'),
      person('b', 4.8, 'north'),
      person('c', 4.7, 'south'),
      person('d', 4.6, 'west'),
      person('e', 4.5, 'west'),
    ]
    const quotas = [quota('north', 0, 1), quota('south', 0, 1), quota('west', 0, 3)]
    const reasonsOn = (rules: typeof quotas, more: Partial<SelectionInput> = {}) => {
      const problem = problemFrom({ people, quotas: rules, places: 3, ...more })
      const list = { chosen: ['a', 'c'], total: 0, bound: 0, isProven: false, standing: new Map() }
      return ['b', 'd', 'e'].map((id) => reasonsOf(problem, list).get(id)?.[0])
    }
    const needed = { code: 'places_for_floors', rules: region('west') }

    expect(reasonsOn(quotas)).toEqual([
      { code: 'no_free_place', rules: region('north') },
      { code: 'free_place' },
      { code: 'free_place' },
    ])
    expect(reasonsOn([quota('north', 0, 2), quota('south', 0, 1), quota('west', 1, 3)])).toEqual([
      needed,
      { code: 'free_place' },
      { code: 'free_place' },
    ])
    expect(reasonsOn(quotas, { apart: [['a', 'd']], pinnedOut: ['e'] })).toEqual([
      { code: 'no_free_place', rules: region('north') },
      { code: 'see_security', instead: 'a' },
      { code: 'pinned_out' },
    ])
  })

  it('of a full list made by hand name the lowest whose place a better one could take', () => {
    const people = [person('a', 4.9, 'north'), person('b', 4, 'north'), person('c', 3, 'north')]
    const problem = problemFrom({ people, quotas: [quota('north', 0, 3)], places: 2 })
    const list = { chosen: ['b', 'c'], total: 0, bound: 0, isProven: false, standing: new Map() }

    expect(reasonsOf(problem, list).get('a')).toEqual([
      { code: 'score', score: 490, other: 300, isClose: false },
      { code: 'next_if_place_frees', places: ['b', 'c'] },
    ])
  })
})
