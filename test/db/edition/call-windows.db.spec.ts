import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CallWindows, type LocalTime } from '#features/edition/staff/call-windows.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { anotherEdition } from './another-edition.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let windows: CallWindows
let coordinator: StaffActor
let elsewhere: StaffActor

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'desk'].includes(login)))
  const database = await world.as('app_staff')
  windows = new CallWindows(database, new Audit(database))
  coordinator = await signedIn(world, 'coordinator')
  elsewhere = { ...coordinator, editionId: await anotherEdition(world, 'autumn') }
}, 30_000)

beforeEach(async () => {
  await world.operator.query('DELETE FROM app.call_window')
})

afterAll(() => world.end())

/** A second of 10 January 2040, the edition's time. */
const at = (time: string): LocalTime => ({ day: '2040-01-10', time })
const stored = (actor: StaffActor) =>
  world.operator.query<{ id: string; version: number; opens: string; closes: string | null }>(
    `SELECT w.id, w.version, to_char(w.opens_at AT TIME ZONE 'Europe/Stockholm', 'HH24:MI:SS') AS opens,
       to_char(w.closes_at AT TIME ZONE 'Europe/Stockholm', 'HH24:MI:SS') AS closes
     FROM app.call_window w WHERE w.edition_id = $1 ORDER BY w.opens_at`,
    [actor.editionId],
  )
const traces = async () => [
  await stored(coordinator),
  await stored(elsewhere),
  await world.operator.query('SELECT count(*)::int AS lines FROM audit.entry'),
]
async function first(): Promise<{ id: string; version: number }> {
  const [row] = await stored(coordinator)
  if (!row) throw new Error('no_window')
  return { id: row.id, version: row.version }
}
const add = (opens: string, closes?: string, actor = coordinator) =>
  windows.put(actor, { opens: at(opens), closes: closes === undefined ? undefined : at(closes) })

describe('a window of the call', () => {
  it.each([
    ['a second before', '08:59:59'],
    ['as', '09:00:00'],
  ])('APP-5 that ends %s it begins is refused', async (_, closes) => {
    const before = await traces()

    expect(await add('09:00:00', closes)).toEqual({ ok: false, code: 'window_ends_before_start' })
    expect(await traces()).toEqual(before)
  })

  it('APP-5 that ends a second after it begins is taken', async () => {
    expect(await add('09:00:00', '09:00:01')).toEqual({ ok: true, value: null })
    expect(await stored(coordinator)).toMatchObject([{ opens: '09:00:00', closes: '09:00:01', version: 1 }])
  })

  it.each([
    ['begins a second before another ends', '10:59:59', '12:00:00'],
    ['ends a second after another begins', '08:00:00', '10:00:01'],
    ['lies within another', '10:20:00', '10:40:00'],
    ['holds another', '09:00:00', '12:00:00'],
    ['is another once more', '10:00:00', '11:00:00'],
    ['has no end, and begins before another', '09:00:00', undefined],
  ])('APP-5 that %s is refused', async (_, opens, closes) => {
    await add('10:00:00', '11:00:00')
    const before = await traces()

    expect(await add(opens, closes)).toEqual({ ok: false, code: 'window_overlaps' })
    expect(await traces()).toEqual(before)
  })

  it.each([
    ['begins as another ends', '11:00:00', '12:00:00'],
    ['begins a second after another ends', '11:00:01', '12:00:00'],
    ['ends as another begins', '08:00:00', '10:00:00'],
    ['ends a second before another begins', '08:00:00', '09:59:59'],
    ['has no end, and begins as another ends', '11:00:00', undefined],
  ])('APP-5 that %s is taken', async (_, opens, closes) => {
    await add('10:00:00', '11:00:00')

    expect(await add(opens, closes)).toEqual({ ok: true, value: null })
    expect(await stored(coordinator)).toHaveLength(2)
  })

  it.each([
    ['has no end either, and begins later', '12:00:00', undefined],
    ['has no end either, and begins sooner', '08:00:00', undefined],
    ['begins later', '12:00:00', '13:00:00'],
    ['ends a second after that begins', '08:00:00', '10:00:01'],
  ])('APP-5 beside one without an end that %s is refused', async (_, opens, closes) => {
    await add('10:00:00')
    const before = await traces()

    expect(await add(opens, closes)).toEqual({ ok: false, code: 'window_overlaps' })
    expect(await traces()).toEqual(before)
  })

  it('APP-5 that ends as one without an end begins is taken', async () => {
    await add('10:00:00')

    expect(await add('08:00:00', '10:00:00')).toEqual({ ok: true, value: null })
    expect(await stored(coordinator)).toMatchObject([{ opens: '08:00:00' }, { opens: '10:00:00', closes: null }])
  })

  it('APP-5 of one edition leaves the dates of another as they are, the same ones even', async () => {
    await add('10:00:00')
    const mine = await stored(coordinator)

    expect(await add('10:00:00', undefined, elsewhere)).toEqual({ ok: true, value: null })
    expect(await add('08:00:00', '10:00:00', elsewhere)).toEqual({ ok: true, value: null })
    const theirs = await stored(elsewhere)
    const seen = { id: mine[0]?.id ?? '', version: 1 }

    expect(await windows.put(elsewhere, { seen, opens: at('06:00') })).toEqual({ ok: false, code: 'not_found' })
    expect(await windows.remove(elsewhere, seen)).toEqual({ ok: false, code: 'not_found' })
    await windows.remove(coordinator, seen)
    expect([await stored(coordinator), await stored(elsewhere)]).toEqual([[], theirs])
    expect(theirs).toMatchObject([{ opens: '08:00:00' }, { opens: '10:00:00', closes: null }])
  })

  it('APP-5 is one of two that overlap and are added at once', async () => {
    const [one, two] = await Promise.all([add('10:00:00', '12:00:00'), add('11:00:00', '13:00:00')])

    expect(one.ok).toBe(!two.ok)
    expect(one.ok ? two : one).toEqual({ ok: false, code: 'window_overlaps' })
    expect(await stored(coordinator)).toHaveLength(1)
  })

  it('APP-5 cannot overlap another in the table either, whoever writes it', async () => {
    await add('10:00:00', '11:00:00')
    const insert = (opens: string, closes: string | null) =>
      world.operator.query(
        `INSERT INTO app.call_window (edition_id, opens_at, closes_at) VALUES ($1, $2::timestamp AT TIME ZONE 'Europe/Stockholm',
           $3::timestamp AT TIME ZONE 'Europe/Stockholm')`,
        [world.editionId, opens, closes],
      )

    await expect(insert('2040-01-10 10:59:59', null)).rejects.toThrow('database_23P01')
    await expect(insert('2040-01-10 12:00:00', '2040-01-10 12:00:00')).rejects.toThrow('database_23514')
    expect(await insert('2040-01-10 11:00:00', null)).toEqual([])
  })
})

describe('changing the windows', () => {
  it('takes the version that was seen, and leaves a line for each act', async () => {
    await add('10:00:00', '11:00:00')
    const seen = await first()

    const changed = await windows.put(coordinator, { seen, opens: at('10:30'), closes: at('11:30') })
    const stale = await windows.put(coordinator, { seen, opens: at('10:00') })
    const gone = await windows.remove(coordinator, seen)
    const [row] = await stored(coordinator)
    const removed = await windows.remove(coordinator, await first())

    expect([changed, stale, gone, removed].map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
      'ok',
      'stale',
      'stale',
      'ok',
    ])
    expect(row).toEqual({ id: seen.id, version: 2, opens: '10:30:00', closes: '11:30:00' })
    expect(
      await world.operator.query(
        'SELECT verb, purpose, actor_id = $2 AS mine FROM audit.entry WHERE object_id = $1 ORDER BY seq',
        [seen.id, coordinator.accountId],
      ),
    ).toEqual([
      { verb: 'call_window.added', purpose: '2040-01-10T10:00:00 2040-01-10T11:00:00', mine: true },
      { verb: 'call_window.changed', purpose: '2040-01-10T10:30 2040-01-10T11:30', mine: true },
      { verb: 'call_window.removed', purpose: '', mine: true },
    ])
  })

  it('may stretch a window up to the next, and over itself', async () => {
    await add('10:00:00', '11:00:00')
    const seen = await first()
    await add('12:00:00', '13:00:00')

    const over = await windows.put(coordinator, { seen, closes: at('12:00:01') })
    const upTo = await windows.put(coordinator, { seen, closes: at('12:00:00') })

    expect(over).toEqual({ ok: false, code: 'window_overlaps' })
    expect(upTo.ok).toBe(true)
    expect(await stored(coordinator)).toMatchObject([
      { opens: '10:00:00', closes: '12:00:00', version: 2 },
      { opens: '12:00:00', closes: '13:00:00', version: 1 },
    ])
  })

  it('leaves the beginning of one that has begun, and does not remove it', async () => {
    await world.operator.query(
      `INSERT INTO app.call_window (edition_id, opens_at, closes_at) VALUES ($1, app.now() - interval '1 hour', '2040-01-10')`,
      [world.editionId],
    )
    const seen = await first()

    const moved = await windows.put(coordinator, { seen, opens: at('09:00'), closes: at('10:00') })
    const removed = await windows.remove(coordinator, seen)
    const ended = await windows.put(coordinator, { seen, closes: at('10:00') })

    expect([moved, removed]).toEqual([
      { ok: false, code: 'window_has_begun' },
      { ok: false, code: 'window_has_begun' },
    ])
    expect(ended).toEqual({ ok: true, value: null })
    const read = await windows.read(coordinator)
    expect(read.ok && read.value).toMatchObject({
      zone: 'Europe/Stockholm',
      windows: [{ hasBegun: true, version: 2, closes: { day: '2040-01-10', time: '10:00' } }],
    })
  })

  it('is for coordinators alone', async () => {
    await add('10:00:00')
    const seen = await first()
    const desk = await signedIn(world, 'desk')

    for (const outcome of [
      await windows.read(desk),
      await windows.put(desk, { opens: at('08:00'), closes: at('09:00') }),
      await windows.remove(desk, seen),
    ])
      expect(outcome).toEqual({ ok: false, code: 'not_found' })
    expect(await stored(coordinator)).toHaveLength(1)
  })
})
