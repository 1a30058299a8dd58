import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

const names = { one: 'Zoë O’Neil', other: 'آمنة \u200cبنت علي', third: 'anders' }
let line: MainLine
let staff: Console
const ids: Record<string, string> = {}
const people = new Map<string, WebClient>()

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  for (const [key, name] of Object.entries(names)) {
    const person = await sender(line.world, `QZ${key.toUpperCase()}`)
    await person.replace('contact', { ...completeAnswers('NAME').contact, display_name: name })
    ids[key] = person.id
  }
  for (const login of ['coordinator', 'lead', 'reader-1', 'board-1']) people.set(login, await staff.browserOf(login))
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const as = (login: string): WebClient => people.get(login) ?? staff.visitor()
const tokenOf = async (login: string) => hiddenField((await as(login).get('/applications')).text, 'form_token')
const search = async (login: string, fields: Record<string, string>) =>
  as(login).post('/searches', { form_token: await tokenOf(login), ...fields })
const leads = ({ headers }: WebAnswer): string => String(headers.location)
/** Ids of the files on the page that follows, in its order. */
async function found(login: string, text: string, more: Record<string, string> = {}): Promise<string[]> {
  const answer = await search(login, { text, ...more })
  expect(answer.status).toBe(303)
  return idsIn((await as(login).get(leads(answer))).text)
}
const idsIn = (text: string) =>
  [...text.matchAll(/<a href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '')
const loads = (verb: string) =>
  line.world.operator.query<{ purpose: string }>('SELECT purpose FROM audit.entry WHERE verb = $1', [verb])

describe('the list of files', () => {
  it('APP-4 shows and sorts names as they were given', async () => {
    const page = await as('coordinator').get('/applications?order=name')

    expect(idsIn(page.text)).toEqual([ids.third, ids.one, ids.other])
    for (const name of Object.values(names)) expect(page.text).toContain(name)
  })

  it('finds by name, country and week, and keeps what was typed out of the address', async () => {
    expect(await found('coordinator', 'oneil')).toEqual([])
    expect(await found('coordinator', 'name:"O Neil"')).toEqual([ids.one])
    expect(await found('coordinator', 'zoe')).toEqual([ids.one])
    expect(await found('coordinator', 'country:KE submitted:>2020 not name:zoe', { order: 'name' })).toEqual([
      ids.third,
      ids.other,
    ])
    expect(await found('coordinator', 'QZTHIRD-organisation theme:digital')).toEqual([ids.third])

    const answer = await search('coordinator', { text: 'name:Amina', state: 'submitted', order: 'week' })

    expect(leads(answer)).toMatch(/^\/applications\?state=submitted&order=week&search=[0-9a-f-]{36}$/)
    expect(staff.log.join('')).not.toMatch(/Amina|O Neil|QZTHIRD/)
  })

  it('VIS-2 a name that is sealed for a viewer is found neither by itself nor by its opposite', async () => {
    const all = Object.values(ids).toSorted()

    expect(await found('lead', 'name:zoe')).toEqual([])
    expect(await found('lead', 'not name:zoe')).toEqual([])
    expect((await found('lead', 'name:none')).toSorted()).toEqual(all)
    expect((await found('lead', 'country:KE')).toSorted()).toEqual(all)
    expect(await found('board-1', 'not country:SE')).toEqual([])
    expect(await found('reader-1', 'state:any')).toEqual([])
  })

  it('names each error at its place and keeps the text', async () => {
    const answer = await search('coordinator', { text: 'nam:zoe submitted:2023-24 (', order: 'name' })

    expect(answer.status).toBe(422)
    const text = plain(answer.text)
    expect(text).toContain('“nam:zoe”: there is no such field.')
    expect(text).toContain('“submitted:2023-24” is no date.')
    expect(answer.text).toContain('value="nam:zoe submitted:2023-24 ("')
    expect(answer.text).toContain('<option value="name" selected')
  })

  it('says what a week of sending means for a day', async () => {
    const answer = await search('coordinator', { text: 'submitted:2026-07-22' })
    const page = await as('coordinator').get(leads(answer))

    expect(page.text).toMatch(/Only the week of sending is stored/)
    expect(page.text).toContain('0 files fit, of 3 you may see.')
    expect(page.text).toContain('No file fits.')
  })

  it('VIS-5 takes submitted:>2023-12-02 hello as a date and a word, and says of what is no date that it is none', async () => {
    const answer = await search('coordinator', { text: 'submitted:>2023-12-02 hello' })
    const page = await as('coordinator').get(leads(answer))
    const named = await found('coordinator', 'submitted:>2023-12-02 anders')
    const refused = await Promise.all(
      ['2023-24', '1111-12-89'].map((text) => search('coordinator', { text: `${text} hello` })),
    )

    expect(page.text).toContain('value="submitted:>2023-12-02 hello"')
    expect(plain(page.text)).toContain('submitted takes in the whole week at its end.')
    expect(plain(page.text)).toContain('0 files fit, of 3 you may see.')
    expect(named).toEqual([ids.third])
    expect(refused.map(({ status }) => status)).toEqual([422, 422])
    expect(refused.map(({ text }) => /“[\d-]+” is no date\./.exec(plain(text))?.[0])).toEqual([
      '“2023-24” is no date.',
      '“1111-12-89” is no date.',
    ])
  })

  it('VIS-4 ranges over a figure of a file, and refuses 1,026 terms with a sentence', async () => {
    const terms = (count: number) => Array.from({ length: count }, (_, at) => `reviews:${at}`).join(' or ')
    const taken = await found('coordinator', terms(1024))
    const refused = await search('coordinator', { text: terms(1026) })

    expect([taken.length, await found('coordinator', 'reviews:0-10 xor reviews:0-5')]).toEqual([3, []])
    expect((await found('coordinator', 'reviews:0-')).length).toBe(3)
    expect([refused.status, refused.text.includes('A search may have 1,024 terms.')]).toEqual([422, true])
  })

  it('gives a search to its own session only, and is empty rather than everything when one is over', async () => {
    const answer = await search('coordinator', { text: 'zoe' })
    const address = leads(answer)
    const foreign = await as('lead').get(address)

    expect(idsIn(foreign.text)).toEqual([])
    expect(foreign.text).toContain('That search is over.')
    expect((await as('coordinator').get('/applications?search=zoe')).status).toBe(404)
    for (let i = 0; i < 20; i += 1) await search('coordinator', { text: `word${i}` })
    expect((await as('coordinator').get(address)).text).toContain('That search is over.')
    const kept = await line.world.operator.query<{ sealed: Buffer }>(
      'SELECT sealed FROM app.staff_search s JOIN app.staff_session t USING (token_hash) WHERE t.account_id = $1',
      [line.as('coordinator').accountId],
    )
    expect(kept.filter(({ sealed }) => sealed.includes('word'))).toEqual([])
    expect(kept).toHaveLength(20)
  })

  it('opens names once for a session, and again what changed', async () => {
    const fresh = await staff.browserOf('coordinator')
    const before = (await loads('names.opened')).length
    await fresh.get('/applications?order=name')
    await fresh.get('/applications?order=name')
    const person = await sender(line.world, 'QZLATER')
    await fresh.get('/applications?order=name')
    await person.replace('contact', { ...completeAnswers('NAME').contact, display_name: 'Åsa' })
    const page = await fresh.get('/applications?order=name')

    expect((await loads('names.opened')).slice(before).map(({ purpose }) => purpose)).toEqual(['3', '1', '1'])
    expect(page.text).toContain('Åsa')
  })

  it('forgets a file with the conflict that hides it, on the next request of a live session', async () => {
    const answer = await search('coordinator', { text: 'anders' })
    const address = leads(answer)
    expect(idsIn((await as('coordinator').get(address)).text)).toEqual([ids.third])

    await line.world.operator.query(
      `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [ids.third, line.as('coordinator').accountId],
    )

    const page = await as('coordinator').get(address)
    expect(idsIn(page.text)).toEqual([])
    expect(page.text).not.toContain('anders</bdi>')
  })

  it('pages a sorted list by the last file, and knows no page after a file that is not in it', async () => {
    for (let i = 0; i < 51; i += 1) await line.applied(`text ${i}`)

    const first = await as('coordinator').get('/applications?order=week')
    const next = /href="(\/applications\?order=week&amp;after=[0-9a-f-]{36})" rel="next"/.exec(first.text)?.[1] ?? ''
    const second = await as('coordinator').get(next.replace('&amp;', '&'))

    expect(idsIn(first.text)).toHaveLength(50)
    expect(new Set([...idsIn(first.text), ...idsIn(second.text)]).size).toBe(
      idsIn(first.text).length + idsIn(second.text).length,
    )
    expect(second.text).not.toContain('rel="next"')
    expect(idsIn((await as('coordinator').get(`/applications?order=week&after=${ids.third}`)).text)).toEqual([])
  })
})
