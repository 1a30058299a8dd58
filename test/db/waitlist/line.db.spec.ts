import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { PassPlacesOn } from '#features/waitlist/worker/pass-places-on.job.js'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { type Invited, knownDays, named, waitlistedPeople } from '#test/support/people/invited.js'
import { keptApart } from '#test/support/people/kept-apart.js'
import { linePlanned } from '#test/support/people/line-planned.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const hour = 3_600_000
const day = 24 * hour
const many = 30

let world: World
let worker: Sql
let staff: Sql
let time: TestClock
let coordinator: string
let people: Invited[]

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  worker = world.sql('app_worker')
  staff = new Sql(world.database.url('app_staff'), many)
  time = new TestClock(new Clock(), world.database)
  const [row] = await sql<{ id: string }>(`SELECT id FROM app.staff_account WHERE login = 'coordinator'`)
  coordinator = row?.id ?? ''
}, 30_000)
afterEach(async () => {
  await time.reset()
  await sql(`UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited')`)
  await sql(
    'UPDATE app.edition SET auto_promote = false, waitlist_open = true, waitlist_stop_on = NULL, capacity = 200, express_hours = 48',
  )
  await sql('DELETE FROM app.waitlist_run')
})
afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const waiting = async (count: number, days?: number) => {
  people = await waitlistedPeople(world.operator, world.editionId, count)
  if (days !== undefined) await knownDays(world.operator, people, days)
  return people
}
const run = () => new PassPlacesOn(worker).run()
const runs = () => sql('SELECT code, runs, invited FROM app.waitlist_run ORDER BY code')
const statesOf = async () =>
  (
    await sql<{ state: string }>('SELECT state FROM app.application WHERE id = ANY ($1) ORDER BY queue_number', [
      people.map(({ id }) => id),
    ])
  ).map(({ state }) => state)
const promote = async (person: Invited | undefined, reason = '') => {
  await named(world.operator, person)
  return staff.one<{ code: string }>(
    `SELECT code FROM app.application_move($1, 'promote', 'coordinator', $2, p_reason => $3)`,
    [person?.id, coordinator, reason],
  )
}

describe('the system’s run', () => {
  it.each([
    ['auto_promote_off', 'auto_promote = false', 0],
    ['waitlist_closed', 'auto_promote = true, waitlist_open = false', 0],
    ['waitlist_stopped', `auto_promote = true, waitlist_stop_on = app.today() - 1`, 0],
    ['waitlist_stopped', 'auto_promote = true', 120],
    ['event_past', 'auto_promote = true', 146],
  ])('WAIT-4 invites nobody and says %s (%s, %i days on)', async (code, change, days) => {
    await waiting(2, 400)
    await sql(`UPDATE app.edition SET ${change}`)
    await time.move(days * day)
    await run()
    await run()

    expect(await runs()).toEqual([{ code, runs: 2, invited: 0 }])
    expect(await statesOf()).toEqual(['waitlisted', 'waitlisted'])
  })

  it('WAIT-4 WAIT-7 follows the order, passes over whose travel nobody knows, and writes why each was next', async () => {
    const [unknown, held, late, first, second] = await waiting(5)
    await knownDays(
      world.operator,
      [held, first, second].flatMap((one) => one ?? []),
      5,
    )
    await knownDays(
      world.operator,
      [late].flatMap((one) => one ?? []),
      -1,
    )
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'paused')`, [held?.id])
    await sql('UPDATE app.alternate_days SET normal_until = app.today() - 1 WHERE application_id = $1', [second?.id])
    await sql('UPDATE app.edition SET auto_promote = true')
    await linePlanned(world.operator, world.editionId)
    await run()

    expect(await runs()).toEqual([{ code: 'nobody_next', runs: 1, invited: 2 }])
    expect(
      await sql(
        'SELECT application_id AS id, why, feasible, by_role, actor_id AS actor, joined_on = app.today() AS today FROM app.promotion ORDER BY queue_number',
      ),
    ).toEqual([
      { id: first?.id, why: 'rank', feasible: 'yes', by_role: 'system', actor: null, today: true },
      { id: second?.id, why: 'rank', feasible: 'express', by_role: 'system', actor: null, today: true },
    ])
    expect(
      await sql('SELECT express FROM app.invitation WHERE application_id = ANY ($1) ORDER BY express', [
        [first?.id, second?.id],
      ]),
    ).toEqual([{ express: false }, { express: true }])
    expect(await statesOf()).toEqual(['waitlisted', 'waitlisted', 'waitlisted', 'invited', 'invited'])
    expect(await promote(unknown)).toEqual({ code: 'ok' })
  })

  it('tells coordinators of every place that waits for their yes, and after they ticked it off not for a week', async () => {
    await sql(`DELETE FROM app.staff_task WHERE kind = 'place_to_pass_on'`)
    const tasks = () =>
      sql(
        `SELECT role, state, edition_id AS edition, application_id AS file FROM app.staff_task WHERE kind = 'place_to_pass_on' ORDER BY due_on`,
      )
    const task = { role: 'coordinator', edition: world.editionId, file: null }
    const [first] = await waiting(2, 60)
    await run()
    await run()
    expect(await tasks()).toEqual([{ ...task, state: 'open' }])

    await promote(first)
    await sql(`UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed'])`)
    await run()
    expect(await tasks()).toEqual([{ ...task, state: 'done' }])
    await sql('UPDATE app.edition SET capacity = 200')
    await run()
    const two = [
      { ...task, state: 'done' },
      { ...task, state: 'open' },
    ]
    expect(await tasks()).toEqual(two)

    await sql(
      `UPDATE app.staff_task SET state = 'done', done_by = (SELECT id FROM app.staff_account LIMIT 1) WHERE state = 'open' AND kind = 'place_to_pass_on'`,
    )
    const over = two.map((one) => ({ ...one, state: 'done' }))
    await time.move(6 * day)
    await run()
    expect(await tasks()).toEqual(over)
    await time.move(day)
    await run()
    expect(await tasks()).toEqual([...over, { ...task, state: 'open' }])
  })

  it('WAIT-8 tells coordinators at once of a place on offer since they ticked the others off', async () => {
    await sql(`DELETE FROM app.staff_task WHERE kind = 'place_to_pass_on'`)
    const [first] = await waiting(2, 60)
    const open = async () => {
      await run()
      return (await sql(`SELECT 1 FROM app.staff_task WHERE kind = 'place_to_pass_on' AND state = 'open'`)).length
    }
    await promote(first)
    const before = await open()
    await sql(
      `UPDATE app.staff_task SET state = 'done', done_by = (SELECT id FROM app.staff_account LIMIT 1) WHERE state = 'open' AND kind = 'place_to_pass_on'`,
    )
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [first?.id])
    const held = await open()
    await time.move(day + 1000)

    expect([before, held, await open()]).toEqual([1, 0, 1])
  })

  it('forgets the days when the arrival moves, and invites nobody before they are worked out again', async () => {
    await waiting(1, 60)
    await sql('UPDATE app.edition SET auto_promote = true, arrival_on = arrival_on - 1')
    await run()

    expect(await runs()).toEqual([{ code: 'nobody_next', runs: 1, invited: 0 }])
    await sql('UPDATE app.edition SET arrival_on = arrival_on + 1')
  })
})

describe('one coordinator', () => {
  it('WAIT-6 STA-21 30 presses at once for the last place invite one person, the first in the order', async () => {
    await waiting(many, 60)
    await sql(`UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed']) + 1`)

    const codes = await Promise.all(people.map(async (person) => (await promote(person))?.code))

    expect(codes.filter((code) => code === 'ok')).toEqual(['ok'])
    expect(
      [...new Set(codes)].filter((code) => !['ok', 'second_person_missing', 'no_place'].includes(code ?? '')),
    ).toEqual([])
    expect((await statesOf()).map((state, index) => [state, index]).filter(([state]) => state === 'invited')).toEqual([
      ['invited', 0],
    ])
  })

  it.each([
    ['waitlist_closed', 'waitlist_open = false'],
    ['waitlist_stopped', 'waitlist_stop_on = app.today() - 1'],
  ])('is told %s', async (code, change) => {
    const [first] = await waiting(1, 60)
    await sql(`UPDATE app.edition SET ${change}`)

    expect(await promote(first)).toEqual({ code })
    expect(await statesOf()).toEqual(['waitlisted'])
  })

  it('never invites in the line who gave a place up after saying yes', async () => {
    const [gone, next] = await waiting(2, 60)
    await sql(
      `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day) VALUES ($1, 5, 'cancel', 'confirmed', 'cancelled', 'board', app.today())`,
      [gone?.id],
    )

    expect([await promote(gone), await promote(next)]).toEqual([{ code: 'gave_up' }, { code: 'ok' }])
  })
})

describe('somebody kept apart from a person with a place', () => {
  it('is passed over by one coordinator and by the system', async () => {
    const [holder, apart] = await waiting(3, 60)
    await keptApart(world.operator, coordinator, holder, apart)

    expect([await promote(holder), await promote(apart)]).toEqual([{ code: 'ok' }, { code: 'held' }])
    await sql('UPDATE app.edition SET auto_promote = true')
    await linePlanned(world.operator, world.editionId)
    await run()
    expect(await statesOf()).toEqual(['invited', 'waitlisted', 'invited'])
  })
})

describe('an invitation in a hurry', () => {
  it('WAIT-5 set to 24 hours passes on 24 to 25 hours after the person was reached, on a whole hour', async () => {
    await sql('UPDATE app.edition SET express_hours = 24')
    const [first] = await waiting(1, 60)
    await promote(first, 'express')
    await time.move(3 * hour + 17 * 60_000)
    await staff.query(`SELECT app.invitation_reached($1, 'told')`, [first?.id])
    const reached = time.now().getTime()

    const [row] = await sql<{ expires_at: Date; deadline_at: Date }>(
      'SELECT expires_at, deadline_at FROM app.invitation WHERE application_id = $1',
      [first?.id],
    )
    const after = (row?.expires_at.getTime() ?? 0) - reached
    expect([after >= 24 * hour - 60_000, after <= 25 * hour, (row?.expires_at.getTime() ?? 1) % hour]).toEqual([
      true,
      true,
      0,
    ])
    expect(row?.deadline_at).toEqual(row?.expires_at)
  })
})
