import type { Tx } from '#platform/database/database.js'
import { newSessionToken, openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
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
    'UPDATE app.staff_session SET token_hash = $2, sealed_keys = $3, sheet = $4, parked = $5 WHERE token_hash = $1',
    [
      actor.session.hash,
      session.hash,
      sealForSession(session, actor.holder.pair.secretKey),
      again(row.sheet),
      again(row.parked),
    ],
  )
  return session
}
