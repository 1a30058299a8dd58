import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ChangeEditionDates } from '#features/edition/staff/change-edition-dates.js'
import { EscalateTasks } from '#features/task/worker/escalate-tasks.job.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import { RemindPeople } from '#features/task/worker/remind-people.job.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import type { Database } from '#platform/database/database.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { confirmedDelegate, type Delegate, saveTravelForm } from '#test/support/people/delegate.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const dayMs = 86_400_000

let world: World
let time: TestClock
let registration: Sql
let worker: Sql
let staff: Database

beforeAll(async () => {
  world = await practiceWorld(
    usualStaff.filter(({ login }) => ['coordinator', 'desk', 'security', 'auditor'].includes(login)),
  )
  time = new TestClock(new Clock(), world.database)
  registration = world.sql('app_registration')
  worker = world.sql('app_worker')
  staff = await world.as('app_staff')
})
afterEach(async () => {
  await time.reset()
  await world.operator.query('DELETE FROM app.staff_task')
})
afterAll(async () => await world.end())

/** Noon of a later day: digests are written by day only. */
const toNoon = (days: number) => time.moveTo(new Date((Math.floor(Date.now() / dayMs) + days) * dayMs + dayMs / 2))
const recompute = ({ participationId }: Delegate) => new RecomputeTasks(worker).run({ participationId })
const tasksOf = ({ participationId }: Delegate) =>
  world.operator.query<{ task: string; state: string; due_on: string; version: number; id: string }>(
    'SELECT id, task, state, due_on::text, version FROM app.task WHERE participation_id = $1 ORDER BY task',
    [participationId],
  )
const taskOf = async (delegate: Delegate, name: string) => (await tasksOf(delegate)).find(({ task }) => task === name)
const digests = ({ id }: Delegate) =>
  world.operator.query(
    `SELECT class, (SELECT count(*)::int FROM app.message m WHERE m.application_id = $1 AND m.kind = 'reminder_digest') AS inbox
     FROM app.outbox WHERE application_id = $1 AND class = 'reminder_digest'`,
    [id],
  )
const day = async (ahead: number): Promise<string> =>
  (await world.operator.query<{ day: string }>(`SELECT (app.today() + $1::int)::text AS day`, [ahead]))[0]?.day ?? ''

describe('tasks of a participation', () => {
  it('opens the first tasks after the yes, and a second ring changes nothing', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    const first = await tasksOf(delegate)

    await Promise.all([recompute(delegate), recompute(delegate)])

    expect(await tasksOf(delegate)).toEqual(first)
    expect(first.filter(({ state }) => state === 'open').map(({ task }) => task)).toEqual(['T02', 'T05', 'T16', 'T18'])
    expect(await world.operator.query('SELECT 1 FROM app.task_due_history')).toEqual([])
  })

  it('closes T02 with the travel form and opens the desk’s review', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)

    expect(await saveTravelForm(world, registration, delegate)).toBe('ok')
    await recompute(delegate)

    expect((await taskOf(delegate, 'T02'))?.state).toBe('done')
    expect((await taskOf(delegate, 'T03'))?.state).toBe('open')
    expect((await taskOf(delegate, 'T17'))?.state).toBe('open')
  })

  it('does not carry out a plan whose facts have moved on', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    const [basis] = await worker.query<{ basis: string }>('SELECT app.task_basis($1) AS basis', [
      delegate.participationId,
    ])
    await saveTravelForm(world, registration, delegate)

    const plan = [{ task: 'T02', owner: 'delegate', state: 'open', due_on: null, hard_on: null, wall_on: null }]
    const [brought] = await worker.query('SELECT app.tasks_bring($1, $2, $3) AS count', [
      delegate.participationId,
      basis?.basis,
      JSON.stringify(plan),
    ])

    expect(brought).toEqual({ count: -1 })
    expect((await taskOf(delegate, 'T02'))?.state).toBe('done')
  })

  it('cancels open tasks when the place is given back and reopens them after another yes', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    await registration.query(`SELECT app.own_move($1, 'give_back')`, [delegate.session.hash])
    await recompute(delegate)
    expect((await tasksOf(delegate)).map(({ state }) => state)).not.toContain('open')

    await registration.query(`SELECT app.own_move($1, 'take_back')`, [delegate.session.hash])
    await registration.query(`SELECT app.own_move($1, 'confirm')`, [delegate.session.hash])
    await recompute(delegate)

    expect((await taskOf(delegate, 'T02'))?.state).toBe('open')
  })
})

describe('reminders', () => {
  const remind = () => new RemindPeople(worker).run()

  it('TRV-3 makes one digest of several due reminders, however often and at once it is rung', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    await toNoon(5)

    await Promise.all(Array.from({ length: 5 }, remind))
    await remind()

    expect(await digests(delegate)).toEqual([{ class: 'reminder_digest', inbox: 1 }])
    const armed = await world.operator.query<{ schedule: string }>(
      'SELECT schedule FROM app.reminder WHERE participation_id = $1 ORDER BY schedule',
      [delegate.participationId],
    )
    expect(armed.map(({ schedule }) => schedule)).toEqual(['d3', 'd5'])
  })

  it('TRV-2 reminds nobody of what is done, and writes no second digest while one still waits to go out', async () => {
    const [quick, slow] = [await confirmedDelegate(world, registration), await confirmedDelegate(world, registration)]
    await recompute(quick)
    await recompute(slow)
    await saveTravelForm(world, registration, quick)
    await recompute(quick)
    await toNoon(3)
    await remind()
    await toNoon(5)
    await remind()

    expect(await digests(quick)).toEqual([])
    expect(await digests(slow)).toHaveLength(1)

    await world.operator.query(`UPDATE app.outbox SET state = 'accepted' WHERE application_id = $1`, [slow.id])
    await remind()
    expect(await digests(slow)).toHaveLength(2)

    // A moved day arms each reminder once more, and only once.
    await world.operator.query(`UPDATE app.outbox SET state = 'accepted' WHERE application_id = $1`, [slow.id])
    await world.operator.query(
      `UPDATE app.task SET due_on = due_on + 30 WHERE participation_id = $1 AND task = 'T02'`,
      [slow.participationId],
    )
    for (const days of [6, 7, 8]) {
      await toNoon(days)
      await remind()
      await world.operator.query(`UPDATE app.outbox SET state = 'accepted' WHERE application_id = $1`, [slow.id])
    }
    expect(await digests(slow)).toHaveLength(3)
  })

  it('TRV-3 hands an overdue form to the travel desk once, and reminds no more', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    const escalate = () => new EscalateTasks(worker).run()
    await toNoon(9)
    await Promise.all([escalate(), escalate()])
    await escalate()
    await remind()

    const asked = await world.operator.query(
      'SELECT kind, role FROM app.staff_task WHERE participation_id = $1 AND task_id IS NOT NULL',
      [delegate.participationId],
    )
    expect(asked).toEqual([{ kind: 'task_overdue', role: 'travel_desk' }])
    expect(await digests(delegate)).toEqual([])
  })
})

describe('the edition’s days', () => {
  it('shows what would move before it is saved, then moves it and keeps the old days', async () => {
    const delegate = await confirmedDelegate(world, registration)
    await recompute(delegate)
    const dates = new ChangeEditionDates(staff, new Audit(staff))
    const coordinator = await signedIn(world, 'coordinator')
    const read = await dates.read(coordinator)
    if (!read.ok) throw new Error(read.code)
    const moved = {
      arrival_on: await day(154),
      programme_from: await day(155),
      programme_to: await day(157),
      departure_on: await day(159),
      version: read.value.version,
    }

    const preview = await dates.preview(coordinator, moved)
    expect(preview.ok && preview.value.moved).toContainEqual({
      task: 'T16',
      from: await day(119),
      to: await day(133),
      count: expect.any(Number),
    })
    expect((await taskOf(delegate, 'T16'))?.due_on).toBe(await day(119))

    expect(await dates.run(coordinator, moved)).toEqual({ ok: true, value: null })
    expect(await dates.run(coordinator, moved)).toEqual({ ok: false, code: 'stale' })
    const rung = await world.operator.query<{ id: string }>(
      `SELECT participation_id AS id FROM app.outbox WHERE class = 'edition.changed' AND participation_id = $1`,
      [delegate.participationId],
    )
    expect(rung).toHaveLength(1)
    await recompute(delegate)
    await recompute(delegate)

    expect((await taskOf(delegate, 'T16'))?.due_on).toBe(await day(133))
    const history = await world.operator.query(
      `SELECT h.from_due::text, h.to_due::text FROM app.task_due_history h JOIN app.task t ON t.id = h.task_id
       WHERE t.participation_id = $1 AND t.task = 'T16'`,
      [delegate.participationId],
    )
    expect(history).toEqual([{ from_due: await day(119), to_due: await day(133) }])
  })

  it('refuses days out of order, and anybody but a coordinator', async () => {
    const dates = new ChangeEditionDates(staff, new Audit(staff))
    const wrong = {
      arrival_on: '2027-05-02',
      programme_from: '2027-05-01',
      programme_to: '2027-05-03',
      departure_on: '2027-05-04',
      version: 1,
    }

    expect(await dates.run(await signedIn(world, 'coordinator'), wrong)).toEqual({
      ok: false,
      code: 'dates_out_of_order',
    })
    expect(await dates.run(await signedIn(world, 'desk'), wrong)).toEqual({ ok: false, code: 'not_found' })
  })
})
