import { randomUUID } from 'node:crypto'
import sodium from 'sodium-native'
import { Fault } from '#platform/fault.js'
import { forget, keyId, type KeyPair, openBytes, openWrap, randomBytes, sealBytes, wrapKey } from './keys.js'

/** Where a record belongs; bound into its seal, so that it opens nowhere else and as no other version. */
export interface RecordPlace {
  /** Application id. */
  readonly owner: string
  /** One of the nine compartments, `applicant` (sealed to the person alone) or `draft`. */
  readonly compartment: string
  readonly schema: string
  readonly version: number
}

export interface SealedRecord extends RecordPlace {
  readonly id: string
  readonly body: Buffer
  readonly wraps: readonly { readonly recipient: Buffer; readonly wrap: Buffer }[]
}

// Reserves room for a later format, hybrid wraps for one.
const format = Buffer.from([1])
const bucketBytes = 1024

const lengthPrefixed = (part: string): Buffer => {
  const bytes = Buffer.from(part, 'utf8')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(bytes.length)
  return Buffer.concat([size, bytes])
}

const boundTo = (place: RecordPlace): Buffer =>
  Buffer.concat([format, ...[place.owner, place.compartment, String(place.version), place.schema].map(lengthPrefixed)])

/** JSON in whole buckets, the rest of the last one filled by ISO 7816-4. */
function padded(value: unknown): Buffer {
  const json = JSON.stringify(value)
  const length = Buffer.byteLength(json)
  const plain = Buffer.alloc((Math.floor(length / bucketBytes) + 1) * bucketBytes)
  plain.write(json, 'utf8')
  sodium.sodium_pad(plain, length, bucketBytes)
  return plain
}

/** Seals a JSON value under a fresh key in 1 KiB buckets, and wraps that key to each public key. */
export function sealRecord(place: RecordPlace, value: unknown, publicKeys: readonly Buffer[]): SealedRecord {
  const key = randomBytes(32)
  const body = sealUnder(place, value, key)
  const wraps = publicKeys.map((publicKey) => ({ recipient: keyId(publicKey), wrap: wrapKey(key, publicKey) }))
  forget(key)

  return { ...place, id: randomUUID(), body, wraps }
}

/** Seals a JSON value under a key the caller holds (drafts and what only the applicant reads); opened by `openRecord`. */
export function sealUnder(place: RecordPlace, value: unknown, key: Buffer): Buffer {
  const plain = padded(value)
  const body = sealBytes(plain, key, boundTo(place), format)
  forget(plain)

  return body
}

/** Opens a record with its own key. Faults `seal_broken` (moved, rolled back, altered) and `seal_format`. */
export function openRecord(place: RecordPlace, body: Buffer, key: Buffer): unknown {
  if (body[0] !== format[0]) throw new Fault('seal_format')
  const plain = openBytes(body.subarray(1), key, boundTo(place))
  const size = sodium.sodium_unpad(plain, plain.length, bucketBytes)
  const value: unknown = JSON.parse(plain.toString('utf8', 0, size))
  forget(plain)

  return value
}

/** Opens a record through a wrap made for this pair. */
export function openWithPair(place: RecordPlace, body: Buffer, wrap: Buffer, pair: KeyPair): unknown {
  const key = openWrap(wrap, pair)
  try {
    return openRecord(place, body, key)
  } finally {
    forget(key)
  }
}
