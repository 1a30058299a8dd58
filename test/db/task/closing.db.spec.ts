import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CloseTask } from '#features/task/staff/close-task.js'
import { ListTasks } from '#features/task/staff/list-tasks.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import type { Database } from '#platform/database/database.js'
import { confirmedDelegate, type Delegate } from '#test/support/people/delegate.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Database
let delegate: Delegate

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['desk', 'security', 'auditor'].includes(login)))
  staff = await world.as('app_staff')
  delegate = await confirmedDelegate(world, world.sql('app_registration'))
  await recompute()
})
afterAll(async () => await world.end())

const recompute = () => new RecomputeTasks(world.sql('app_worker')).run({ participationId: delegate.participationId })
const taskOf = async (name: string) =>
  (
    await world.operator.query<{ id: string; state: string; version: number }>(
      'SELECT id, state, version FROM app.task WHERE participation_id = $1 AND task = $2',
      [delegate.participationId, name],
    )
  )[0]

describe('staff and tasks', () => {
  it('lets the desk waive with a reason, refuses none, a stale page and other roles', async () => {
    const desk = await signedIn(world, 'desk')
    const task = await taskOf('T16')
    const close = new CloseTask(staff)
    const form = { version: task?.version ?? 0, move: 'waive' } as const

    expect(await close.run(desk, task?.id ?? '', form)).toEqual({ ok: false, code: 'reason_missing' })
    const waived = { ...form, reason: 'done_elsewhere' } as const
    const security = await signedIn(world, 'security')
    expect(await close.run(security, task?.id ?? '', waived)).toEqual({ ok: false, code: 'not_found' })
    expect(await close.run(desk, task?.id ?? '', { ...waived, version: 99 })).toEqual({ ok: false, code: 'stale' })
    expect(await close.run(desk, task?.id ?? '', waived)).toEqual({ ok: true, value: null })
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
