import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { findCanaries } from '#test/support/canaries.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { usualStaff } from '#test/support/world.js'
import { callEveryRoute, type Caller, everyCaller, everyColleague } from './every-route.js'
import { writtenBeside } from './written-places.js'

const mark = 'Qx7marker'
const logins = ['coordinator', 'lead', 'reader-1', 'board-1', 'desk', 'auditor']
const urls: string[] = []
let running: RunningWorld

beforeAll(async () => {
  running = await runningWorld(usualStaff.filter(({ login }) => logins.includes(login)))
}, 60_000)

afterAll(() => running.end())

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
    const callAll = async (some: readonly Caller[]) => [
      ...(await callAs(applicants, registration, mark)),
      ...(await callAs(some, staff, file?.id ?? mark)),
    ]

    expect((await callAll(colleagues)).filter((status) => status >= 500)).toEqual([])
    await until('the receipt is out', () => trap.messages().length === 1)
    await world.operator.query('ALTER FUNCTION app.own_session(bytea, boolean) RENAME TO own_session_lost')
    await world.operator.query('ALTER TABLE app.staff_session RENAME TO staff_session_lost')
    expect(await callAll(colleagues.slice(0, 2))).toContain(500)
    for (const site of [registration, staff]) {
      expect(routesOf(site.app).filter((row) => !site.log.join().includes(`"${row.path}"`))).toEqual([])
    }
    expect(findCanaries(await writtenBeside(running, urls), [mark])).toEqual([])
  }, 120_000)

  it('would show one that got there', async () => {
    urls.push(`/en/home?name=${mark}`)

    expect((await writtenBeside(running, urls)).map(({ name }) => name)).toContain('bullmq.job')
    expect(findCanaries(await writtenBeside(running, urls), [mark])).toEqual([
      { canary: mark, as: 'plain', place: 'urls' },
    ])
  })
})
