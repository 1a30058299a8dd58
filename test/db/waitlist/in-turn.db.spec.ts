import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, named, waitlistedPeople } from '#test/support/people/invited.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterEach(async () => {
  await sql(`UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited')`)
  await sql('UPDATE app.edition SET auto_promote = false')
  await sql('DELETE FROM app.conflict_fact')
  await sql('DELETE FROM app.waitlist_run')
})
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const waiting = (count: number) => waitlistedPeople(line.world.operator, line.world.editionId, count)
const statesOf = (...people: (Invited | undefined)[]) =>
  Promise.all(people.map(async (person) => (await line.now(person?.id ?? '')).state))
const pressed = async (person: Invited | undefined, login = 'coordinator') => {
  const [row] = await line.door.database.query<{ code: string }>(
    `SELECT code FROM app.application_move($1, 'promote', 'coordinator', $2)`,
    [person?.id, line.as(login).accountId],
  )
  return row?.code
}
const promoted = async (person: Invited | undefined, login = 'coordinator') => {
  await named(line.world.operator, person)
  return pressed(person, login)
}
/** Put forward out of turn by one coordinator and agreed to by another. */
const byTwo = async (person: Invited | undefined) => {
  const id = person?.id ?? ''
  const { version } = await line.now(id)
  const form = { move: 'promote_other', reasonClass: 'fit', version } as const
  const put = await line.door.propose.run(line.as('coordinator'), id, form)
  if (!put.ok || put.value === null) return put
  const agreed = await line.door.second.run(line.as('coordinator-2'), id, put.value)
  return agreed.ok ? 'ok' : agreed.code
}
const runOfLine = () => line.world.sql('app_worker').query('SELECT * FROM app.waitlist_run($1)', [line.world.editionId])

describe('a conflict of one’s own', () => {
  const conflict = (person: Invited | undefined, origin: string, author: string) =>
    sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id, by_exclusion) VALUES ($1, $2, 'family', $3, $4, $3 = 'pinned')`,
      [person?.id, line.as('coordinator').accountId, origin, line.as(author).accountId],
    )

  it.each([
    ['a session detected', 'detected', 'coordinator'],
    ['a colleague pinned', 'pinned', 'lead'],
  ])('VIS-2 STA-21 tells by the order no more than by the list where %s it', async (_, origin, author) => {
    const [hidden, next] = await waiting(2)
    await conflict(hidden, origin, author)

    expect(await promoted(next, 'coordinator-2')).toBe('second_person_missing')
    expect(await promoted(next, 'coordinator')).toBe('ok')
    expect(await promoted(hidden, 'coordinator-2')).toBe('ok')
  })

  it.each([
    ['declared', 'declared'],
    ['of a country they excluded themselves from', 'pinned'],
  ])(
    'STA-21 brings nobody’s turn nearer by their own word, %s: with whoever stands behind it takes two',
    async (_, origin) => {
      const [known, next] = await waiting(2)
      await conflict(known, origin, 'coordinator')
      const before = await line.traces(next?.id ?? '')

      expect(await promoted(next, 'coordinator')).toBe('second_person_missing')
      expect(await line.traces(next?.id ?? '')).toEqual(before)
      expect(await byTwo(next)).toBe('ok')
    },
  )

  it.each([
    ['waits no more', `UPDATE app.application SET state = 'rejected' WHERE id = $1`],
    ['is held', `INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`],
    [
      'can come in time no more',
      `INSERT INTO app.alternate_days (application_id, normal_until, express_until, noted_by)
       SELECT $1, app.today() - 1, app.today() - 1, id FROM app.staff_account LIMIT 1`,
    ],
  ])('STA-21 is in nobody’s way where the person declared of %s', async (_, change) => {
    const [known, next] = await waiting(2)
    await conflict(known, 'declared', 'coordinator')
    await sql(change, [known?.id])

    expect(await promoted(next, 'coordinator')).toBe('ok')
  })

  it('VIS-2 takes the task about a free place away where nobody waits whom one may know of', async () => {
    await sql(`DELETE FROM app.staff_task WHERE kind = 'place_to_pass_on'`)
    const [hidden] = await waiting(1)
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [hidden?.id, line.as('coordinator').accountId],
    )
    await runOfLine()
    const told = async (login: string) =>
      (await new ListWaiting(line.door.database).run(line.as(login))).filter(({ kind }) => kind === 'place_to_pass_on')
        .length

    expect([await told('coordinator'), await told('coordinator-2')]).toEqual([0, 1])
  })
})

describe('WAIT-7 an invitation that no session worked out', () => {
  it('is made by nobody, whatever the order says: not without a plan, nor by one of a file that changed or of a place that passed on', async () => {
    const [first, second] = await waiting(2)
    const before = await statesOf(first, second)
    const bare = await pressed(first)
    await named(line.world.operator, first)
    await sql('UPDATE app.application SET version = version + 1 WHERE id = $1', [first?.id])
    const old = await pressed(first)
    const [place] = await sql<{ id: string }>(
      `INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from, cause, by_role, freed_on, held_as)
       VALUES ($1, $2, 99, app.now() - interval '1 hour', 'cancel', 'board', app.today(), 'confirmed') RETURNING id`,
      [line.world.editionId, second?.id],
    )
    await named(line.world.operator, first)
    await sql('UPDATE app.freed_place SET blocked_on = app.today(), blocked_by = $2 WHERE id = $1', [
      place?.id,
      line.as('coordinator').accountId,
    ])
    const kept = await pressed(first)
    await sql('UPDATE app.freed_place SET blocked_on = NULL, blocked_by = NULL WHERE id = $1', [place?.id])

    expect([bare, old, kept]).toEqual(Array.from({ length: 3 }, () => 'move_not_allowed'))
    expect(await statesOf(first, second)).toEqual(before)
    expect(await pressed(first)).toBe('ok')
    await sql('UPDATE app.freed_place SET passed_to = NULL, passed_version = NULL WHERE id = $1', [place?.id])
    await sql('DELETE FROM app.promotion')
    await sql('DELETE FROM app.promotion_plan')
    await sql('DELETE FROM app.freed_place WHERE id = $1', [place?.id])
  })
})
