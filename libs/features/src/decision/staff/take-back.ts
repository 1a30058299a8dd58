import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { takesSupport } from '#domain/decision/support.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { setEntitlements } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { recordLine } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'
import { takersFor } from './roles-of-moves.js'

export type TakeBackRefusal = 'move_not_allowed' | 'second_person_missing' | 'decision_agreed'

interface LiveDecision {
  readonly id: string
  readonly move: ApplicationMove
  readonly state: 'pending' | 'second_ok'
  readonly authorId: string
  readonly reopenedBy: string | null
  readonly isRestricted: boolean
}

/** True for the author of what waits, for whoever may put this decision forward or make its move, and for who decides of a restricted file. */
export const mayTakeBack = (
  { roles }: Pick<StaffActor, 'roles'>,
  { move, state, isOwn }: { readonly move: ApplicationMove; readonly state: string; readonly isOwn: boolean },
  file: { readonly isRestricted: boolean },
): boolean =>
  (isOwn && state === 'pending') || takersFor(move, file).some((role) => (roles as readonly string[]).includes(role))

/** The decision of a file that is not released, behind the file's lock; undefined for none. */
async function liveDecision(tx: Tx, applicationId: string): Promise<LiveDecision | undefined> {
  const [row] = await tx.query<LiveDecision[]>(
    `SELECT id, move, state, author_id AS "authorId", reopened_by AS "reopenedBy", app.is_restricted(application_id) AS "isRestricted" FROM app.decision
     WHERE application_id = $1 AND state IN ('pending', 'second_ok') FOR UPDATE`,
    [applicationId],
  )
  return row
}

/**
 * Takes away a decision that waits, with what would have been paid; none is as good. Refuses: move_not_allowed (neither its
 * author nor somebody with the role), decision_agreed (two people agreed), second_person_missing (this colleague set it waiting
 * again, and another one takes it away). `isReplaced`: another outcome follows and says itself what would be paid.
 */
export async function dropPending(
  tx: Tx,
  actor: StaffActor,
  applicationId: string,
  { isReplaced = false } = {},
): Promise<Outcome<null, TakeBackRefusal>> {
  const live = await liveDecision(tx, applicationId)
  if (!live) return done(null)
  if (!mayTakeBack(actor, { ...live, isOwn: live.authorId === actor.accountId }, live))
    return refuse('move_not_allowed')
  if (live.state === 'second_ok') return refuse('decision_agreed')
  if (live.reopenedBy === actor.accountId) return refuse('second_person_missing')
  await tx.query(`UPDATE app.decision SET state = 'superseded' WHERE id = $1`, [live.id])
  if (takesSupport(live.move) && !isReplaced) await setEntitlements(tx, actor, [applicationId], [])
  const line = { actorId: actor.accountId, objectId: applicationId, purpose: live.move }
  await recordLine(tx, { ...line, verb: 'decision.cleared' })

  return done(null)
}

/**
 * One step back: what two people agreed to waits again, by itself, what waits goes. Refuses: move_not_allowed, second_person_missing (as
 * `dropPending` does).
 */
export async function takeBack(
  tx: Tx,
  actor: StaffActor,
  applicationId: string,
): Promise<Outcome<null, TakeBackRefusal>> {
  const live = await liveDecision(tx, applicationId)
  if (live?.state !== 'second_ok') return dropPending(tx, actor, applicationId)
  if (!mayTakeBack(actor, { ...live, isOwn: false }, live)) return refuse('move_not_allowed')
  await tx.query(
    `UPDATE app.decision SET state = 'pending', second_id = NULL, reopened_by = $2, batch_id = NULL WHERE id = $1`,
    [live.id, actor.accountId],
  )
  const line = { actorId: actor.accountId, objectId: applicationId, purpose: live.move }
  await recordLine(tx, { ...line, verb: 'decision.reopened' })

  return done(null)
}
