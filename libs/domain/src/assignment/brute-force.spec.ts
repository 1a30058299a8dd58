import { describe, expect, it } from '@jest/globals'
import { Solver } from '#platform/solver/solver.js'
import { fileOf, problemOf, readerOf } from '#test/support/assignment/problems.js'
import { countOf, isAllowed, pairKey, standingOf } from '#test/support/assignment/plain-rules.js'
import { seededRandom, shuffled } from '../random.js'
import type { ApartPair, AssignmentProblem, ReadPair } from './problem.js'
import { proposeAssignment } from './propose.js'

const solver = new Solver()

type Random = () => number
const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1))
const someOf = <T>(random: Random, items: readonly T[], chance: number): T[] => items.filter(() => random() < chance)

/** A problem small enough to try every assignment: up to 12 pairs, every kind of rule, existing pairs that may break one. */
function smallProblem(random: Random): AssignmentProblem {
  const readers = Array.from({ length: 2 + upTo(random, 2) }, (_, i) =>
    readerOf(`r${i}`, {
      languages: ['en', ...someOf(random, ['ar'], 0.5)],
      least: upTo(random, 1),
      most: random() < 0.5 ? null : 1 + upTo(random, 2),
      excluded: someOf(random, ['NO'], 0.2),
    }),
  )
  const files = Array.from({ length: 2 + upTo(random, 1) }, (_, i) =>
    fileOf(`f${i}`, { language: random() < 0.3 ? 'ar' : 'en', country: random() < 0.3 ? 'NO' : null }),
  )
  const pairs = files.flatMap(({ id: file }) => readers.map(({ id: reader }) => ({ file, reader })))
  const [one, other, third, fourth] = shuffled(readers, random).map(({ id }) => id)
  const apart: ApartPair[] = []
  if (one && other && random() < 0.5) apart.push([one, other])
  if (third && fourth && random() < 0.3) apart.push([third, fourth])
  const mode = (['ensure', 'balance_new', 'adjust'] as const)[upTo(random, 2)] ?? 'ensure'

  return problemOf({
    readers,
    files,
    apart,
    conflicts: someOf(random, pairs, 0.1),
    refused: someOf(random, pairs, 0.1),
    existing: someOf(random, pairs, 0.2).map((pair) => ({ ...pair, drawn: 'match' as const })),
    match: someOf(random, pairs, 0.7).map((pair) => ({ ...pair, points: upTo(random, 200) - 100 })),
    settings: { mode, reads: 1 + upTo(random, 2), seed: upTo(random, 1e6), removalCost: random() < 0.7 ? 0.1 : -0.1 },
  })
}

/** What the goal counts, worst first: smaller is better, at the first place where two differ. */
function goalOf(problem: AssignmentProblem, standing: readonly ReadPair[], pairs: readonly ReadPair[]): number[] {
  const { mode, reads, removalCost } = problem.settings
  const points = new Map(problem.match.map((pair) => [pairKey(pair), pair.points]))
  const missing = problem.files.map(({ id }) => Math.max(0, reads - countOf(pairs, 'file', id)))
  const loads = problem.readers.map(({ id }) => {
    const before = mode === 'balance_new' ? countOf(standing, 'reader', id) : 0
    return countOf(pairs, 'reader', id) - before
  })
  const removed = standing.filter((pair) => !pairs.includes(pair)).length
  return [
    ...missing.toSorted((a, b) => b - a),
    loads.reduce((sum, load) => sum + (load * (load + 1)) / 2, 0),
    mode === 'adjust' ? Math.sign(removalCost) * removed : 0,
    0 - pairs.reduce((sum, pair) => sum + (points.get(pairKey(pair)) ?? 0), 0),
  ]
}

const isBetter = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((value, i) => value !== other[i])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

function bestByTrying(problem: AssignmentProblem): number[] | null {
  const standing = standingOf(problem)
  const stood = new Map(standing.map((pair) => [pairKey(pair), pair]))
  const pairs = problem.files.flatMap(({ id: file }) =>
    problem.readers.map(({ id: reader }) => stood.get(pairKey({ file, reader })) ?? { file, reader }),
  )
  let best: number[] | null = null
  for (let set = 0; set < 2 ** pairs.length; set += 1) {
    const chosen = pairs.filter((_pair, i) => (set >> i) % 2 === 1)
    if (!isAllowed(problem, standing, chosen)) continue
    const goal = goalOf(problem, standing, chosen)
    if (!best || isBetter(goal, best)) best = goal
  }

  return best
}

const parts = [1, 2, 3, 4]

describe('assignment, held against every assignment there is', () => {
  it.each(parts)(
    'serves the worst-served file best, then evens loads, then matches: fifty small problems, no. %i',
    async (part) => {
      const random = seededRandom(`small ${part}`)
      const found: unknown[] = []
      const best: unknown[] = []
      for (let i = 0; i < 50; i += 1) {
        const problem = smallProblem(random)
        const standing = standingOf(problem)
        const outcome = await proposeAssignment(problem, (job) => solver.solve(job))
        const pairs = outcome.ok
          ? [...outcome.value.keep, ...outcome.value.add].map(
              (pair) => standing.find((s) => pairKey(s) === pairKey(pair)) ?? pair,
            )
          : []
        found.push(outcome.ok ? [isAllowed(problem, standing, pairs), goalOf(problem, standing, pairs)] : outcome.code)
        const goal = bestByTrying(problem)
        best.push(goal ? [true, goal] : 'least_out_of_reach')
      }

      expect(found).toEqual(best)
    },
  )
})
