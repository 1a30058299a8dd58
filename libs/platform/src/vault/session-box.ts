import { derive, openBytes, randomBytes, sealBytes, sha256 } from './keys.js'

/**
 * A session's secrets: the random token lives in the cookie (or bearer header) only, the row holds its hash and the
 * keys sealed under it, so neither the database nor the process alone can read them.
 */
export interface SessionToken {
  readonly token: Buffer
  readonly hash: Buffer
}

const label = Buffer.from('session')

export const newSessionToken = (): SessionToken => sessionTokenOf(randomBytes(32))

/** The token of these 32 bytes. */
export const sessionTokenOf = (token: Buffer): SessionToken => ({ token, hash: sha256(token) })

/** A token as cookie and bearer header carry it: base64url. */
export const tokenText = ({ token }: SessionToken): string => token.toString('base64url')

/** Reads a cookie's base64url text. Null when it is not 32 bytes. */
export function readSessionToken(text: string): SessionToken | null {
  const token = Buffer.from(text, 'base64url')
  return token.length === 32 ? sessionTokenOf(token) : null
}

export const sealForSession = ({ token }: SessionToken, secrets: Buffer): Buffer =>
  sealBytes(secrets, derive(token, 'session-keys'), label)

export const openForSession = ({ token }: SessionToken, sealed: Buffer): Buffer =>
  openBytes(sealed, derive(token, 'session-keys'), label)

/** Key of the form token, derived from the cookie so that a save after expiry still passes. */
export const formKey = ({ token }: SessionToken): Buffer => derive(token, 'form')
