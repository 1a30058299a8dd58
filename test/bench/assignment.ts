import { type AssignmentProblem, defaultSettings, type DrawnPair, type ReadPair } from '#domain/assignment/problem.js'
import { proposeAssignment } from '#domain/assignment/propose.js'
import { seededRandom } from '#domain/random.js'
import { Solver } from '#platform/solver/solver.js'
import type { Row } from './table.js'

const rounds = 3
const fileCount = 3000
const readerCount = 30
const regions = ['005', '014', '015', '030', '034', '035', '143', '145', '151', '202']
/** Languages of the answers and how often each is written, in percent. */
const written = [
  ['en', 35],
  ['es', 17],
  ['ar', 15],
  ['fr', 13],
  ['ru', 12],
  ['fa', 8],
] as const

/** 3,000 files, 30 readers of two or three languages, 5 % conflicts, matches of every pair, about a tenth of the reads there. */
function largeProblem(seed: string): AssignmentProblem {
  const random = seededRandom(seed)
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const tongues = written.flatMap(([language, percent]) => Array.from({ length: percent }, () => language))
  const readers = Array.from({ length: readerCount }, (_, i) => ({
    id: `r${i}`,
    languages: ['en', written[1 + (i % 5)]?.[0] ?? 'en', ...(random() < 0.4 ? [oneOf(tongues)] : [])],
    least: 0,
    most: 450,
    regions: [oneOf(regions), oneOf(regions)],
    excluded: random() < 0.3 ? [oneOf(regions)] : [],
  }))
  const files = Array.from({ length: fileCount }, (_, i) => ({
    id: `f${i}`,
    language: oneOf(tongues),
    region: oneOf(regions),
    country: null,
    read: 0,
  }))
  const pairs: ReadPair[] = files.flatMap(({ id: file }) => readers.map(({ id: reader }) => ({ file, reader })))
  const languageOf = new Map(files.map(({ id, language }) => [id, language]))
  const readersOf = new Map(readers.map((reader) => [reader.id, reader]))
  const existing = pairs
    .filter(({ file, reader }) => readersOf.get(reader)?.languages.includes(languageOf.get(file) ?? ''))
    .filter(() => random() < 0.02)
    .map((pair): DrawnPair => ({ ...pair, drawn: random() < 0.25 ? 'pool' : 'match' }))

  return {
    readers,
    files,
    conflicts: pairs.filter(() => random() < 0.05),
    existing,
    held: [],
    barred: [],
    refused: pairs.filter(() => random() < 0.005),
    apart: [
      ['r0', 'r1'],
      ['r2', 'r3'],
    ],
    match: pairs.map((pair) => ({ ...pair, points: Math.floor(random() * 101) })),
    settings: { ...defaultSettings, seed },
  }
}

/** From the problem to the checked proposal, building and reading the model included; the thread is warm, as in a run of several. */
export async function assignmentRows(): Promise<Row[]> {
  const solver = new Solver()
  const seconds: number[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const problem = largeProblem(`bench ${round}`)
      const began = performance.now()
      const outcome = await proposeAssignment(problem, (job) => solver.solve(job))
      if (!outcome.ok || outcome.value.incomplete.length > fileCount / 100) throw new Error('not_assigned')
      // The first round warms up.
      if (round > 0) seconds.push((performance.now() - began) / 1000)
    }
  } finally {
    await solver.close()
  }

  return [{ what: 'assign 3,000 × 30 × 3 reads', unit: 's', ours: seconds, must: 10, goal: 5, kind: 'most' }]
}
