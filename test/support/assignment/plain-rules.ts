// The hard rules of assignment in their plainest words, written apart from the code they are held against.
import type { AssignmentProblem, DrawnPair, ReadPair } from '#domain/assignment/problem.js'

export const pairKey = ({ file, reader }: ReadPair): string => `${file} ${reader}`

/** The rules in their plainest words, apart from the code under test. */
function isForbidden(problem: AssignmentProblem, pair: ReadPair): boolean {
  const reader = problem.readers.find(({ id }) => id === pair.reader)
  const file = problem.files.find(({ id }) => id === pair.file)
  const named = (pairs: readonly ReadPair[]) => pairs.some((other) => pairKey(other) === pairKey(pair))
  if (!reader || !file) return true
  const isExcluded = [file.region, file.country].some((code) => code !== null && reader.excluded.includes(code))
  const isNamed = [problem.conflicts, problem.barred, problem.refused].some(named)
  return !reader.languages.includes(file.language) || isExcluded || isNamed
}

const meetApart = (problem: AssignmentProblem, pairs: readonly ReadPair[]): boolean =>
  problem.apart.some(([one, other]) =>
    problem.files.some(({ id }) =>
      [one, other].every((reader) => pairs.some((pair) => pairKey(pair) === pairKey({ file: id, reader }))),
    ),
  )

/** Existing pairs that break no rule; of two kept apart the later falls. */
export const standingOf = (problem: AssignmentProblem): DrawnPair[] =>
  problem.existing.reduce<DrawnPair[]>(
    (kept, pair) => (isForbidden(problem, pair) || meetApart(problem, [...kept, pair]) ? kept : [...kept, pair]),
    [],
  )

export const countOf = (pairs: readonly ReadPair[], part: keyof ReadPair, id: string): number =>
  pairs.filter((pair) => pair[part] === id).length

/** True when nothing hard is broken. What stands may exceed a load or a file's reads; what is new may not, and what is held stays. */
export function isAllowed(
  problem: AssignmentProblem,
  standing: readonly ReadPair[],
  pairs: readonly ReadPair[],
): boolean {
  const { mode, removalCost } = problem.settings
  const held = standing.filter((pair) => problem.held.some((other) => pairKey(other) === pairKey(pair)))
  const stood = new Set(standing.map(pairKey))
  const fresh = pairs.filter((pair) => !stood.has(pairKey(pair)))
  const isKept = standing.every((pair) => pairs.includes(pair))
  if (mode !== 'adjust' && !isKept) return false
  if (!held.every((pair) => pairs.includes(pair))) return false
  if (meetApart(problem, pairs) || fresh.some((pair) => isForbidden(problem, pair))) return false
  const fits = problem.readers.every(({ id, most, least }) => {
    const load = countOf(pairs, 'reader', id)
    const stays = mode === 'adjust' ? countOf(held, 'reader', id) : load
    const mayStay = countOf(fresh, 'reader', id) === 0 && load <= stays
    return load >= least && (mayStay || load <= (most ?? Infinity))
  })
  return (
    fits &&
    problem.files.every(({ id, read }) => {
      const reads = Math.max(problem.settings.reads - read, countOf(held, 'file', id))
      const isSpared = countOf(standing, 'file', id) > reads && (mode !== 'adjust' || removalCost > 0)
      return isSpared ? countOf(fresh, 'file', id) === 0 : countOf(pairs, 'file', id) <= reads
    })
  )
}
