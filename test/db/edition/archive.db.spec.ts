import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ArchiveEdition } from '#features/edition/staff/archive-edition.js'
import { Audit } from '#platform/audit/audit.js'
import type { Database } from '#platform/database/database.js'
import { TestClock } from '#test/support/clock.js'
import { Clock } from '#platform/clock/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Database
let archive: ArchiveEdition
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  staff = await world.as('app_staff')
  archive = new ArchiveEdition(staff, new Audit(staff))
  time = new TestClock(new Clock(), world.database)
})

afterAll(() => world.end())

/** What goes on after the end: signing in, messages and mails, what the worker keeps, rights of the person, safety. */
const goesOn = [
  'access',
  'consent',
  'contact_index',
  'edition_form',
  'flag',
  'freed_place',
  'history',
  'journey_step',
  'link',
  'message',
  'outbox',
  'phase_notice',
  'reminder',
  'session',
  'staff_role',
  'staff_session',
  'staff_task',
]

const lastDay = async (): Promise<Date> => {
  const [row] = await world.operator.query<{ day: string }>('SELECT departure_on::text AS day FROM app.edition')
  return new Date(`${row?.day}T12:00:00Z`)
}

describe('an archived edition', () => {
  it('is one whose last day is over', async () => {
    const coordinator = await signedIn(world, 'coordinator')
    const day = await lastDay()
    await time.moveTo(day)
    expect(await archive.run(coordinator, true)).toEqual({ ok: false, code: 'edition_not_over' })
    expect(await archive.read(coordinator)).toEqual({ ok: true, value: null })

    await time.moveTo(new Date(day.getTime() + 86_400_000))
    expect(await archive.run(coordinator, true)).toEqual({ ok: true, value: null })
    const next = new Date(day.getTime() + 86_400_000).toISOString().slice(0, 10)
    expect(await archive.read(coordinator)).toEqual({ ok: true, value: next })
    expect(await archive.run(coordinator, false)).toEqual({ ok: true, value: null })
    expect(await archive.read(coordinator)).toEqual({ ok: true, value: null })
    await time.reset()
  })

  it('is a coordinator’s to archive', async () => {
    for (const login of ['lead', 'board-1', 'desk', 'security', 'auditor']) {
      const actor = await signedIn(world, login)
      expect([login, await archive.run(actor, true)]).toEqual([login, { ok: false, code: 'not_found' }])
      expect([login, await archive.read(actor)]).toEqual([login, { ok: false, code: 'not_found' }])
    }
  })

  it('APP-10 guards every table that belongs to it, but for what goes on', async () => {
    const rows = await world.operator.query<{ name: string }>(
      `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
       JOIN pg_class t ON t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass AND t.relkind = 'r'
       WHERE c.table_schema IN ('app', 'sealed') AND c.column_name IN ('edition_id', 'application_id', 'participation_id')
         AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'archive_guards') ORDER BY 1`,
    )

    expect(rows.map(({ name }) => name)).toEqual(goesOn)
  })

  it('APP-10 refuses staff and the public app whatever they write, and lets the worker and the operator go on', async () => {
    await world.operator.query('UPDATE app.edition SET archived_on = app.today()')
    const write = `SELECT app.call_window_put($1, gen_random_uuid(), 0, app.now() + interval '200 days', NULL) AS code`
    const before = await world.operator.query('SELECT count(*) FROM app.application')
    const registration = world.sql('app_registration')
    const begin = 'SELECT * FROM app.begin_application($1, $2, $3, $4, $5, NULL)'
    const values = [
      world.editionId,
      ...['lookup', 'key', 'token', 'sealed'].map((text) => Buffer.from(text.padEnd(32))),
    ]

    await expect(registration.query(begin, values)).rejects.toMatchObject({ code: 'edition_archived' })
    await expect(staff.query(write, [world.editionId])).rejects.toMatchObject({ code: 'edition_archived' })
    expect(await world.operator.query('SELECT count(*) FROM app.application')).toEqual(before)
    expect(await world.operator.query(write, [world.editionId])).toEqual([{ code: 'ok' }])
    await world.operator.query('UPDATE app.edition SET archived_on = NULL')
    expect(await registration.query(begin, values)).toHaveLength(1)
  })
})
