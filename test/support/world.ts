import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { colleagues } from '#apps/cli/src/demo/colleagues.js'
import { LocalStaff, type NewColleague } from '#features/staff/cli/local-staff.js'
import { Database } from '#platform/database/database.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import { langs } from '#words/index.js'
import { localPaths, localRootKey, makeLocalKeys } from '#platform/vault/local-keys.js'
import type { TestDatabase } from './database.js'
import { cloneFurnished, holderOf, type Team } from './staffed-template.js'

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
  readonly lottery?: boolean
}

/** The team of the demonstration: two of each role that takes part in a two-person act. */
export const usualStaff = colleagues

/**
 * `staff` of the usual team come with the whole of it, which is already there; others are added to the first two.
 */
export async function practiceWorld(staff: readonly NewColleague[] = [], change: EditionChange = {}): Promise<World> {
  const isUsual = staff.length > 0 && staff.every((one) => usualStaff.includes(one))
  const team = isUsual ? 'usual' : 'first'
  const keyFolder = mkdtempSync(join(tmpdir(), 'delegates-keys-'))
  const database = await cloneFurnished(team, keyFolder, furnish)
  const operator = await Database.open(database.url('app_operator'))
  const closing: (() => Promise<unknown>)[] = []
  const editionId = await changeEdition(operator, change)
  await new LocalStaff(operator, keyFolder).addMissing(editionId, staff)

  return {
    database,
    operator,
    editionId,
    keyFolder,
    rootPublicKey: localRootKey(keyFolder).toString('base64'),
    directory: new Directory(localPaths(keyFolder).directory, localRootKey(keyFolder)),
    holder: (login) => holderOf(team, operator, keyFolder, login),
    as: async (role) => {
      const handle = await Database.open(database.url(role))
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

/** An open edition, the keys, the first two accounts, and for the usual team all its members. */
async function furnish(database: TestDatabase, keyFolder: string, team: Team): Promise<Database> {
  const operator = await Database.open(database.url('app_operator'))
  const [edition] = await operator.query<{ id: string }>(
    `WITH made AS (INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on,
         capacity, over_invitation) VALUES ('spring', 'Days', 'Spring meeting', 'Europe/Stockholm',
         app.today() + 140, app.today() + 141, app.today() + 143, app.today() + 145, 200, 0) RETURNING id)
     INSERT INTO app.call_window (edition_id, opens_at, closes_at)
       SELECT id, app.now() - interval '1 day', app.now() + interval '30 days' FROM made RETURNING edition_id AS id`,
  )
  const local = new LocalStaff(operator, keyFolder)
  await local.first(edition?.id ?? '', makeLocalKeys(keyFolder))
  if (team === 'usual') await local.addMissing(edition?.id ?? '', usualStaff)
  await readEverything(operator)
  return operator
}

/** Every reviewer has said that they read whatever pages are offered in; nobody has changed it since. */
export const readEverything = (operator: Database): Promise<unknown> =>
  operator.query(
    `INSERT INTO app.reader (account_id, edition_id, languages, version)
     SELECT account_id, edition_id, $1, 0 FROM app.staff_role WHERE role = 'reviewer' ON CONFLICT DO NOTHING`,
    [langs],
  )

async function changeEdition(
  operator: Database,
  { capacity, over_invitation, lottery }: EditionChange,
): Promise<string> {
  const [row] = await operator.query<{ id: string }>(
    `WITH changed AS (UPDATE app.edition SET capacity = coalesce($1, capacity),
       over_invitation = coalesce($2, over_invitation), lottery = coalesce($3, lottery) RETURNING id) SELECT id FROM changed`,
    [capacity ?? null, over_invitation ?? null, lottery ?? null],
  )
  return row?.id ?? ''
}
