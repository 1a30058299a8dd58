import { type Compartment, compartments } from '../compartment.js'
import type { PhaseWithActs } from './readiness.js'

/** One person who holds the key of one compartment. */
export interface Keeping {
  readonly accountId: string
  readonly compartment: Compartment
}

/** What is sealed as people send it. */
const sent = ['contact', 'profile', 'risk', 'references', 'balance'] as const

/** Compartments a phase works with; those of the journey begin after the answers. */
const workedWithIn: Readonly<Record<PhaseWithActs, readonly Compartment[]>> = {
  collecting: sent,
  screening: sent,
  review: sent,
  board: sent,
  release: sent,
  travel: compartments,
}

export interface KeptByFew {
  readonly compartment: Compartment
  readonly keepers: 0 | 1
}

/** Compartments a phase needs that fewer than two people keep, in their order (SECURITY §2: such a phase is refused). */
export function keptByFew(phase: string, keeping: readonly Keeping[]): KeptByFew[] {
  const needed = Object.hasOwn(workedWithIn, phase) ? workedWithIn[phase as PhaseWithActs] : []
  return needed.flatMap((compartment) => {
    const { size } = keepersOf(keeping, compartment)
    return size < 2 ? [{ compartment, keepers: size === 1 ? 1 : 0 }] : []
  })
}

/** Compartments, in their order, that nobody would keep once this person is gone (SECURITY §2: never fewer than one). */
export const keptAlone = (keeping: readonly Keeping[], accountId: string): Compartment[] =>
  keptWith(keeping, accountId, 0)

/** Compartments, in their order, that one person alone would keep once this one is gone. */
export const keptWithOneOther = (keeping: readonly Keeping[], accountId: string): Compartment[] =>
  keptWith(keeping, accountId, 1)

function keptWith(keeping: readonly Keeping[], accountId: string, others: number): Compartment[] {
  return compartments.filter((name) => {
    const keepers = keepersOf(keeping, name)
    return keepers.size === others + 1 && keepers.has(accountId)
  })
}

const keepersOf = (keeping: readonly Keeping[], name: Compartment): ReadonlySet<string> =>
  new Set(keeping.filter(({ compartment }) => compartment === name).map(({ accountId }) => accountId))
