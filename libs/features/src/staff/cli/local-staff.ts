import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Compartment, compartments } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import type { Database } from '#platform/database/database.js'
import { signingKey } from '#platform/vault/annex.js'
import { openAccount } from '#platform/vault/account-keys.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import { forget, keyId, type KeyPair, openWrap, randomBytes } from '#platform/vault/keys.js'
import { readDirectory } from '#platform/vault/directory.js'
import { type LocalKeys, localPaths, localRootKey, signStaffKeys } from '#platform/vault/local-keys.js'
import { passwordKeys } from '#platform/vault/password.js'
import { newTotpSecret } from '#platform/vault/totp.js'
import { addAccount, grantRole } from '../new-account.js'
import { wrapCompartment } from './wrap-compartment.js'

/** One sign-in of a practice copy, as the mailbox page lists it. */
export interface SignIn {
  readonly role: string
  readonly login: string
  readonly displayName: string
  readonly password: string
  readonly totpSecret: string
}

export interface SignIns {
  people: SignIn[]
  applicants: { label: string; code: string; caseNumber: string }[]
  recoveryHalves: readonly string[]
}

export interface NewColleague {
  readonly login: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly keeperOf?: readonly Compartment[]
}

interface SecretsRow {
  id: string
  salt: Buffer
  verifier_hash: Buffer
  sealed_keys: Buffer
  sealed_totp: Buffer
}

const zone = 'Europe/Stockholm'

export function readSignIns(folder: string): SignIns {
  const { signIns } = localPaths(folder)
  if (!existsSync(signIns)) return { people: [], applicants: [], recoveryHalves: [] }
  return JSON.parse(readFileSync(signIns, 'utf8')) as SignIns
}

export const writeSignIns = (folder: string, signIns: SignIns): void =>
  writeFileSync(localPaths(folder).signIns, JSON.stringify(signIns, null, 1), { mode: 0o600 })

/** Staff of a practice copy. Their passwords are generated, kept in the 0600 file, and their keys signed on the spot. */
export class LocalStaff {
  constructor(
    private readonly database: Database,
    private readonly folder: string,
  ) {}

  /** `admin` (no compartment) and `founder` (coordinator, keeper of all nine until handed over). */
  async first(editionId: string, keys: LocalKeys): Promise<void> {
    const admin = { login: 'admin', displayName: 'Admin', roles: ['admin'] } as const
    const founder = {
      login: 'founder',
      displayName: 'Founder',
      roles: ['coordinator'],
      keeperOf: compartments,
    } as const
    writeSignIns(this.folder, { ...readSignIns(this.folder), recoveryHalves: keys.recoveryHalves })
    await this.add(editionId, [admin, founder], keys.compartmentSecrets)
    await this.database.transaction(async (tx) => {
      for (const name of compartments) await wrapCompartment(tx, keys.compartmentSecrets[name], keys.recoveryPublicKey)
    })
  }

  /** Adds colleagues who are not there yet; what they keep is unwrapped with the founder's key. */
  async addMissing(editionId: string, colleagues: readonly NewColleague[]): Promise<void> {
    const known = new Set(readSignIns(this.folder).people.map((person) => person.login))
    const missing = colleagues.filter((colleague) => !known.has(colleague.login))
    if (missing.length > 0) await this.add(editionId, missing, await this.founderSecrets())
  }

  /** Names the keepers of a practice copy whose directory is older than their signatures; safe to run again. */
  async nameKeepers(): Promise<void> {
    if (readDirectory(localPaths(this.folder).directory, localRootKey(this.folder)).keepers) return
    const keepers: Record<string, Buffer> = {}
    for (const { login, password } of readSignIns(this.folder).people) {
      const unlocked = await this.unlock(login, password)
      if (unlocked && Object.keys(await this.keptBy(unlocked.pair)).length > 0) {
        keepers[unlocked.id] = signingKey(unlocked.pair.secretKey)
      }
      if (unlocked) forget(unlocked.pair.secretKey)
    }
    signStaffKeys(this.folder, { staff: {}, keepers })
  }

  private async add(
    editionId: string,
    colleagues: readonly NewColleague[],
    secrets: Readonly<Partial<Record<Compartment, Buffer>>>,
  ): Promise<void> {
    const signIns: SignIn[] = colleagues.map((colleague) => ({
      role: colleague.roles.join(', '),
      login: colleague.login,
      displayName: colleague.displayName,
      password: randomBytes(15).toString('base64url'),
      totpSecret: newTotpSecret(),
    }))
    const signed = await this.database.transaction(async (tx) => {
      const staff: Record<string, Buffer> = {}
      const keepers: Record<string, Buffer> = {}
      for (const [i, colleague] of colleagues.entries()) {
        const signIn = signIns[i]
        if (!signIn) continue
        const { id, publicKey, signingKey: signs } = await addAccount(tx, signIn, zone)
        staff[id] = publicKey
        if (colleague.keeperOf?.length) keepers[id] = signs
        for (const role of colleague.roles)
          await grantRole(tx, id, { editionId, role, keeperOf: colleague.keeperOf ?? [] })
        for (const name of colleague.keeperOf ?? []) {
          const secret = secrets[name]
          if (secret) await wrapCompartment(tx, secret, publicKey)
        }
      }
      return { staff, keepers }
    })
    signStaffKeys(this.folder, signed)
    const now = readSignIns(this.folder)
    writeSignIns(this.folder, { ...now, people: [...now.people, ...signIns] })
  }

  /** A colleague's unlocked key, by the password in the folder. Throws for one whose sign-in is not there. */
  async holder(login: string): Promise<KeyHolder> {
    const person = readSignIns(this.folder).people.find((one) => one.login === login)
    const unlocked = person && (await this.unlock(login, person.password))
    if (!unlocked) throw new Error(`no_colleague ${login}`)
    return { accountId: unlocked.id, pair: unlocked.pair }
  }

  private async founderSecrets(): Promise<Partial<Record<Compartment, Buffer>>> {
    const founder = readSignIns(this.folder).people.find((person) => person.login === 'founder')
    const unlocked = founder && (await this.unlock(founder.login, founder.password))
    return unlocked ? this.keptBy(unlocked.pair) : {}
  }

  /** Null for nobody, and where the password of the practice copy is no longer theirs. */
  private async unlock(login: string, password: string): Promise<{ id: string; pair: KeyPair } | null> {
    const [row] = await this.database.query<SecretsRow>(
      `SELECT id, salt, verifier_hash, sealed_keys, sealed_totp FROM app.staff_account WHERE login = $1 AND salt IS NOT NULL`,
      [login],
    )
    if (!row) return null
    const { kek, verifierHash } = await passwordKeys(password, row.salt)
    if (!verifierHash.equals(row.verifier_hash)) return null
    const { pair } = openAccount(kek, { sealedKeys: row.sealed_keys, sealedTotp: row.sealed_totp })
    forget(kek)
    return { id: row.id, pair }
  }

  private async keptBy(pair: KeyPair): Promise<Partial<Record<Compartment, Buffer>>> {
    const roles = await this.database.query<{ key_id: Buffer; wrap: Buffer }>(
      'SELECT key_id, wrap FROM wraps.key_wrap WHERE recipient = $1',
      [keyId(pair.publicKey)],
    )
    const directory = JSON.parse(readFileSync(localPaths(this.folder).directory, 'utf8')) as {
      compartments: Record<Compartment, string[]>
    }
    const secrets: Partial<Record<Compartment, Buffer>> = {}
    for (const name of compartments) {
      const key = Buffer.from(directory.compartments[name].at(-1) ?? '', 'base64')
      const row = roles.find((wrap) => wrap.key_id.equals(keyId(key)))
      if (row) secrets[name] = openWrap(row.wrap, pair)
    }
    return secrets
  }
}
