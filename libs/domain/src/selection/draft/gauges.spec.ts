import { expect, it } from '@jest/globals'
import { themes } from '../../application/themes.js'
import type { CellCount } from '../counts/what-if.js'
import { valuesIn } from './families.js'
import { gaugesOf } from './gauges.js'

it('SEL-8 gauges say of each value a rule counts who could still be added, and nothing of gender and age', () => {
  const people = [{ id: 'a', values: valuesIn({ gender: 'woman', themes: [themes[0], themes[1]] }) }]
  const none = new Set<string>()
  const settled = { members: none, isWhole: true }
  const cell = (family: string, value: string, remaining: number): CellCount => {
    const counted = { floor: 0, target: null, cap: 9, chosen: 0, standing: 'within' } as const
    return { family, value, remaining, ...counted }
  }
  const cells = [
    cell('equality', 'women_and_diverse', 3),
    cell(`theme:${themes[1]}`, 'no', 7),
    cell(`theme:${themes[1]}`, 'yes', 2),
    cell('gender', 'woman', 1),
  ]

  const gauges = gaugesOf(people, { real: none, pending: none, draft: none, settled, withThese: null }, [], cells)

  const left = gauges.flatMap(({ family, rows }) =>
    rows.flatMap(({ value, remaining }) => (remaining === null ? [] : [[family, value, remaining]])),
  )
  expect(left).toEqual([
    ['equality', 'women_and_diverse', 3],
    ['theme', themes[1], 2],
  ])
})
