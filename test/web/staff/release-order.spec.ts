import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let count = 0

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['board-1', 'board-2'])
}, 60_000)
afterEach(() =>
  sql(`UPDATE app.decision SET state = 'superseded', left_on = NULL WHERE state IN ('pending', 'second_ok')`),
)
afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const idOf = (login: string) => line.as(login).accountId

/** A file before the board that two people put on the waitlist; its case number. */
async function agreed() {
  count += 1
  const number = `Z${String(count).padStart(5, '0')}`
  const [row] = await sql<{ id: string }>(
    `INSERT INTO app.application (edition_id, state, case_number, submitted_week) VALUES ($1, 'board', $2, app.today()) RETURNING id`,
    [line.world.editionId, number],
  )
  const id = row?.id ?? ''
  await sql(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class) VALUES ($1, 'release_waitlist', $2, $3, 'second_ok', 'fit')`,
    [id, idOf('board-1'), idOf('board-2')],
  )
  return { id, number }
}
const dryRun = () => line.door.release.dryRun(line.as('board-1'), 'main')
const stateOf = async ({ id }: { id: string }) => (await line.now(id)).state
const conflict = ({ id }: { id: string }, login: string) =>
  sql(
    `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
    [id, idOf(login)],
  )
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
const page = async (login = 'board-1') => textOf((await team.as(login).get('/releases?wave=main')).text)

describe('whoever releases', () => {
  it('is shown the waitlist in its order as far as they may know, and releases no other order', async () => {
    const [first, hidden, last] = [await agreed(), await agreed(), await agreed()]
    await conflict(hidden, 'board-2')
    const look = await dryRun()
    const [whole, part] = [await page(), await page('board-2')]
    await sql(`UPDATE app.decision SET nth = DEFAULT WHERE application_id = $1 AND state = 'second_ok'`, [first.id])

    expect(look?.waitlist).toEqual([first, hidden, last].map(({ id, number }) => ({ id, caseNumber: number })))
    expect(whole).toContain(`in this order: ${first.number} ${hidden.number} ${last.number} `)
    expect(part).toContain(`in this order: ${first.number} ${last.number} `)
    expect(await line.door.release.run(line.as('board-1'), 'main', look?.digest ?? '')).toEqual({
      ok: false,
      code: 'set_changed',
    })
    expect((await dryRun())?.waitlist.map(({ id }) => id)).toEqual([hidden.id, last.id, first.id])
    expect(await stateOf(first)).toBe('board')
  })

  it('leaves the digest as it was where one of the waitlist withdraws', async () => {
    const [first, second] = [await agreed(), await agreed()]
    const digest = (await dryRun())?.digest
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [first.id])

    expect(await stateOf(first)).toBe('withdrawn')
    expect((await dryRun())?.digest).toBe(digest)
    expect((await dryRun())?.waitlist.map(({ id }) => id)).toEqual([second.id])
  })

  it('or agrees reads beside each decision which place on the waitlist it gives, counted without what they may not know', async () => {
    const [first, hidden, last] = [await agreed(), await agreed(), await agreed()]
    await sql(
      `UPDATE app.decision SET state = 'pending', second_id = NULL, author_id = (SELECT id FROM app.staff_account WHERE id NOT IN ($1, $2) LIMIT 1)
       WHERE state = 'second_ok'`,
      [idOf('board-1'), idOf('board-2')],
    )
    await conflict(hidden, 'board-2')
    const place = async (login: string, path: string) =>
      textOf((await team.as(login).get(path)).text).match(/Place \d+ of \d+/g)

    expect([
      await place('board-2', `/applications/${first.id}`),
      await place('board-2', `/applications/${last.id}`),
    ]).toEqual([['Place 1 of 2'], ['Place 2 of 2']])
    expect(await place('board-1', `/applications/${last.id}`)).toEqual(['Place 3 of 3'])
    expect(await place('board-2', '/approvals')).toEqual(['Place 1 of 2', 'Place 2 of 2'])
  })
})
