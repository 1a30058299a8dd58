// What most worlds begin with, made once a run: a password costs a seventh of a second by design, and a world has many.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Database } from '#platform/database/database.js'
import { openAccount } from '#platform/vault/account-keys.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import { pairFromSecret } from '#platform/vault/keys.js'
import { passwordKeys } from '#platform/vault/password.js'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import { clusterAddress, templateName } from './cluster.js'
import { asAdmin, cloneDatabase, type TestDatabase } from './database.js'

export type Team = 'first' | 'usual'

interface Holder {
  readonly accountId: string
  readonly secretKey: string
}

/** Fills the fresh database of a template: edition, keys in the folder, the people of this team. */
type Furnish = (database: TestDatabase, keyFolder: string, team: Team) => Promise<Database>

/** A copy of the template of this team, made before if nobody did yet; its keys are copied to the folder. */
export async function cloneFurnished(team: Team, keyFolder: string, furnish: Furnish): Promise<TestDatabase> {
  const name = `${templateName}_${team}`
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await make(team, name, furnish)
  })
  cpSync(keysOf(team), keyFolder, { recursive: true })
  return cloneDatabase(name)
}

async function make(team: Team, name: string, furnish: Furnish): Promise<void> {
  const keys = keysOf(team)
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  const database = await cloneDatabase()
  const operator = await furnish(database, keys, team)
  const holders: Record<string, Holder> = {}
  for (const { login, password } of readSignIns(keys).people) {
    const { accountId, pair } = await unlock(operator, login, password)
    holders[login] = { accountId, secretKey: pair.secretKey.toString('base64') }
  }
  writeFileSync(holdersOf(team), JSON.stringify(holders), { mode: 0o600 })
  await operator.source.destroy()
  // The name says it is whole.
  await asAdmin((admin) => admin.query(`ALTER DATABASE ${database.name} RENAME TO ${name}`))
}

/** A colleague's unlocked key, as a live session would hold it: the template's, else opened with the password. */
export async function holderOf(team: Team, operator: Database, keyFolder: string, login: string): Promise<KeyHolder> {
  const known = existsSync(holdersOf(team)) ? readHolders(team)[login] : undefined
  if (known) return { accountId: known.accountId, pair: pairFromSecret(Buffer.from(known.secretKey, 'base64')) }
  const signIn = readSignIns(keyFolder).people.find((person) => person.login === login)
  if (!signIn) throw new Error(`no_such_colleague ${login}`)
  return unlock(operator, login, signIn.password)
}

async function unlock(operator: Database, login: string, password: string): Promise<KeyHolder> {
  const [row] = await operator.query<{ id: string; salt: Buffer; sealed_keys: Buffer; sealed_totp: Buffer }>(
    'SELECT id, salt, sealed_keys, sealed_totp FROM app.staff_account WHERE login = $1',
    [login],
  )
  if (!row) throw new Error(`no_such_colleague ${login}`)
  const { kek } = await passwordKeys(password, row.salt)
  const sealed = { sealedKeys: row.sealed_keys, sealedTotp: row.sealed_totp }
  return { accountId: row.id, pair: openAccount(kek, sealed).pair }
}

const readHolders = (team: Team) => JSON.parse(readFileSync(holdersOf(team), 'utf8')) as Record<string, Holder>
const folderOf = (team: Team) => path.join(clusterAddress().folder, 'templates', team)
const keysOf = (team: Team) => path.join(folderOf(team), 'keys')
const holdersOf = (team: Team) => path.join(folderOf(team), 'holders.json')
