import type { OwnSessions } from '#features/application/registration/own-sessions.js'
import { Fault } from '#platform/fault.js'
import { type SessionToken, tokenText } from '#platform/vault/session-box.js'

/** A draft just begun, with its code and bearer token; the code's sheet is gone with this answer. Fault `not_found`. */
export async function toldOnce(sessions: OwnSessions, token: SessionToken): Promise<object> {
  const me = await sessions.find(token)
  if (!me) throw new Fault('not_found')
  await sessions.sheetSeen(me)
  const { caseNumber: case_number, keepUntil: keep_until, sheet } = me

  return { token: tokenText(token), code: sheet?.code, mail_mark: sheet?.mailMark, case_number, keep_until }
}
