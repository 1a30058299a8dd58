import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { dumpDatabase, findCanaries, type Place } from '#test/support/canaries.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { callEveryRoute, type Caller, everyCaller } from './every-route.js'

const mark = 'Qx7marker'
const beside = /^(app\.(outbox|staff_task)$|audit\.|bullmq\.)/
const urls: string[] = []
let running: RunningWorld

beforeAll(async () => {
  running = await runningWorld()
}, 30_000)

afterAll(() => running.end())

const placesOf = (texts: Readonly<Record<string, readonly string[]>>): Place[] =>
  Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text.join('\n')) }))

/** What is written beside the sealed records: logs, addresses, subjects, rows of queue, outbox and audit. */
async function written(): Promise<Place[]> {
  const { world, trap } = running
  const admin = new Sql(world.database.url('postgres'))
  const [server] = await admin.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
  await admin.close()
  const serverLog = readFileSync(path.join(server?.folder ?? '', '../postgres.log'), 'utf8')
  const subjects = trap.messages().map(({ subject }) => subject)
  const tables = (await dumpDatabase(world.database)).filter(({ name }) => beside.test(name))

  return [...placesOf({ log: running.log(), urls, subjects, serverLog: [serverLog] }), ...tables]
}

async function callAs(people: readonly Caller[]): Promise<void> {
  for (const caller of people) {
    const answers = await callEveryRoute(caller, routesOf(running.registration.app), mark)
    urls.push(...answers.map(({ location }) => location))
  }
}

describe('what is written beside the sealed records', () => {
  it('holds no word of any request, answered or failed', async () => {
    const { world, registration, trap } = running
    const people = await everyCaller(registration, mark)
    await callAs(people)
    await until('the receipt is out', () => trap.messages().length === 1)
    await world.operator.query('ALTER FUNCTION app.own_session(bytea) RENAME TO own_session_lost')
    await callAs(people)
    const silent = routesOf(registration.app).filter((row) => !registration.log.join().includes(`"${row.path}"`))

    expect(silent).toEqual([])
    expect(registration.log.filter((line) => line.includes('"level":"error"')).length).toBeGreaterThan(10)
    expect(findCanaries(await written(), [mark])).toEqual([])
  }, 60_000)

  it('would show one that got there', async () => {
    urls.push(`/en/home?name=${mark}`)

    expect((await written()).map(({ name }) => name)).toContain('bullmq.job')
    expect(findCanaries(await written(), [mark])).toEqual([{ canary: mark, as: 'plain', place: 'urls' }])
  })
})
