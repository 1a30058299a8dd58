import { describe, expect, it } from '@jest/globals'
import { Solver } from '#platform/solver/solver.js'
import { countBy, fileOf, problemOf, proposed, readerOf, written } from '#test/support/assignment/problems.js'
import { seededRandom, shuffled } from '../random.js'
import type { AssignmentProblem, AssignmentSettings, MatchedPair } from './problem.js'
import type { Proposal } from './proposal.js'

const solver = new Solver()

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(2, '0')}`)
const files = numbered('f', 15)
const readers = numbered('r', 17)

/** Ten files with three liked readers each, ten readers who like three files each. */
function likes(seed: number): MatchedPair[] {
  const order = shuffled(readers.slice(0, 10), seededRandom(seed))
  const steps = shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9], seededRandom(-seed)).slice(0, 3)
  return files
    .slice(0, 10)
    .flatMap((file, i) => steps.map((step) => ({ file, reader: order[(i + step) % 10] ?? '', points: 10 })))
}

const among = (
  fileCount: number,
  readerCount: number,
  settings: Partial<AssignmentSettings>,
  rest: Partial<AssignmentProblem> = {},
): AssignmentProblem =>
  problemOf({
    files: files.slice(0, fileCount).map((id) => fileOf(id)),
    readers: readers.slice(0, readerCount).map((id) => readerOf(id)),
    ...rest,
    settings,
  })

const all = ({ add, keep }: Proposal) => [...keep, ...add]
const range = (counts: readonly number[]): [number, number] => [Math.min(...counts), Math.max(...counts)]
const seeds = [1, 2, 3, 4, 5]

describe.each(seeds)('assignment, with likes of seed %i', (seed) => {
  const match = likes(seed)
  const first = () => proposed(solver, among(10, 10, { seed }, { match }))

  it('ASG-1 gives every file its three liked readers and nobody else', async () => {
    const proposal = await first()

    expect(written(proposal.add)).toEqual(written(match))
    expect(proposal).toMatchObject({ keep: [], remove: [], incomplete: [], match: 300, poolShare: 1 })
  })

  it('ASG-2 evens three more reads each over 17 readers: over all work nobody has more than four', async () => {
    const { add: existing } = await first()

    const proposal = await proposed(solver, among(10, 17, { seed, reads: 6 }, { match, existing }))

    expect(proposal.keep).toEqual(existing)
    expect(countBy(all(proposal), 'file', files.slice(0, 10))).toEqual(Array(10).fill(6))
    expect(range(countBy(all(proposal), 'reader', readers))).toEqual([3, 4])
  })

  it('ASG-2 evens them over new work alone: the first ten have five at most, the others two', async () => {
    const { add: existing } = await first()

    const proposal = await proposed(solver, among(10, 17, { seed, mode: 'balance_new', reads: 6 }, { match, existing }))

    expect(proposal.keep).toEqual(existing)
    expect(countBy(all(proposal), 'file', files.slice(0, 10))).toEqual(Array(10).fill(6))
    expect(range(countBy(proposal.add, 'reader', readers))).toEqual([1, 2])
    expect(Math.max(...countBy(all(proposal), 'reader', readers.slice(0, 10)))).toBeLessThanOrEqual(5)
  })

  it('ASG-3 brings fifteen files to five reads: over all work nobody has more than five', async () => {
    const { add: existing } = await first()

    const proposal = await proposed(solver, among(15, 17, { seed, reads: 5 }, { match, existing }))

    expect(proposal.keep).toEqual(existing)
    expect(countBy(all(proposal), 'file', files)).toEqual(Array(15).fill(5))
    expect(range(countBy(all(proposal), 'reader', readers))).toEqual([4, 5])
  })

  it('ASG-3 evens over new work alone: six in all at most, and three new ones', async () => {
    const { add: existing } = await first()

    const proposal = await proposed(solver, among(15, 17, { seed, mode: 'balance_new', reads: 5 }, { match, existing }))

    expect(proposal.keep).toEqual(existing)
    expect(countBy(all(proposal), 'file', files)).toEqual(Array(15).fill(5))
    expect(range(countBy(proposal.add, 'reader', readers))).toEqual([2, 3])
    expect(Math.max(...countBy(all(proposal), 'reader', readers))).toBeLessThanOrEqual(6)
  })

  it('ASG-5 adjusts to five reads without removing a pair, and removes all where that is rewarded', async () => {
    const { add: existing } = await first()
    const adjust = (removalCost?: number) =>
      proposed(
        solver,
        among(
          10,
          17,
          { seed, mode: 'adjust', reads: 5, ...(removalCost === undefined ? {} : { removalCost }) },
          { match, existing },
        ),
      )

    const careful = await adjust()
    const rewarded = await adjust(-1)

    expect([careful.keep, careful.remove]).toEqual([existing, []])
    expect(rewarded.remove).toEqual(existing.map(({ file, reader }) => ({ file, reader, reason: 'adjusted' })))
    expect(rewarded.keep).toEqual([])
    for (const proposal of [careful, rewarded]) {
      expect(countBy(all(proposal), 'file', files.slice(0, 10))).toEqual(Array(10).fill(5))
      expect(Math.max(...countBy(all(proposal), 'reader', readers))).toBeLessThanOrEqual(4)
    }
  })

  it('ASG-6 refills what three readers declined, evenly and not with them', async () => {
    const before = await proposed(solver, among(15, 17, { seed }))
    const away = readers.slice(10, 13)
    const refused = before.add.filter(({ reader }) => away.includes(reader))
    const existing = before.add.filter(({ reader }) => !away.includes(reader))

    const proposal = await proposed(solver, among(15, 17, { seed, mode: 'adjust' }, { existing, refused }))

    expect(range(countBy(before.add, 'reader', readers))).toEqual([2, 3])
    expect(countBy(all(proposal), 'file', files)).toEqual(Array(15).fill(3))
    expect(range(countBy(all(proposal), 'reader', readers))).toEqual([2, 3])
    expect(written(all(proposal)).filter((pair) => written(refused).includes(pair))).toEqual([])
  })
})

describe('reads that are done', () => {
  it('count where the reader has the file no more: nobody is added for them', async () => {
    const ids = ['1', '2', '3']
    const problem = problemOf({
      readers: ['a', 'b', 'c'].map((id) => readerOf(id)),
      files: ids.map((id, read) => fileOf(id, { read })),
      existing: [{ file: '2', reader: 'a', drawn: 'pool' }],
      settings: { reads: 2 },
    })

    const { add, incomplete } = await proposed(solver, problem)

    expect(countBy(add, 'file', ids)).toEqual([2, 0, 0])
    expect(incomplete).toEqual([])
    const short = await proposed(solver, { ...problem, readers: problem.readers.slice(0, 1) })
    expect(short.incomplete).toEqual([{ file: '1', reads: 1, missing: 1 }])
  })

  it.each(seeds)(
    'and those that are begun stay with who has them, however uneven the loads (seed %i)',
    async (seed) => {
      const ids = numbered('f', 6)
      const existing = ids.map((file) => ({ file, reader: 'a', drawn: 'pool' as const }))
      const held = existing.slice(0, 4).map(({ file, reader }) => ({ file, reader }))
      const problem = problemOf({
        readers: [readerOf('a', { most: 2 }), readerOf('b'), readerOf('c')],
        files: ids.map((id) => fileOf(id)),
        existing,
        held,
        settings: { seed, mode: 'adjust', reads: 1 },
      })

      const { add, keep, remove, incomplete } = await proposed(solver, problem)

      expect([written(keep), written(remove)]).toEqual([written(held), written(existing.slice(4))])
      expect([countBy(add, 'file', ids), countBy(add, 'reader', ['b', 'c'])]).toEqual([
        [0, 0, 0, 0, 1, 1],
        [1, 1],
      ])
      expect(incomplete).toEqual([])
    },
  )
})

describe('readers kept apart', () => {
  it.each(seeds)('ASG-4 never share a file, and each has the file they like better (seed %i)', async (seed) => {
    const ids = ['1', '2', '3']
    const problem = problemOf({
      readers: ['x', 'z', 'w'].map((id) => readerOf(id)),
      files: ids.map((id) => fileOf(id)),
      apart: [['x', 'z']],
      match: [
        { reader: 'x', file: '1', points: 10 },
        { reader: 'x', file: '2', points: 20 },
        { reader: 'z', file: '1', points: 20 },
        { reader: 'z', file: '2', points: 10 },
      ],
      settings: { seed },
    })

    const proposal = await proposed(solver, problem)

    const pairs = written(proposal.add)
    expect([
      ['1 w', '1 z', '2 w', '2 x', '3 w', '3 x'],
      ['1 w', '1 z', '2 w', '2 x', '3 w', '3 z'],
    ]).toContainEqual(pairs)
    expect(proposal.incomplete).toEqual(ids.map((file) => ({ file, reads: 2, missing: 1 })))
  })
})
