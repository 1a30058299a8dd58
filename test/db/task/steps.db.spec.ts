import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { CloseTask } from '#features/task/staff/close-task.js'
import { ListTasks } from '#features/task/staff/list-tasks.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import { AskForRuleCheck } from '#features/visa/worker/ask-for-rule-check.job.js'
import { Clock } from '#platform/clock/clock.js'
import type { Database } from '#platform/database/database.js'
import { TestClock } from '#test/support/clock.js'
import { confirmedDelegate, type Delegate, kenyanAnswers, saveTravelForm } from '#test/support/people/delegate.js'
import { deskOf } from '#test/support/people/desk.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Database
let officer: StaffActor
let delegate: Delegate
let close: CloseTask

const norwegian = { ...kenyanAnswers, issuer: 'NO', nationality_of_document: 'NO' }
const recompute = () => new RecomputeTasks(world.sql('app_worker')).run({ participationId: delegate.participationId })
const states = async (...tasks: string[]) => {
  const rows = await world.operator.query<{ task: string; state: string }>(
    'SELECT task, state FROM app.task WHERE participation_id = $1 AND task = ANY ($2) ORDER BY task',
    [delegate.participationId, tasks],
  )
  return rows.map(({ task, state }) => `${task} ${state}`)
}
const taskOf = async (name: string) =>
  (
    await world.operator.query<{ id: string; state: string; version: number }>(
      'SELECT id, state, version FROM app.task WHERE participation_id = $1 AND task = $2',
      [delegate.participationId, name],
    )
  )[0]
const act = async (name: string, move: 'complete' | 'reopen') => {
  const task = await taskOf(name)
  const outcome = await close.run(officer, task?.id ?? '', { version: task?.version ?? 0, move })
  await recompute()
  return outcome.ok ? 'ok' : outcome.code
}

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['desk', 'security', 'auditor'].includes(login)))
  staff = await world.as('app_staff')
  const registration = world.sql('app_registration')
  officer = await signedIn(world, 'desk')
  close = new CloseTask(staff)
  delegate = await confirmedDelegate(world, registration)
  await recompute()
  await saveTravelForm(world, registration, delegate, { values: norwegian })
  await recompute()
  await openWindow(world, officer)
  const [row] = await world.operator.query<{ version: number }>('SELECT version FROM app.visa_case')
  const form = { version: row?.version ?? 0, path: 'not_required', reason: '' } as const
  const confirmed = await deskOf(staff, world).confirm.run(officer, delegate.participationId, form)
  if (!confirmed.ok) throw new Error(confirmed.code)
  await recompute()
})
afterAll(async () => await world.end())

describe('a sequence of tasks', () => {
  it('asks a person who needs no visa for none of its tasks', async () => {
    expect(await states('T03', 'T06', 'T07', 'T08', 'T09', 'T10')).toEqual(['T03 done', 'T08 open', 'T10 open'])
  })

  it('TRV-1 opens step 2 when step 1 is done, and lets it wait again when step 1 is reopened', async () => {
    expect(await states('T10', 'T19', 'T20')).toEqual(['T10 open', 'T19 waiting', 'T20 waiting'])

    expect(await act('T10', 'complete')).toBe('ok')
    expect(await states('T10', 'T19', 'T20')).toEqual(['T10 done', 'T19 open', 'T20 open'])
    expect(await act('T20', 'complete')).toBe('ok')
    expect(await act('T10', 'reopen')).toBe('ok')

    expect(await states('T10', 'T19', 'T20')).toEqual(['T10 open', 'T19 waiting', 'T20 done'])
  })

  it('does not reopen by hand what a fact would close again', async () => {
    await world.operator.query(
      `UPDATE app.visa_case SET visa_path = 'required', state = 'letter_ready', letter_on = app.today()`,
    )
    await recompute()

    expect(await states('T06')).toEqual(['T06 done'])
    expect(await act('T06', 'reopen')).toBe('closed_by_fact')
  })
})

describe('rules nobody checked for long', () => {
  it('become one task of the travel desk', async () => {
    const time = new TestClock(new Clock(), world.database)
    const ask = new AskForRuleCheck(world.sql('app_worker'))
    const asked = () => world.operator.query(`SELECT role FROM app.staff_task WHERE kind = 'rules_stale'`)

    await time.moveTo(new Date('2027-05-20T12:00:00Z'))
    await ask.run()
    expect(await asked()).toEqual([])
    await time.moveTo(new Date('2027-05-23T12:00:00Z'))
    await ask.run()
    await ask.run()
    expect(await asked()).toEqual([{ role: 'travel_desk' }])
    await time.reset()
  })
})

describe('staff and tasks', () => {
  it('lets the desk waive with a reason, refuses none, a stale page and other roles', async () => {
    const task = await taskOf('T16')
    const form = { version: task?.version ?? 0, move: 'waive' } as const

    expect(await close.run(officer, task?.id ?? '', form)).toEqual({ ok: false, code: 'reason_missing' })
    const waived = { ...form, reason: 'done_elsewhere' } as const
    const security = await signedIn(world, 'security')
    expect(await close.run(security, task?.id ?? '', waived)).toEqual({ ok: false, code: 'not_found' })
    expect(await close.run(officer, task?.id ?? '', { ...waived, version: 99 })).toEqual({ ok: false, code: 'stale' })
    expect(await close.run(officer, task?.id ?? '', waived)).toEqual({ ok: true, value: null })
    await recompute()

    expect((await taskOf('T16'))?.state).toBe('waived')
    expect(
      await world.operator.query('SELECT move, role, reason FROM app.task_closing WHERE task_id = $1', [task?.id]),
    ).toEqual([{ move: 'waive', role: 'travel_desk', reason: 'done_elsewhere' }])
  })

  it('shows each role its own tasks and a role without tasks nothing', async () => {
    const list = new ListTasks(staff)
    const security = await list.run(await signedIn(world, 'security'), { show: 'open' })
    const desk = await list.run(await signedIn(world, 'desk'), { show: 'open' })

    expect(security.ok && [...new Set(security.value.map(({ owner }) => owner))]).toEqual(['security_officer'])
    expect(desk.ok && new Set(desk.value.map(({ owner }) => owner)).size).toBeGreaterThan(2)
    expect(await list.run(await signedIn(world, 'auditor'), { show: 'open' })).toEqual({ ok: false, code: 'not_found' })
  })
})
