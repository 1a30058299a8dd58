import { createHash, hkdfSync } from 'node:crypto'
import sodium from 'sodium-native'
import { Fault } from '#platform/fault.js'

/** X25519 pair. Whoever holds one clears `secretKey` with `forget` when done. */
export interface KeyPair {
  readonly publicKey: Buffer
  readonly secretKey: Buffer
}

/** First 16 bytes of SHA-256 of a public key: names a recipient in the database without being the key. */
export const keyId = (publicKey: Buffer): Buffer => createHash('sha256').update(publicKey).digest().subarray(0, 16)

export const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** HKDF-SHA-256 of a secret, 32 bytes, one label for each use. */
export const derive = (secret: Buffer, label: string, salt: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, `delegates:${label}`, 32))

export const randomBytes = (size: number): Buffer => {
  const bytes = Buffer.alloc(size)
  sodium.randombytes_buf(bytes)
  return bytes
}

export function newKeyPair(): KeyPair {
  const pair = { publicKey: Buffer.alloc(32), secretKey: Buffer.alloc(32) }
  sodium.crypto_box_keypair(pair.publicKey, pair.secretKey)
  return pair
}

/** The same pair for the same 32-byte seed. */
export function keyPairOf(seed: Buffer): KeyPair {
  const pair = { publicKey: Buffer.alloc(32), secretKey: Buffer.alloc(32) }
  sodium.crypto_box_seed_keypair(pair.publicKey, pair.secretKey, seed)
  return pair
}

/** The pair whose private half is given; its public half is computed. */
export function pairFromSecret(secretKey: Buffer): KeyPair {
  const publicKey = Buffer.alloc(32)
  sodium.crypto_scalarmult_base(publicKey, secretKey)
  return { publicKey, secretKey }
}

/** Wraps 32 bytes (a record key or a compartment's private key) to a public key: 80 bytes. */
export function wrapKey(secret: Buffer, publicKey: Buffer): Buffer {
  const wrap = Buffer.alloc(secret.length + sodium.crypto_box_SEALBYTES)
  sodium.crypto_box_seal(wrap, secret, publicKey)
  return wrap
}

/** Opens a wrap. Fault `wrap_not_ours` when it was made for another key or altered. */
export function openWrap(wrap: Buffer, pair: KeyPair): Buffer {
  const secret = Buffer.alloc(wrap.length - sodium.crypto_box_SEALBYTES)
  if (!sodium.crypto_box_seal_open(secret, wrap, pair.publicKey, pair.secretKey)) throw new Fault('wrap_not_ours')
  return secret
}

const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
const tagBytes = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES

/** Seals bytes under a symmetric key: head | nonce | ciphertext, in one buffer. `label` is bound as additional data. */
export function sealBytes(bytes: Buffer, key: Buffer, label: Buffer, head: Buffer = Buffer.alloc(0)): Buffer {
  const sealed = Buffer.allocUnsafe(head.length + nonceBytes + bytes.length + tagBytes)
  head.copy(sealed)
  const nonce = sealed.subarray(head.length, head.length + nonceBytes)
  sodium.randombytes_buf(nonce)
  const cipher = sealed.subarray(head.length + nonceBytes)
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(cipher, bytes, label, null, nonce, key)
  return sealed
}

/** Opens what `sealBytes` made. Fault `seal_broken` for another key, another label or altered bytes. */
export function openBytes(sealed: Buffer, key: Buffer, label: Buffer): Buffer {
  const bytes = Buffer.alloc(Math.max(0, sealed.length - nonceBytes - tagBytes))
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes,
      null,
      sealed.subarray(nonceBytes),
      label,
      sealed.subarray(0, nonceBytes),
      key,
    )
  } catch (cause) {
    throw new Fault('seal_broken', { cause })
  }
  return bytes
}

/** Overwrites key material that is no longer needed. */
export function forget(...secrets: readonly Buffer[]): void {
  for (const secret of secrets) sodium.sodium_memzero(secret)
}
