import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let admin: pg.Client

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'lead', 'reader-1'])
  admin = new pg.Client({ connectionString: line.world.database.url('postgres') })
  await admin.connect()
}, 60_000)

afterAll(async () => {
  await admin.end()
  await staff.close()
  await line.world.end()
})

/** A whole application in review. */
async function inReview(mark: string): Promise<string> {
  const { id } = await sender(line.world, mark)
  await line.move('coordinator', id, 'open_screening')
  await line.move('coordinator', id, 'pass')
  return id
}
const opened = (login: string, id: string) => team.as(login).get(`/applications/${id}`)
/** Whether the page says what the person wrote. */
const tells = async (login: string, id: string): Promise<boolean> =>
  (await opened(login, id)).text.includes('-summary:')
const inLog = async (id: string): Promise<number> => {
  const [row] = await line.world.operator.query<{ lines: number }>(
    `SELECT count(*)::int AS lines FROM audit.entry WHERE object_id = $1 AND verb = 'application.opened'`,
    [id],
  )
  return row?.lines ?? 0
}
/** Lines of openings of other files by this colleague, written by a clock that goes so wrong. */
async function openedOthers(login: string, files: number, off = '0 hours'): Promise<void> {
  await admin.query('UPDATE app.clock SET ahead = $1::interval', [off])
  for (let i = 0; i < files; i += 1) {
    await admin.query(`SELECT audit.append($1, 'application.opened', $2, '', NULL)`, [
      line.as(login).accountId,
      randomUUID(),
    ])
  }
  await admin.query(`UPDATE app.clock SET ahead = interval '0'`)
}

describe('opening a file', () => {
  it('shows nothing while the log cannot be written, and goes on when it can', async () => {
    const id = await inReview('Lantern')
    expect(await tells('coordinator', id)).toBe(true)
    const before = await inLog(id)

    await admin.query('REVOKE EXECUTE ON FUNCTION audit.append FROM app_staff')
    const refused = await Promise.all(Array.from({ length: 5 }, () => opened('coordinator', id)))
    await admin.query('GRANT EXECUTE ON FUNCTION audit.append TO app_staff')

    expect(refused.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500])
    expect(refused.filter(({ text }) => text.includes('Lantern'))).toEqual([])
    expect(await tells('coordinator', id)).toBe(true)
    expect(await inLog(id)).toBe(before + 1)
  })

  it('takes a second person from the 41st different file of a reader on, and opens again what was open', async () => {
    const [first, second] = [await inReview('First'), await inReview('Second')]
    for (const id of [first, second]) await line.given(id, 'reader-1')
    await openedOthers('reader-1', 40, '-24 hours')
    expect(await tells('reader-1', first)).toBe(true)
    await openedOthers('reader-1', 39)

    const refused = await opened('reader-1', second)
    expect(refused.text).toContain('You have opened as many different files today as one person opens alone.')
    expect([refused.text.includes('-summary:'), await inLog(second)]).toEqual([false, 0])
    expect(await tells('reader-1', first)).toBe(true)
  })

  it('asks another person for as many again, for the day, by a button on the page that stays closed', async () => {
    const id = await inReview('Harbour')
    await openedOthers('coordinator', 150)
    const closed = await opened('coordinator', id)
    const asked = await team.act('coordinator', `/applications/${id}/openings`)
    const [approval] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.approval WHERE kind = 'more_openings' AND state = 'pending'`,
    )
    const agreement = `/approvals/${approval?.id}/agreements`
    const lists = [await team.as('coordinator').get('/approvals'), await team.as('lead').get('/approvals')]
    await team.act('coordinator', agreement)
    const alone = await tells('coordinator', id)
    const agreed = await team.act('lead', agreement)

    expect(closed.text).toContain('You have opened as many different files today as one person opens alone.')
    expect(closed.text).toContain('Ask to open more today')
    expect(asked.text).toContain('Once one of them agrees, this page opens.')
    expect(asked.text).not.toContain('Ask to open more today')
    expect(lists.map(({ text }) => [text.includes('Open more files today'), text.includes(agreement)])).toEqual([
      [true, false],
      [true, true],
    ])
    expect(lists[0]?.text).not.toContain('/appointments')
    expect(agreed.text).toContain('You agreed. The person who asked can go on.')
    expect([alone, await tells('coordinator', id)]).toEqual([false, true])
  })
})
