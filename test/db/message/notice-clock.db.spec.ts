import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { Clock } from '#platform/clock/clock.js'
import { OutboxRing } from '#platform/outbox/ring.js'
import type { Mailbox } from '#platform/mail/mailbox.js'
import { TestClock } from '#test/support/clock.js'
import { MailWorld } from '#test/support/mail-world.js'
import { type Behaviour, MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'

const day = 24 * 3_600_000
const noon = new Date('2026-11-20T12:00:00Z')

let world: MailWorld
let trap: MailTrap
let clock: TestClock
let worker: RunningWorker

beforeAll(async () => {
  world = await MailWorld.make()
  trap = await MailTrap.start()
  clock = new TestClock(new Clock(), world.database)
  await clock.moveTo(noon)
  worker = await startWorker(world.settings(trap.url), false)
}, 60_000)
beforeEach(() => clock.moveTo(noon))
afterAll(async () => {
  await worker.stop()
  await trap.close()
  await world.drop()
})

/** An invited person whose notice the worker has settled; `was` where it was on its way when a worker died. */
async function noticed(mailbox: Partial<Mailbox>, was: 'queued' | 'handing_over'): Promise<string> {
  const id = await world.applicant(mailbox)
  await world.admin.query(`UPDATE app.application SET state = 'invited' WHERE id = $1`, [id])
  await world.admin.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
     VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
    [id],
  )
  const row = randomUUID()
  const claim = was === 'queued' ? [null, null] : [row, new Date(noon.getTime() - 1000)]
  await world.admin.query(
    `INSERT INTO app.outbox (id, kind, class, application_id, subject_version, state, claim, lease_until)
     VALUES ($1, 'mail', 'answer_waiting', $2, 1, $3, $4, $5)`,
    [row, id, was, ...claim],
  )
  await worker.app.get(OutboxRing).ring()
  await until('the notice is settled', async () =>
    ['accepted', 'rejected', 'uncertain', 'withdrawn'].includes(await world.stateOf(row)),
  )
  return id
}

const clockOf = async (id: string) => {
  const { rows } = await world.admin.query<{ how: string | null; for: string[] }>(
    'SELECT reached_how AS how, stopped_for AS for FROM app.invitation WHERE application_id = $1',
    [id],
  )
  return rows[0]
}
const tasksOf = async (id: string) => {
  const { rows } = await world.admin.query<{ kind: string }>(
    'SELECT kind FROM app.staff_task WHERE application_id = $1 ORDER BY kind',
    [id],
  )
  return rows.map(({ kind }) => kind)
}
/** What the end of its time makes of it. */
async function ended(id: string) {
  await clock.move(11 * day)
  const { rows } = await world.admin.query<{ code: string; state: string }>(
    `SELECT m.code, a.state FROM app.application_move($1, 'expire', 'system') m, app.application a WHERE a.id = $1`,
    [id],
  )
  return rows[0]?.code
}

const refuse: Behaviour = { kind: 'refuse', code: 550, at: 'recipient' }
const drop: Behaviour = { kind: 'drop', keeps: true }
const accept: Behaviour = { kind: 'accept' }

describe('the notice of an invitation', () => {
  it('STA-18 starts the clock when it was accepted', async () => {
    trap.behave(accept)
    const id = await noticed({}, 'queued')

    expect([await clockOf(id), await tasksOf(id)]).toEqual([{ how: 'accepted', for: [] }, []])
    expect(await ended(id)).toBe('ok')
  })

  it.each([
    ['refused', refuse, {}, 'queued', 'mail_rejected'],
    ['uncertain', drop, {}, 'queued', 'mail_uncertain'],
    ['lost on its way', accept, {}, 'handing_over', 'mail_uncertain'],
    ['to be told by phone', accept, { rules: ['do_not_write'] }, 'queued', 'tell_by_phone'],
  ] as const)('STA-18 holds it where it was %s: nothing passes on, and the coordinator is told', async (...row) => {
    const [, behaviour, mailbox, was, task] = row
    trap.behave(behaviour)
    const id = await noticed({ ...mailbox, rules: [...('rules' in mailbox ? mailbox.rules : [])] }, was)

    expect([await clockOf(id), await tasksOf(id)]).toEqual([{ how: null, for: ['notice'] }, [task]])
    expect(await ended(id)).toBe('not_reached')
  })
})
