import { describe, expect, it } from '@jest/globals'
import { problemFrom } from '#test/support/selection/pools.js'
import type { PersonRow } from '../input/people.js'
import { countList } from './what-if.js'

const person = (id: string, region: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  score: 3,
  values: { region },
  ...more,
})

const quotas = [
  { family: 'region', value: 'north', floor: 1, target: 1, cap: 1 },
  { family: 'region', value: 'south', floor: 1, cap: 2 },
  { family: 'region', value: 'west', floor: 0, cap: 3 },
]

describe('counts of a list', () => {
  it('SEL-8 takes colleagues of a chosen person out of what remains, without counting them as chosen', () => {
    const people = [
      person('john', 'north', { organisation: 'press' }),
      person('jane', 'north', { organisation: 'press' }),
      person('carol', 'south', { organisation: 'Press ' }),
      person('dan', 'south', { organisation: 'law' }),
    ]
    const problem = problemFrom({ people, quotas, places: 3, mostPerOrganisation: 1 })
    const counted = (list: readonly string[]) =>
      countList(problem, new Set(list)).cells.map(({ value, chosen, remaining }) => [value, chosen, remaining])

    expect(counted([])).toEqual([
      ['north', 0, 2],
      ['south', 0, 2],
      ['west', 0, 0],
    ])
    expect(counted(['john'])).toEqual([
      ['north', 1, 0],
      ['south', 0, 1],
      ['west', 0, 0],
    ])
  })

  it('say places, money, values present, how each cell stands, and every rule broken', () => {
    const people = [
      person('a', 'north', { costClass: 'far' }),
      person('b', 'north', { costClass: 'far' }),
      person('c', 'west', { costClass: 'near' }),
      person('d', 'west', { costClass: 'near' }),
    ]
    const budget = { most: 500, costs: { near: 100, far: 300 } }
    const problem = problemFrom({ people, quotas, places: 2, budget, pinnedOut: ['d'], apart: [['a', 'b']] })

    expect(countList(problem, new Set(['a', 'b']))).toEqual({
      places: { chosen: 2, of: 2 },
      total: 600,
      money: { spent: 600, of: 500 },
      cells: [
        { family: 'region', value: 'north', floor: 1, target: 1, cap: 1, chosen: 2, remaining: 0, standing: 'over' },
        {
          family: 'region',
          value: 'south',
          floor: 1,
          target: null,
          cap: 2,
          chosen: 0,
          remaining: 0,
          standing: 'below_floor',
        },
        {
          family: 'region',
          value: 'west',
          floor: 0,
          target: null,
          cap: 3,
          chosen: 0,
          remaining: 1,
          standing: 'within',
        },
      ],
      present: new Map([['region', 1]]),
      breaches: [
        { rule: { kind: 'quota', family: 'region', value: 'north' }, by: 1 },
        { rule: { kind: 'quota', family: 'region', value: 'south' }, by: -1 },
        { rule: { kind: 'apart', ids: ['a', 'b'] }, by: 1 },
        { rule: { kind: 'budget' }, by: 100 },
      ],
    })
  })
})
