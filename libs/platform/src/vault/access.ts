import { codeFromBytes } from '#domain/application/access-code.js'
import { derive, keyPairOf, type KeyPair, randomBytes, sha256 } from './keys.js'

/** What a return code stands for: the stored lookup hash, and the applicant's pair that is stored nowhere. */
export interface AccessKeys {
  readonly lookup: Buffer
  readonly seed: Buffer
  readonly pair: KeyPair
}

/** A new return code of 120 random bits with its check symbol, 25 symbols. */
export const newAccessCode = (): string => codeFromBytes(randomBytes(15))

/** Derives both halves from the 25 symbols of a code. No password hash is needed at 120 bits. */
export function accessKeys(code: string): AccessKeys {
  const secret = Buffer.from(code.slice(0, 24), 'ascii')
  const seed = derive(secret, 'seed')

  return { lookup: sha256(derive(secret, 'lookup')), seed, pair: keyPairOf(seed) }
}

/** What is stored of a code for late entry, which has the shape of a return code. */
export const lateCodeHash = (code: string): Buffer => sha256(derive(Buffer.from(code.slice(0, 24), 'ascii'), 'late'))

/** What is stored of the code on a paper for a first sign-in, which has the shape of a return code. */
export const paperHash = (code: string): Buffer => sha256(derive(Buffer.from(code.slice(0, 24), 'ascii'), 'paper'))

/** The key of what only the applicant reads: drafts, and the zone and language of the pages. */
export const ownKey = (seed: Buffer): Buffer => derive(seed, 'own')
