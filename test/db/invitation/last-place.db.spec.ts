import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { type Invited, invitedPeople } from '#test/support/people/invited.js'
import { practiceWorld, type World } from '#test/support/world.js'

const people = 50
const rounds = 20

let world: World
let registration: Sql

beforeAll(async () => {
  world = await practiceWorld([], { capacity: 1, over_invitation: people - 1 })
  registration = new Sql(world.database.url('app_registration'), people)
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
       capacity, over_invitation FROM app.edition WHERE id = $1 RETURNING id`,
    [world.editionId, String(round)],
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
