import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

describe('the clock of tests and demonstrations', () => {
  let database: TestDatabase
  const clock = new Clock()

  beforeAll(async () => {
    database = await cloneDatabase()
  })

  afterAll(() => database.drop())

  const inDatabase = async () => {
    const client = new pg.Client({ connectionString: database.url('app_operator') })
    await client.connect()
    const { rows } = await client.query<{ at: Date }>('SELECT app.now() AS at')
    await client.end()
    return rows[0]?.at.getTime() ?? 0
  }

  it('moves the process and the database together, and back', async () => {
    const time = new TestClock(clock, database)
    const twoDays = 2 * 86_400_000

    await time.move(twoDays)

    expect(Math.abs(clock.now().getTime() - Date.now() - twoDays)).toBeLessThan(50)
    expect(Math.abs((await inDatabase()) - clock.now().getTime())).toBeLessThan(2000)

    await time.moveTo(new Date('2027-03-28T00:30:00Z'))

    expect(Math.abs((await inDatabase()) - Date.parse('2027-03-28T00:30:00Z'))).toBeLessThan(2000)

    await time.reset()

    expect(Math.abs((await inDatabase()) - Date.now())).toBeLessThan(2000)
  })
})
