import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import type { SessionToken } from '#platform/vault/session-box.js'

/** A signed-in member of staff for one request: who, which roles today, and the key that opens what is theirs. */
export interface StaffActor {
  readonly accountId: string
  readonly login: string
  readonly displayName: string
  readonly zone: string
  readonly editionId: string
  /** Its neutral name, and whether this person works in others too. */
  readonly edition?: { readonly name: string; readonly isOneOfSeveral: boolean }
  readonly roles: readonly Role[]
  readonly keeperOf: readonly Compartment[]
  readonly holder: KeyHolder
  readonly session: SessionToken
  /** Their key waits for two keepers: they may look at it, and at nothing else. */
  readonly isPending?: boolean
  /** When another session of theirs began that lives too, the latest; null for none. */
  readonly otherSince?: Date | null
  /** Signing in just now ended the oldest of their sessions. */
  readonly hasEndedOldest?: boolean
  /** They keep `profile`, and files came that nobody has compared with colleagues' excluded countries. */
  readonly hasToCompare?: boolean
  /** Until when identity may be opened, and how many files are left in that window. */
  readonly stepUp: { readonly until: Date; readonly left: number } | null
}

export const hasRole = (actor: StaffActor, ...roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role))
