import { describe, expect, it } from '@jest/globals'
import { Solver } from '#platform/solver/solver.js'
import type { SolverAnswer } from '../solver.js'
import { fileOf, problemOf, proposed, readerOf } from '#test/support/assignment/problems.js'
import { isAllowed, pairKey, standingOf } from '#test/support/assignment/plain-rules.js'
import { seededRandom, shuffled } from '../random.js'
import type { ApartPair, AssignmentProblem, DrawnPair } from './problem.js'
import { proposeAssignment } from './propose.js'
import type { Proposal } from './proposal.js'

const solver = new Solver()

type Random = () => number
const someOf = <T>(random: Random, items: readonly T[], chance: number): T[] => items.filter(() => random() < chance)
const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T

/** Ten readers and twenty files with everything at once: regions, overlapping pairs to keep apart, a cap, all modes. */
function mixedProblem(random: Random): AssignmentProblem {
  const regions = ['005', '014', '035', '145']
  const readers = Array.from({ length: 10 }, (_, i) =>
    readerOf(`r${i}`, {
      languages: ['en', ...someOf(random, ['ar', 'fa'], 0.5)],
      regions: someOf(random, regions, 0.3),
      excluded: someOf(random, [...regions, 'NO'], 0.1),
      most: random() < 0.3 ? Math.floor(random() * 10) : null,
    }),
  )
  const files = Array.from({ length: 20 }, (_, i) =>
    fileOf(`f${i}`, {
      language: oneOf(random, ['en', 'en', 'ar', 'fa']),
      region: oneOf(random, [...regions, null]),
      country: oneOf(random, ['NO', null, null]),
      read: oneOf(random, [0, 0, 0, 1, 2]),
    }),
  )
  const pairs = files.flatMap(({ id: file }) => readers.map(({ id: reader }) => ({ file, reader })))
  const ids = shuffled(readers, random).map(({ id }) => id)
  const existing = someOf(random, pairs, 0.1).map((pair) => ({
    ...pair,
    drawn: oneOf(random, ['pool', 'match'] as const),
  }))

  return problemOf({
    readers,
    files,
    apart: Array.from({ length: 6 }, (): ApartPair => [oneOf(random, ids), oneOf(random, ids)]).filter(
      ([a, b]) => a !== b,
    ),
    conflicts: someOf(random, pairs, 0.05),
    refused: someOf(random, pairs, 0.05),
    existing,
    held: someOf(random, existing, 0.3),
    barred: someOf(random, pairs, 0.03),
    match: pairs.map((pair) => ({ ...pair, points: Math.floor(random() * 201) - 100 })),
    settings: {
      mode: oneOf(random, ['ensure', 'balance_new', 'adjust'] as const),
      reads: oneOf(random, [2, 3]),
      removalCost: oneOf(random, [0.1, 2, -1]),
      probabilityCap: oneOf(random, [1, 0.7, 0.4]),
      seed: Math.floor(random() * 1e6),
    },
  })
}

/** The proposal's pairs, the standing ones as the problem has them. */
function pairsOf(problem: AssignmentProblem, { keep, add }: Proposal): DrawnPair[] {
  const standing = standingOf(problem)
  return [...keep, ...add].map((pair) => standing.find((other) => pairKey(other) === pairKey(pair)) ?? pair)
}

describe('a proposal', () => {
  it('breaks no hard rule, whatever is asked at once', async () => {
    const random = seededRandom('mixed')
    const problems = Array.from({ length: 40 }, () => mixedProblem(random))
    const broken: number[] = []

    for (const [i, problem] of problems.entries()) {
      const proposal = await proposed(solver, problem)
      if (!isAllowed(problem, standingOf(problem), pairsOf(problem, proposal))) broken.push(i)
    }

    expect(broken).toEqual([])
  })

  it('is the same for the same seed, in whatever order the rows come', async () => {
    const random = seededRandom('order')
    const problem = mixedProblem(random)
    const turned = {
      ...problem,
      readers: problem.readers.toReversed(),
      files: shuffled(problem.files, random),
      match: problem.match.toReversed(),
    }

    const proposals = [await proposed(solver, problem), await proposed(solver, turned)]

    expect(proposals[1]).toEqual(proposals[0])
  })

  it('says what changes: existing pairs a rule forbids by now go, in every mode, with the reason', async () => {
    const base = {
      readers: ['a', 'b', 'c', 'd'].map((id) => readerOf(id, id === 'b' ? { excluded: ['NO'] } : {})),
      files: [fileOf('1'), fileOf('2', { country: 'NO' })],
      conflicts: [{ file: '1', reader: 'a' }],
      apart: [['c', 'd']] as ApartPair[],
      existing: ['1 a', '1 c', '1 d', '2 b'].map((text): DrawnPair => {
        const [file = '', reader = ''] = text.split(' ')
        return { file, reader, drawn: 'match' }
      }),
    }
    for (const mode of ['ensure', 'balance_new', 'adjust'] as const) {
      const proposal = await proposed(solver, problemOf({ ...base, settings: { mode, reads: 2 } }))

      expect(proposal.remove).toEqual([
        { file: '1', reader: 'a', reason: 'conflict' },
        { file: '1', reader: 'd', reason: 'kept_apart' },
        { file: '2', reader: 'b', reason: 'exclusion' },
      ])
      expect(proposal.keep).toEqual([{ file: '1', reader: 'c', drawn: 'match' }])
      expect(proposal.incomplete).toEqual([])
      expect(proposal.loads.map(({ before }) => before)).toEqual([1, 1, 1, 1])
    }
  })

  it('fills files from readers who overlap in whom to avoid, where somebody can be left out', async () => {
    const hub: ApartPair[] = ['b', 'c', 'd', 'e', 'f'].map((id) => ['a', id])
    const problem = problemOf({
      readers: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => readerOf(id)),
      files: Array.from({ length: 12 }, (_, i) => fileOf(`${i}`)),
      apart: hub,
    })

    expect(await proposed(solver, problem)).toMatchObject({ incomplete: [] })
  })

  it('has nothing in it where there is nothing to read or nobody to read it', async () => {
    const nobody = await proposed(solver, problemOf({ files: [fileOf('1')] }))
    const nothing = await proposed(solver, problemOf({ readers: [readerOf('a')] }))

    expect(nobody).toMatchObject({ add: [], incomplete: [{ file: '1', reads: 0, missing: 3 }], poolShare: null })
    expect(nothing).toMatchObject({ add: [], incomplete: [], loads: [{ reader: 'a', before: 0, after: 0 }] })
  })
})

describe('a proposal is refused', () => {
  const solve = (problem: AssignmentProblem) => proposeAssignment(problem, (job) => solver.solve(job))

  it('for settings and figures out of bounds, all named at once', async () => {
    const problem = problemOf({
      readers: [readerOf('a', { least: 2, most: 1 })],
      files: [fileOf('1')],
      match: [{ file: '1', reader: 'a', points: 101 }],
      settings: { reads: 0, poolShare: 0.19, removalCost: -11, probabilityCap: 0, timeLimitSeconds: 0, seed: 0.5 },
    })

    expect(await solve(problem)).toEqual({
      ok: false,
      code: 'unfit_problem',
      about: {
        parts: ['reads', 'poolShare', 'removalCost', 'probabilityCap', 'timeLimitSeconds', 'seed', 'match', 'loads'],
      },
    })
  })

  it('when readers cannot have the least they were promised, and names them', async () => {
    const readers = [readerOf('a', { least: 2 }), readerOf('b', { least: 1 }), readerOf('c', { least: 1 })]
    const problem = problemOf({ readers, files: [fileOf('1')] })

    expect(await solve(problem)).toEqual({ ok: false, code: 'least_out_of_reach', about: { readers: ['a'] } })
  })

  it.each<SolverAnswer>([
    { status: 'time_limit', objective: 1, values: new Map([['x0', 1]]) },
    { status: 'nothing_found' },
  ])('ASG-9 when the solver ends with $status: no half answer', async (answer) => {
    const problem = problemOf({ readers: [readerOf('a')], files: [fileOf('1')] })

    expect(await proposeAssignment(problem, () => Promise.resolve(answer))).toEqual({ ok: false, code: 'time_limit' })
  })

  it('ASG-9 by a real time limit', async () => {
    const random = seededRandom('large')
    const readers = Array.from({ length: 60 }, (_, i) => readerOf(`r${i}`))
    const files = Array.from({ length: 1500 }, (_, i) => fileOf(`f${i}`))
    const match = files.flatMap(({ id: file }) =>
      readers.map(({ id: reader }) => ({ file, reader, points: Math.floor(random() * 100) })),
    )

    expect(await solve(problemOf({ readers, files, match, settings: { timeLimitSeconds: 0.01 } }))).toEqual({
      ok: false,
      code: 'time_limit',
    })
  })

  it('and thrown away when the solver answers what no rule allows', async () => {
    const problem = problemOf({ readers: [readerOf('a', { most: 1 })], files: [fileOf('1'), fileOf('2')] })
    const answer = (value: number) => () =>
      Promise.resolve({
        status: 'optimal' as const,
        objective: 0,
        values: new Map(Array.from({ length: 20 }, (_, i) => [`x${i}`, value])),
      })

    await expect(proposeAssignment(problem, answer(1))).rejects.toThrow('assignment_breaks_a_rule')
    await expect(proposeAssignment(problem, answer(0.5))).rejects.toThrow('assignment_not_whole')
    await expect(proposeAssignment(problem, () => Promise.resolve({ status: 'infeasible' as const }))).rejects.toThrow(
      'assignment_infeasible',
    )
  })
})
