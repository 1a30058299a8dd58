import { breachesOf } from '#domain/assignment/check.js'
import { gridOf } from '#domain/assignment/grid.js'
import { defaultSettings } from '#domain/assignment/problem.js'
import type { Proposal, RemovedPair } from '#domain/assignment/proposal.js'
import type { ProposalRow, ProposedPair } from './proposal-rows.js'
import { drawnAs, keyOf, problemOf, type ReadingPool } from './reading-pool.js'

/** A read whose review is in is not given up for the sake of another; a conflict alone takes it away. */
export function withDone(proposal: Proposal, { existing }: ReadingPool): Proposal {
  const written = new Map(existing.filter(({ isDone }) => isDone).map((pair) => [keyOf(pair), pair]))
  const isHeld = (pair: RemovedPair): boolean => pair.reason !== 'conflict' && written.has(keyOf(pair))
  const held = proposal.remove.filter(isHeld).map(({ file, reader }) => {
    const drawn = written.get(keyOf({ file, reader }))?.drawn ?? 'manual'
    return { file, reader, drawn: drawnAs(drawn) }
  })

  return {
    ...proposal,
    keep: [...proposal.keep, ...held],
    remove: proposal.remove.filter((pair) => !isHeld(pair)),
  }
}

/** Those who read the files now are those the proposal keeps or removes. */
export function isSame({ existing }: ReadingPool, pairs: readonly ProposedPair[]): boolean {
  const known = new Set(pairs.filter(({ act }) => act === 'keep' || act === 'remove').map(keyOf))
  return existing.length === known.size && existing.every((pair) => known.has(keyOf(pair)))
}

/**
 * What the run kept for its review that is in may break a rule by now; what is new may not. What it gave up may have been begun
 * since; who must not read a country in the file (`barred`, by `keyOf`) gives it up all the same.
 */
export function breaksRule(
  pool: ReadingPool,
  { settings, seed }: ProposalRow,
  pairs: readonly ProposedPair[],
  barred: ReadonlySet<string>,
): boolean {
  const of = (name: ProposedPair['act']) =>
    pairs
      .filter(({ act }) => act === name)
      .map(({ file, reader, drawn }) => ({ file, reader, drawn: drawn ?? 'match' }))
  const written = new Set(pool.existing.filter(({ isDone }) => isDone).map(keyOf))
  const problem = problemOf(pool, { ...defaultSettings, ...settings, seed })
  const proposal = { add: of('add'), keep: of('keep') }
  const held = new Set(problem.held.map(keyOf))
  const fallen = new Set([...gridOf(problem).fallen.map(keyOf), ...barred])
  const isTakenAway = of('remove').some((pair) => held.has(keyOf(pair)) && !fallen.has(keyOf(pair)))

  return isTakenAway || breachesOf(problem, proposal).some((pair) => !written.has(keyOf(pair)))
}
