import { readFileSync } from 'node:fs'
import { type Compartment, compartments } from '#domain/compartment.js'
import { keyId } from '#platform/vault/keys.js'
import { localPaths } from '#platform/vault/local-keys.js'
import type { World } from '../world.js'

/** Tables that hold something of one file, and which column says so. */
const ofFile: Readonly<Record<string, string>> = {
  'app.application': 'id',
  'app.access': 'application_id',
  'app.session': 'application_id',
  'app.history': 'application_id',
  'app.assignment': 'application_id',
  'app.conflict_fact': 'application_id',
  'app.review': 'application_id',
  'app.vetting_finding': 'application_id',
  'app.finding_look': 'application_id',
  'app.harm_finding': 'application_id',
  'app.decision': 'application_id',
  'app.flag': 'application_id',
  'app.eligibility': 'application_id',
  'app.vetting_flag': 'application_id',
  'app.outbox': 'application_id',
  'app.message': 'application_id',
  'app.consent': 'application_id',
  'app.staff_task': 'application_id',
  'app.reference': 'application_id',
  'app.link': 'application_id',
  'sealed.draft': 'application_id',
  'sealed.record': 'owner_id',
}

/** The same of its references and their links. */
const ofSubject: Readonly<Record<string, string>> = {
  'app.reference_step': 'reference_id',
  'app.reference_notice': 'reference_id',
  'app.link_session': 'link_id',
  'app.outbox': 'link_id',
  'sealed.record': 'owner_id',
}

// Drawn by chance, or counted over all files.
const left = ['number', 'case_number', 'hash', 'lookup', 'public_key', 'claim', 'due_at', 'nth']

/**
 * Every row there is of one file, with the ids of the team by their login, other ids and bytes by what they are, and each
 * table in an order that two files share: two files that went the same way have equal rows.
 */
export async function rowsOfFile(world: World, id: string): Promise<Record<string, unknown[]>> {
  const names = await namesIn(world, id)
  const subjects = await world.operator.query<{ id: string }>(
    'SELECT id FROM app.reference WHERE application_id = $1 UNION SELECT id FROM app.link WHERE application_id = $1',
    [id],
  )
  const all = [id, ...subjects.map((row) => row.id)]
  const found: Record<string, unknown[]> = {}
  const add = async (name: string, query: string) => {
    const rows = await world.operator.query<{ row: object }>(query, [all])
    found[name] = rows.map(({ row }) => masked(row, names)).toSorted()
  }
  for (const [table, column] of Object.entries(ofFile))
    await add(table, `${rowsIn(table)} WHERE t.${column} = ($1::uuid[])[1]`)
  for (const [table, column] of Object.entries(ofSubject))
    await add(
      `${table} of its references`,
      `${rowsIn(table)} WHERE t.${column} = ANY ($1::uuid[]) AND t.${column} <> ($1::uuid[])[1]`,
    )
  await add(
    'wraps',
    `SELECT jsonb_build_object('schema', r.schema_id, 'author', r.author_id, 'to', encode(w.recipient, 'hex')) AS row
     FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id WHERE r.owner_id = ANY ($1::uuid[])`,
  )
  await add(
    'audit',
    `SELECT jsonb_build_object('verb', e.verb, 'actor', e.actor_id, 'object', e.object_id, 'purpose', e.purpose,
       'has_digest', e.digest IS NOT NULL) AS row
     FROM audit.entry e WHERE e.object_id = ANY ($1::text[])`,
  )
  await add(
    'audit of applicants',
    `SELECT jsonb_build_object('verb', p.verb, 'object', p.object_id, 'has_digest', p.digest IS NOT NULL) AS row
     FROM audit.pending p WHERE p.object_id = ANY ($1::text[])`,
  )
  return found
}

const rowsIn = (table: string): string =>
  `SELECT to_jsonb(t) - ARRAY[${left.map((name) => `'${name}'`).join(', ')}] AS row FROM ${table} t`

/** What an id, or the name of a key, stands for. */
async function namesIn(world: World, id: string): Promise<Map<string, string>> {
  const accounts = await world.operator.query<{ id: string; login: string; public_key: Buffer }>(
    'SELECT id, login, public_key FROM app.staff_account',
  )
  const directory = JSON.parse(readFileSync(localPaths(world.keyFolder).directory, 'utf8')) as {
    compartments: Record<Compartment, string[]>
  }
  const keyNames = compartments.map((name): [string, string] => [
    hexOf(Buffer.from(directory.compartments[name].at(-1) ?? '', 'base64')),
    name,
  ])
  return new Map([
    [id, 'the file'],
    ...accounts.map(({ id: account, login }): [string, string] => [account, login]),
    ...accounts.map(({ login, public_key: key }): [string, string] => [hexOf(key), login]),
    ...keyNames,
    [hexOf(world.directory.workerKey()), 'worker'],
  ])
}

const hexOf = (publicKey: Buffer): string => keyId(publicKey).toString('hex')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/

function masked(row: object, names: ReadonlyMap<string, string>): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (typeof value !== 'string') return value
    if (value.startsWith('\\x')) return `${value.length} hex`
    return names.get(value) ?? (uuid.test(value) ? 'an id' : value)
  })
}
