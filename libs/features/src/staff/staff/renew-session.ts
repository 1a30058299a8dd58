import type { Tx } from '#platform/database/database.js'
import { newSessionToken, openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { StaffActor } from './staff-actor.js'

/** The same session under a new token, as its rights change, with what waits to be read in it; null where it ended meanwhile. */
export async function renewSession(tx: Tx, actor: StaffActor): Promise<SessionToken | null> {
  const [row] = await tx.query<{ sheet: Buffer | null }[]>(
    'SELECT sheet FROM app.staff_session WHERE token_hash = $1 FOR UPDATE',
    [actor.session.hash],
  )
  if (!row) return null
  const session = newSessionToken()
  await tx.query('UPDATE app.staff_session SET token_hash = $2, sealed_keys = $3, sheet = $4 WHERE token_hash = $1', [
    actor.session.hash,
    session.hash,
    sealForSession(session, actor.holder.pair.secretKey),
    row.sheet && sealForSession(session, openForSession(actor.session, row.sheet)),
  ])
  return session
}
