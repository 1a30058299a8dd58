import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { openWindows } from '#test/support/people/staff-session.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
const people = new Map<string, WebClient>()
const ids: string[] = []

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  for (let i = 0; i < 22; i += 1) ids.push(await line.applied(`text ${i}`))
  await line.world.operator.query(`UPDATE app.application SET wave = '=1+1' WHERE id = $1`, [ids[0]])
  await line.world.operator.query(`UPDATE app.application SET state = 'board' WHERE id = ANY ($1)`, [ids.slice(0, 3)])
  for (const login of ['coordinator', 'coordinator-2', 'lead', 'reader-1', 'board-1']) {
    people.set(login, await staff.browserOf(login))
  }
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const as = (login: string): WebClient => people.get(login) ?? staff.visitor()
const post = async (login: string, path: string, fields: Record<string, string | string[]> = {}): Promise<WebAnswer> =>
  as(login).post(path, { form_token: hiddenField((await as(login).get('/sessions')).text, 'form_token'), ...fields })
const noticeOf = ({ location }: WebAnswer): string => new URL(location, staff.address).search
const flag = (id: string, kind: 'restricted' | 'on_hold' | 'paused' | 'duress') =>
  line.world.operator.query('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
const release = (...chosen: readonly string[]) =>
  line.world.operator.query('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = ANY ($1)', [chosen])
const casesOf = async (chosen: readonly string[]): Promise<string[]> => {
  const rows = await line.world.operator.query<{ case_number: string }>(
    'SELECT case_number FROM app.application WHERE id = ANY ($1) ORDER BY case_number',
    [chosen],
  )
  return rows.map((row) => row.case_number)
}
/** First cells of the lines after the header. */
const cases = (text: string): string[] =>
  text
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.split(',')[0] ?? '')
const lines = (verb: string) =>
  line.world.operator.query<{ purpose: string }>('SELECT purpose FROM audit.entry WHERE verb = $1 ORDER BY seq', [verb])

describe('a table asked for without a fresh second sign-in', () => {
  it('is not made and not taken: each goes to the second sign-in, and back from there', async () => {
    const tables = () => line.world.operator.query<{ id: string }>('SELECT id, taken_on FROM app.file_export')
    const early = await post('coordinator', '/exports?state=board')
    const none = await tables()
    const [made] = await line.world.operator.query<{ id: string }>(
      `INSERT INTO app.file_export (edition_id, author_id, files, takes_two) VALUES ($1, $2, $3, false) RETURNING id`,
      [line.world.editionId, line.as('coordinator').accountId, ids.slice(0, 3)],
    )
    const { id } = made ?? { id: '' }
    const stale = await post('coordinator', `/exports/${id}/tables`)
    const { password, code } = staff.signInOf('coordinator')
    const kept = await tables()
    const back = await post('coordinator', '/step-up', { for: 'exports', case: id, password, code })

    expect([early, stale].map(({ location }) => location)).toEqual([
      '/step-up?for=exports',
      `/step-up?for=exports&case=${id}`,
    ])
    expect([none, kept, await lines('files.exported')]).toEqual([[], [{ id, taken_on: null }], []])
    expect([back.status, back.location]).toEqual([303, `/exports/${id}`])
    expect((await as('coordinator').get(back.location)).text).toContain('It is ready.')
    await line.world.operator.query('DELETE FROM app.file_export')
    await openWindows(line.world)
  })
})

describe('a table of few files', () => {
  it('is taken by one person, once, with words in its header and no formula in it', async () => {
    const asked = await post('coordinator', '/exports?state=board')
    const page = await as('coordinator').get(asked.location)
    const taken = await post('coordinator', `${asked.location}/tables`)

    expect(page.text).toContain('It is ready.')
    expect(taken.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(taken.headers['content-disposition']).toBe('attachment; filename="files.csv"')
    expect(taken.text.slice(0, 60)).toMatch(/^\uFEFFCase,State,Returned without an answer,Sent in the/)
    expect(cases(taken.text)).toEqual(await casesOf(ids.slice(0, 3)))
    expect(taken.text).toContain(",'=1+1,")
    expect(taken.text).not.toMatch(/text \d/)
    expect(await lines('files.exported')).toEqual([{ purpose: '3/0' }])
    expect((await post('coordinator', `${asked.location}/tables`)).status).toBe(404)
    expect((await as('coordinator').get(asked.location)).text).toContain('It has been taken.')
  })

  it('is nobody else’s, and holds what its reader’s list shows', async () => {
    await line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = ANY ($1)`, [
      ids.slice(3, 5),
    ])
    await line.given(ids[3] ?? '', 'reader-1')
    const asked = await post('reader-1', '/exports')
    expect((await as('coordinator').get(asked.location)).status).toBe(404)
    expect((await post('coordinator', `${asked.location}/tables`)).status).toBe(404)

    const { text } = await post('reader-1', `${asked.location}/tables`)

    expect(cases(text)).toEqual(await casesOf(ids.slice(3, 4)))
    expect(text.split('\r\n')[0]).toBe('\uFEFFCase,State,Returned without an answer,Sent in the week of,Language')
  })

  it('knows no restricted file: no row, no count, no gap', async () => {
    await flag(ids[0] ?? '', 'restricted')
    const asked = await post('lead', '/exports?state=board')

    expect((await as('lead').get('/applications?state=board')).text).toContain((await casesOf(ids.slice(0, 1)))[0])
    expect((await as('lead').get(asked.location)).text.replace(/[\u2068\u2069]/g, '')).toContain(
      '2 files, as they stood',
    )
    expect(cases((await post('lead', `${asked.location}/tables`)).text)).toEqual(await casesOf(ids.slice(1, 3)))
  })

  it('knows no file on hold, whoever set it, and counts one that is held before it is taken as left', async () => {
    const [held, frozen, watched] = ids.slice(5, 8) as [string, string, string]
    await line.world.operator.query(`UPDATE app.application SET wave = 'kept' WHERE id = ANY ($1)`, [ids.slice(5, 9)])
    await flag(held, 'on_hold')
    await flag(frozen, 'paused')
    const asked = await post('lead', '/exports?filter=wave:kept')
    await flag(watched, 'duress')
    const taken = await post('lead', `${asked.location}/tables`)
    await flag(ids[8] ?? '', 'on_hold')
    const none = await post('lead', '/exports?filter=wave:kept')
    await release(...ids.slice(5, 9))

    expect(cases(taken.text)).toEqual([
      ...(await casesOf(ids.slice(8, 9))),
      '1 file has left since this table was asked for.',
    ])
    expect((await lines('files.exported')).at(-1)).toEqual({ purpose: '1/1' })
    expect(noticeOf(none)).toBe('?notice=nothing_to_export')
  })

  it('holds what a search of the list finds, and nothing else', async () => {
    const asked = await post('lead', '/exports?state=submitted&filter=wave%3Akept+or+state%3Aboard')

    expect(cases((await post('lead', `${asked.location}/tables`)).text)).toEqual(await casesOf(ids.slice(5, 9)))
  })

  it('is none where nothing fits or the query is none', async () => {
    for (const query of ['state=cancelled', 'state=nowhere', 'filter=amina', `search=${ids[0]}`]) {
      expect(noticeOf(await post('coordinator', `/exports?${query}`))).toBe('?notice=nothing_to_export')
    }
    expect(noticeOf(await post('board-1', '/exports'))).toBe('?notice=export_too_large')
  })
})

describe('a table of more than twenty rows in a day', () => {
  it('takes two: the second reads a sample of the frozen set, and what left since is one line', async () => {
    const asked = await post('coordinator', '/exports?state=submitted')
    expect((await as('coordinator').get(asked.location)).text.replace(/[\s\S]*<h1>/, '')).toContain('It is ready.')
    const more = await post('coordinator', '/exports?state=submitted&order=week')
    const path = more.location

    expect((await as('coordinator').get(path)).text).toContain('It waits for a second coordinator.')
    expect(noticeOf(await post('coordinator', `${path}/tables`))).toBe('?notice=second_person_missing')
    const [approval] = await line.world.operator.query<{ id: string; sample: string[]; size: number }>(
      `SELECT id, sample, size FROM app.approval WHERE kind = 'export' AND object_id = $1`,
      [path.slice('/exports/'.length)],
    )
    expect([approval?.size, approval?.sample.length]).toEqual([17, 5])
    const agreement = `/approvals/${approval?.id}/agreements`
    expect(noticeOf(await post('coordinator', agreement, { sample_read: approval?.sample ?? [] }))).toBe(
      '?notice=second_person_missing',
    )
    expect(noticeOf(await post('coordinator-2', agreement))).toBe('?notice=sample_unread')
    for (const id of approval?.sample ?? []) await as('coordinator-2').get(`/applications/${id}`)
    await post('coordinator-2', agreement, { sample_read: approval?.sample ?? [] })
    await flag(ids[20] ?? '', 'restricted')
    const { text } = await post('coordinator', `${path}/tables`)

    expect(cases(text)).toEqual([
      ...(await casesOf([...ids.slice(5, 20), ids[21] ?? ''])),
      '1 file has left since this table was asked for.',
    ])
    expect((await lines('files.exported')).at(-1)).toEqual({ purpose: '16/1' })
    expect((await post('coordinator', `${path}/tables`)).status).toBe(404)
  })
})
