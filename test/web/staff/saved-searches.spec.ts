import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
const ids: string[] = []
const people = new Map<string, WebClient>()

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  for (const name of ['Amina', 'Berta', 'Chidi']) {
    const person = await sender(line.world, name.toUpperCase())
    await person.replace('contact', { ...completeAnswers('NAME').contact, display_name: name })
    ids.push(person.id)
  }
  for (const login of ['coordinator', 'lead', 'board-1', 'reader-1']) people.set(login, await staff.browserOf(login))
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const as = (login: string): WebClient => people.get(login) ?? staff.visitor()
const post = async (login: string, path: string, fields: Record<string, string> = {}): Promise<WebAnswer> =>
  as(login).post(path, {
    form_token: hiddenField((await as(login).get('/applications')).text, 'form_token'),
    ...fields,
  })
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '')
/** Names, figures and owners of saved searches on a page. */
const links = (text: string): string[] =>
  [
    ...plain(text).matchAll(/<a href="(\/applications\?[^"]+)"><bdi dir="auto">([^<]+)<\/bdi><\/a>(?: \((\d+)\))?/g),
  ].map(([, href, name, count]) => `${name} ${count ?? '?'} ${href}`)
const listed = async (login: string): Promise<string[]> => links((await as(login).get('/applications')).text)
const idsIn = (text: string) =>
  [...text.matchAll(/<a href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
const save = (login: string, query: string, name: string, shared = false) =>
  post(login, `/saved-searches?${query}`, { name, ...(shared && { shared: 'yes' }) })
const noticeOf = ({ location }: WebAnswer): string => new URL(location, staff.address).search
const idOf = async (name: string): Promise<string> => {
  const [row] = await line.world.operator.query<{ id: string }>('SELECT id FROM app.saved_search WHERE name = $1', [
    name,
  ])
  return row?.id ?? ''
}
const tag = (login: string, file: number, code: string, shared = false) =>
  post(login, `/applications/${ids[file]}/tags`, { code, ...(shared && { shared: 'yes' }) })

describe('a search of codes', () => {
  it('becomes the address, in its one way', async () => {
    const answer = await post('coordinator', '/searches', { text: '( (STATE:submitted) and not held:YES ) country:ke' })

    expect(answer.location).toBe('/applications?filter=state%3Asubmitted+NOT+held%3Ayes+country%3AKE')
    const page = await as('coordinator').get(answer.location)
    expect(idsIn(page.text)).toHaveLength(3)
    expect(page.text).toContain('value="state:submitted NOT held:yes country:KE"')
    const shared = await as('lead').get(answer.location)
    expect(idsIn(shared.text)).toHaveLength(3)
  })

  it('leads to no file where the address is none, and says so', async () => {
    for (const query of [
      'filter=nonsense:1',
      'filter=amina',
      'filter=name:amina',
      `filter=state:any&search=${ids[0]}`,
    ]) {
      const { status, text } = await as('coordinator').get(`/applications?${query}`)

      expect([status, idsIn(text)]).toEqual([200, []])
      expect(text).toContain('The filter in this address cannot be read.')
    }
    const state = await as('coordinator').get('/applications?state=nowhere')
    expect(idsIn(state.text)).toEqual([])
    expect(state.text).toContain('There is no such state.')
  })

  it('finds nothing for a value that no file has, and says so, whichever way it is asked', async () => {
    for (const filter of ['wave:other', 'not wave:other', 'tag:nobody', 'state:any or not tag:nobody']) {
      const { text } = await as('coordinator').get(`/applications?${new URLSearchParams({ filter })}`)

      expect(idsIn(text)).toEqual([])
      expect(plain(text)).toMatch(/No file you may see has (wave:other|tag:nobody), so nothing fits\./)
    }
  })
})

describe('a saved search', () => {
  it('is listed with the figure it has for the one who looks, renamed, shared, removed and taken back', async () => {
    expect(noticeOf(await save('coordinator', 'state=submitted&order=week', 'New ones'))).toBe('?done=search_saved')
    expect(await listed('coordinator')).toEqual(['New ones 3 /applications?order=week&amp;filter=state%3Asubmitted'])
    expect(await listed('lead')).toEqual([])

    const id = await idOf('New ones')
    await post('coordinator', `/saved-searches/${id}`, { name: 'Fresh', shared: 'yes' })
    expect(await listed('lead')).toEqual(['Fresh 3 /applications?order=week&amp;filter=state%3Asubmitted'])
    expect(await listed('reader-1')).toEqual(['Fresh 0 /applications?order=week&amp;filter=state%3Asubmitted'])

    const removed = await post('coordinator', `/saved-searches/${id}/removals`)
    expect(removed.location).toBe(`/saved-searches?removed=${id}`)
    expect(await listed('lead')).toEqual([])
    expect((await as('coordinator').get(removed.location)).text).toContain(`action="/saved-searches/${id}/returns"`)
    await post('coordinator', `/saved-searches/${id}/returns`)
    expect(await listed('lead')).toHaveLength(1)
  })

  it('is changed by its owner alone: everybody else meets the same 404 as for none', async () => {
    const id = await idOf('Fresh')
    for (const path of [`/saved-searches/${id}`, `/saved-searches/${id}/removals`, `/saved-searches/${id}/returns`]) {
      expect((await post('lead', path, { name: 'Mine now' })).status).toBe(404)
    }
    expect((await as('lead').get(`/saved-searches/${id}`)).status).toBe(404)
    expect((await save('reader-1', 'state=submitted', 'For all', true)).status).toBe(404)
    expect(await listed('coordinator')).toHaveLength(1)
  })

  it('that was kept under a former name of a field is read and written by its name now', async () => {
    const id = await idOf('Fresh')
    const kept = (filter: string) =>
      line.world.operator.query('UPDATE app.saved_search SET filter = $2 WHERE id = $1', [id, filter])
    await kept('sent:>2020 NOT sent:none')
    const shown = await listed('coordinator')
    const old = await as('coordinator').get('/applications?filter=sent%3A%3E2020')
    await kept('state:submitted')

    expect(shown).toEqual(['Fresh 3 /applications?order=week&amp;filter=submitted%3A%3E2020+NOT+submitted%3Anone'])
    expect(idsIn(old.text)).toHaveLength(3)
  })

  it('is removed by a coordinator once the colleague who shared it is gone, and by nobody else', async () => {
    await save('board-1', 'state=board', 'Left behind', true)
    const removal = `/saved-searches/${await idOf('Left behind')}/removals`
    const early = await post('coordinator', removal)
    await line.world.operator.query(`UPDATE app.staff_account SET state = 'disabled' WHERE login = 'board-1'`)
    const other = await post('lead', removal)
    const shown = await as('coordinator').get('/saved-searches')
    const removed = await post('coordinator', removal)
    const gone = await listed('lead')
    const back = await post('coordinator', removal.replace('removals', 'returns'))
    const again = await listed('lead')
    await post('coordinator', removal)

    expect([early.status, other.status]).toEqual([404, 404])
    expect(shown.text).toContain('Shared by colleagues who are gone')
    expect(shown.text).toContain(`action="${removal}"`)
    expect([removed, back].map(noticeOf)).toEqual([`?removed=${await idOf('Left behind')}`, '?done=search_restored'])
    expect([gone, again].map((names) => names.some((name) => name.startsWith('Left behind')))).toEqual([false, true])
    await line.world.operator.query(`DELETE FROM app.saved_search WHERE name = 'Left behind'`)
    await line.world.operator.query(`UPDATE app.staff_account SET state = 'active' WHERE login = 'board-1'`)
  })

  it('holds no typed word, no second name and no nothing', async () => {
    const typed = await post('coordinator', '/searches', { text: 'name:amina' })
    const query = new URL(typed.location, staff.address).search.slice(1)

    expect(noticeOf(await save('coordinator', query, 'Amina'))).toBe('?notice=words_not_kept')
    expect(noticeOf(await save('coordinator', 'filter=amina', 'Amina'))).toBe('?notice=words_not_kept')
    expect(noticeOf(await save('coordinator', '', 'All'))).toBe('?notice=nothing_to_keep')
    expect(noticeOf(await save('coordinator', 'state=board', 'fresh'))).toBe('?notice=name_taken')
    expect(noticeOf(await save('coordinator', 'state=board', ' '))).toBe('?notice=name_unfit')
    expect((await as('coordinator').get(typed.location)).text).toContain('ends with your session and cannot be saved')
    const kept = await line.world.operator.query('SELECT name, filter FROM app.saved_search')
    expect(kept).toEqual([{ name: 'Fresh', filter: 'state:submitted' }])
  })

  it('counts sealed fields only once the session has opened them', async () => {
    await save('lead', 'filter=country:KE', 'From Kenya')
    const fresh = await staff.browserOf('lead')

    expect(links((await fresh.get('/applications')).text)[1]).toMatch(/^From Kenya \? /)
    await fresh.get('/applications?filter=country:KE')
    expect(links((await fresh.get('/applications')).text)[1]).toMatch(/^From Kenya 3 /)
  })
})

describe('a tag', () => {
  it('VIS-3 in a shared search is asked of the one who looks: one finds 1, the other 2', async () => {
    await tag('coordinator', 0, 'follow-up')
    await tag('lead', 1, 'follow-up')
    await tag('lead', 2, 'follow-up')
    await save('coordinator', 'filter=tag:~follow-up', 'To do', true)

    expect((await listed('coordinator')).filter((one) => one.startsWith('To do'))).toEqual([
      'To do 1 /applications?filter=tag%3A%7Efollow-up',
    ])
    expect((await listed('lead')).filter((one) => one.startsWith('To do'))).toEqual([
      'To do 2 /applications?filter=tag%3A%7Efollow-up',
    ])
    const found = await as('lead').get('/applications?filter=tag%3A%7Efollow-up')
    expect(idsIn(found.text).toSorted()).toEqual(ids.slice(1).toSorted())
    const board = await as('board-1').get('/applications?filter=tag%3A%7Efollow-up')
    expect(plain(board.text)).toContain('No file you may see has tag:~follow-up, so nothing fits.')
  })

  it('that is shared is seen by who judges, and by no reader', async () => {
    await line.move('coordinator', ids[0] ?? '', 'open_screening')
    await line.move('coordinator', ids[0] ?? '', 'pass')
    await line.given(ids[0] ?? '', 'reader-1')
    await tag('coordinator', 0, 'strong', true)
    await tag('reader-1', 0, 'odd')

    const board = await as('board-1').get(`/applications/${ids[0]}`)
    const reader = await as('reader-1').get(`/applications/${ids[0]}`)
    expect(board.text).toContain('<code dir="ltr">strong</code>')
    expect(board.text).not.toMatch(/~odd|~follow-up/)
    expect(reader.text).toContain('<code dir="ltr">~odd</code>')
    expect(reader.text).not.toMatch(/strong|~follow-up/)
    expect((await tag('reader-1', 0, 'all-see', true)).status).toBe(404)
    const foreign = await as('reader-1').get('/applications?filter=tag:strong')
    expect(plain(foreign.text)).toContain('No file you may see has tag:strong, so nothing fits.')
  })

  it('says nothing that the file seals, and is taken off again', async () => {
    expect(noticeOf(await tag('coordinator', 0, 'amina'))).toBe('?notice=sealed_word')
    expect(noticeOf(await tag('coordinator', 0, 'kenya'))).toBe('?notice=sealed_word')
    expect(noticeOf(await tag('coordinator', 0, 'Two words'))).toBe('?notice=tag_unfit')
    const [own] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.file_tag WHERE application_id = $1 AND code = 'odd'`,
      [ids[0]],
    )
    expect((await post('coordinator', `/applications/${ids[0]}/tags/${own?.id}/removals`)).status).toBe(404)
    expect((await post('reader-1', `/applications/${ids[0]}/tags/${own?.id}/removals`)).status).toBe(303)
    const left = await line.world.operator.query(
      'SELECT code, owner_id IS NULL AS shared FROM app.file_tag WHERE application_id = $1 ORDER BY code',
      [ids[0]],
    )
    expect(left).toEqual([
      { code: 'follow-up', shared: false },
      { code: 'strong', shared: true },
    ])
  })
})
