import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import sodium from 'sodium-native'
import { type Compartment, compartments } from '#domain/compartment.js'
import { Fault } from '#platform/fault.js'
import { keyId } from './keys.js'

/** The signed list of public keys, base64. The only source of recipients; keys in the database are never sealed to. */
export interface DirectoryEntries {
  readonly version: number
  readonly mode: 'local' | 'live'
  /** Newest epoch last. */
  readonly compartments: Readonly<Record<Compartment, readonly string[]>>
  readonly staff: Readonly<Record<string, string>>
  readonly worker: string
  readonly recovery: string
  readonly checkpoint: string
}

const signaturePath = (path: string) => `${path}.sig`

/** Changes with every write: a file renamed into place has a new inode, while its time may fall in the same tick. */
function stampOf(path: string): string {
  const { mtimeMs, ino, size } = statSync(path)
  return `${mtimeMs}:${ino}:${size}`
}

/** Signs and writes a directory: new file first, then its signature, each by rename. */
export function writeDirectory(path: string, entries: DirectoryEntries, rootSecretKey: Buffer): void {
  const bytes = Buffer.from(JSON.stringify(entries, null, 1), 'utf8')
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES)
  sodium.crypto_sign_detached(signature, bytes, rootSecretKey)
  for (const [target, content] of [
    [signaturePath(path), Buffer.from(signature.toString('base64'))],
    [path, bytes],
  ] as const) {
    writeFileSync(`${target}.new`, content, { mode: 0o644 })
    renameSync(`${target}.new`, target)
  }
}

/** Reads and verifies a directory. Faults `directory_missing`, `directory_signature`. */
export function readDirectory(path: string, rootPublicKey: Buffer): DirectoryEntries {
  if (!existsSync(path) || !existsSync(signaturePath(path))) throw new Fault('directory_missing')
  const bytes = readFileSync(path)
  const signature = Buffer.from(readFileSync(signaturePath(path), 'utf8'), 'base64')
  const fits = signature.length === sodium.crypto_sign_BYTES
  if (!fits || !sodium.crypto_sign_verify_detached(signature, bytes, rootPublicKey)) {
    throw new Fault('directory_signature')
  }

  return JSON.parse(bytes.toString('utf8')) as DirectoryEntries
}

/**
 * The verified directory of a running process. Checks the file again when it changed, at most once a second,
 * and refuses a lower version than it has seen (`directory_rolled_back`).
 */
export class Directory {
  private entries: DirectoryEntries
  private stamp: string
  private lookedAtMs: number

  constructor(
    private readonly path: string,
    private readonly rootPublicKey: Buffer,
  ) {
    this.entries = readDirectory(path, rootPublicKey)
    this.stamp = stampOf(path)
    this.lookedAtMs = performance.now()
  }

  current(): DirectoryEntries {
    if (performance.now() - this.lookedAtMs > 1000) this.look()
    return this.entries
  }

  /** Public key of a compartment's newest epoch. */
  compartmentKey(compartment: Compartment): Buffer {
    const newest = this.current().compartments[compartment].at(-1)
    if (newest === undefined) throw new Fault('directory_entry_missing')
    return Buffer.from(newest, 'base64')
  }

  /** Public key of a member of staff. Fault `key_not_signed`: nothing is ever wrapped to an unsigned key. */
  staffKey(accountId: string): Buffer {
    const key = this.signedStaffKey(accountId)
    if (key === undefined) throw new Fault('key_not_signed')
    return key
  }

  /** The same; undefined where none is signed, so that nothing can be wrapped to this person. */
  signedStaffKey(accountId: string): Buffer | undefined {
    const key = this.current().staff[accountId] ?? this.lookedUp(accountId)
    return key === undefined ? undefined : Buffer.from(key, 'base64')
  }

  workerKey(): Buffer {
    return Buffer.from(this.current().worker, 'base64')
  }

  /** Compartment of a key id, over all epochs; undefined for any other key. */
  compartmentOf(id: Buffer): Compartment | undefined {
    return compartments.find((name) =>
      this.current().compartments[name].some((key) => keyId(Buffer.from(key, 'base64')).equals(id)),
    )
  }

  private lookedUp(accountId: string): string | undefined {
    this.look()
    return this.entries.staff[accountId]
  }

  private look(): void {
    this.lookedAtMs = performance.now()
    const stamp = stampOf(this.path)
    if (stamp === this.stamp) return
    const next = readDirectory(this.path, this.rootPublicKey)
    if (next.version < this.entries.version) throw new Fault('directory_rolled_back')
    this.entries = next
    this.stamp = stamp
  }
}
