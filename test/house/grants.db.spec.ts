import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { root } from '#test/support/cluster.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase
let operator: Sql
const file = path.join(root, 'migrations/grants/matrix.json')
const roles = ['app_definer', 'app_registration', 'app_staff', 'app_worker', 'public']
const schemas = ['app', 'audit', 'sealed', 'wraps']

const questions = {
  tables: `SELECT grantee || ' ' || table_schema || '.' || table_name AS what, string_agg(lower(privilege_type), ' ' ORDER BY privilege_type) AS may
    FROM (SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS grantee, n.nspname AS table_schema,
        c.relname AS table_name, a.privilege_type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'v')) g
    WHERE grantee = ANY ($1) AND table_schema = ANY ($2) GROUP BY 1 ORDER BY 1`,
  columns: `SELECT a.grantee::regrole || ' ' || n.nspname || '.' || c.relname AS what,
      string_agg(lower(a.privilege_type) || '(' || t.attname || ')', ' ' ORDER BY a.privilege_type, t.attname) AS may
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
    WHERE a.grantee <> 0 AND a.grantee::regrole::text = ANY ($1) AND n.nspname = ANY ($2) GROUP BY 1 ORDER BY 1`,
  functions: `SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS what,
      string_agg(p.oid::regprocedure::text, ' ' ORDER BY p.oid::regprocedure::text COLLATE "C") AS may
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE n.nspname = ANY ($2) AND (a.grantee = 0 OR a.grantee::regrole::text = ANY ($1)) AND a.grantee <> p.proowner GROUP BY 1 ORDER BY 1`,
  database: `SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS what,
      string_agg(lower(a.privilege_type), ' ' ORDER BY a.privilege_type) AS may
    FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = current_database() AND (a.grantee = 0 OR a.grantee::regrole::text = ANY ($1))
      AND $2::text[] IS NOT NULL GROUP BY 1 ORDER BY 1`,
} as const

async function matrix(): Promise<Record<string, Record<string, string[]>>> {
  const found: Record<string, Record<string, string[]>> = {}
  for (const [name, text] of Object.entries(questions)) {
    const rows = await operator.query<{ what: string; may: string }>(text, [roles, schemas])
    found[name] = Object.fromEntries(rows.map((row) => [row.what, row.may.split(' ')]))
  }
  return found
}

beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
})

afterAll(async () => {
  await operator.close()
  await database.drop()
})

describe('rights in the database', () => {
  it('are the committed matrix: table × role × verb, function × role, database', async () => {
    const now = await matrix()
    if (process.env.REGENERATE) writeFileSync(file, `${JSON.stringify(now, null, 1)}\n`)

    expect(now).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it('show a right that was added by hand', async () => {
    const before = await matrix()
    await operator.query('GRANT SELECT ON sealed.record TO app_registration')

    expect(await matrix()).not.toEqual(before)
    await operator.query('REVOKE SELECT ON sealed.record FROM app_registration')
    expect(await matrix()).toEqual(before)
  })

  it('give the public process functions and nothing else, and nobody a state column', async () => {
    const now = await matrix()
    const ofTables = Object.keys({ ...now.tables, ...now.columns }).filter((what) =>
      what.startsWith('app_registration'),
    )
    const states = [
      'app.application',
      'app.visa_case',
      'app.journey',
      'app.task',
      'app.invitation',
      'app.freed_place',
    ].flatMap((table) =>
      ['app_staff', 'app_worker'].flatMap((role) => [
        ...(now.tables?.[`${role} ${table}`] ?? []).filter((verb) => verb === 'update' || verb === 'delete'),
        ...(now.columns?.[`${role} ${table}`] ?? []).filter((verb) => verb === 'update(state)'),
      ]),
    )

    expect(ofTables).toEqual([])
    expect(states).toEqual([])
  })
})
