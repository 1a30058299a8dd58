import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople, named, waitlistedPeople } from '#test/support/people/invited.js'
import { keptApart } from '#test/support/people/kept-apart.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const statesOf = (...people: (Invited | undefined)[]) =>
  Promise.all(people.map(async (person) => (await line.now(person?.id ?? '')).state))
const move = `SELECT code FROM app.application_move($1, $2, 'coordinator', $3, NULL, $4, 'other')`
const apart = (one: Invited | undefined, other: Invited | undefined) =>
  keptApart(line.world.operator, line.as('security').accountId, one, other)

describe('CON-5 somebody kept apart from a person who holds a place', () => {
  it('is not invited again where they had given theirs up on the way', async () => {
    const [gone, holder] = await invitedPeople(line.world.operator, line.world.editionId, 2)
    await line.world.sql('app_registration').query('SELECT app.own_move($1, $2)', [gone?.token, 'confirm'])
    await sql(
      `UPDATE app.journey SET state = 'remote' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [gone?.id],
    )
    await apart(gone, holder)

    const [row] = await line.door.database.query(move, [gone?.id, 'unconfirm', line.as('coordinator').accountId, null])

    expect([row, await statesOf(gone, holder)]).toEqual([{ code: 'held' }, ['confirmed', 'invited']])
  })

  it('is not promoted while the other’s invitation is renewed at the same moment', async () => {
    const [renewed, next] = await waitlistedPeople(line.world.operator, line.world.editionId, 2)
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [renewed?.id])
    await apart(renewed, next)
    const two = [line.as('coordinator').accountId, line.as('coordinator-2').accountId]
    const [decision] = await sql<{ id: string }>(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class)
       VALUES ($1, 'reinstate', $2, $3, 'second_ok', 'other') RETURNING id`,
      [renewed?.id, ...two],
    )
    await named(line.world.operator, next)
    const waits = 'SELECT 1 FROM pg_locks WHERE NOT granted'
    let later: Promise<unknown[]> = Promise.resolve([])

    const first = await line.door.database.transaction(async (tx) => {
      const rows = await tx.query<unknown[]>(move, [renewed?.id, 'reinstate', two[1], decision?.id])
      later = line.door.database.query(move, [next?.id, 'promote', two[0], null])
      while ((await sql(waits)).length === 0) await pause(20)
      return rows
    })

    expect([first, await later]).toEqual([[{ code: 'ok' }], [{ code: 'held' }]])
    expect(await statesOf(renewed, next)).toEqual(['invited', 'waitlisted'])
  })
})
