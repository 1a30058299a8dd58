import { describe, expect, it } from '@jest/globals'
import { solving } from '#test/support/selection/solving.js'
import { seededRandom } from '../../random.js'
import { type Row, solveProgram } from '../program.js'
import { type Shared, shareList, shareTable, type SharedTable } from './small-cells.js'

/** A sum of numbers of a table that is known to equal another of its numbers. */
interface Equation {
  readonly parts: readonly number[]
  readonly whole: number
}

/** Hidden numbers that come out the same however one fills the table: what a careful reader can compute. */
async function computable(numbers: readonly Shared[], equations: readonly Equation[]): Promise<number[]> {
  const rows = equations.map(
    ({ parts, whole }): Row => ({ at: [...parts, whole], weights: [...parts.map(() => 1), -1], least: 0, most: 0 }),
  )
  const hidden = numbers.flatMap((number, k) => (number === null ? [k] : []))
  const bound = async (k: number, goal: 'most' | 'least'): Promise<number> => {
    const found = await solveProgram(
      {
        goal,
        costs: numbers.map((_, other) => (other === k ? 1 : 0)),
        rows,
        lower: numbers.map((number) => number ?? 0),
        upper: numbers.map((number) => number ?? 1000),
        // Sums of rows and columns are a network: its corners are whole numbers by themselves.
        whole: 0,
      },
      solving,
    )
    if (found.status !== 'optimal') throw new Error(found.status)
    return Math.round(found.objective)
  }
  const found: number[] = []
  for (const k of hidden) if ((await bound(k, 'most')) === (await bound(k, 'least'))) found.push(k)

  return found
}

const range = (count: number, first = 0): number[] => Array.from({ length: count }, (_, k) => first + k)

function readTable({ cells, rowTotals, columnTotals, total }: SharedTable): Promise<number[]> {
  const [height, width] = [rowTotals.length, columnTotals.length]
  const size = height * width
  const equations = [
    ...range(height).map((r) => ({ parts: range(width, r * width), whole: size + r })),
    ...range(width).map((c) => ({ parts: range(height).map((r) => r * width + c), whole: size + height + c })),
    { parts: range(height, size), whole: size + height + width },
    { parts: range(width, size + height), whole: size + height + width },
  ]
  return computable([...cells.flat(), ...rowTotals, ...columnTotals, total], equations)
}

const isShownSmall = (shared: readonly Shared[]): boolean => shared.some((count) => count !== null && count < 5)

describe('summaries that are shared', () => {
  it('SEL-12 hide a small cell, and a second one when subtraction would reveal it', () => {
    expect(shareList([4, 9, 5])).toEqual({ cells: [null, 9, null], total: 18 })
    expect(shareList([4, 3, 20])).toEqual({ cells: [null, null, 20], total: 27 })
    expect(shareList([0, 12])).toEqual({ cells: [null, null], total: 12 })
    expect(shareList([0, 0, 12, 9])).toEqual({ cells: [null, null, 12, null], total: 21 })
    expect(shareList([5, 5])).toEqual({ cells: [5, 5], total: 10 })
    expect(shareList([1, 2, 1])).toEqual({ cells: [null, null, null], total: null })
    expect(shareList([])).toEqual({ cells: [], total: null })
  })

  it('SEL-12 hide in a table until rows, columns and totals reveal nothing', () => {
    expect(
      shareTable([
        [4, 20, 30],
        [25, 9, 40],
        [50, 60, 70],
      ]),
    ).toEqual({
      cells: [
        [null, null, 30],
        [null, null, 40],
        [50, 60, 70],
      ],
      rowTotals: [54, 74, 180],
      columnTotals: [79, 89, 140],
      total: 308,
    })
  })

  it('SEL-12 let nobody compute a hidden cell of a list', async () => {
    const random = seededRandom('lists')
    for (let round = 0; round < 25; round += 1) {
      const counts = range(2 + Math.floor(random() * 5)).map(() => Math.floor(random() ** 3 * 30))
      const { cells, total } = shareList(counts)

      expect([
        isShownSmall([...cells, total]),
        await computable([...cells, total], [{ parts: range(cells.length), whole: cells.length }]),
      ]).toEqual([false, []])
      expect(cells.every((cell, k) => cell === null || cell === counts[k])).toBe(true)
    }
  })

  it('SEL-12 let nobody compute a hidden cell or total of a table', async () => {
    const random = seededRandom('tables')
    for (let round = 0; round < 25; round += 1) {
      const width = 2 + Math.floor(random() * 3)
      const counts = range(2 + Math.floor(random() * 3)).map(() =>
        range(width).map(() => Math.floor(random() ** 3 * 25)),
      )
      const shared = shareTable(counts)

      expect(isShownSmall([...shared.cells.flat(), ...shared.rowTotals, ...shared.columnTotals, shared.total])).toBe(
        false,
      )
      expect(await readTable(shared)).toEqual([])
    }
  }, 60_000)

  it('would be seen through without the second hidden cell', async () => {
    expect(await computable([null, 9, 5, 18], [{ parts: [0, 1, 2], whole: 3 }])).toEqual([0])
  })
})
