import { createHmac } from 'node:crypto'

const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The six-digit code of a base32 secret at `now` (milliseconds), RFC 6238 with SHA-1, and the seconds it still lives. */
export function currentCode(secret, now = Date.now()) {
  const seconds = Math.floor(now / 1000)
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / stepSeconds)))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const number = digest.readUInt32BE(digest[19] & 0x0f) & 0x7fffffff
  return { code: String(number % 1_000_000).padStart(6, '0'), secondsLeft: stepSeconds - (seconds % stepSeconds) }
}

function fromBase32(text) {
  const bits = [...text.toUpperCase().replaceAll(/[\s=]/g, '')].map((symbol) =>
    alphabet.indexOf(symbol).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
