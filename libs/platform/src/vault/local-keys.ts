import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sodium from 'sodium-native'
import { type Compartment, compartments } from '#domain/compartment.js'
import { type DirectoryEntries, readDirectory, writeDirectory } from './directory.js'
import { derive, forget, newKeyPair, randomBytes } from './keys.js'

/** Where the keys of a practice copy lie. Live mode refuses to start where a root key is found. */
export const localPaths = (folder: string) => ({
  directory: join(folder, 'directory.json'),
  root: join(folder, 'root.key'),
  rootPublic: join(folder, 'root.pub'),
  worker: join(folder, 'worker'),
  signIns: join(folder, 'sign-ins.json'),
})

/** Private halves of the compartments, held in memory only until they are wrapped to their keepers. */
export type CompartmentSecrets = Readonly<Record<Compartment, Buffer>>

export interface LocalKeys {
  readonly compartmentSecrets: CompartmentSecrets
  readonly recoveryPublicKey: Buffer
  /** Two halves, base64: XOR of both is the recovery private key. */
  readonly recoveryHalves: readonly [string, string]
}

const secretFile = (path: string, bytes: Buffer): void => writeFileSync(path, bytes.toString('base64'), { mode: 0o600 })
const readSecret = (path: string): Buffer => Buffer.from(readFileSync(path, 'utf8'), 'base64')

export const hasLocalKeys = (folder: string): boolean => existsSync(localPaths(folder).directory)

/** Makes every key of a practice copy and signs a directory marked `local`. The recovery key is split and not kept. */
export function makeLocalKeys(folder: string): LocalKeys {
  const paths = localPaths(folder)
  mkdirSync(paths.worker, { recursive: true, mode: 0o700 })
  const root = { publicKey: Buffer.alloc(32), secretKey: Buffer.alloc(64) }
  sodium.crypto_sign_keypair(root.publicKey, root.secretKey)
  const checkpoint = { publicKey: Buffer.alloc(32), secretKey: Buffer.alloc(64) }
  sodium.crypto_sign_keypair(checkpoint.publicKey, checkpoint.secretKey)
  const worker = newKeyPair()
  const recovery = newKeyPair()
  const pairs = Object.fromEntries(compartments.map((name) => [name, newKeyPair()])) as Record<
    Compartment,
    ReturnType<typeof newKeyPair>
  >

  secretFile(paths.root, root.secretKey)
  writeFileSync(paths.rootPublic, root.publicKey.toString('base64'))
  secretFile(join(folder, 'checkpoint.key'), checkpoint.secretKey)
  secretFile(join(paths.worker, 'mailbox.key'), worker.secretKey)
  secretFile(join(paths.worker, 'blind-index.key'), randomBytes(32))
  const text = (key: Buffer) => key.toString('base64')
  const entries: DirectoryEntries = {
    version: 1,
    mode: 'local',
    compartments: mapped((name) => [text(pairs[name].publicKey)]),
    staff: {},
    keepers: {},
    worker: text(worker.publicKey),
    recovery: text(recovery.publicKey),
    checkpoint: text(checkpoint.publicKey),
  }
  writeDirectory(paths.directory, entries, root.secretKey)

  return {
    compartmentSecrets: mapped((name) => pairs[name].secretKey),
    recoveryPublicKey: recovery.publicKey,
    recoveryHalves: split(recovery.secretKey),
  }
}

/** Public halves of colleagues' keys by account id: what is wrapped to, and for keepers what they sign with. */
export interface StaffKeys {
  readonly staff: Readonly<Record<string, Buffer>>
  readonly keepers?: Readonly<Record<string, Buffer>>
}

/** The local signer: adds staff keys to the directory and signs the next version. */
export function signStaffKeys(folder: string, { staff, keepers = {} }: StaffKeys): void {
  signNext(folder, (now) => ({
    ...now,
    staff: { ...now.staff, ...textOf(staff) },
    keepers: { ...now.keepers, ...textOf(keepers) },
  }))
}

/** The local signer: a compartment's next epoch. */
export function signEpoch(folder: string, compartment: Compartment, publicKey: Buffer): void {
  signNext(folder, (now) => ({
    ...now,
    compartments: {
      ...now.compartments,
      [compartment]: [...now.compartments[compartment], publicKey.toString('base64')],
    },
  }))
}

function signNext(folder: string, change: (now: DirectoryEntries) => DirectoryEntries): void {
  const paths = localPaths(folder)
  const root = readSecret(paths.root)
  const now = readDirectory(paths.directory, localRootKey(folder))
  writeDirectory(paths.directory, { ...change(now), version: now.version + 1 }, root)
  forget(root)
}

const textOf = (keys: Readonly<Record<string, Buffer>>) =>
  Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, key.toString('base64')]))

/** 32 bytes that this practice copy alone comes to, the same for the same label. */
export function localSecret(folder: string, label: string): Buffer {
  const root = readSecret(localPaths(folder).root)
  const secret = derive(root, label)
  forget(root)
  return secret
}

export const localRootKey = (folder: string): Buffer => readSecret(localPaths(folder).rootPublic)

const mapped = <T>(of: (name: Compartment) => T): Record<Compartment, T> =>
  Object.fromEntries(compartments.map((name) => [name, of(name)])) as Record<Compartment, T>

function split(secret: Buffer): readonly [string, string] {
  const half = randomBytes(secret.length)
  const other = Buffer.from(secret.map((byte, i) => byte ^ (half[i] ?? 0)))
  return [half.toString('base64'), other.toString('base64')]
}
