import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sodium from 'sodium-native'
import { Fault } from '#platform/fault.js'
import { derive, forget } from './keys.js'

/** What two keepers sign: this person's key, from this day to the end of that one. ISO dates; the key is base64. */
export interface AnnexClaim {
  readonly accountId: string
  readonly publicKey: string
  readonly from: string
  readonly until: string
}

export interface AnnexSignature {
  /** Account id of the keeper. */
  readonly by: string
  /** Base64. */
  readonly signature: string
}

export interface AnnexEntry extends AnnexClaim {
  readonly signatures: readonly AnnexSignature[]
}

/** Beside the directory, and changed without its root: keys that two keepers signed, and ids (hex) of keys nobody wraps to. */
export interface AnnexEntries {
  readonly version: number
  readonly entries: readonly AnnexEntry[]
  readonly struck: readonly string[]
}

const longestDays = 180
const day = 86_400_000

/** In a folder of its own: the staff process writes there, and nowhere beside the directory. */
export const annexPath = (directoryPath: string): string => join(dirname(directoryPath), 'annex', 'annex.json')

/** What lies there; version 0 and empty before the first entry. Fault `annex_malformed`. */
export function readAnnex(path: string): AnnexEntries {
  if (!existsSync(path)) return { version: 0, entries: [], struck: [] }
  try {
    const { version, entries, struck } = JSON.parse(readFileSync(path, 'utf8')) as AnnexEntries
    if (!Number.isInteger(version) || !entries.every(isEntry) || !struck.every(isText)) throw new SyntaxError('annex')
    return { version, entries, struck }
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause
    throw new Fault('annex_malformed', { cause })
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'

const isEntry = ({ accountId, publicKey, from, until, signatures }: AnnexEntry): boolean =>
  [accountId, publicKey, from, until, ...signatures.flatMap(({ by, signature }) => [by, signature])].every(isText)

/** Puts the next content in the place of the one before, by rename. */
export function writeAnnex(path: string, entries: AnnexEntries): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 })
  writeFileSync(`${path}.new`, JSON.stringify(entries, null, 1), { mode: 0o644 })
  renameSync(`${path}.new`, path)
}

const message = ({ accountId, publicKey, from, until }: AnnexClaim): Buffer =>
  Buffer.from(JSON.stringify(['delegates:annex-entry', accountId, publicKey, from, until]), 'utf8')

/** The Ed25519 pair of a keeper; it follows from the key the password opens, so it is kept nowhere else. */
function signingPair(secretKey: Buffer): { readonly publicKey: Buffer; readonly secretKey: Buffer } {
  const pair = { publicKey: Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES), secretKey: Buffer.alloc(64) }
  const seed = derive(secretKey, 'annex-signing')
  sodium.crypto_sign_seed_keypair(pair.publicKey, pair.secretKey, seed)
  forget(seed)
  return pair
}

/** Public half of what a keeper signs with, as the directory lists it. */
export function signingKey(secretKey: Buffer): Buffer {
  const pair = signingPair(secretKey)
  forget(pair.secretKey)
  return pair.publicKey
}

/** A keeper's signature under a claim, base64. */
export function signClaim(claim: AnnexClaim, secretKey: Buffer): string {
  const pair = signingPair(secretKey)
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES)
  sodium.crypto_sign_detached(signature, message(claim), pair.secretKey)
  forget(pair.secretKey)
  return signature.toString('base64')
}

/** Distinct keepers whose signature holds, in their order; never the person the key belongs to. */
export function signersOf(entry: AnnexEntry, keeperKey: (accountId: string) => Buffer | undefined): string[] {
  const good = entry.signatures.filter(({ by, signature }) => {
    const key = by === entry.accountId ? undefined : keeperKey(by)
    const bytes = Buffer.from(signature, 'base64')
    const isWhole = key?.length === sodium.crypto_sign_PUBLICKEYBYTES && bytes.length === sodium.crypto_sign_BYTES
    return isWhole && sodium.crypto_sign_verify_detached(bytes, message(entry), key)
  })
  return [...new Set(good.map(({ by }) => by))]
}

/** Whether the dates are well formed, the entry holds today, and no longer than 180 days in all. */
export function holdsOn(today: string, { from, until }: Pick<AnnexClaim, 'from' | 'until'>): boolean {
  const days = (Date.parse(until) - Date.parse(from)) / day
  return days >= 0 && days <= longestDays && from <= today && today <= until
}

/** Last day of an entry signed on this day: 180 days on, or the last day of the edition where that comes first. */
export function lastDayOf(from: string, editionEnd: string): string {
  const last = new Date(Date.parse(from) + longestDays * day).toISOString().slice(0, 10)
  return editionEnd < last ? editionEnd : last
}
