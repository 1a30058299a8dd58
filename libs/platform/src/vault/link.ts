import { derive, randomBytes, sha256 } from './keys.js'

/**
 * What the 128 random bits of a personal link stand for: the hash by which the database knows it, and the key of what
 * its holder may see. The token itself stands in one mail only.
 */
export interface LinkToken {
  readonly token: Buffer
  readonly hash: Buffer
  readonly shownKey: Buffer
}

const tokenBytes = 16

const linkOf = (token: Buffer): LinkToken => ({ token, hash: sha256(token), shownKey: derive(token, 'shown') })

export const newLinkToken = (): LinkToken => linkOf(randomBytes(tokenBytes))

/** Reads the last part of a link's address, 22 base64url symbols. Null when it cannot be one. */
export function readLinkToken(text: string): LinkToken | null {
  const token = Buffer.from(text, 'base64url')
  return token.length === tokenBytes && token.toString('base64url') === text ? linkOf(token) : null
}
