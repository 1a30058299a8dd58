import { createHmac, timingSafeEqual } from 'node:crypto'
import { formKey, type SessionToken } from '#platform/vault/session-box.js'

/** Name of the hidden field every form of a session carries. */
export const formTokenField = 'form_token'

/** HMAC under a key derived from the cookie: known to our pages only, and still right after the session has ended. */
export const formToken = (session: SessionToken): string =>
  createHmac('sha256', formKey(session)).update('form').digest('base64url')

export function isFormToken(session: SessionToken, given: unknown): boolean {
  const expected = Buffer.from(formToken(session))
  const bytes = Buffer.from(typeof given === 'string' ? given : '')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}
