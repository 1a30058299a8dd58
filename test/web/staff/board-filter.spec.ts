import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { plain, type WebAnswer } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let team: Team
/** Before the board, by case number. */
let people: LaidCandidate[]

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20 })
  const laid = await layCandidates(world, 60)
  people = laid.toSorted((one, other) => (one.caseNumber < other.caseNumber ? -1 : 1))
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
/** Ids of the files on a page, in its order. */
const idsIn = ({ text }: WebAnswer) =>
  [...text.matchAll(/<a href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
const hrefIn = ({ text }: WebAnswer, pattern: RegExp) => (pattern.exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
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

    expect(idsIn(few)).toEqual(idsOf(from('KE')))
    expect(plain(few)).toContain(`${from('KE').length} files fit, of 60 you may see.`)
    expect(answer.location).toBe('/board?order=score&filter=state%3Aboard')
    expect(next).toMatch(/^\/board\?order=score&filter=state%3Aboard&after=[0-9a-f-]{36}$/)
    expect([idsIn(first).length, idsIn(second).length]).toEqual([50, 10])
    expect([...idsIn(first), ...idsIn(second)].toSorted()).toEqual(idsOf(people).toSorted())
    expect(second.text).toContain('<a href="/board?order=score&amp;filter=state%3Aboard" rel="first">')
  })

  it('keeps what was typed with its session, and says what it does not understand', async () => {
    const [person] = from('KE')
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
    const [person] = from('KE')
    await sql(
      `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id)
       SELECT $1, id, 'family', 'declared', id FROM app.staff_account WHERE login = 'coordinator'`,
      [person?.id],
    )

    const sealed = await found('board-1', '/board/searches', 'country:KE')
    const opposite = await found('board-1', '/board/searches', 'not country:KE')
    const seen = await found('coordinator', '/board/searches', 'country:KE')

    expect([idsIn(sealed), idsIn(opposite)]).toEqual([[], []])
    expect(idsIn(seen)).toEqual(idsOf(from('KE').slice(1)))
    expect(plain(seen)).toContain(`${from('KE').length - 1} files fit, of 59 you may see.`)
    expect(seen.text).not.toContain(person?.caseNumber)
  })

  it('VIS-3 follows a search a colleague shared, answered with the viewer’s own rights', async () => {
    await team.post('coordinator', '/saved-searches?filter=country%3AKE', { name: 'From Kenya', shared: 'yes' })

    for (const [login, fits] of [
      ['coordinator', idsOf(from('KE').slice(1))],
      ['board-1', []],
    ] as const) {
      const link = hrefIn(await team.as(login).get('/board'), /<a href="([^"]+)"><bdi dir="auto">From Kenya/)
      expect([login, link]).toEqual([login, '/board?filter=country%3AKE'])
      expect([login, idsIn(await team.as(login).get(link))]).toEqual([login, fits])
    }
  })
})
