import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

const networks = 5000
let database: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  database = await cloneDatabase()
  admin = new pg.Client({ connectionString: database.url('postgres') })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await database.drop()
})

const take = async (name: string): Promise<boolean> =>
  (await admin.query<{ free: boolean }>('SELECT app.rate_take($1, 2, 60) AS free', [name])).rows[0]?.free === true
const scans = async (): Promise<number> => {
  await admin.query('SELECT pg_stat_force_next_flush()')
  const { rows } = await admin.query<{ scans: number }>(
    `SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'rate_bucket'`,
  )
  return rows[0]?.scans ?? -1
}
const buckets = async (): Promise<number> =>
  (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM app.rate_bucket')).rows[0]?.n ?? -1

describe('a bucket of tokens', () => {
  it('gives as many as it holds', async () => {
    expect([await take('a'), await take('a'), await take('a'), await take('b')]).toEqual([true, true, false, true])
  })

  it('costs the same whatever number of networks asked before: no other bucket is read', async () => {
    await admin.query(
      `INSERT INTO app.rate_bucket SELECT sha256(convert_to(n::text, 'UTF8')), 1, app.now() FROM generate_series(1, $1) n`,
      [networks],
    )
    const before = await scans()
    for (let nth = 0; nth < 20; nth += 1) await take(`network ${nth}`)

    expect(await scans()).toBe(before)
  })

  it('is forgotten an hour after its last use, some with each that is asked', async () => {
    await admin.query(`UPDATE app.rate_bucket SET filled_at = app.now() - interval '61 minutes'`)
    const before = await buckets()
    for (let nth = 0; nth < 10; nth += 1) await take('one more')

    expect(await buckets()).toBe(before + 1 - 200)
  })
})
