import type { Tx } from '#platform/database/database.js'
import { readLinkToken } from '#platform/vault/link.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'

/** Somebody looks at their link and presses its button, inside the caller's transaction; answers the session. */
export async function pressLink(tx: Tx, text: string): Promise<SessionToken> {
  const link = readLinkToken(text)
  const session = newSessionToken()
  if (!link) throw new Error('unfit_link')
  await tx.query('SELECT app.link_start($1, $2, $3) FROM app.link_look($1)', [
    link.hash,
    session.hash,
    sealForSession(session, link.shownKey),
  ])
  return session
}
