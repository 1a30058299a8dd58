import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CallWindows, type LocalTime } from '#features/edition/staff/call-windows.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Sql
let time: TestClock
const minute = 60_000

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => login === 'coordinator'))
  registration = world.sql('app_registration')
  time = new TestClock(new Clock(), world.database)
}, 30_000)

/** Wednesday 1 to 8 and Wednesday 15 to 22 June 2039, and without an end from 1 July. */
beforeEach(async () => {
  await moveTo('2039-05-01T00:00:00Z')
  await world.operator.query(`UPDATE app.edition SET arrival_on = '2039-12-01', programme_from = '2039-12-02',
    programme_to = '2039-12-03', departure_on = '2039-12-04'`)
  await world.operator.query('DELETE FROM app.call_window')
  await world.operator.query(
    `INSERT INTO app.call_window (edition_id, opens_at, closes_at) VALUES ($1, '2039-06-01 12:00Z', '2039-06-08 12:00Z'),
       ($1, '2039-06-15 12:00Z', '2039-06-22 12:00Z'), ($1, '2039-07-01 12:00Z', NULL)`,
    [world.editionId],
  )
})

afterAll(() => world.end())

const moveTo = (instant: string) => time.moveTo(new Date(instant))
const bytes = (size = 32) => randomBytes(size)
const day = (text: string): LocalTime => ({ day: text, time: '14:00' })

const call = () =>
  registration.one<{ opens_at: Date; closes_at: Date | null; is_open: boolean }>(
    'SELECT opens_at, closes_at, is_open FROM app.open_edition()',
  )

async function begin(late: Buffer | null = null) {
  const token = bytes()
  const row = await registration.one<{ id: string; keep: string }>(
    'SELECT application_id AS id, keep_until::text AS keep FROM app.begin_application($1, $2, $3, $4, $5, $6, $7)',
    [world.editionId, bytes(), bytes(), token, bytes(60), bytes(60), late],
  )
  await world.operator.query(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)
  return row && { ...row, token }
}
const begun = async () => {
  const one = await begin()
  if (!one) throw new Error('call_closed')
  return one
}
const maySend = async (id: string) =>
  (
    await world.operator.query<{ may: boolean }>('SELECT app.may_send(a) AS may FROM app.application a WHERE id = $1', [
      id,
    ])
  )[0]?.may
const keptUntil = async (id: string) =>
  (
    await world.operator.query<{ day: string }>('SELECT keep_until::text AS day FROM app.application WHERE id = $1', [
      id,
    ])
  )[0]?.day

describe('the call of an edition', () => {
  it.each([
    ['the next before it opens', '2039-06-01T11:59:50Z', '2039-06-01', '2039-06-08', false],
    ['the open one as it opens', '2039-06-01T12:00:00Z', '2039-06-01', '2039-06-08', true],
    ['the open one until it ends', '2039-06-08T11:59:50Z', '2039-06-01', '2039-06-08', true],
    ['the next as it ends', '2039-06-08T12:00:00Z', '2039-06-15', '2039-06-22', false],
    ['the next between two', '2039-06-10T12:00:00Z', '2039-06-15', '2039-06-22', false],
    ['the second in its turn', '2039-06-15T12:00:00Z', '2039-06-15', '2039-06-22', true],
    ['the one without an end, ever after', '2039-11-30T12:00:00Z', '2039-07-01', null, true],
  ])('is %s', async (_, now, opens, closes, isOpen) => {
    await moveTo(now)
    const row = await call()

    expect(row && [row.opens_at.toISOString(), row.closes_at?.toISOString() ?? null, row.is_open]).toEqual([
      `${opens}T12:00:00.000Z`,
      closes && `${closes}T12:00:00.000Z`,
      isOpen,
    ])
  })

  it('is the last when all are over, and none without a window', async () => {
    await world.operator.query('DELETE FROM app.call_window WHERE closes_at IS NULL')
    await moveTo('2039-08-01T00:00:00Z')
    const last = await call()
    await world.operator.query('DELETE FROM app.call_window')

    expect(last).toMatchObject({ opens_at: new Date('2039-06-15T12:00Z'), is_open: false })
    expect(await call()).toEqual({ opens_at: null, closes_at: null, is_open: false })
    expect(await begin()).toBeUndefined()
  })

  it('lets a draft be sent in each window and its grace, and not between them', async () => {
    await moveTo('2039-06-02T00:00:00Z')
    const { id } = await begun()
    const answers = []
    for (const now of [
      '2039-06-08T13:59:50Z',
      '2039-06-08T14:00:00Z',
      '2039-06-15T11:59:50Z',
      '2039-06-15T12:00:00Z',
      '2039-06-22T14:00:00Z',
      '2039-11-30T00:00:00Z',
    ]) {
      await moveTo(now)
      answers.push(await maySend(id))
    }

    expect(answers).toEqual([true, false, false, true, false, true])
  })

  it('takes a late code between two windows, and not before the first', async () => {
    const late = bytes()
    const coordinator = await signedIn(world, 'coordinator')
    await world.operator.query('INSERT INTO app.late_code (hash, edition_id, made_by) VALUES ($1, $2, $3)', [
      late,
      world.editionId,
      coordinator.accountId,
    ])
    await moveTo('2039-06-01T11:59:50Z')
    const early = await begin(late)
    await moveTo('2039-06-10T00:00:00Z')
    const without = await begin()
    const between = await begin(late)
    await moveTo('2039-06-16T00:00:00Z')
    const open = await begin(late)

    expect([early, without]).toEqual([undefined, undefined])
    expect(
      await world.operator.query(
        `SELECT id, late_code IS NOT NULL AS late FROM app.application WHERE id IN ($1, $2) ORDER BY late DESC`,
        [between?.id, open?.id],
      ),
    ).toEqual([
      { id: between?.id, late: true },
      { id: open?.id, late: false },
    ])
  })

  it('APP-12 keeps a draft of a call without an end for its own two weeks, anew with each save', async () => {
    await moveTo('2039-07-04T00:00:00Z')
    const { id, keep, token } = await begun()
    await moveTo('2039-07-13T00:00:00Z')
    const saved = await registration.one<{ code: string }>(
      `SELECT app.own_draft_save($1, 'work', 0, 'started', '\\x00') AS code`,
      [token],
    )

    expect(saved).toEqual({ code: 'ok' })
    // 18 July is a Monday, 27 July a Wednesday: each up to its Sunday.
    expect([keep, await keptUntil(id)]).toEqual(['2039-07-24', '2039-07-31'])
    const row = await registration.one<{ day: string }>('SELECT app.own_keep($1, true)::text AS day', [token])
    expect(row?.day).toBe('2039-07-31')
  })

  it('APP-12 keeps an idle draft longer when the call ends later, never shorter, and not one kept short', async () => {
    await world.operator.query('DELETE FROM app.call_window WHERE closes_at IS NULL')
    await moveTo('2039-06-15T13:00:00Z')
    const [long, short] = [await begun(), await begun()]
    await registration.query('SELECT app.own_keep($1, true)', [short.token])
    const database = await world.as('app_staff')
    const windows = new CallWindows(database, new Audit(database))
    const coordinator = await signedIn(world, 'coordinator')
    const change = async (closes: LocalTime | undefined) => {
      const read = await windows.read(coordinator)
      const seen = read.ok ? read.value.windows[1] : undefined
      await windows.put(coordinator, { seen, closes })
      return [await keptUntil(long.id), await keptUntil(short.id)]
    }

    expect([await keptUntil(long.id), await keptUntil(short.id)]).toEqual(['2039-07-03', '2039-07-03'])
    expect(await change(day('2039-07-20'))).toEqual(['2039-07-24', '2039-07-03'])
    expect(await change(day('2039-06-30'))).toEqual(['2039-07-24', '2039-07-03'])
    expect(await change(undefined)).toEqual(['2039-07-24', '2039-07-03'])
  })

  it('closes when a window without an end is given one, two hours of grace after it', async () => {
    await moveTo('2039-07-04T00:00:00Z')
    const { id } = await begun()
    await world.operator.query(`UPDATE app.call_window SET closes_at = '2039-07-05 12:00Z' WHERE closes_at IS NULL`)
    await time.move(36 * 60 * minute + 119 * minute)
    const within = [(await call())?.is_open, await maySend(id)]
    await time.move(minute)

    expect(within).toEqual([false, true])
    expect([(await call())?.is_open, await maySend(id)]).toEqual([false, false])
  })
})
