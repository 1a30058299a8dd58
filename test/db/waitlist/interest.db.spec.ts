import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { AskInterest } from '#features/waitlist/worker/ask-interest.job.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { type Invited, knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { practiceWorld, type World } from '#test/support/world.js'

const day = 86_400_000

let world: World
let registration: Sql
let worker: Sql
let time: TestClock
let people: Invited[]

beforeAll(async () => {
  world = await practiceWorld()
  registration = world.sql('app_registration')
  worker = world.sql('app_worker')
  time = new TestClock(new Clock(), world.database)
})
afterEach(async () => {
  await time.reset()
  await sql(`UPDATE app.application SET state = 'rejected' WHERE state = 'waitlisted'`)
})
afterAll(() => world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const waiting = async (count: number) => {
  people = await waitlistedPeople(world.operator, world.editionId, count)
  return people
}

describe('the wish to come', () => {
  const ask = async (days: number) => {
    await time.move(days * day)
    await sql(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)
    for (const _ of [1, 2]) await new AskInterest(worker).run()
  }
  const order = async () =>
    (
      await sql<{ id: string }>(`SELECT id FROM app.application WHERE id = ANY ($1) ORDER BY queue_number`, [
        people.map(({ id }) => id),
      ])
    ).map(({ id }) => people.findIndex((one) => one.id === id))
  const asked = () =>
    sql(
      'SELECT nth, answered_week IS NOT NULL AS answered, moved_on IS NOT NULL AS moved FROM app.waitlist_interest WHERE application_id = $1 ORDER BY nth',
      [people[0]?.id],
    )
  const says = (person: Invited | undefined) =>
    registration.one<{ code: string }>('SELECT app.own_interest($1) AS code', [person?.token])

  it('is asked after 30 days, once; whoever answers keeps the place in the line', async () => {
    await waiting(3)
    await ask(29)
    expect(await asked()).toEqual([])
    await ask(1)
    expect(await asked()).toEqual([{ nth: 1, answered: false, moved: false }])
    expect(await sql(`SELECT kind FROM app.message WHERE application_id = $1`, [people[0]?.id])).toEqual([
      { kind: 'interest_question' },
    ])
    expect(
      await sql(`SELECT class, subject_version FROM app.outbox WHERE application_id = $1`, [people[0]?.id]),
    ).toEqual([{ class: 'question_waiting', subject_version: -1 }])

    expect([await says(people[0]), await says(people[0])]).toEqual([{ code: 'ok' }, { code: 'noop' }])
    await ask(30)
    await says(people[0])
    await ask(30)

    expect(await asked()).toEqual([
      { nth: 1, answered: true, moved: false },
      { nth: 2, answered: true, moved: false },
      { nth: 3, answered: false, moved: false },
    ])
    expect(await order()).toEqual([0, 1, 2])
  })

  it('goes to the end of the line after two questions without an answer, and never off it', async () => {
    await waiting(3)
    for (const step of [30, 30, 30]) {
      await ask(step)
      await says(people[1])
      await says(people[2])
    }

    expect(await order()).toEqual([1, 2, 0])
    expect(
      await sql(`SELECT DISTINCT state FROM app.application WHERE id = ANY ($1)`, [people.map(({ id }) => id)]),
    ).toEqual([{ state: 'waitlisted' }])
    expect(await asked()).toEqual([
      { nth: 1, answered: false, moved: false },
      { nth: 2, answered: false, moved: true },
      { nth: 3, answered: false, moved: false },
    ])
    expect(await says(people[0])).toEqual({ code: 'ok' })
    await ask(30)
    expect(await order()).toEqual([1, 2, 0])
  })

  it('is asked of nobody, and moves nobody, while the line invites nobody', async () => {
    await waiting(2)
    for (const shut of ['waitlist_open = false', 'waitlist_stop_on = app.today() - 1']) {
      await sql(`UPDATE app.edition SET waitlist_open = true, waitlist_stop_on = NULL`)
      await sql(`UPDATE app.edition SET ${shut}`)
      await ask(30)
      expect([shut, await asked(), await order()]).toEqual([shut, [], [0, 1]])
    }
    await sql('UPDATE app.edition SET waitlist_open = true, waitlist_stop_on = NULL')
    await ask(1)
    expect(await asked()).toEqual([{ nth: 1, answered: false, moved: false }])
  })

  it('is asked of nobody who gave a place up, whom the line would never invite', async () => {
    const [gone, next] = await waiting(2)
    const standing = () =>
      sql('SELECT is_asked FROM app.own_waitlist($1) w UNION ALL SELECT is_asked FROM app.own_standing($1)', [
        gone?.token,
      ])
    await ask(30)
    expect([await asked(), await standing()]).toEqual([
      [{ nth: 1, answered: false, moved: false }],
      [{ is_asked: true }, { is_asked: true }],
    ])
    await sql(
      `INSERT INTO app.history (application_id, version, from_state, to_state, move, role, on_day)
       SELECT id, 0, 'confirmed', 'withdrawn', 'withdraw', 'applicant', app.today() FROM app.application WHERE id = $1`,
      [gone?.id],
    )
    await ask(31)
    await ask(31)

    expect(
      await sql('SELECT count(*)::int AS n FROM app.waitlist_interest WHERE application_id = $1', [next?.id]),
    ).toEqual([{ n: 3 }])
    expect([await asked(), await standing()]).toEqual([
      [{ nth: 1, answered: false, moved: false }],
      [{ is_asked: false }, { is_asked: false }],
    ])
    expect(await sql('SELECT 1 FROM app.outbox WHERE application_id = $1', [gone?.id])).toHaveLength(1)
  })

  it('is not asked of who is held, and is forgotten with the person', async () => {
    const [held, gone] = await waiting(2)
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held?.id])
    await knownDays(
      world.operator,
      [gone].flatMap((one) => one ?? []),
    )
    await ask(31)
    expect(await asked()).toEqual([])

    expect(await sql('SELECT application_id FROM app.waitlist_interest WHERE application_id = $1', [gone?.id])).toEqual(
      [{ application_id: gone?.id }],
    )
    await sql(`UPDATE app.application SET state = 'erased' WHERE id = $1`, [gone?.id])
    expect(
      await sql(
        'SELECT 1 FROM app.waitlist_interest WHERE application_id = $1 UNION ALL SELECT 1 FROM app.alternate_days WHERE application_id = $1',
        [gone?.id],
      ),
    ).toEqual([])
  })
})
