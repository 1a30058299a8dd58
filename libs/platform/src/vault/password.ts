import { hashRaw } from '@node-rs/argon2'
import { Fault } from '#platform/fault.js'
import { derive, forget, randomBytes, sha256 } from './keys.js'

/** What one run over a password gives: the key that seals the person's keys, and the hash stored to check it. */
export interface PasswordKeys {
  readonly kek: Buffer
  readonly verifierHash: Buffer
}

// 64 MiB, three passes, one lane: 139 ms on the reference machine, off the main thread.
const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const
const runsAtOnce = 2
const queueLength = 32

let running = 0
const waiting: (() => void)[] = []

/**
 * Argon2id over a password (15–256 characters, checked by the caller), two at once, a bounded queue behind them.
 * Fault `too_busy` when the queue is full.
 */
export async function passwordKeys(password: string, salt: Buffer): Promise<PasswordKeys> {
  if (waiting.length >= queueLength) throw new Fault('too_busy')
  if (running >= runsAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    const raw = Buffer.from(await hashRaw(password.normalize('NFKC'), { ...cost, salt }))
    const keys = { kek: derive(raw, 'kek'), verifierHash: sha256(derive(raw, 'verifier')) }
    forget(raw)
    return keys
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export const newSalt = (): Buffer => randomBytes(16)
