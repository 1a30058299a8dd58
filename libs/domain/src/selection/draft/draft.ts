/** Where a person stands in a list: in or out, by this move or for good. */
export const placings = ['in', 'out', 'pinned_in', 'pinned_out'] as const
export type Placing = (typeof placings)[number]

/** A row of a list. Rows of one `batch` were made by one act. */
export interface DraftMove {
  readonly id: string
  readonly to: Placing
  readonly batch: number
}

export interface Draft {
  readonly members: ReadonlySet<string>
  /** What the optimiser must leave as it is. */
  readonly pinned: ReadonlyMap<string, 'in' | 'out'>
}

/** A list as its rows say: who it began with, and every move since, in order. */
export function draftOf(base: readonly string[], moves: readonly DraftMove[]): Draft {
  const members = new Set(base)
  const pinned = new Map<string, 'in' | 'out'>()
  for (const { id, to } of moves) {
    if (to === 'in' || to === 'pinned_in') members.add(id)
    else members.delete(id)
    if (to === 'pinned_in') pinned.set(id, 'in')
    else if (to === 'pinned_out') pinned.set(id, 'out')
    else pinned.delete(id)
  }

  return { members, pinned }
}

/** Where one person stands. */
export function placingOf({ members, pinned }: Draft, id: string): Placing {
  const pin = pinned.get(id)
  if (pin) return pin === 'in' ? 'pinned_in' : 'pinned_out'

  return members.has(id) ? 'in' : 'out'
}

/** The moves that lead from a list to other members; pins are left out. Ids sorted. */
export function movesTo(from: ReadonlySet<string>, members: ReadonlySet<string>): Omit<DraftMove, 'batch'>[] {
  const into = [...members].filter((id) => !from.has(id)).map((id) => ({ id, to: 'in' as const }))
  const out = [...from].filter((id) => !members.has(id)).map((id) => ({ id, to: 'out' as const }))

  return [...into, ...out].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The moves that undo the last act that is not undone yet: everybody in it stands as before. Null when there is none. */
export function undoing(
  base: readonly string[],
  moves: readonly (DraftMove & { readonly undoes: number | null })[],
): { readonly batch: number; readonly moves: readonly Omit<DraftMove, 'batch'>[] } | null {
  const undone = new Set(moves.map(({ undoes }) => undoes))
  const last = moves.findLast(({ batch, undoes }) => undoes === null && !undone.has(batch))
  if (!last) return null
  const before = draftOf(
    base,
    moves.filter(({ batch }) => batch < last.batch),
  )
  const ids = new Set(moves.filter(({ batch }) => batch === last.batch).map(({ id }) => id))

  return { batch: last.batch, moves: [...ids].map((id) => ({ id, to: placingOf(before, id) })) }
}
