import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import { ListVisaCases } from '#features/visa/staff/list-visa-cases.js'
import { Clock } from '#platform/clock/clock.js'
import type { Database } from '#platform/database/database.js'
import type { Sql } from '#platform/database/sql.js'
import { deskOf, type Desk } from '#test/support/people/desk.js'
import { TestClock } from '#test/support/clock.js'
import { confirmedDelegate, type Delegate, kenyanAnswers, saveTravelForm } from '#test/support/people/delegate.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Sql
let worker: Sql
let staff: Database
let desk: Desk
let officer: StaffActor

beforeAll(async () => {
  world = await practiceWorld([
    ...usualStaff.filter(({ login }) => ['coordinator', 'desk', 'security'].includes(login)),
    { login: 'desk-2', displayName: 'Desk without a key', roles: ['travel_desk'] },
  ])
  registration = world.sql('app_registration')
  worker = world.sql('app_worker')
  staff = await world.as('app_staff')
  desk = deskOf(staff, world)
  officer = await signedIn(world, 'desk')
})
afterEach(async () => await world.operator.query(`UPDATE app.staff_session SET step_up_until = NULL, step_up_left = 0`))
afterAll(async () => await world.end())

const recompute = ({ participationId }: Delegate) => new RecomputeTasks(worker).run({ participationId })
const openings = async () =>
  (
    await world.operator.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit.entry WHERE verb = 'identity.opened'`,
    )
  )[0]?.count ?? 0

const waitingDelegate = async (values?: Readonly<Record<string, unknown>>) => {
  const delegate = await confirmedDelegate(world, registration)
  await recompute(delegate)
  await saveTravelForm(world, registration, delegate, values ? { values } : {})
  await recompute(delegate)
  return delegate
}

describe('the desk’s list', () => {
  it('shows waiting cases of the own edition in plain facts, to the travel desk only', async () => {
    const delegate = await waitingDelegate()
    const list = new ListVisaCases(staff)

    const rows = await list.run(officer, true)
    expect(rows.ok && rows.value.map((row) => [row.participation_id, row.waiting_for])).toContainEqual([
      delegate.participationId,
      'identity_form',
    ])
    expect(await list.run(await signedIn(world, 'coordinator'), true)).toEqual({ ok: false, code: 'not_found' })
    const elsewhere = { ...officer, editionId: '00000000-0000-4000-8000-000000000000' }
    expect(await list.run(elsewhere, true)).toEqual({ ok: true, value: [] })
  })
})

describe('opening a case', () => {
  it('needs the window, logs before it opens and counts each file', async () => {
    const delegate = await waitingDelegate()
    const before = await openings()
    expect(await desk.open.run(officer, delegate.participationId)).toEqual({ ok: false, code: 'step_up_needed' })
    expect(await openings()).toBe(before)

    await openWindow(world, officer, 1)
    const opened = await desk.open.run(officer, delegate.participationId)

    expect(opened.ok && opened.value.form.values).toEqual(kenyanAnswers)
    expect(opened.ok && opened.value.assessed.result).toMatchObject({ visa: 'required', basis: 'ANNEX_I', flags: [] })
    expect(opened.ok && opened.value.assessed.because[0]).toMatchObject({
      source: expect.any(String),
      checkedOn: '2026-11-22',
    })
    expect(await openings()).toBe(before + 1)
    expect(await desk.open.run(officer, delegate.participationId)).toEqual({ ok: false, code: 'step_up_needed' })
  })

  it('closes the window after 15 minutes and after 20 files', async () => {
    const delegate = await waitingDelegate()
    const open = () => desk.open.run(officer, delegate.participationId)
    await openWindow(world, officer)
    const files = []
    for (let file = 0; file < 21; file += 1) files.push((await open()).ok)
    expect(files).toEqual([...Array.from({ length: 20 }, () => true), false])

    const time = new TestClock(new Clock(), world.database)
    await openWindow(world, officer)
    await time.move(14 * 60_000)
    expect((await open()).ok).toBe(true)
    await time.move(2 * 60_000)
    expect(await open()).toEqual({ ok: false, code: 'step_up_needed' })
    await time.reset()
  })

  it('is the same 404 for another role, another edition, a conflict and a member without the key', async () => {
    const delegate = await waitingDelegate()
    const others = [
      await signedIn(world, 'coordinator'),
      await signedIn(world, 'security'),
      await signedIn(world, 'desk-2'),
      { ...officer, editionId: '00000000-0000-4000-8000-000000000000' },
    ]
    for (const actor of others) await openWindow(world, actor)
    const before = await openings()

    for (const actor of others) {
      expect(await desk.open.run(actor, delegate.participationId)).toEqual({ ok: false, code: 'not_found' })
    }
    await world.operator.query(
      `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'declared', $2)`,
      [delegate.id, officer.accountId],
    )
    expect(await desk.open.run(officer, delegate.participationId)).toEqual({ ok: false, code: 'not_found' })
    expect(await openings()).toBe(before)
  })
})
