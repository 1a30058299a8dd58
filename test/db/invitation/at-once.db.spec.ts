import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { type Invited, invitedPeople } from '#test/support/people/invited.js'
import { practiceWorld, type World } from '#test/support/world.js'

const people = 50

let world: World
let registration: Sql
let worker: Sql

beforeAll(async () => {
  world = await practiceWorld()
  registration = new Sql(world.database.url('app_registration'), people)
  worker = world.sql('app_worker')
})

afterAll(async () => {
  await registration.close()
  await world.end()
})

/** An edition with one place left and fifty people invited to it. */
async function lastPlace(round: number): Promise<{ edition: string; invited: Invited[] }> {
  const [edition] = await world.operator.query<{ id: string }>(
    `INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to,
       departure_on, capacity, over_invitation)
     SELECT 'round-' || $2, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on,
       1, $3 FROM app.edition WHERE id = $1 RETURNING id`,
    [world.editionId, String(round), people - 1],
  )
  return { edition: edition?.id ?? '', invited: await invitedPeople(world.operator, edition?.id ?? '', people) }
}

const confirm = (token: Buffer) =>
  registration.one<{ code: string }>(`SELECT code FROM app.own_move($1, 'confirm')`, [token])

const countsOf = (edition: string) =>
  world.operator.query(
    `SELECT (SELECT count(*)::int FROM app.application WHERE edition_id = $1 AND state = 'confirmed') AS confirmed,
      (SELECT count(*)::int FROM app.participation WHERE edition_id = $1) AS participations,
      (SELECT count(*)::int FROM app.history h JOIN app.application a ON a.id = h.application_id WHERE a.edition_id = $1) AS moves,
      (SELECT count(*)::int FROM app.outbox o JOIN app.application a ON a.id = o.application_id
        WHERE a.edition_id = $1 AND o.class = 'place_confirmed') AS mails`,
    [edition],
  )

const one = [{ confirmed: 1, participations: 1, moves: 1, mails: 1 }]

describe('the last place', () => {
  const rounds = 20

  it('WAIT-6 goes to exactly one of 50 who confirm at once, in each of 20 rounds', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { edition, invited } = await lastPlace(round)

      const answers = await Promise.all(invited.map(({ token }) => confirm(token)))

      const codes = answers.map((answer) => answer?.code ?? '').toSorted((a, b) => a.localeCompare(b))
      expect(codes).toEqual([...Array.from({ length: people - 1 }, () => 'no_place'), 'ok'])
      expect(await countsOf(edition)).toEqual(one)
    }
  })

  it('is confirmed once by one person who presses 50 times at once', async () => {
    const { edition, invited } = await lastPlace(rounds)
    const token = invited[0]?.token ?? Buffer.alloc(32)

    const answers = await Promise.all(Array.from({ length: people }, () => confirm(token)))

    const codes = answers.map((answer) => answer?.code ?? '').toSorted((a, b) => a.localeCompare(b))
    expect(codes).toEqual([...Array.from({ length: people - 1 }, () => 'noop'), 'ok'])
    expect(await countsOf(edition)).toEqual(one)
  })
})

const own = (token: Buffer, move: string) => registration.one('SELECT code FROM app.own_move($1, $2)', [token, move])

describe('one invitation', () => {
  const rounds = 40

  it('has exactly one outcome when yes, no, withdrawal and the end of its time meet', async () => {
    const invited = await invitedPeople(world.operator, world.editionId, rounds)
    const outcomes = []
    for (const { id, token } of invited) {
      // The time ends in the middle of the crowd: what comes first differs from round to round.
      await world.operator.query(
        `UPDATE app.invitation SET expires_at = app.now() + interval '4 milliseconds' WHERE application_id = $1`,
        [id],
      )
      const expire = () => worker.one(`SELECT code FROM app.application_move($1, 'expire', 'system')`, [id])
      await Promise.all([
        own(token, 'confirm'),
        own(token, 'decline'),
        expire(),
        own(token, 'withdraw'),
        expire(),
        own(token, 'confirm'),
      ])

      const [row] = await world.operator.query<Record<string, unknown>>(
        `SELECT a.state, (SELECT array_agg(i.outcome) FROM app.invitation i WHERE i.application_id = a.id) AS outcomes,
           (SELECT array_agg(h.to_state ORDER BY h.version) FROM app.history h WHERE h.application_id = a.id) AS states,
           (SELECT count(*)::int FROM app.freed_place f WHERE f.freed_by = a.id) AS freed,
           (SELECT j.state FROM app.journey j JOIN app.participation p ON p.id = j.participation_id WHERE p.application_id = a.id) AS journey
         FROM app.application a WHERE a.id = $1`,
        [id],
      )
      outcomes.push(row)
    }

    // A yes may still be withdrawn or given up by the same person; nothing else follows anything.
    const whole = new Map([
      ['confirmed', { states: ['confirmed'], freed: 0, journey: 'preparing' }],
      ['declined', { states: ['declined'], freed: 1, journey: null }],
      ['expired', { states: ['expired'], freed: 1, journey: null }],
      ['withdrawn', { states: ['withdrawn'], freed: 1, journey: null }],
      ['confirmed withdrawn', { states: ['confirmed', 'withdrawn'], freed: 1, journey: 'stopped' }],
    ])
    const broken = outcomes.filter((row) => {
      const states = row?.['states'] as string[]
      const expected = whole.get(states.join(' '))
      return (
        JSON.stringify({ ...expected, state: states.at(-1), outcomes: [states.at(-1)] }) !==
        JSON.stringify({
          states,
          freed: row?.['freed'],
          journey: row?.['journey'],
          state: row?.['state'],
          outcomes: row?.['outcomes'],
        })
      )
    })
    expect(broken).toEqual([])
    expect(new Set(outcomes.map((row) => row?.['state'])).size).toBeGreaterThan(1)
  })
})
