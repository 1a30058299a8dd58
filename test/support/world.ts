import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataSource } from 'typeorm'
import { colleagues } from '#apps/cli/src/demo/colleagues.js'
import { LocalStaff, type NewColleague, readSignIns } from '#features/staff/cli/local-staff.js'
import { Database } from '#platform/database/database.js'
import { Sql } from '#platform/database/sql.js'
import { openAccount } from '#platform/vault/account-keys.js'
import { Directory } from '#platform/vault/directory.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import { localPaths, localRootKey, makeLocalKeys } from '#platform/vault/local-keys.js'
import { passwordKeys } from '#platform/vault/password.js'
import { cloneDatabase, type TestDatabase } from './database.js'

/** One practice copy of its own: database, keys, signed directory, an open edition, and the staff asked for. */
export interface World {
  readonly database: TestDatabase
  readonly operator: Database
  readonly editionId: string
  readonly keyFolder: string
  /** Base64, as the environment of a process takes it. */
  readonly rootPublicKey: string
  readonly directory: Directory
  /** A colleague's unlocked key, as a live session would hold it. */
  holder(login: string): Promise<KeyHolder>
  /** A database handle as a role, closed with the world. */
  as(role: 'app_staff' | 'app_worker'): Promise<Database>
  sql(role: 'app_registration' | 'app_operator' | 'app_worker' | 'app_staff'): Sql
  end(): Promise<void>
}

export interface EditionChange {
  readonly capacity?: number
  readonly over_invitation?: number
}

/** The team of the demonstration: two of each role that takes part in a two-person act. */
export const usualStaff = colleagues

const sourceFor = async (url: string): Promise<Database> =>
  new Database(await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize())

export async function practiceWorld(staff: readonly NewColleague[] = [], change: EditionChange = {}): Promise<World> {
  const database = await cloneDatabase()
  const keyFolder = mkdtempSync(join(tmpdir(), 'delegates-keys-'))
  const operator = await sourceFor(database.url('app_operator'))
  const closing: (() => Promise<unknown>)[] = []
  const editionId = await openEdition(operator, change)
  const keys = makeLocalKeys(keyFolder)
  const local = new LocalStaff(operator, keyFolder)
  await local.first(editionId, keys)
  await local.addMissing(editionId, staff)

  return {
    database,
    operator,
    editionId,
    keyFolder,
    rootPublicKey: localRootKey(keyFolder).toString('base64'),
    directory: new Directory(localPaths(keyFolder).directory, localRootKey(keyFolder)),
    holder: (login) => unlocked(operator, keyFolder, login),
    as: async (role) => {
      const handle = await sourceFor(database.url(role))
      closing.push(() => handle.source.destroy())
      return handle
    },
    sql: (role) => {
      const handle = new Sql(database.url(role))
      closing.push(() => handle.close())
      return handle
    },
    end: async () => {
      for (const close of closing) await close()
      await operator.source.destroy()
      await database.drop()
      rmSync(keyFolder, { recursive: true })
    },
  }
}

async function openEdition(operator: Database, change: EditionChange): Promise<string> {
  const [row] = await operator.query<{ id: string }>(
    `INSERT INTO app.edition (code, name_public, name_neutral, zone, opens_at, closes_at, arrival_on, programme_from, programme_to,
       departure_on, capacity, over_invitation) VALUES ('spring', 'Days', 'Spring meeting', 'Europe/Stockholm', app.now() - interval '1 day',
       app.now() + interval '30 days', app.today() + 140, app.today() + 141, app.today() + 143, app.today() + 145, $1, $2) RETURNING id`,
    [change.capacity ?? 200, change.over_invitation ?? 0],
  )
  return row?.id ?? ''
}

async function unlocked(operator: Database, keyFolder: string, login: string): Promise<KeyHolder> {
  const signIn = readSignIns(keyFolder).people.find((person) => person.login === login)
  const [row] = await operator.query<{ id: string; salt: Buffer; sealed_keys: Buffer; sealed_totp: Buffer }>(
    'SELECT id, salt, sealed_keys, sealed_totp FROM app.staff_account WHERE login = $1',
    [login],
  )
  if (!signIn || !row) throw new Error(`no_such_colleague ${login}`)
  const { kek } = await passwordKeys(signIn.password, row.salt)
  return {
    accountId: row.id,
    pair: openAccount(kek, { sealedKeys: row.sealed_keys, sealedTotp: row.sealed_totp }).pair,
  }
}
