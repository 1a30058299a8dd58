import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { migrate } from '#migrations/run.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase

/** Everything that makes the schema: tables, columns, constraints, functions, rights, and the lifecycle rows. */
async function shape(): Promise<unknown> {
  const admin = new pg.Client({ connectionString: database.url('postgres') })
  await admin.connect()
  const answers = []
  for (const text of [
    `SELECT table_schema, table_name, column_name, data_type, column_default, is_nullable FROM information_schema.columns
       WHERE table_schema IN ('app', 'sealed', 'wraps', 'audit', 'bullmq') ORDER BY 1, 2, 3`,
    `SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text IN ('app', 'sealed', 'wraps', 'audit') ORDER BY 1, 2`,
    `SELECT p.oid::regprocedure::text, md5(p.prosrc), proowner::regrole::text, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(proacl) a) FROM pg_proc p WHERE pronamespace::regnamespace::text IN ('app', 'audit') ORDER BY 1`,
    `SELECT c.oid::regclass::text, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(c.relacl) a) FROM pg_class c WHERE relnamespace::regnamespace::text IN ('app', 'sealed', 'wraps', 'audit') AND relkind = 'r' ORDER BY 1`,
    'SELECT * FROM app.lifecycle_move ORDER BY 1, 2, 3',
    'SELECT name FROM public.migrations ORDER BY 1',
  ]) {
    answers.push((await admin.query(text)).rows)
  }
  await admin.end()
  return answers
}

beforeAll(async () => {
  database = await cloneDatabase()
})

afterAll(() => database.drop())

describe('migrations', () => {
  it('have nothing to do the second time', async () => {
    const before = await shape()

    await migrate(database.url('app_operator'))

    expect(await shape()).toEqual(before)
  })

  it('would show a change nobody wrote down', async () => {
    const before = await shape()
    const admin = new pg.Client({ connectionString: database.url('postgres') })
    await admin.connect()
    await admin.query('ALTER TABLE app.task ADD COLUMN note text')
    await admin.end()

    expect(await shape()).not.toEqual(before)
  })
})
