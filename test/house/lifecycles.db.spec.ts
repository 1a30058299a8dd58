import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { moveRows, type MoveRow } from '#domain/lifecycle.js'
import { outboxStates } from '#domain/outbox/lifecycle.js'
import { lifecycles } from '#migrations/lifecycles.js'
import { Sql } from '#platform/database/sql.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase
let operator: Sql
const sorted = <T>(list: readonly T[], key: (item: T) => string): T[] =>
  list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
const states = (text = ''): string[] => [...text.matchAll(/'(\w+)'::text/g)].map((match) => match[1] ?? '')
const keyOf = ({ from, move }: MoveRow) => `${from} ${move}`

beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
})

afterAll(async () => {
  await operator.close()
  await database.drop()
})

async function checkOf(subject: string): Promise<string[]> {
  const [row] = await operator.query<{ text: string }>(
    'SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1',
    [`${subject}_state`],
  )
  return sorted(states(row?.text), (state) => state)
}

const rowsOf = async (subject: string): Promise<MoveRow[]> =>
  sorted(
    await operator.query<MoveRow>(
      `SELECT from_state AS "from", move, to_state AS "to", roles AS by, proposed_by AS "proposedBy", unreached_by AS "unreachedBy", restricted_by AS "restrictedBy", second, message, reason FROM app.lifecycle_move WHERE subject = $1`,
      [subject],
    ),
    keyOf,
  )

const known = Object.entries({ ...lifecycles, outbox: Object.fromEntries(outboxStates.map((state) => [state, null])) })

describe('lifecycles in the database', () => {
  it.each(known)('STA-17 allow exactly the states of the table: %s', async (subject, table) => {
    expect(await checkOf(subject)).toEqual(sorted(Object.keys(table), (state) => state))
  })

  it.each(Object.entries(lifecycles))('STA-17 hold exactly the moves of the table: %s', async (subject, lifecycle) => {
    expect(await rowsOf(subject)).toEqual(sorted(moveRows(lifecycle), keyOf))
  })

  it('would show a move and a state that were added by hand', async () => {
    await operator.query(`UPDATE app.lifecycle_move SET roles = '{admin}' WHERE subject = 'task' AND move = 'waive'`)
    await operator.query('ALTER TABLE app.task DROP CONSTRAINT task_state')

    expect(await rowsOf('task')).not.toEqual(sorted(moveRows(lifecycles.task ?? {}), keyOf))
    expect(await checkOf('task')).toEqual([])
  })
})
