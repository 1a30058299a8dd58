import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Sql } from '#platform/database/sql.js'
import { invitedPeople } from '#test/support/people/invited.js'
import { practiceWorld, type World } from '#test/support/world.js'

const rounds = 40

let world: World
let registration: Sql
let worker: Sql

beforeAll(async () => {
  world = await practiceWorld()
  registration = world.sql('app_registration')
  worker = world.sql('app_worker')
})
afterAll(async () => await world.end())

const own = (token: Buffer, move: string) => registration.one('SELECT code FROM app.own_move($1, $2)', [token, move])

describe('one invitation', () => {
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
