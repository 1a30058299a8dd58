import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Database } from '#platform/database/database.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

const backend = 'SELECT pg_backend_pid() AS pid'

describe('statements asked in one turn', () => {
  let clone: TestDatabase
  let database: Database

  beforeAll(async () => {
    clone = await cloneDatabase()
    database = await Database.open(clone.url('app_staff'))
  })

  afterAll(async () => {
    await database.source.destroy()
    await clone.drop()
  })

  it('travel over one connection and come back to who asked', async () => {
    const numbers = [3, 1, 2]
    const [pids, answers] = await Promise.all([
      Promise.all(numbers.map(() => database.prepared<{ pid: number }>(backend))),
      Promise.all(numbers.map((n) => database.prepared(`SELECT $1::int AS n, 'text' AS t`, [n]))),
    ])

    expect(new Set(pids.flat().map(({ pid }) => pid)).size).toBe(1)
    expect(answers).toEqual(numbers.map((n) => [{ n, t: 'text' }]))
  })

  it('fail alone: the others are answered, and the connection is not used again', async () => {
    const [before] = await database.prepared<{ pid: number }>(backend)
    const ends = await Promise.allSettled([
      database.prepared('SELECT 1 AS one'),
      database.prepared('SELECT 1 / $1::int AS broken', [0]),
      database.prepared('SELECT 2 AS two'),
    ])
    const [after] = await database.prepared<{ pid: number }>(backend)

    expect(ends).toMatchObject([
      { status: 'fulfilled', value: [{ one: 1 }] },
      { status: 'rejected', reason: { code: 'database_22012' } },
      { status: 'fulfilled', value: [{ two: 2 }] },
    ])
    expect(after?.pid).not.toBe(before?.pid)
  })

  it('all fail as the database being away when it breaks under them, and the next are answered', async () => {
    const ends = await Promise.allSettled([
      database.prepared('SELECT pg_terminate_backend(pg_backend_pid())'),
      database.prepared('SELECT 3 AS three'),
    ])

    expect(ends).toMatchObject([
      { status: 'rejected', reason: { code: 'database_away' } },
      { status: 'rejected', reason: { code: expect.stringMatching(/^database_/) } },
    ])
    await expect(database.prepared('SELECT 4 AS four')).resolves.toEqual([{ four: 4 }])
  })

  it('fail as the database being away where no connection is to be had', async () => {
    const gone = await Database.open(clone.url('app_staff'))
    await gone.source.destroy()

    await expect(gone.prepared('SELECT 1')).rejects.toMatchObject({ code: expect.stringMatching(/^database_/) })
  })
})
