// The floor of sending: a draft read and opened, the same bytes sealed by the same vault to as many keys, and written by one plain
// statement in which the draft goes. No session, no rules, no words, no history of functions, no framework.
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { newKeyPair, randomBytes } from '#platform/vault/keys.js'
import { openRecord, sealRecord, type SealedRecord, sealUnder } from '#platform/vault/record.js'

/** Of each record: bytes of its JSON, and how many keys it is wrapped to; of each section of a draft: bytes of its JSON. */
export interface Shape {
  readonly records: readonly { readonly bytes: number; readonly wraps: number }[]
  readonly sections: readonly number[]
}

export const plainSchema = `CREATE SCHEMA plain;
  CREATE TABLE plain.application (id uuid PRIMARY KEY, edition_id uuid NOT NULL, state text NOT NULL, case_number text UNIQUE, week date);
  CREATE TABLE plain.draft (application_id uuid, section text, version integer, body bytea, PRIMARY KEY (application_id, section));
  CREATE TABLE plain.record (id uuid PRIMARY KEY, owner_id uuid, schema_id text, version integer, body bytea, UNIQUE (owner_id, schema_id, version));
  CREATE TABLE plain.wrap (record_id uuid, recipient bytea, wrap bytea, PRIMARY KEY (record_id, recipient));
  CREATE TABLE plain.consent (application_id uuid, kind text, number integer, PRIMARY KEY (application_id, kind, number));
  CREATE TABLE plain.history (application_id uuid, version integer, move text, PRIMARY KEY (application_id, version));
  CREATE TABLE plain.message (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), application_id uuid, kind text, UNIQUE (application_id, kind));
  CREATE TABLE plain.outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), kind text, class text, application_id uuid, UNIQUE (kind, class, application_id));
  CREATE TABLE plain.pending (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, verb text, object_id text);`

const places = (from: number, rows: number, types: readonly string[]): string =>
  Array.from(
    { length: rows },
    (_, row) => `(${types.map((type, i) => `$${from + row * types.length + i}::${type}`).join(', ')})`,
  ).join(', ')

const statementFor = (records: number, wraps: number): string => `
  WITH a AS (INSERT INTO plain.application VALUES ($1, $2, 'submitted', $3, current_date) RETURNING id),
    r AS (INSERT INTO plain.record SELECT v.id, $1, v.schema_id, 1, v.body
      FROM (VALUES ${places(4, records, ['uuid', 'text', 'bytea'])}) v (id, schema_id, body)),
    w AS (INSERT INTO plain.wrap VALUES ${places(4 + 3 * records, wraps, ['uuid', 'bytea', 'bytea'])}),
    c AS (INSERT INTO plain.consent VALUES ($1, 'processing', 1), ($1, 'vetting', 1), ($1, 'contact', 1)),
    d AS (DELETE FROM plain.draft WHERE application_id = $1),
    h AS (INSERT INTO plain.history VALUES ($1, 2, 'submit')),
    m AS (INSERT INTO plain.message (application_id, kind) VALUES ($1, 'receipt')),
    o AS (INSERT INTO plain.outbox (kind, class, application_id) VALUES ('mail', 'receipt', $1), ('event', 'submitted', $1))
  INSERT INTO plain.pending (verb, object_id) VALUES ('submit', $3), ('sealed', $3)`

const valuesOf = (id: string, records: readonly SealedRecord[]): unknown[] => [
  id,
  randomUUID(),
  id,
  ...records.flatMap(({ id: record, schema, body }) => [record, schema, body]),
  ...records.flatMap(({ id: record, wraps }) => wraps.flatMap(({ recipient, wrap }) => [record, recipient, wrap])),
]

const owner = randomUUID()
const draftKey = randomBytes(32)
const placeOf = (section: string) => ({ owner, compartment: 'draft', schema: section, version: 1 })
const sectionsOf = (pool: pg.Pool, id: string) =>
  pool.query<{ section: string; body: Buffer }>({
    name: 'draft',
    text: 'SELECT section, version, body FROM plain.draft WHERE application_id = $1 ORDER BY section',
    values: [id],
  })

/** Drafts of these ids, each with the same sealed sections. */
async function layDrafts(pool: pg.Pool, ids: readonly string[], sections: readonly number[]): Promise<void> {
  const bodies = sections.map((bytes, i) => sealUnder(placeOf(`s${i}`), 'x'.repeat(bytes), draftKey))
  await pool.query(
    `INSERT INTO plain.draft SELECT a.id, 's' || (b.nth - 1), 1, b.body
     FROM unnest($1::uuid[]) a (id), unnest($2::bytea[]) WITH ORDINALITY b (body, nth)`,
    [ids, bodies],
  )
}

async function serve({ records, sections }: Shape): Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })
  const keys = Array.from({ length: Math.max(...records.map(({ wraps }) => wraps)) }, () => newKeyPair().publicKey)
  const wraps = records.reduce((sum, record) => sum + record.wraps, 0)
  const text = statementFor(records.length, wraps)
  const waiting: string[] = []
  const app = Fastify({ logger: false })
  app.post<{ Body: { count: number } }>('/drafts', async ({ body }) => {
    const ids = Array.from({ length: body.count }, () => randomUUID())
    await layDrafts(pool, ids, sections)
    waiting.push(...ids)
    return { count: waiting.length }
  })
  app.post('/submission', async (_request, reply) => {
    const id = waiting.pop() ?? ''
    const draft = await sectionsOf(pool, id)
    for (const { section, body } of draft.rows) openRecord(placeOf(section), body, draftKey)
    const sealed = records.map(({ bytes, wraps: count }, i) =>
      sealRecord(
        { owner: id, compartment: 'profile', schema: String(i), version: 1 },
        'x'.repeat(bytes),
        keys.slice(0, count),
      ),
    )
    await pool.query({ name: 'plain', text, values: valuesOf(id, sealed) })
    return reply.code(201).send({ state: 'submitted' })
  })
  await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
}

if (process.env.SHAPE) await serve(JSON.parse(process.env.SHAPE) as Shape)
