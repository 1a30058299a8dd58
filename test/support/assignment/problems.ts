import {
  type AssignmentProblem,
  type AssignmentSettings,
  defaultSettings,
  type FileToRead,
  type ReadPair,
  type Reader,
} from '#domain/assignment/problem.js'
import { proposeAssignment } from '#domain/assignment/propose.js'
import type { Proposal } from '#domain/assignment/proposal.js'
import type { Solver } from '#platform/solver/solver.js'

/** A reader of English without limits, regions or exclusions, but for what is given. */
export const readerOf = (id: string, own: Partial<Reader> = {}): Reader => ({
  id,
  languages: ['en'],
  least: 0,
  most: null,
  regions: [],
  excluded: [],
  ...own,
})

export const fileOf = (id: string, own: Partial<FileToRead> = {}): FileToRead => ({
  id,
  language: 'en',
  region: null,
  country: null,
  read: 0,
  ...own,
})

export type GivenProblem = Partial<Omit<AssignmentProblem, 'settings'>> & {
  readonly settings?: Partial<AssignmentSettings>
}

export const problemOf = ({ settings, ...given }: GivenProblem): AssignmentProblem => ({
  readers: [],
  files: [],
  conflicts: [],
  existing: [],
  held: [],
  barred: [],
  refused: [],
  apart: [],
  match: [],
  ...given,
  settings: { ...defaultSettings, seed: 'spec', ...settings },
})

/** The proposal, or an error with the refusal's code. */
export async function proposed(solver: Solver, problem: AssignmentProblem): Promise<Proposal> {
  const outcome = await proposeAssignment(problem, (job) => solver.solve(job))
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

/** `file reader` for each pair, sorted. */
export const written = (pairs: readonly ReadPair[]): string[] =>
  pairs.map(({ file, reader }) => `${file} ${reader}`).toSorted()

/** How many of these pairs each key has, in the order of the keys. */
export const countBy = (pairs: readonly ReadPair[], key: keyof ReadPair, keys: readonly string[]): number[] =>
  keys.map((value) => pairs.filter((pair) => pair[key] === value).length)
