import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import sodium from 'sodium-native'
import { type Compartment, compartments } from '#domain/compartment.js'
import { Clock } from '#platform/clock/clock.js'
import { Fault } from '#platform/fault.js'
import { type AnnexEntries, type AnnexEntry, annexPath, holdsOn, readAnnex, signersOf, writeAnnex } from './annex.js'
import { keyId } from './keys.js'

/** The signed list of public keys, base64. The only source of recipients; keys in the database are never sealed to. */
export interface DirectoryEntries {
  readonly version: number
  readonly mode: 'local' | 'live'
  /** Newest epoch last. */
  readonly compartments: Readonly<Record<Compartment, readonly string[]>>
  readonly staff: Readonly<Record<string, string>>
  /** Ed25519 keys with which keepers sign entries of the annex, by account id. */
  readonly keepers?: Readonly<Record<string, string>>
  readonly worker: string
  readonly recovery: string
  readonly checkpoint: string
}

const signaturePath = (path: string) => `${path}.sig`

/** Changes with every write: a file renamed into place has a new inode, while its time may fall in the same tick. */
function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs}:${found.ino}:${found.size}` : ''
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
 * The verified directory of a running process, and the annex beside it. Checks the files again when they changed, at most
 * once a second, and refuses a lower version than it has seen (`directory_rolled_back`, `annex_rolled_back`).
 */
export class Directory {
  private entries: DirectoryEntries
  private annexed: AnnexEntries
  private stamp: string
  private annexStamp: string
  private lookedAtMs: number
  private readonly annexPath: string

  constructor(
    private readonly path: string,
    private readonly rootPublicKey: Buffer,
    private readonly clock: Pick<Clock, 'now'> = new Clock(),
  ) {
    this.annexPath = annexPath(path)
    this.entries = readDirectory(path, rootPublicKey)
    this.stamp = stampOf(path)
    this.annexStamp = stampOf(this.annexPath)
    this.annexed = readAnnex(this.annexPath)
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

  /**
   * The same; undefined where none is signed, so that nothing can be wrapped to this person. The root signed it, or two
   * keepers did whom the root names; a struck key is neither, and an entry of the annex ends with its last day.
   */
  signedStaffKey(accountId: string): Buffer | undefined {
    this.current()
    const known = this.keyOf(accountId)
    if (known) return known
    this.look()
    return this.keyOf(accountId)
  }

  /** What a keeper signs with; undefined for everybody the root does not name as one, and for who was struck. */
  keeperKey(accountId: string): Buffer | undefined {
    const key = this.current().keepers?.[accountId]
    return key === undefined || this.rootKeyOf(accountId) === undefined ? undefined : Buffer.from(key, 'base64')
  }

  /** Last day on which a key two keepers signed may be wrapped to; undefined for a key of the root, or none. */
  lastDayOf(accountId: string): string | undefined {
    this.current()
    return this.rootKeyOf(accountId) ? undefined : this.annexEntryOf(accountId)?.until
  }

  /** The day by which entries of the annex are judged. */
  today(): Date {
    return this.clock.now()
  }

  annexVersion(): number {
    this.look()
    return this.annexed.version
  }

  workerKey(): Buffer {
    return Buffer.from(this.current().worker, 'base64')
  }

  recoveryKey(): Buffer {
    return Buffer.from(this.current().recovery, 'base64')
  }

  /** Compartment of a key id, over all epochs; undefined for any other key. */
  compartmentOf(id: Buffer): Compartment | undefined {
    return compartments.find((name) =>
      this.current().compartments[name].some((key) => keyId(Buffer.from(key, 'base64')).equals(id)),
    )
  }

  /** Ids of the keys of these compartments, over all epochs. */
  keyIdsOf(names: readonly Compartment[]): Buffer[] {
    const keys = this.current().compartments
    return names.flatMap((name) => keys[name].map((key) => keyId(Buffer.from(key, 'base64'))))
  }

  /**
   * Adds a key two keepers signed, in the place of this person's entries before; the caller holds the lock of the annex.
   * Returns the version. Fault `key_not_signed` where this process would not take the entry itself.
   */
  admit(entry: AnnexEntry): number {
    if (!this.isGood(entry)) throw new Fault('key_not_signed')
    return this.write((now) => ({
      ...now,
      entries: [...now.entries.filter(({ accountId }) => accountId !== entry.accountId), entry],
    }))
  }

  /** Takes keys out of use for good, whoever signed them; the caller holds the lock of the annex. Returns the version. */
  strike(publicKeys: readonly Buffer[]): number {
    const ids = publicKeys.map((key) => keyId(key).toString('hex'))
    return this.write((now) => ({
      ...now,
      entries: now.entries.filter(({ publicKey }) => !ids.includes(idOf(publicKey))),
      struck: [...new Set([...now.struck, ...ids])],
    }))
  }

  private write(change: (now: AnnexEntries) => AnnexEntries): number {
    this.look()
    const now = this.annexed
    const next = change(now)
    if (JSON.stringify(next) === JSON.stringify(now)) return now.version
    writeAnnex(this.annexPath, { ...next, version: now.version + 1 })
    this.look()
    return this.annexed.version
  }

  private keyOf(accountId: string): Buffer | undefined {
    const annexed = this.annexEntryOf(accountId)
    return this.rootKeyOf(accountId) ?? (annexed && Buffer.from(annexed.publicKey, 'base64'))
  }

  private rootKeyOf(accountId: string): Buffer | undefined {
    const key = this.entries.staff[accountId]
    return key === undefined || this.annexed.struck.includes(idOf(key)) ? undefined : Buffer.from(key, 'base64')
  }

  private annexEntryOf(accountId: string): AnnexEntry | undefined {
    return this.annexed.entries.find((entry) => entry.accountId === accountId && this.isGood(entry))
  }

  private isGood(entry: AnnexEntry): boolean {
    const isWhole = Buffer.from(entry.publicKey, 'base64').length === 32
    const today = this.clock.now().toISOString().slice(0, 10)
    const isOver = this.annexed.struck.includes(idOf(entry.publicKey))
    return isWhole && !isOver && holdsOn(today, entry) && signersOf(entry, (by) => this.keeperKey(by)).length > 1
  }

  private look(): void {
    this.lookedAtMs = performance.now()
    const [stamp, annexStamp] = [stampOf(this.path), stampOf(this.annexPath)]
    if (stamp !== this.stamp) {
      const next = readDirectory(this.path, this.rootPublicKey)
      if (next.version < this.entries.version) throw new Fault('directory_rolled_back')
      this.entries = next
      this.stamp = stamp
    }
    if (annexStamp === this.annexStamp) return
    const annexed = readAnnex(this.annexPath)
    if (annexed.version < this.annexed.version) throw new Fault('annex_rolled_back')
    this.annexed = annexed
    this.annexStamp = annexStamp
  }
}

const idOf = (base64: string): string => keyId(Buffer.from(base64, 'base64')).toString('hex')
