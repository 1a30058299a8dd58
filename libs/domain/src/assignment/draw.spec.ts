import { describe, expect, it } from '@jest/globals'
import { Solver } from '#platform/solver/solver.js'
import { fileOf, problemOf, proposed, readerOf } from '#test/support/assignment/problems.js'
import { seededRandom } from '../random.js'
import { drawFiles } from './draw.js'
import { gridOf } from './grid.js'
import type { AssignmentSettings, DrawnPair } from './problem.js'

const solver = new Solver()

const regions = ['005', '014', '035', '145']
const readers = Array.from({ length: 12 }, (_, i) => readerOf(`r${i}`, { regions: [regions[i % 4] ?? ''] }))
const files = Array.from({ length: 80 }, (_, i) => fileOf(`f${i}`, { region: regions[i % 4] ?? null }))
const given = (settings: Partial<AssignmentSettings>, existing: readonly DrawnPair[] = []) =>
  problemOf({ readers, files, existing, settings })
const knows = ({ reader, file }: { reader: string; file: string }): boolean =>
  Number(reader.slice(1)) % 4 === Number(file.slice(1)) % 4

describe('pool-wide reads', () => {
  it.each([0.2, 0.25, 0.5, 1])('are the part of all reads that is asked for (%d)', async (poolShare) => {
    const proposal = await proposed(solver, given({ poolShare }))

    expect(proposal.incomplete).toEqual([])
    expect(proposal.poolShare).toBeGreaterThanOrEqual(poolShare)
    expect(proposal.poolShare).toBeLessThan(poolShare + 0.03)
    expect(new Set(proposal.loads.map(({ after }) => after))).toEqual(new Set([20]))
  })

  it('go to whoever the lot draws, and the others to readers who know the region', async () => {
    const proposals = await Promise.all([1, 2, 3, 4].map((seed) => proposed(solver, given({ seed }))))

    const reads = proposals.flatMap(({ add }) => add)
    const knowing = (drawn: string): number => {
      const own = reads.filter((read) => read.drawn === drawn)
      return own.filter(knows).length / own.length
    }
    expect(knowing('match')).toBeGreaterThan(0.9)
    // Three of twelve know the region, and those chosen for it are not there to be drawn.
    expect(knowing('pool')).toBeLessThan(0.3)
    expect(knowing('pool')).toBeGreaterThan(0.02)
  })

  it('count those already there, and fill up the rest', async () => {
    const { add: before } = await proposed(solver, given({ reads: 2, poolShare: 0.2 }))

    const proposal = await proposed(solver, given({ reads: 3, poolShare: 0.4 }, before))

    expect(proposal).toMatchObject({ keep: before, poolShare: 0.4, incomplete: [] })
  })

  it('are all reads where nobody has a region', async () => {
    const problem = problemOf({ readers: readers.map(({ id }) => readerOf(id)), files })

    expect(await proposed(solver, problem)).toMatchObject({ poolShare: 1 })
  })
})

describe('the probability cap', () => {
  const wished = { file: '1', reader: 'r0' }
  const one = (count: number, probabilityCap: number, seed: number) =>
    problemOf({
      readers: readers.slice(0, count).map(({ id }) => readerOf(id)),
      files: [fileOf('1')],
      match: [{ ...wished, points: 100 }],
      settings: { reads: 1, probabilityCap, seed },
    })

  it.each([
    [10, 0.5, 0.5],
    [10, 0.35, 0.3],
    [10, 1, 1],
  ])('of %i readers at %d lets the keenest have the file with probability %d', async (count, cap, expected) => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed)
    let had = 0
    for (const seed of seeds) {
      const { add } = await proposed(solver, one(count, cap, seed))
      if (add.some(({ reader }) => reader === wished.reader)) had += 1
    }

    // Four standard deviations of so many draws.
    const margin = 4 * Math.sqrt((expected * (1 - expected)) / seeds.length)
    expect(Math.abs(had / seeds.length - expected)).toBeLessThanOrEqual(margin)
  })

  it('gives way where too few may read the file, and says so', async () => {
    const proposal = await proposed(solver, one(2, 0.4, 1))

    expect(proposal).toMatchObject({ incomplete: [], beyondCap: ['1'] })
    expect(await proposed(solver, one(3, 0.4, 1))).toMatchObject({ beyondCap: [] })
  })

  it('draws for each file as many as the cap leaves, each reader as often as another', () => {
    const problem = problemOf({ readers, files, settings: { probabilityCap: 0.5 } })
    const random = seededRandom('cap')
    const drawn = Array.from({ length: 50 }, () => drawFiles(gridOf(problem), problem.settings, random)).flat()
    const counts = readers.map((_reader, i) => drawn.filter(({ groups }) => groups.flat().includes(i)).length)

    expect(new Set(drawn.map(({ groups }) => groups.flat().length))).toEqual(new Set([6]))
    expect(Math.min(...counts)).toBeGreaterThan(1850)
    expect(Math.max(...counts)).toBeLessThan(2150)
  })
})
