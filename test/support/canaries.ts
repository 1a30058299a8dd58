import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { TestDatabase } from './database.js'

export interface Place {
  readonly name: string
  readonly bytes: Buffer
}

export interface Find {
  readonly canary: string
  readonly as: string
  readonly place: string
}

const reversed = (text: string): string => Array.from(text).toReversed().join('')

/** The byte strings a text can hide in: plain, hex, UTF-16 both ways, reversed, and base64 at each of its three offsets. */
function disguises(canary: string): { as: string; bytes: Buffer }[] {
  const plain = Buffer.from(canary, 'utf8')
  const wide = Buffer.from(canary, 'utf16le')
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), plain]).toString('base64')
    // Whole quanta in the middle do not depend on what stands before and after.
    return {
      as: `base64+${offset}`,
      bytes: Buffer.from(text.slice(offset === 0 ? 0 : 4, Math.floor((plain.length + offset) / 3) * 4)),
    }
  })
  return [
    { as: 'plain', bytes: plain },
    { as: 'lower case', bytes: Buffer.from(canary.toLowerCase()) },
    { as: 'hex', bytes: Buffer.from(plain.toString('hex')) },
    { as: 'utf16le', bytes: wide },
    { as: 'utf16be', bytes: Buffer.from(wide).swap16() },
    { as: 'utf16 hex', bytes: Buffer.from(wide.toString('hex')) },
    { as: 'reversed', bytes: Buffer.from(reversed(canary)) },
    ...base64,
  ]
}

/** Every canary found anywhere, in any disguise. Sorted by place. */
export function findCanaries(places: readonly Place[], canaries: readonly string[]): Find[] {
  const sought = canaries.flatMap((canary) => disguises(canary).map((disguise) => ({ canary, ...disguise })))
  return places.flatMap(({ name, bytes }) =>
    sought.filter((one) => bytes.includes(one.bytes)).map(({ canary, as }) => ({ canary, as, place: name })),
  )
}

/** Every row of every table of the database as text, the queue's schema included; bytes appear as hex. */
export async function dumpDatabase(database: TestDatabase): Promise<Place[]> {
  const admin = new pg.Client({ connectionString: database.url('postgres') })
  await admin.connect()
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const places: Place[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`)
    const raw = await bytesOf(admin, name)
    places.push({ name, bytes: Buffer.concat([Buffer.from(rows.map((row) => row.line).join('\n')), ...raw]) })
  }
  await admin.end()
  return places
}

// Byte columns once more as they are, since hex text would hide a plain one from all but the hex disguise.
async function bytesOf(admin: pg.Client, table: string): Promise<Buffer[]> {
  const { rows: columns } = await admin.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND atttypid = 'bytea'::regtype AND NOT attisdropped`,
    [table],
  )
  const found: Buffer[] = []
  for (const { name } of columns) {
    const { rows } = await admin.query<{ bytes: Buffer | null }>(`SELECT ${name} AS bytes FROM ${table}`)
    found.push(...rows.flatMap((row) => (row.bytes ? [row.bytes] : [])))
  }
  return found
}

/** Files of these folders, whole. */
export const filesIn = (folders: readonly string[]): Place[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
      .map((file) => ({ name: file, bytes: readFileSync(file) })),
  )
