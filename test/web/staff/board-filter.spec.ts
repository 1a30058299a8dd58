import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sent } from '#test/house/statements.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { hiddenField, plain, type WebAnswer } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let team: Team
/** Before the board, by case number. */
let people: LaidCandidate[]
/** Near to the coordinator, for whom this file is not there. */
let near: LaidCandidate

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20 })
  const laid = await layCandidates(world, 60)
  people = laid.toSorted((one, other) => (one.caseNumber < other.caseNumber ? -1 : 1))
  near = from('KE')[0] as LaidCandidate
  await sql(
    `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id)
     SELECT $1, id, 'family', 'declared', id FROM app.staff_account WHERE login = 'coordinator'`,
    [near.id],
  )
  staff = await startStaff(world)
  team = await Team.at(staff, ['coordinator', 'board-1', 'board-2', 'lead', 'desk'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const idsOf = (list: readonly LaidCandidate[]) => list.map(({ id }) => id)
const from = (country: string) => people.filter(({ answered }) => answered.country_of_residence === country)
/** Those of a country whom the coordinator sees. */
const seenFrom = (country: string) => from(country).filter((person) => person !== near)
/** Ids of the files on a page, in its order. */
const idsIn = ({ text }: WebAnswer) =>
  [...text.matchAll(/<a href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
const hrefIn = ({ text }: WebAnswer, pattern: RegExp) => (pattern.exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
/** Searches that stand beside a list, each with how many rows of it fit. */
const savedIn = ({ text }: WebAnswer) =>
  [...text.matchAll(/<bdi dir="auto">([^<]+)<\/bdi><\/a>(?: \((\d+)\))?/g)].map(
    ([, name, count]) => `${name} ${count ?? '?'}`,
  )
const search = (login: string, target: string, text: string) => team.post(login, target, { text })
/** What this colleague finds, where the search leads. */
async function found(login: string, target: string, text: string): Promise<WebAnswer> {
  const { status, location } = await search(login, target, text)
  expect(status).toBe(303)
  return team.as(login).get(location)
}

describe('the filter of the board', () => {
  it('shows the files that fit, in the order asked, and keeps the filter from page to page', async () => {
    const few = await found('coordinator', '/board/searches', 'country:KE')
    const answer = await team.post('coordinator', '/board/searches', { text: 'state:board', order: 'score' })
    const first = await team.as('coordinator').get(answer.location)
    const next = hrefIn(first, /href="([^"]+)" rel="next"/)
    const second = await team.as('coordinator').get(next)

    expect(idsIn(few)).toEqual(idsOf(seenFrom('KE')))
    expect(plain(few)).toContain(`${seenFrom('KE').length} files fit, of 59 you may see.`)
    expect(answer.location).toBe('/board?order=score&filter=state%3Aboard')
    expect(next).toMatch(/^\/board\?order=score&filter=state%3Aboard&after=[0-9a-f-]{36}$/)
    expect([idsIn(first).length, idsIn(second).length]).toEqual([50, 9])
    expect([...idsIn(first), ...idsIn(second)].toSorted()).toEqual(
      idsOf(people)
        .filter((id) => id !== near.id)
        .toSorted(),
    )
    expect(second.text).toContain('<a href="/board?order=score&amp;filter=state%3Aboard" rel="first">')
  })

  it('keeps what was typed with its session, and says what it does not understand', async () => {
    const [person] = seenFrom('KE')
    const typed = await search('coordinator', '/board/searches', `case:${person?.caseNumber}`)
    const own = await team.as('coordinator').get(typed.location)
    const foreign = await team.as('board-1').get(typed.location)
    const wrong = await search('coordinator', '/board/searches', 'nam:zoe (')

    expect(typed.location).toMatch(/^\/board\?search=[0-9a-f-]{36}$/)
    expect([idsIn(own), own.text.includes(`value="case:${person?.caseNumber}"`)]).toEqual([[person?.id], true])
    expect([idsIn(foreign), plain(foreign).includes('That search is over.')]).toEqual([[], true])
    expect([wrong.status, idsIn(wrong)]).toEqual([422, []])
    expect(plain(wrong)).toContain('nam:zoe ”: there is no such field.')
    expect(wrong.text).toContain('value="nam:zoe ("')
    for (const address of ['/board?filter=name%3Azoe', '/board?filter=nam%3A', '/board?state=none']) {
      expect([address, idsIn(await team.as('coordinator').get(address))]).toEqual([address, []])
    }
    for (const address of ['/board?search=zoe', '/board?after=zoe']) {
      expect([address, (await team.as('coordinator').get(address)).status]).toEqual([address, 404])
    }
    expect((await search('desk', '/board/searches', 'state:board')).status).toBe(404)
    expect(staff.log.join('')).not.toContain(person?.caseNumber)
  })

  it('stands beside what waits for the viewer', async () => {
    const [one, other] = people as [LaidCandidate, LaidCandidate]
    await sql(
      `INSERT INTO app.decision (application_id, move, author_id, reason_class) SELECT p, 'release_reject', id, 'fit'
       FROM app.staff_account, unnest($1::uuid[]) p WHERE login = 'board-2'`,
      [[one.id, other.id]],
    )
    const answer = await search('board-1', '/board/searches?show=mine', 'decision:pending')
    const mine = await team.as('board-1').get(answer.location)
    const ruled = await found('board-2', '/board/searches?show=mine', 'decision:pending')

    expect(answer.location).toBe('/board?show=mine&filter=decision%3Apending')
    expect([idsIn(mine), idsIn(ruled)]).toEqual([[one.id, other.id], []])
    expect(plain(mine)).toContain('2 files fit, of 2 you may see.')
    expect(mine.text).toContain('<a href="/board?filter=decision%3Apending">Show all files</a>')
    expect(mine.text).toContain('action="/board/searches?show=mine"')
  })

  it('VIS-2 neither finds by what is sealed for the viewer nor counts a file that is not there for them', async () => {
    const sealed = await found('board-1', '/board/searches', 'country:KE')
    const opposite = await found('board-1', '/board/searches', 'not country:KE')
    const seen = await found('coordinator', '/board/searches', 'country:KE')

    expect([idsIn(sealed), idsIn(opposite)]).toEqual([[], []])
    expect(idsIn(seen)).toEqual(idsOf(seenFrom('KE')))
    expect(idsIn(await found('coordinator', '/board/searches', `case:${near.caseNumber}`))).toEqual([])
    expect(idsIn(await found('board-1', '/board/searches', `case:${near.caseNumber}`))).toEqual([near.id])
  })

  it('VIS-3 follows a search a colleague shared, answered with the viewer’s own rights', async () => {
    await team.post('coordinator', '/saved-searches?filter=country%3AKE', { name: 'From Kenya', shared: 'yes' })

    for (const [login, fits] of [
      ['coordinator', idsOf(seenFrom('KE'))],
      ['board-1', []],
    ] as const) {
      const link = hrefIn(await team.as(login).get('/board'), /<a href="([^"]+)"><bdi dir="auto">From Kenya/)
      expect([login, link]).toEqual([login, '/board?filter=country%3AKE'])
      expect([login, idsIn(await team.as(login).get(link))]).toEqual([login, fits])
      expect([login, savedIn(await team.as(login).get('/board'))]).toEqual([login, [`From Kenya ${fits.length}`]])
    }
  })

  it('counts for a search of a colleague the rows of this page, and opens no file for it', async () => {
    await team.post('coordinator', '/saved-searches?filter=decision%3Apending', { name: 'To decide', shared: 'yes' })
    const fresh = await staff.browserOf('board-1')
    const openings = async () =>
      (await sql(`SELECT 1 FROM audit.entry WHERE verb IN ('names.opened', 'profiles.listed')`)).length
    const before = await openings()

    expect(savedIn(await fresh.get('/board'))).toEqual(['From Kenya ?', 'To decide 2'])
    expect(savedIn(await fresh.get('/board?show=mine'))).toEqual(['From Kenya ?', 'To decide 2'])
    expect(savedIn(await team.as('board-2').get('/board?show=mine'))).toEqual(['From Kenya ?', 'To decide 0'])
    expect(await openings()).toBe(before)
    const two = await sent(() => fresh.get('/board'))
    await team.post('coordinator', '/saved-searches?filter=state%3Aboard', { name: 'Third', shared: 'yes' })
    expect(await sent(() => fresh.get('/board'))).toEqual(two)
    await sql(`DELETE FROM app.saved_search WHERE name = 'Third'`)
  })
})

describe('the filter of a draft list', () => {
  const made = async (name: string) => (await team.post('coordinator', '/board/lists', { name })).location
  const moves = { to: 'out', reason: 'theme', version: '0', order: 'case', show: 'out' }
  const rows = (list: string) =>
    sql<{ id: string; batch: number }>(
      `SELECT m.application_id AS id, m.moved_to AS to, m.reason, m.batch, m.undoes, a.login FROM app.board_move m
       JOIN app.staff_account a ON a.id = m.author_id WHERE m.list_id = $1 ORDER BY m.batch, m.application_id`,
      [list.split('/').at(-1)],
    )

  it('narrows who is shown beside the switch and the search for a case number, in every address of the page', async () => {
    const list = await made('Narrowed')
    const [first] = seenFrom('KE') as [LaidCandidate]
    await team.post('coordinator', `${list}/moves`, { ...moves, to: 'in', ticked: [first.id], act: 'do' })

    const answer = await search('coordinator', `${list}/searches?order=case&show=out`, 'country:KE')
    const out = await team.as('coordinator').get(answer.location)
    const inside = await team.as('coordinator').get(`${list}?order=case&show=in&filter=country%3AKE`)
    const begun = { ...moves, show: 'all', find: first.caseNumber, act: 'find' }
    const looked = await team.post('coordinator', `${list}/moves?filter=country%3AKE`, begun)
    const elsewhere = await team.post('coordinator', `${list}/moves?filter=country%3ANG`, begun)
    const wrong = await search('coordinator', `${list}/searches?show=out`, 'nam:zoe')

    expect(answer.location).toBe(`${list}?order=case&show=out&filter=country%3AKE`)
    expect(idsIn(out)).toEqual(idsOf(seenFrom('KE').slice(1)))
    expect(plain(out)).toContain(`${seenFrom('KE').length - 1} people of 59.`)
    expect([out, inside, looked].map((page) => savedIn(page)[0])).toEqual(
      [seenFrom('KE').length - 1, 1, seenFrom('KE').length].map((count) => `From Kenya ${count}`),
    )
    expect(out.text).toContain(`href="${list}?order=case&amp;show=in&amp;filter=country%3AKE"`)
    expect([inside, looked, elsewhere].map(idsIn)).toEqual([[first.id], [first.id], []])
    expect([wrong.status, idsIn(wrong), plain(wrong).includes('there is no such field.')]).toEqual([422, [], true])
    expect((await search('lead', `${list}/searches`, 'state:board')).status).toBe(404)
  })

  it('SEL-11 puts everybody who fits on the list as one act, tried before and taken back as a whole', async () => {
    const list = await made('One act')
    const target = `${list}/moves?filter=country%3AKE`
    const page = await team.as('coordinator').get(`${list}?order=case&show=out&filter=country%3AKE`)
    const fields = { ...moves, digest: hiddenField(page.text, 'digest') }
    const count = seenFrom('KE').length

    const tried = await team.post('coordinator', target, { ...fields, act: 'try_fitting' })
    const before = await rows(list)
    const added = await team.post('coordinator', target, { ...fields, act: 'add_fitting' })
    const after = await rows(list)
    const again = await team.post('coordinator', target, { ...fields, act: 'add_fitting' })
    await team.post('coordinator', `${list}/undos`, { version: '1' })
    const undone = await team.as('coordinator').get(`${list}?show=in`)

    expect(plain(page)).toContain(`${count} people who fit can be added.`)
    expect([plain(tried).includes(`${count} people are tried on the list.`), before]).toEqual([true, []])
    expect(added.location).toBe(`${list}?order=case&show=out&filter=country%3AKE`)
    const act = { to: 'in', reason: 'theme', batch: 1, undoes: null, login: 'coordinator' }
    expect(after).toEqual(
      idsOf(seenFrom('KE'))
        .toSorted()
        .map((id) => ({ id, ...act })),
    )
    expect(again.location).toBe(`${added.location}&notice=set_changed`)
    expect(idsIn(undone)).toEqual([])
    expect((await rows(list)).filter(({ batch }) => batch === 2)).toHaveLength(count)
  })

  it('adds nobody where others fit than the page counted', async () => {
    const list = await made('Others')
    const address = `${list}?order=case&show=all&filter=country%3ANG`
    const page = await team.as('coordinator').get(address)
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [from('NG')[0]?.id])

    const fields = { ...moves, show: 'all', digest: hiddenField(page.text, 'digest'), act: 'add_fitting' }
    const answer = await team.post('coordinator', `${list}/moves?filter=country%3ANG`, fields)

    expect([answer.location, await rows(list)]).toEqual([`${address}&notice=set_changed`, []])
  })

  it('VIS-2 counts nothing of a list before the word, and nothing that is sealed after it', async () => {
    const list = await made('Before the word')
    const closed = await team.as('board-1').get(list)
    const counted = await team.as('board-1').get(`${list}?filter=state%3Aboard`)
    await team.post('board-1', `${list}/words`, { word: ['signed'] })
    const open = await found('board-1', `${list}/searches`, `case:${near.caseNumber}`)
    const sealed = await found('board-1', `${list}/searches`, 'country:KE or not country:KE')
    const unseen = await found('coordinator', `${list}/searches`, `case:${near.caseNumber}`)

    expect([closed.status, closed.text.includes(`${list}/searches`), counted.status]).toEqual([200, false, 404])
    expect([savedIn(closed), savedIn(open)]).toEqual([[], ['From Kenya 0', 'To decide 2']])
    expect([open, sealed, unseen].map(idsIn)).toEqual([[near.id], [], []])
  })
})
