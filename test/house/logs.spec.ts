import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { dumpDatabase, findCanaries, type Place } from '#test/support/canaries.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { usualStaff } from '#test/support/world.js'
import { callEveryRoute, type Caller, everyCaller, everyColleague } from './every-route.js'

const mark = 'Qx7marker'
const beside = /^(app\.(outbox|staff_task)$|audit\.|bullmq\.)/
const logins = ['coordinator', 'lead', 'reader-1', 'board-1', 'desk', 'auditor']
const urls: string[] = []
let running: RunningWorld

beforeAll(async () => {
  running = await runningWorld(usualStaff.filter(({ login }) => logins.includes(login)))
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

type Site = Pick<RunningWorld['registration'], 'app' | 'log'>

/** Calls every route of a site as each of these people; answers the statuses that came back. */
async function callAs(people: readonly Caller[], { app }: Site, id: string): Promise<Set<number>> {
  const statuses = new Set<number>()
  for (const caller of people) {
    for (const { location, status } of await callEveryRoute(caller, routesOf(app), { mark, id })) {
      urls.push(location)
      statuses.add(status)
    }
  }
  return statuses
}

describe('what is written beside the sealed records', () => {
  it('holds no word of any request, answered or failed', async () => {
    const { world, registration, staff, trap } = running
    const applicants = await everyCaller(registration, mark)
    const colleagues = await everyColleague(staff, logins)
    const [file] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'submitted'`,
    )
    const callAll = async () => [
      ...(await callAs(applicants, registration, mark)),
      ...(await callAs(colleagues, staff, file?.id ?? mark)),
    ]

    expect((await callAll()).filter((status) => status >= 500)).toEqual([])
    await until('the receipt is out', () => trap.messages().length === 1)
    await world.operator.query('ALTER FUNCTION app.own_session(bytea) RENAME TO own_session_lost')
    await world.operator.query('ALTER TABLE app.staff_session RENAME TO staff_session_lost')
    expect(await callAll()).toContain(500)
    for (const site of [registration, staff]) {
      expect(routesOf(site.app).filter((row) => !site.log.join().includes(`"${row.path}"`))).toEqual([])
    }
    expect(findCanaries(await written(), [mark])).toEqual([])
  }, 60_000)

  it('would show one that got there', async () => {
    urls.push(`/en/home?name=${mark}`)

    expect((await written()).map(({ name }) => name)).toContain('bullmq.job')
    expect(findCanaries(await written(), [mark])).toEqual([{ canary: mark, as: 'plain', place: 'urls' }])
  })
})
