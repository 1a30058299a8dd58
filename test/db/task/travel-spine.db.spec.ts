import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { ChangeEditionDates } from '#features/edition/staff/change-edition-dates.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { EscalateTasks } from '#features/task/worker/escalate-tasks.job.js'
import { RemindPeople } from '#features/task/worker/remind-people.job.js'
import { RecordVisaStep } from '#features/visa/staff/record-visa-step.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { workerEnvironment } from '#platform/config/app-environments.js'
import type { Database } from '#platform/database/database.js'
import { OutboxRing } from '#platform/outbox/ring.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { TestClock } from '#test/support/clock.js'
import { confirmedDelegate, type Delegate, giveMailbox, saveTravelForm } from '#test/support/people/delegate.js'
import { type Desk, deskOf } from '#test/support/people/desk.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const dayMs = 86_400_000

let world: World
let time: TestClock
let trap: MailTrap
let worker: RunningWorker
let staff: Database
let desk: Desk
let officer: StaffActor
let delegate: Delegate
let noon: Date

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'desk'].includes(login)))
  trap = await MailTrap.start()
  time = new TestClock(new Clock(), world.database)
  noon = new Date(Math.ceil(Date.now() / dayMs) * dayMs + dayMs / 2)
  await time.moveTo(noon)
  await world.operator.query(
    `UPDATE app.staff_account SET address = login || '@staff.example.org', zone = 'UTC' WHERE login = 'desk'`,
  )
  staff = await world.as('app_staff')
  desk = deskOf(staff, world)
  officer = await signedIn(world, 'desk')
  delegate = await confirmedDelegate(world, world.sql('app_registration'))
  // Before the worker looks: a mail that finds no mailbox is put off for a minute.
  await giveMailbox(world, delegate, { address: 'delegate@example.org', zone: 'UTC' })
  worker = await startWorker(settings(), false)
})

const isQuiet = async () =>
  (
    await world.operator.query(
      `SELECT 1 FROM app.outbox WHERE state IN ('queued', 'claimed', 'handing_over') AND due_at <= app.now()`,
    )
  ).length === 0

afterAll(async () => {
  await until('nothing is on its way', isQuiet)
  await worker.stop()
  await trap.close()
  await world.end()
})

const settings = () => ({
  ...workerEnvironment({
    MODE: 'test',
    DATABASE_URL: world.database.url('app_worker'),
    KEY_DIRECTORY: localPaths(world.keyFolder).directory,
    ROOT_PUBLIC_KEY: localRootKey(world.keyFolder).toString('base64'),
    HEALTH_PORT: '1',
    QUEUE_URL: '',
    SMTP_URL: trap.url,
    MAIL_FROM: 'updates@host.example',
    WORKER_SECRETS: localPaths(world.keyFolder).worker,
    STAFF_HOST: 'staff.example.org',
    REGISTRATION_HOSTS: 'sign.example.org',
  }),
  HEALTH_PORT: 0,
})

/** Noon of a later day. The hourly jobs are rung by hand; what they lead to runs by itself. */
async function toDay(days: number): Promise<void> {
  await time.moveTo(new Date(noon.getTime() + days * dayMs))
  for (const job of [RemindPeople, EscalateTasks, DigestStaff]) await worker.app.get(job, { strict: false }).run()
  await worker.app.get(OutboxRing, { strict: false }).ring()
}

const task = async (name: string) =>
  (
    await world.operator.query<{ state: string; due: string | null; hard: string | null; wall: string | null }>(
      `SELECT state, due_on::text AS due, hard_on::text AS hard, wall_on::text AS wall FROM app.task WHERE participation_id = $1 AND task = $2`,
      [delegate.participationId, name],
    )
  )[0]
const untilTask = (name: string, state: string) =>
  until(`${name} is ${state}`, async () => (await task(name))?.state === state)
const theCase = async () =>
  (
    await world.operator.query<{
      version: number
      waiting_for: string | null
      earliest: string
      safe: string
      legal: string
    }>(
      `SELECT version, waiting_for, earliest_on::text AS earliest, safe_on::text AS safe, legal_on::text AS legal
       FROM app.visa_case WHERE participation_id = $1`,
      [delegate.participationId],
    )
  )[0] ?? { version: 0, waiting_for: null, earliest: '', safe: '', legal: '' }
const confirm = async () => {
  await openWindow(world, officer)
  const { version } = await theCase()
  return desk.confirm.run(officer, delegate.participationId, { version, path: 'required', reason: '' })
}
const mailsTo = (address: string) => trap.messages().filter(({ to }) => to.includes(address))

describe('from a yes to tasks that follow', () => {
  it('opens the travel form by itself after the yes, and the review after the form', async () => {
    await untilTask('T02', 'open')

    await saveTravelForm(world, world.sql('app_registration'), delegate)

    await untilTask('T03', 'open')
    expect((await theCase()).waiting_for).toBe('identity_form')
  })

  it('shows the visa tasks with earliest, safe and legal days after the desk confirmed', async () => {
    expect(await confirm()).toEqual({ ok: true, value: null })
    await untilTask('T06', 'open')
    const record = new RecordVisaStep(desk.read, staff)
    const step = async (move: 'letter_ready' | 'book_appointment') => {
      const [day] = await world.operator.query<{ today: string }>('SELECT app.today()::text AS today')
      const form = {
        version: (await theCase()).version,
        move,
        happenedOn: day?.today ?? '',
        source: 'desk_saw',
      } as const
      expect(await record.run(officer, delegate.participationId, form)).toEqual({ ok: true, value: null })
    }
    await step('letter_ready')
    await untilTask('T07', 'open')

    const { safe, legal, earliest } = await theCase()
    expect([earliest < safe, safe < legal]).toEqual([true, true])
    expect(await task('T07')).toMatchObject({ state: 'open', hard: null })
  })

  it('brings one reminder digest for what is due, at noon and not twice', async () => {
    await until('all earlier mails are out', async () => {
      const waiting = await world.operator.query(
        `SELECT 1 FROM app.outbox WHERE application_id = $1 AND kind = 'mail' AND state NOT IN ('accepted', 'withdrawn')`,
        [delegate.id],
      )
      return waiting.length === 0
    })
    trap.clear()
    await toDay(2)
    await until('the digest arrived', () => mailsTo('delegate@example.org').length === 1)
    await toDay(2)
    await toDay(2.1)

    expect(mailsTo('delegate@example.org')).toHaveLength(1)
    expect(mailsTo('delegate@example.org')[0]?.text).not.toMatch(/visa|embassy|passport|T07/i)
  })

  it('takes an overdue task to a person: a staff task, and a neutral mail to the desk', async () => {
    const due = (await task('T07'))?.due ?? ''
    const days = Math.round((Date.parse(`${due}T12:00:00Z`) - noon.getTime()) / dayMs) + 5
    trap.clear()
    // On a working day, so that the desk hears of it the same day.
    const weekday = new Date(noon.getTime() + days * dayMs).getUTCDay()
    await toDay(days + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0))

    const asked = await world.operator.query(
      `SELECT s.kind, s.role, t.task FROM app.staff_task s JOIN app.task t ON t.id = s.task_id WHERE s.participation_id = $1 AND t.task = 'T07'`,
      [delegate.participationId],
    )
    expect(asked).toEqual([{ kind: 'task_overdue', role: 'travel_desk', task: 'T07' }])
    await until('the desk has its mail', () => mailsTo('desk@staff.example.org').length === 1)
  })

  it('follows when the edition’s days move: at once where it may, and in the visa days once the desk looked again', async () => {
    const before = await theCase()
    const room = (await task('T16'))?.due ?? ''
    const coordinator = await signedIn(world, 'coordinator')
    const dates = new ChangeEditionDates(staff, new Audit(staff))
    const read = await dates.read(coordinator)
    if (!read.ok) throw new Error(read.code)
    const later = (day: string) => new Date(Date.parse(day) + 28 * dayMs).toISOString().slice(0, 10)
    const { arrival_on: arrival, programme_from: from, programme_to: to, departure_on: departure, version } = read.value
    await dates.run(coordinator, {
      arrival_on: later(arrival),
      programme_from: later(from),
      programme_to: later(to),
      departure_on: later(departure),
      version,
    })

    await until('the room day follows', async () => (await task('T16'))?.due === later(room))
    expect((await theCase()).waiting_for).toBe('dates_changed')
    expect([(await task('T03'))?.state, (await task('T06'))?.state, (await task('T07'))?.state]).toEqual([
      'open',
      'done',
      'waiting',
    ])

    expect(await confirm()).toEqual({ ok: true, value: null })
    await untilTask('T07', 'open')
    const after = await theCase()
    expect([after.safe, after.legal]).toEqual([later(before.safe), later(before.legal)])
    expect(after.waiting_for).toBeNull()
  })
})
