import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import { ConfirmAssessment } from '#features/visa/staff/confirm-assessment.js'
import { RecordVisaStep } from '#features/visa/staff/record-visa-step.js'
import type { Database } from '#platform/database/database.js'
import type { Sql } from '#platform/database/sql.js'
import { deskOf, type Desk } from '#test/support/people/desk.js'
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
const rowOf = async ({ participationId }: Delegate) => {
  const [row] = await world.operator.query<Record<string, unknown> & { version: number }>(
    `SELECT state, visa_path, earliest_on::text, safe_on::text, legal_on::text, waiting_for, flags, version, rules_on::text,
       for_arrival::text FROM app.visa_case WHERE participation_id = $1`,
    [participationId],
  )
  if (!row) throw new Error('no_case')
  return row
}
const waitingDelegate = async (values?: Readonly<Record<string, unknown>>) => {
  const delegate = await confirmedDelegate(world, registration)
  await recompute(delegate)
  await saveTravelForm(world, registration, delegate, values ? { values } : {})
  await recompute(delegate)
  return delegate
}
const confirmed = async (delegate: Delegate, path: 'required' | 'not_required' | 'manual', reason = '') => {
  await openWindow(world, officer)
  const { version } = await rowOf(delegate)
  return desk.confirm.run(officer, delegate.participationId, { version, path, reason })
}

describe('confirming a result', () => {
  it('seals the result, leaves path and days in plain, closes T03 and takes the case off the list', async () => {
    const delegate = await waitingDelegate()
    expect(await confirmed(delegate, 'required')).toEqual({ ok: true, value: null })
    await recompute(delegate)

    expect(await rowOf(delegate)).toMatchObject({
      state: 'required',
      visa_path: 'required',
      waiting_for: null,
      flags: [],
    })
    const tasks = await world.operator.query<{ task: string; state: string }>(
      `SELECT task, state FROM app.task WHERE participation_id = $1 AND task IN ('T03', 'T06', 'T07', 'T09') ORDER BY task`,
      [delegate.participationId],
    )
    expect(tasks.map(({ task, state }) => `${task} ${state}`)).toEqual([
      'T03 done',
      'T06 open',
      'T07 waiting',
      'T09 waiting',
    ])
    const sealed = await world.operator.query(
      `SELECT compartment, version FROM sealed.record WHERE owner_id = $1 AND schema_id = 'identity.assessment'`,
      [delegate.id],
    )
    expect(sealed).toEqual([{ compartment: 'identity', version: 1 }])
  })

  it('refuses a page that is out of date, a path the engine did not offer, and a decision without reason', async () => {
    const delegate = await waitingDelegate()
    await openWindow(world, officer)
    const { version } = await rowOf(delegate)
    const run = (form: Parameters<ConfirmAssessment['run']>[2]) =>
      desk.confirm.run(officer, delegate.participationId, form)

    expect(await run({ version: version - 1, path: 'required', reason: '' })).toEqual({ ok: false, code: 'stale' })
    expect(await run({ version, path: 'not_required', reason: 'x' })).toEqual({ ok: false, code: 'path_not_offered' })
    expect(await rowOf(delegate)).toMatchObject({ state: 'assess', visa_path: null })
  })

  it('LET-12 keeps a person without a document with people, and asks them to get one', async () => {
    const delegate = await waitingDelegate({
      document_kind: 'none_yet',
      birth_date: '1988',
      legal_residence: { country: 'KE', permit_kind: 'citizen' },
    })
    expect(await confirmed(delegate, 'required')).toEqual({ ok: false, code: 'reason_missing' })
    expect(await confirmed(delegate, 'manual')).toEqual({ ok: true, value: null })
    await recompute(delegate)

    expect(await rowOf(delegate)).toMatchObject({
      state: 'manual',
      visa_path: 'manual',
      safe_on: null,
      legal_on: null,
      flags: ['passport'],
    })
    const open = await world.operator.query<{ task: string }>(
      `SELECT task FROM app.task WHERE participation_id = $1 AND state = 'open' AND task IN ('T04', 'T06', 'T07')`,
      [delegate.participationId],
    )
    expect(open.map(({ task }) => task).toSorted()).toEqual(['T04', 'T06'])
    expect(
      await world.operator.query('SELECT kind, role FROM app.staff_task WHERE participation_id = $1', [
        delegate.participationId,
      ]),
    ).toEqual([{ kind: 'visa_manual', role: 'travel_desk' }])
    expect(await confirmed(delegate, 'required', 'Will apply for a passport in time')).toEqual({
      ok: true,
      value: null,
    })
    expect(await rowOf(delegate)).toMatchObject({ state: 'required', visa_path: 'required' })
  })

  it('has a case on the list again when the place was given back before the desk looked, and taken again', async () => {
    const delegate = await waitingDelegate()
    const move = (name: string) => registration.query('SELECT app.own_move($1, $2)', [delegate.session.hash, name])
    await move('give_back')
    await recompute(delegate)
    expect((await rowOf(delegate)).waiting_for).toBeNull()
    await move('take_back')
    await move('confirm')
    await recompute(delegate)
    await recompute(delegate)

    expect((await rowOf(delegate)).waiting_for).toBe('identity_form')
  })

  it('LET-10 a new version of the rules puts open cases back on the list; the old result stays', async () => {
    const delegate = await waitingDelegate()
    await confirmed(delegate, 'required')
    await worker.query('SELECT app.visa_case_outdated($1, $2)', [delegate.participationId, '2027-01-05'])
    await worker.query('SELECT app.visa_case_outdated($1, $2)', [delegate.participationId, '2027-01-05'])

    expect(await rowOf(delegate)).toMatchObject({ waiting_for: 'rules_changed', visa_path: 'required' })
    await recompute(delegate)
    await confirmed(delegate, 'required')
    const kept = await world.operator.query(
      `SELECT version FROM sealed.record WHERE owner_id = $1 AND schema_id = 'identity.assessment' ORDER BY version`,
      [delegate.id],
    )
    expect(kept).toEqual([{ version: 1 }, { version: 2 }])
    const steps = await world.operator.query<{ move: string }>(
      'SELECT move FROM app.visa_step WHERE participation_id = $1 ORDER BY version',
      [delegate.participationId],
    )
    expect(steps.map(({ move }) => move)).toEqual(['find_required', 'find_required'])
  })

  it('LET-10 a rule that ends before departure is manual, with no day promised', async () => {
    const georgian = { ...kenyanAnswers, document_kind: 'diplomatic', issuer: 'GE', nationality_of_document: 'GE' }
    const delegate = await waitingDelegate(georgian)
    await openWindow(world, officer)
    const opened = await desk.open.run(officer, delegate.participationId)

    expect(opened.ok && opened.value.assessed.result).toMatchObject({
      visa: 'manual',
      flags: expect.arrayContaining(['RULE_CHANGE_BEFORE_TRAVEL']),
    })
    await confirmed(delegate, 'manual')
    expect(await rowOf(delegate)).toMatchObject({ safe_on: null, earliest_on: null, legal_on: null })
  })
})

describe('steps outside', () => {
  it('are refused by the database itself to staff who do not hold the role they name', async () => {
    const delegate = await waitingDelegate()
    const { accountId } = await signedIn(world, 'coordinator')
    const codes = await staff.query<{ code: string }>(
      `SELECT (app.visa_case_assess($1, $2, $3, 'required', NULL, NULL, NULL, '{}', current_date, current_date, current_date, NULL)).code
       UNION ALL SELECT (app.visa_case_move($1, 'find_required', 'travel_desk', $2, NULL, 'desk', NULL)).code
       UNION ALL SELECT (app.journey_move($1, 'stop', 'travel_desk', $2, NULL)).code`,
      [delegate.participationId, accountId, (await rowOf(delegate)).version],
    )

    expect(codes.map(({ code }) => code)).toEqual(['move_not_allowed', 'move_not_allowed', 'move_not_allowed'])
  })

  it('lets the visa tasks follow letter, appointment, lodging and decision', async () => {
    const delegate = await waitingDelegate()
    await confirmed(delegate, 'required')
    await recompute(delegate)
    const record = new RecordVisaStep(desk.read, staff)
    const [{ today }] = (await world.operator.query<{ today: string }>('SELECT app.today()::text AS today')) as [
      { today: string },
    ]
    const step = async (move: Parameters<RecordVisaStep['run']>[2]['move'], happenedOn = today) => {
      const { version } = await rowOf(delegate)
      const outcome = await record.run(officer, delegate.participationId, {
        version,
        move,
        happenedOn,
        source: 'desk_saw',
      })
      await recompute(delegate)
      return outcome.ok ? 'ok' : outcome.code
    }

    expect(await step('lodge')).toBe('move_not_allowed')
    expect(await step('letter_ready', '2099-01-01')).toBe('day_ahead')
    expect(await step('letter_ready')).toBe('ok')
    expect(await step('book_appointment', '2027-01-20')).toBe('ok')
    const t09 = await world.operator.query(
      `SELECT t.state, t.hard_on = c.safe_on AS is_safe, t.wall_on = c.legal_on AS is_legal FROM app.task t JOIN app.visa_case c USING (participation_id)
       WHERE t.participation_id = $1 AND t.task = 'T09'`,
      [delegate.participationId],
    )
    expect(t09).toEqual([{ state: 'open', is_safe: true, is_legal: true }])
    for (const move of ['lodge', 'issue', 'find_sticker_ok'] as const) expect(await step(move)).toBe('ok')

    const states = await world.operator.query<{ task: string; state: string }>(
      `SELECT task, state FROM app.task WHERE participation_id = $1 AND task IN ('T06', 'T07', 'T09', 'T10', 'T11', 'T12') ORDER BY task`,
      [delegate.participationId],
    )
    expect(states.map(({ task, state }) => `${task} ${state}`)).toEqual([
      'T06 done',
      'T07 done',
      'T09 done',
      'T10 open',
      'T11 done',
      'T12 done',
    ])
  })
})
