import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type LinkOrder, makeLink } from '#features/link/index.orm.js'
import { LinkSessions } from '#features/link/index.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { staffDoor } from '#test/support/staff-door.js'
import { until } from '#test/support/until.js'
import { usualStaff } from '#test/support/world.js'

let running: RunningWorld
let door: Awaited<ReturnType<typeof staffDoor>>
let sessions: LinkSessions
let clock: TestClock

beforeAll(async () => {
  running = await runningWorld(usualStaff)
  door = await staffDoor(running.world)
  sessions = new LinkSessions(running.world.sql('app_registration'))
  clock = new TestClock(new Clock(), running.world.database)
}, 60_000)

afterEach(async () => {
  await clock.reset()
  running.trap.clear()
})

afterAll(async () => {
  await running.end()
})

const day = 86_400_000
const inDays = (count: number): string => new Date(Date.now() + count * day).toISOString().slice(0, 10)

const order = (given: Partial<LinkOrder> = {}): LinkOrder => ({
  kind: 'reference',
  subjectId: randomUUID(),
  applicationId: null,
  expiresOn: inDays(21),
  address: 'referee@example.org',
  language: 'en',
  shown: { name: 'Zeynep QZSHOWN' },
  mail: 'reference_request',
  ...given,
})

const made = (given: Partial<LinkOrder> = {}) =>
  door.database.transaction((tx) => makeLink(tx, door.keyring, running.world.directory, order(given)))

describe('a personal link', () => {
  it('is mailed once, with its address alone on a line and no name', async () => {
    const { token } = await made()
    await until('the mail is there', async () => running.trap.messages().length > 0)

    const [mail, ...more] = running.trap.messages()
    expect(more).toEqual([])
    expect({ to: mail?.to, subject: mail?.subject }).toEqual({
      to: ['referee@example.org'],
      subject: 'A request for you',
    })
    expect(mail?.text.split('\n')).toContain(`http://sign.example.org/en/link/${token}`)
    expect(mail?.text).not.toContain('QZSHOWN')
  })

  it('speaks the language asked for, and English where there is none', async () => {
    await made({ language: 'ar' })
    await made({ language: 'tlh' })
    await until('both mails are there', async () => running.trap.messages().length === 2)

    const tongues = running.trap.messages().map((mail) => /\/(\w+)\/link\//.exec(mail.text)?.[1])
    expect(new Set(tongues)).toEqual(new Set(['ar', 'en']))
  })

  it('is looked at as often as a scanner likes and started more than once', async () => {
    const subjectId = randomUUID()
    const { token } = await made({ subjectId, mail: null })

    const looks = [await sessions.look(token), await sessions.look(token)]
    const [one, two] = [await sessions.start(token), await sessions.start(token)]

    expect(looks).toEqual([1, 2].map(() => ({ kind: 'reference', expiresOn: inDays(21) })))
    for (const started of [one, two]) {
      expect(started && (await sessions.find(started.token))).toMatchObject({
        kind: 'reference',
        subjectId,
        shown: { name: 'Zeynep QZSHOWN' },
      })
    }
  })

  it('opens on its last day and not on the next, and asks a person for a fresh one then', async () => {
    const { token, id } = await made({ mail: null, expiresOn: inDays(1) })
    const started = await sessions.start(token)

    await clock.move(day)
    const lastDay = await sessions.look(token)
    await clock.move(day)
    const after = [
      await sessions.look(token),
      await sessions.start(token),
      started && (await sessions.find(started.token)),
    ]
    await sessions.renew(token)
    await sessions.renew(token)
    const tasks = await running.world.operator.query('SELECT kind, role FROM app.staff_task WHERE link_id = $1', [id])

    expect(lastDay).not.toBeNull()
    expect(after).toEqual([null, null, null])
    expect(tasks).toEqual([{ kind: 'link_renewal', role: 'vetting_lead' }])
  })

  it('answers nothing to what is no link, and asks nobody about it', async () => {
    for (const text of ['', 'x', 'A'.repeat(22), '%00', '../../etc']) {
      await sessions.renew(text)
      expect([await sessions.look(text), await sessions.start(text)]).toEqual([null, null])
    }
    expect(
      await running.world.operator.query(
        `SELECT 1 FROM app.staff_task WHERE kind = 'link_renewal' AND link_id IS NULL`,
      ),
    ).toEqual([])
  })

  it('is over at once when it is ended: session, mail, what it showed', async () => {
    const { token, id } = await made({ mail: null })
    const started = await sessions.start(token)

    await door.database.transaction(async (tx) => tx.query('SELECT app.link_end($1)', [id]))

    const after = [
      await sessions.look(token),
      await sessions.start(token),
      started && (await sessions.find(started.token)),
    ]
    const records = await running.world.operator.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [id])
    expect({ after, records }).toEqual({ after: [null, null, null], records: [] })
  })
})
