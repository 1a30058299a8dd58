import { type SupportLine, supportWith } from '#domain/decision/support.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { setEntitlements } from './entitlements.js'
import { asTold } from './staff/place/apart-holders.js'
import { moveApplication, type MoveRefusal } from './move-application.js'

export interface Turn {
  readonly applicationId: string
  /** The version the person looked at. */
  readonly expected: number
  readonly reason: string
  /** What would be paid for them. */
  readonly support: readonly SupportLine[]
}

/**
 * One coordinator invites whoever the approved order has first, with what would be paid; behind the file's lock. Refuses:
 * stale, so that a second press changes nothing of it, and what the move refuses.
 */
export async function inviteInTurn(
  tx: Tx,
  actor: StaffActor,
  { support, ...step }: Turn,
): Promise<Outcome<{ state: string }, MoveRefusal | 'kept_apart'>> {
  const shown = await tx.query<unknown[]>('SELECT 1 FROM app.application WHERE id = $1 AND version = $2', [
    step.applicationId,
    step.expected,
  ])
  if (shown.length === 0) return refuse('stale')
  const moved = await moveApplication(tx, { ...step, move: 'promote', role: 'coordinator', actorId: actor.accountId })
  // After the move: the log comes behind the places of the edition.
  if (moved.ok) await setEntitlements(tx, actor, [step.applicationId], supportWith('promote', support))

  return asTold(tx, actor, step.applicationId, moved)
}
