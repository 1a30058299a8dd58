import { done, type Outcome, refuse } from '../outcome.js'
import type { Choice } from './choose/choose.js'
import { type Reason, reasonsOf } from './choose/reasons.js'
import type { SelectionInput } from './input/selection-input.js'
import type { Hash } from './lottery/draw.js'
import type { Problem } from './problem.js'

/** What is kept of a run: with the same input, seed and solver the result digest comes out the same. */
export interface RunRecord {
  readonly seed: string
  readonly solverVersion: string
  readonly inputDigest: string
  readonly resultDigest: string
}

/** A change somebody made to a list by hand; `at` is an instant in UTC. */
export interface HandMadeChange {
  readonly id: string
  readonly to: 'in' | 'out'
  readonly by: string
  readonly reason: string
  readonly at: string
}

/** A member of a list with the score in hundredths, the quota cells they count in, and why they are on it. */
export interface Member {
  readonly id: string
  readonly score: number
  readonly cells: readonly { readonly family: string; readonly value: string }[]
  readonly reasons: readonly MemberReason[]
}

export type MemberReason =
  | Reason
  | { readonly code: 'drawn'; readonly chance: number }
  | { readonly code: 'by_hand'; readonly by: string; readonly reason: string }

/** Digests of a run. The order in which people, pins and pairs were given does not matter; that of quota rows does. */
export const runRecord = (
  run: { readonly input: SelectionInput; readonly seed: string; readonly solverVersion: string },
  members: readonly Member[],
  hash: Hash,
): RunRecord => ({
  seed: run.seed,
  solverVersion: run.solverVersion,
  inputDigest: hash(inputText(run.input)),
  resultDigest: hash(canonicalText(members)),
})

/** An input in the one way it is written, whatever the order people were read in. */
function inputText(input: SelectionInput): string {
  const byText = (list: readonly unknown[] | undefined) => (list ?? []).map(canonicalText).toSorted()
  return canonicalText({
    ...input,
    people: byText(input.people),
    pinnedIn: byText(input.pinnedIn),
    pinnedOut: byText(input.pinnedOut),
    apart: byText(input.apart?.map((pair) => pair.toSorted())),
  })
}

/** JSON with sorted keys and nothing that is undefined. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))

  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(',')}}`
}

/**
 * The members of a list, sorted by id, each with every reason.
 * @param chances of a lottery, for those it decided; `changes` made by hand, the last one for a person counts
 */
export function membersOf(
  problem: Problem,
  choice: Choice,
  { chances, changes }: { chances?: ReadonlyMap<string, number>; changes?: readonly HandMadeChange[] } = {},
): Member[] {
  const reasons = reasonsOf(problem, choice)
  const byHand = new Map(changes?.map((change) => [change.id, change]))
  const chosen = new Set(choice.chosen)
  const extra = (id: string): MemberReason[] => {
    const chance = chances?.get(id)
    const change = byHand.get(id)
    if (change?.to === 'in') return [{ code: 'by_hand', by: change.by, reason: change.reason }]
    const own = reasons.get(id) ?? []
    return chance === undefined || chance >= 1 ? [...own] : [...own, { code: 'drawn', chance }]
  }

  return problem.people
    .filter(({ id }) => chosen.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, score }) => ({ id, score, cells: cellsOf(problem, id), reasons: extra(id) }))
}

function cellsOf({ people, rows }: Problem, id: string): Member['cells'] {
  const place = people.findIndex((person) => person.id === id)
  return rows.flatMap(({ rule, at }) =>
    rule.kind === 'quota' && at.includes(place) ? [{ family: rule.family, value: rule.value }] : [],
  )
}

export type ChangeRefusal = 'person_unknown' | 'author_missing' | 'reason_missing' | 'no_change'

/** A list with changes made by hand, in order; ids sorted. Refuses a change without author or reason, or that changes nothing. */
export function changedList(
  problem: Problem,
  chosen: readonly string[],
  changes: readonly HandMadeChange[],
): Outcome<string[], ChangeRefusal> {
  const known = new Set(problem.people.map(({ id }) => id))
  const list = new Set(chosen)
  for (const { id, to, by, reason } of changes) {
    if (!known.has(id)) return refuse('person_unknown', { id })
    if (by.trim() === '') return refuse('author_missing', { id })
    if (reason.trim() === '') return refuse('reason_missing', { id })
    if (list.has(id) === (to === 'in')) return refuse('no_change', { id })
    if (to === 'in') list.add(id)
    else list.delete(id)
  }
  return done([...list].toSorted())
}
