import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { type Invited, invitedPeople, knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { linePlanned } from '#test/support/people/line-planned.js'
import { practiceWorld, type World } from '#test/support/world.js'

const many = 30
const hour = 3_600_000

let world: World
let registration: Sql
let worker: Sql
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = new Sql(world.database.url('app_registration'), many)
  worker = new Sql(world.database.url('app_worker'), many)
  time = new TestClock(new Clock(), world.database)
})
afterEach(() => time.reset())
afterAll(async () => {
  await registration.close()
  await worker.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)

/** An edition of its own, of these places, in which the system passes them on. */
async function editionOf(capacity: number, daysToArrival = 140, autoPromote = true): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity, auto_promote)
     SELECT gen_random_uuid(), 'Days', 'Meeting', 'UTC', d, d, d, d + 1, $1, $3 FROM (SELECT app.today() + $2::integer AS d) x RETURNING id`,
    [capacity, daysToArrival, autoPromote],
  )
  return row?.id ?? ''
}

const own = async (person: Invited | undefined, move: string) =>
  (await registration.one<{ code: string }>('SELECT code FROM app.own_move($1, $2)', [person?.token, move]))?.code
const moved = async (person: Invited | undefined, move: string, role = 'system') =>
  (await sql<{ code: string }>('SELECT code FROM app.application_move($1, $2, $3)', [person?.id, move, role]))[0]?.code
const run = (edition: string) =>
  worker.one<{ code: string; invited: number }>('SELECT * FROM app.waitlist_run($1)', [edition])
/** As a session has just worked the line out. */
const passedOn = (edition: string) => linePlanned(world.operator, edition).then(() => run(edition))
const places = (edition: string) =>
  sql(
    `SELECT f.cause, f.by_role AS by, f.held_as AS held, f.freed_on = app.today() AS today, f.offer_from <= app.now() AS "onOffer", f.passed_to AS to
     FROM app.freed_place f WHERE f.edition_id = $1 ORDER BY f.offer_from`,
    [edition],
  )
const taken = async (edition: string) => (await sql<{ n: number }>('SELECT app.places_taken($1) AS n', [edition]))[0]?.n
/** What a person does to give a place up, and what it was held as. */
const ownActs = [
  { after: 'a no', acts: ['decline'], held: 'invited' },
  { after: 'a place given back', acts: ['confirm', 'give_back'], held: 'confirmed' },
  { after: 'a withdrawal', acts: ['withdraw'], held: 'invited' },
  { after: 'a withdrawal after a yes', acts: ['confirm', 'withdraw'], held: 'confirmed' },
]
const awake = () => sql(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)

async function fullEdition(invitedCount: number, waitingCount: number, daysToArrival?: number) {
  const edition = await editionOf(invitedCount, daysToArrival)
  const invited = await invitedPeople(world.operator, edition, invitedCount)
  const waiting = await waitlistedPeople(world.operator, edition, waitingCount)
  await knownDays(world.operator, waiting)
  return { edition, invited, waiting }
}

describe('a place given up', () => {
  it.each(ownActs)('WAIT-8 is on offer a day after $after, and then exactly once', async ({ acts, held }) => {
    const { edition, invited, waiting } = await fullEdition(1, 2)

    for (const act of acts) expect(await own(invited[0], act)).toBe('ok')
    expect(await places(edition)).toEqual([
      { cause: acts.at(-1), by: 'applicant', held, today: true, onOffer: false, to: null },
    ])
    expect([await taken(edition), await passedOn(edition)]).toEqual([1, { code: 'no_place', invited: 0 }])

    await time.move(24 * hour + 1000)
    expect([await run(edition), await run(edition)]).toEqual([
      { code: 'no_place', invited: 1 },
      { code: 'no_place', invited: 0 },
    ])
    expect((await places(edition)).map((place) => (place as { to: string }).to)).toEqual([waiting[0]?.id])
  })

  it('WAIT-8 is not to be taken back once its day is over', async () => {
    const { invited } = await fullEdition(1, 0)
    await own(invited[0], 'decline')
    await time.move(24 * hour + 1000)
    await awake()

    expect(await own(invited[0], 'take_back')).toBe('deadline_passed')
  })

  it.each(ownActs)(
    'WAIT-8 after $after is on offer at once with less than 30 days to the arrival only',
    async ({ acts }) => {
      for (const [days, onOffer] of [
        [31, false],
        [30, false],
        [29, true],
      ] as const) {
        const { edition, invited } = await fullEdition(1, 1, days)
        for (const act of acts) await own(invited[0], act)

        expect([days, (await places(edition))[0]]).toEqual([days, expect.objectContaining({ onOffer })])
      }
    },
  )

  it('is on offer at once where time ended it or we did, and says so', async () => {
    const { edition, invited } = await fullEdition(3, 0)
    await sql(`UPDATE app.invitation SET expires_at = app.now() WHERE application_id = $1`, [invited[0]?.id])
    await moved(invited[0], 'expire')
    await own(invited[1], 'confirm')
    await sql(
      `UPDATE app.journey SET state = 'remote' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [invited[1]?.id],
    )

    expect(await places(edition)).toEqual([
      { cause: 'expire', by: 'system', held: 'invited', today: true, onOffer: true, to: null },
      { cause: 'remote', by: 'travel_desk', held: 'confirmed', today: true, onOffer: true, to: null },
    ])
    expect(await taken(edition)).toBe(1)
  })

  it('WAIT-6 comes free once, though the journey ended first and the person leaves afterwards', async () => {
    const { edition, invited } = await fullEdition(1, 0)
    await own(invited[0], 'confirm')
    await sql(
      `UPDATE app.journey SET state = 'stopped' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [invited[0]?.id],
    )
    expect(await own(invited[0], 'withdraw')).toBe('ok')

    expect((await places(edition)).map((place) => (place as { cause: string }).cause)).toEqual(['stopped'])
    expect(await taken(edition)).toBe(0)
  })

  it('WAIT-6 keeps nobody out because of somebody who gave it up on the way', async () => {
    const { edition, invited, waiting } = await fullEdition(1, 1)
    await own(invited[0], 'confirm')
    await sql(
      `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id)
       SELECT $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), gen_random_uuid(), s.id FROM app.staff_account s LIMIT 1`,
      [edition, invited[0]?.id, waiting[0]?.id],
    )
    const isApart = async () =>
      (await sql<{ apart: boolean }>('SELECT app.apart_from_holder($1) AS apart', [waiting[0]?.id]))[0]?.apart
    const before = await isApart()
    await sql(
      `UPDATE app.journey SET state = 'remote' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [invited[0]?.id],
    )

    expect([before, await isApart()]).toEqual([true, false])
  })

  it('WAIT-3 invites nobody while every place is kept back, and exactly one when one is put on offer', async () => {
    const { edition, invited, waiting } = await fullEdition(3, 3, 29)
    for (const person of invited) await own(person, 'decline')
    await sql(
      `UPDATE app.freed_place SET blocked_on = app.today(), blocked_by = (SELECT id FROM app.staff_account LIMIT 1) WHERE edition_id = $1`,
      [edition],
    )
    const none = await run(edition)
    await sql(
      `UPDATE app.freed_place SET blocked_on = NULL, blocked_by = NULL
       WHERE id = (SELECT id FROM app.freed_place WHERE edition_id = $1 ORDER BY id LIMIT 1)`,
      [edition],
    )

    expect([none, await passedOn(edition), await run(edition)]).toEqual([
      { code: 'no_place', invited: 0 },
      { code: 'no_place', invited: 1 },
      { code: 'no_place', invited: 0 },
    ])
    expect(
      await sql('SELECT id, state FROM app.application WHERE id = ANY ($1) ORDER BY queue_number', [
        waiting.map(({ id }) => id),
      ]),
    ).toEqual(waiting.map(({ id }, place) => ({ id, state: place === 0 ? 'invited' : 'waitlisted' })))
  })

  it('goes to a person a second time where the first time passed without an answer', async () => {
    const { edition, waiting } = await fullEdition(0, 1)
    await sql('UPDATE app.edition SET capacity = 1 WHERE id = $1', [edition])
    for (let round = 0; round < 2; round += 1) {
      expect(await passedOn(edition)).toEqual({ code: 'no_place', invited: 1 })
      await sql(
        `UPDATE app.invitation SET expires_at = app.now(), reached_on = app.today() WHERE application_id = $1 AND outcome IS NULL`,
        [waiting[0]?.id],
      )
      expect(await moved(waiting[0], 'expire')).toBe('ok')
      await sql(`UPDATE app.application SET state = 'waitlisted' WHERE id = $1`, [waiting[0]?.id])
    }
    expect(await passedOn(edition)).toEqual({ code: 'no_place', invited: 1 })

    expect(await sql('SELECT passed_to FROM app.freed_place WHERE edition_id = $1', [edition])).toEqual([
      { passed_to: waiting[0]?.id },
      { passed_to: waiting[0]?.id },
    ])
  })
})

describe('the count of places', () => {
  const each = async (edition: string) => {
    const held: string[] = []
    const states = Object.keys(applicationLifecycle)
    const people = await waitlistedPeople(world.operator, edition, states.length)
    for (const [place, state] of states.entries()) {
      const before = (await taken(edition)) ?? 0
      await sql('UPDATE app.application SET state = $2 WHERE id = $1', [people[place]?.id, state])
      if (((await taken(edition)) ?? 0) > before) held.push(state)
    }
    return held
  }

  it('WAIT-6 knows one place of each who is invited or confirmed, and none of any other state', async () => {
    const edition = await editionOf(9)

    expect(await each(edition)).toEqual(['invited', 'confirmed'])
    expect(await taken(edition)).toBe(2)
  })

  it('WAIT-6 follows the flag of the lifecycle, and what is left with it', async () => {
    const edition = await editionOf(2)
    const left = async () =>
      (await sql<{ is: boolean }>('SELECT app.place_left(e) AS is FROM app.edition e WHERE id = $1', [edition]))[0]?.is
    const flag = (on: boolean) =>
      sql(`UPDATE app.lifecycle_state SET holds_place = $1 WHERE subject = 'application' AND state = 'waitlisted'`, [
        on,
      ])
    await waitlistedPeople(world.operator, edition, 2)
    const before = [await taken(edition), await left()]
    await flag(true)
    const flagged = [await taken(edition), await left()]
    await flag(false)

    expect([...before, ...flagged]).toEqual([0, true, 2, false])
  })
})

describe('at the same moment', () => {
  it('WAIT-6 30 runs never invite more than there are places', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { edition, waiting } = await fullEdition(0, 10)
      await sql('UPDATE app.edition SET capacity = 7 WHERE id = $1', [edition])
      await linePlanned(world.operator, edition)

      const answers = await Promise.all(Array.from({ length: many }, () => run(edition)))

      expect(answers.reduce((sum, answer) => sum + (answer?.invited ?? 0), 0)).toBe(7)
      expect(
        await sql(
          `SELECT id FROM app.application WHERE edition_id = $1 AND state = 'waitlisted' ORDER BY queue_number`,
          [edition],
        ),
      ).toEqual(waiting.slice(7).map(({ id }) => ({ id })))
    }
  })

  it('WAIT-8 a no taken back and the run that passes the place on never both succeed', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { edition, invited } = await fullEdition(1, 1, 29)
      await own(invited[0], 'decline')
      await linePlanned(world.operator, edition)
      const takeBack = () => own(invited[0], 'take_back')
      const [back, passed] =
        round % 2 === 0
          ? await Promise.all([takeBack(), run(edition)])
          : ((await Promise.all([run(edition), takeBack()])).toReversed() as [string | undefined, { invited: number }])

      expect(await taken(edition)).toBe(1)
      expect([back, passed?.invited]).toEqual(back === 'ok' ? ['ok', 0] : ['deadline_passed', 1])
    }
  })
})
