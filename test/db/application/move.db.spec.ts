import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase
let operator: Sql
let registration: Sql
let edition: string

const bytes = (size = 32) => randomBytes(size)

beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
  registration = new Sql(database.url('app_registration'))
  const row = await operator.one<{ id: string }>(
    `WITH made AS (INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to,
         departure_on, capacity) VALUES ('e', 'E', 'Meeting', 'UTC',
         current_date + 140, current_date + 141, current_date + 143, current_date + 144, 2) RETURNING id)
     INSERT INTO app.call_window (edition_id, opens_at, closes_at)
       SELECT id, now() - interval '1 day', now() + interval '30 days' FROM made RETURNING edition_id AS id`,
  )
  edition = row?.id ?? ''
})

afterAll(async () => {
  await operator.close()
  await registration.close()
  await database.drop()
})

async function begun() {
  const token = bytes()
  const row = await registration.one<{ application_id: string; case_number: string; keep_until: string }>(
    'SELECT * FROM app.begin_application($1, $2, $3, $4, $5, $6)',
    [edition, bytes(), bytes(), token, bytes(60), bytes(60)],
  )
  return { token, id: row?.application_id ?? '', caseNumber: row?.case_number ?? '' }
}

const submit = (token: Buffer, versions: string | null) =>
  registration.one<{ code: string; version: number }>(
    'SELECT * FROM app.own_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
    [
      token,
      versions,
      'en',
      ['8c6ab44b-9a0c-4a0a-8a8a-3e9f2b8d0001'.replace('0001', randomBytes(2).toString('hex'))],
      ['profile'],
      ['profile'],
      [1],
      [1],
      [1100],
      bytes(1100),
      [1],
      bytes(16),
      bytes(80),
    ],
  )

describe('an application on its way in', () => {
  it('APP-2 submitted twice, in sequence and at once, leaves one history row and one receipt', async () => {
    const { token, id } = await begun()
    await registration.query('SELECT app.own_draft_save($1, $2, 0, $3, $4)', [token, 'work', 'done', bytes(1100)])

    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(token, 'work:1')))
    const again = await submit(token, 'work:1')

    expect(answers.filter((answer) => answer?.code === 'ok')).toHaveLength(1)
    expect(answers.filter((answer) => answer?.code === 'noop')).toHaveLength(19)
    expect(again?.code).toBe('noop')
    const counts = await operator.one(
      `SELECT (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
        (SELECT array_agg(class ORDER BY class) FROM app.outbox WHERE application_id = $1) AS outbox,
        (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1) AS records,
        (SELECT count(*)::int FROM sealed.draft WHERE application_id = $1) AS drafts`,
      [id],
    )
    expect(counts).toEqual({ history: 1, outbox: ['application.submitted', 'receipt'], records: 1, drafts: 0 })
  })

  it('refuses to freeze a draft that another tab changed, and writes nothing', async () => {
    const { token, id } = await begun()
    await registration.query('SELECT app.own_draft_save($1, $2, 0, $3, $4)', [token, 'work', 'done', bytes(1100)])
    await registration.query('SELECT app.own_draft_save($1, $2, 1, $3, $4)', [token, 'work', 'done', bytes(1100)])

    expect((await submit(token, 'work:1'))?.code).toBe('stale')
    expect(await operator.query('SELECT 1 FROM app.history WHERE application_id = $1', [id])).toEqual([])
  })

  it('withdraws at once, and erases so that the code is unknown afterwards', async () => {
    const { token, id } = await begun()
    await registration.query('SELECT app.own_draft_save($1, $2, 0, $3, $4)', [token, 'work', 'done', bytes(1100)])
    await submit(token, 'work:1')

    expect(await registration.one('SELECT code, state FROM app.own_move($1, $2)', [token, 'withdraw'])).toEqual({
      code: 'ok',
      state: 'withdrawn',
    })
    expect(await registration.one('SELECT code, state FROM app.own_move($1, $2)', [token, 'erase'])).toEqual({
      code: 'ok',
      state: 'erased',
    })
    expect(await registration.query('SELECT * FROM app.own_session($1)', [token])).toEqual([])
    expect(await operator.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [id])).toEqual([])
  })

  it('gives the public role no table and no function that lists people', async () => {
    const refused = await Promise.all(
      [
        'SELECT * FROM app.application',
        'SELECT * FROM sealed.record',
        'SELECT * FROM wraps.dek_wrap',
        'SELECT * FROM audit.entry',
        `SELECT app.application_move(gen_random_uuid(), 'submit', 'applicant')`,
        'CREATE TEMP TABLE t (a int)',
      ].map((text) =>
        registration.query(text).then(
          () => 'allowed',
          (error: Error) => error.message,
        ),
      ),
    )

    expect([...new Set(refused)]).toEqual(['database_42501'])
  })
})
