import { type Compartment, compartments } from '../compartment.js'

/** One person who holds the key of one compartment. */
export interface Keeping {
  readonly accountId: string
  readonly compartment: Compartment
}

/** Compartments, in their order, that nobody would keep once this person is gone (SECURITY §2: never fewer than one). */
export const keptAlone = (keeping: readonly Keeping[], accountId: string): Compartment[] =>
  keptWith(keeping, accountId, 0)

/** Compartments, in their order, that one person alone would keep once this one is gone. */
export const keptWithOneOther = (keeping: readonly Keeping[], accountId: string): Compartment[] =>
  keptWith(keeping, accountId, 1)

function keptWith(keeping: readonly Keeping[], accountId: string, others: number): Compartment[] {
  return compartments.filter((name) => {
    const keepers = new Set(keeping.filter(({ compartment }) => compartment === name).map((keep) => keep.accountId))
    return keepers.size === others + 1 && keepers.has(accountId)
  })
}
