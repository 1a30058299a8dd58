import { done, type Outcome, refuse } from '../outcome.js'

/**
 * Kinds of conflict of interest a person may declare of themselves or of one who must not read their file. Who typed the
 * form for somebody neither screens nor reads it.
 */
export const declarableKinds = [
  'family',
  'personal',
  'same_organisation',
  'funder',
  'co_signed',
  'past_reference',
  'prior_dispute',
  'typed_for_them',
] as const
/** `administrative` is staff's alone. */
export const conflictKinds = [...declarableKinds, 'administrative'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** What is on record between one reader and one file, by where it comes from; nothing is written over another's word. */
export interface ConflictFacts {
  readonly declared: ConflictKind | null
  readonly detected: ConflictKind | null
  /** Staff's word either way; no declaration undoes it. */
  readonly pinned: ConflictKind | 'none' | null
}

export interface ConflictAsk {
  readonly kind: ConflictKind | 'none'
  /** `person`: the applicant or the reader. */
  readonly by: 'staff' | 'person'
  readonly wantsPin: boolean
  /** Declaring is over for this person; adding still counts, clearing does not. */
  readonly isOver: boolean
}

/** Taken where a person asks for a kind that is not theirs to give and none is on record. */
const defaultKind: ConflictKind = 'personal'

/** The conflict that holds: staff's word first, then what was declared, then what was detected; null for none. */
export function conflictOf({ pinned, declared, detected }: ConflictFacts): ConflictKind | null {
  if (pinned === 'none') return null
  return pinned ?? declared ?? detected
}

/**
 * The facts after somebody has asked for a change. Against a pin a person's word changes nothing, and they are not told;
 * their wish to pin is not heard; `administrative` from them keeps the kind on record or becomes `personal`. Refuses
 * `deadline_passed` to a person who would clear what they declared, pinned or not.
 */
export function changeConflict(
  facts: ConflictFacts,
  { kind, by, wantsPin, isOver }: ConflictAsk,
): Outcome<ConflictFacts, 'deadline_passed'> {
  const declared = kind === 'none' ? null : kind
  if (by === 'staff') return done(wantsPin ? { ...facts, pinned: kind } : { ...facts, declared })
  if (isOver && declared === null && facts.declared !== null) return refuse('deadline_passed')
  if (facts.pinned !== null) return done(facts)
  const own = declared === 'administrative' ? (facts.declared ?? defaultKind) : declared

  return done({ ...facts, declared: own })
}

/** Takes staff's word back: what was declared and detected counts again, and persons are heard again. */
export const withoutPin = (facts: ConflictFacts): ConflictFacts => ({ ...facts, pinned: null })

/** Writes one kind for another wherever it stands. Refuses `kind_missing` (an empty one) and `kind_unknown`. */
export function rewriteKind(
  rows: readonly ConflictFacts[],
  from: string,
  to: string,
): Outcome<ConflictFacts[], 'kind_missing' | 'kind_unknown'> {
  if (from.trim() === '' || to.trim() === '') return refuse('kind_missing')
  if (!isKind(from) || !isKind(to)) return refuse('kind_unknown')
  const rewritten = <K extends string | null>(kind: K): K | ConflictKind => (kind === from ? to : kind)

  return done(
    rows.map(({ declared, detected, pinned }) => ({
      declared: rewritten(declared),
      detected: rewritten(detected),
      pinned: rewritten(pinned),
    })),
  )
}

const isKind = (kind: string): kind is ConflictKind => conflictKinds.some((known) => known === kind)
