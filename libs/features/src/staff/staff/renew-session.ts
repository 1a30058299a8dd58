import type { Database, Tx } from '#platform/database/database.js'
import {
  newSessionToken,
  openForSession,
  sealForSession,
  type SessionToken,
  sessionTokenOf,
} from '#platform/vault/session-box.js'
import type { StaffActor } from './staff-actor.js'

/** The same session under a new token, as its rights change, with what waits to be read in it; null where it ended meanwhile. */
export async function renewSession(tx: Tx, actor: StaffActor): Promise<SessionToken | null> {
  const [row] = await tx.query<{ sheet: Buffer | null; parked: Buffer | null }[]>(
    'SELECT sheet, parked FROM app.staff_session WHERE token_hash = $1 FOR UPDATE',
    [actor.session.hash],
  )
  if (!row) return null
  const session = newSessionToken()
  const again = (sealed: Buffer | null) => sealed && sealForSession(session, openForSession(actor.session, sealed))
  await tx.query(
    `UPDATE app.staff_session SET token_hash = $2, sealed_keys = $3, sheet = $4, parked = $5, is_renewal_due = false, token_on = app.today()
     WHERE token_hash = $1`,
    [
      actor.session.hash,
      session.hash,
      sealForSession(session, actor.holder.pair.secretKey),
      again(row.sheet),
      again(row.parked),
    ],
  )
  const typed = await tx.query<{ id: string; sealed: Buffer }[]>(
    'SELECT id, sealed FROM app.staff_search WHERE token_hash = $1',
    [session.hash],
  )
  for (const { id, sealed } of typed) {
    await tx.query('UPDATE app.staff_search SET sealed = $2 WHERE id = $1', [id, again(sealed)])
  }
  return session
}

/**
 * The same as somebody's roles change, asked by several requests at once: the first renews, and for a minute whoever still has
 * the token before is led to the new one by `renewedFrom`. Null where another renewed it, or it ended.
 */
export async function renewForRoles(tx: Tx, actor: StaffActor): Promise<SessionToken | null> {
  const session = await renewSession(tx, actor)
  if (!session) return null
  await tx.query('DELETE FROM app.session_renewal WHERE until <= app.now()')
  await tx.query('INSERT INTO app.session_renewal (token_hash, next_hash, next_sealed) VALUES ($1, $2, $3)', [
    actor.session.hash,
    session.hash,
    sealForSession(actor.session, session.token),
  ])
  return session
}

/** The token that followed this one less than a minute ago; null for none. */
export async function renewedFrom(database: Database, old: SessionToken): Promise<SessionToken | null> {
  const [row] = await database.prepared<{ next_sealed: Buffer }>(
    'SELECT next_sealed FROM app.session_renewal WHERE token_hash = $1 AND until > app.now()',
    [old.hash],
  )
  return row ? sessionTokenOf(openForSession(old, row.next_sealed)) : null
}
