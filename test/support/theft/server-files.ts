import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { filesIn, type Place } from '../canaries.js'
import type { TestDatabase } from '../database.js'

/** What a seized disk of the database server holds: this database's files, the write-ahead log, and the server's own log. */
export async function serverFiles(database: TestDatabase): Promise<Place[]> {
  const admin = new pg.Client({ connectionString: database.url('postgres') })
  await admin.connect()
  await admin.query('CHECKPOINT')
  const { rows } = await admin.query<{ folder: string; oid: string }>(
    `SELECT current_setting('data_directory') AS folder, oid::text FROM pg_database WHERE datname = current_database()`,
  )
  await admin.end()
  const { folder = '', oid = '' } = rows[0] ?? {}
  const log = path.join(folder, '../postgres.log')

  return [
    ...filesIn([path.join(folder, 'base', oid), path.join(folder, 'pg_wal')]),
    { name: log, bytes: readFileSync(log) },
  ]
}
