import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
const logins = ['admin', 'auditor', 'board-1', 'coordinator', 'desk', 'lead', 'reader-1', 'reader-2', 'security']

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, logins)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const page = (id: string) => `/applications/${id}`
const accountOf = async (login: string) => (await line.world.holder(login)).accountId
const assign = async (id: string, login: string) =>
  team.act('coordinator', `${page(id)}/assignments`, { to: `reviewer:${await accountOf(login)}` })
const facts = (id: string) =>
  line.world.operator.query(
    `SELECT a.login, f.origin, f.kind FROM app.conflict_fact f JOIN app.staff_account a ON a.id = f.account_id
     WHERE f.application_id = $1 ORDER BY 1, 2`,
    [id],
  )
const reason = 'A reason of at least forty characters, as the rubric asks for it.'
const review = {
  R1: '4',
  R2: '4',
  R3: '5',
  R4: '3',
  R5: '4',
  R6: 'na',
  R3_reason: reason,
  eligibility: 'yes',
  version: '0',
  profile: '1',
  act: 'submit',
}

describe('a pinned conflict', () => {
  it('CON-4 meets a live session at its next request: page, list, count and posts are as if the file were not', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) {
      await assign(id, login)
      await team.act(login, `${page(id)}/conflicts`, { kind: 'none' })
      expect((await team.act(login, `${page(id)}/reviews`, review)).text).toContain('Your review is in.')
    }
    expect((await team.as('reader-1').get('/applications')).text).toContain(page(id))
    const before = await line.traces(id)

    const done = await team.act('lead', `${page(id)}/conflicts/pins`, {
      account: await accountOf('reader-1'),
      kind: 'same_organisation',
    })

    const absent = await team.as('reader-1').get('/nowhere')
    for (const target of [page(id), `${page(id)}/conflicts`]) {
      const answer = await team.as('reader-1').get(target)
      expect([target, answer.status, answer.text]).toEqual([target, 404, absent.text])
    }
    for (const target of ['reviews', 'conflicts', 'reviews/confirmation']) {
      const answer = await team.act('reader-1', `${page(id)}/${target}`, { ...review, kind: 'none' })
      expect([target, answer.status, answer.text]).toEqual([target, 404, absent.text])
    }
    expect(done.text).toContain('It is pinned.')
    expect((await team.as('reader-1').get('/applications')).text).not.toContain(page(id))
    const shown = (await team.as('reader-2').get(page(id))).text
    expect([shown.includes('Reader 1'), shown.includes('Mean')]).toEqual([false, true])
    expect((await team.as('coordinator').get('/')).text).toContain('A reader is needed')
    expect(await line.traces(id)).toEqual(before)
  })

  it('CON-1 of none keeps the file open against a declaration, and says nothing of itself to the reader', async () => {
    const id = await line.inReview()
    const account = await accountOf('reader-1')
    await team.act('coordinator', `${page(id)}/conflicts/pins`, { account, kind: 'none' })
    await assign(id, 'reader-1')

    const answer = await team.act('reader-1', `${page(id)}/conflicts`, { kind: 'family' })

    expect([answer.status, answer.text.includes('Your review')]).toEqual([200, true])
    expect(answer.text).not.toMatch(/pinned|taken away/)
    expect(await facts(id)).toEqual([{ login: 'reader-1', origin: 'pinned', kind: 'none' }])

    const cleared = await team.act('lead', `${page(id)}/conflicts/pins/ends`, { account })
    await team.act('reader-1', `${page(id)}/conflicts`, { kind: 'family' })
    expect(cleared.text).toContain('The pin is taken back.')
    expect(await facts(id)).toEqual([{ login: 'reader-1', origin: 'declared', kind: 'family' }])
  })

  it('about oneself is refused with a sentence', async () => {
    const id = await line.inReview()

    const own = await team.act('lead', `${page(id)}/conflicts/pins`, { account: await accountOf('lead'), kind: 'none' })

    expect(own.text).toContain('Somebody else must say this about you.')
    expect(await facts(id)).toEqual([])
  })
})

describe('the page of a file’s conflicts', () => {
  it('lists what is on record with author and day, for coordinator and lead alone', async () => {
    const id = await line.inReview()
    await assign(id, 'reader-2')
    await team.act('reader-2', `${page(id)}/conflicts`, { kind: 'funder' })
    await team.act('coordinator', `${page(id)}/conflicts/pins`, { account: await accountOf('reader-2'), kind: 'none' })

    const { text } = await team.as('lead').get(`${page(id)}/conflicts`)

    const rows = [...text.matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([row]) => row.replace(/<[^>]+>/g, '|'))
    expect(
      rows.map((row) =>
        row
          .split('|')
          .filter((part) => part.trim() !== '')
          .slice(0, 4),
      ),
    ).toEqual([
      ['Reader 2', 'No conflict', 'pinned', 'Coordinator'],
      ['Reader 2', 'One funds the other', ' · does not count, the pin stands above', 'declared'],
    ])
    expect((await team.as('reader-2').get(`${page(id)}/conflicts`)).status).toBe(404)
  })

  it('CON-3 asks beside the readers of a file with two buttons, and an answer ends the question', async () => {
    const { id } = await sender(line.world, 'Beacon')
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    await team.act('reader-1', '/me/affiliations', { name: 'Beacon organisation' })
    const asked = (await team.as('coordinator').get(page(id))).text
    const account = await accountOf('reader-1')

    expect((await team.as('reader-1').get('/me')).text).toContain('Beacon organisation')
    expect(asked).toContain('Possible conflict: same organisation')
    expect(asked).toMatch(new RegExp(`value="${account}".{0,200}Pin conflict.{0,200}Pin no conflict`))
    expect((await team.as('board-1').get(page(id))).text).not.toContain('Possible conflict')

    await team.act('coordinator', `${page(id)}/conflicts/pins`, { account, kind: 'none' })
    expect((await team.as('coordinator').get(page(id))).text).not.toContain('Possible conflict')
  })

  it('meets an excluded country at assignment, and pins it at one press', async () => {
    const { id } = await sender(line.world, 'Border')
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    const account = await accountOf('reader-2')
    const looked = await team.act('lead', '/colleagues/exclusions/looks', { account, country: 'KE' })
    expect(plain(looked)).toContain('Reader 2 must not read files from: Kenya Nothing has changed yet.')
    expect(plain(looked)).toContain('None of the files Reader 2 can open names this country.')
    const added = await team.act('admin', '/colleagues/exclusions', { account, country: 'KE' })
    expect(plain(added)).toMatch(/The coordinators are asked to look.*Reader 2 Kenya/)

    const refused = await assign(id, 'reader-2')
    const asked = (await team.as('lead').get(`${page(id)}/conflicts`)).text
    await team.act('lead', `${page(id)}/conflicts/exclusions`, { account })

    expect(refused.text).toContain('This colleague must not read files from a country this file names.')
    expect(asked).toContain('This file falls under the exclusion')
    expect(await facts(id)).toEqual([{ login: 'reader-2', origin: 'pinned', kind: 'administrative' }])
    await team.act('admin', '/colleagues/exclusions/ends', { account, country: 'KE' })
  })
})

describe('kinds of conflicts', () => {
  it('CON-2 are rewritten one for one; a reader asking for the administrative one gets the default', async () => {
    const id = await line.inReview()
    await assign(id, 'reader-1')
    const gone = await team.act('reader-1', `${page(id)}/conflicts`, { kind: 'administrative' })
    expect([gone.text.includes('taken away from you'), await facts(id)]).toEqual([
      true,
      [{ login: 'reader-1', origin: 'declared', kind: 'personal' }],
    ])

    expect((await team.act('lead', '/conflict-kinds', { from: '', to: 'family' })).text).toContain('Choose both kinds.')
    expect((await team.act('lead', '/conflict-kinds', { from: 'personal', to: 'x' })).text).toContain(
      'There is no such kind.',
    )
    expect(await facts(id)).toEqual([{ login: 'reader-1', origin: 'declared', kind: 'personal' }])
    expect((await team.act('lead', '/conflict-kinds', { from: 'personal', to: 'co_signed' })).text).toContain(
      'were rewritten',
    )
    expect(await facts(id)).toEqual([{ login: 'reader-1', origin: 'declared', kind: 'co_signed' }])
  })
})

/** Who passes to which of these addresses; everybody else meets the 404 of an address that does not exist. */
const assigners = ['coordinator', 'lead']
const matrix: Readonly<Record<string, readonly string[]>> = {
  'GET /applications/:id/conflicts': assigners,
  'POST /applications/:id/conflicts/pins': assigners,
  'POST /applications/:id/conflicts/pins/ends': assigners,
  'POST /applications/:id/conflicts/exclusions': assigners,
  'GET /conflict-kinds': assigners,
  'POST /conflict-kinds': assigners,
  'GET /colleagues': ['admin', ...assigners],
  'POST /colleagues/exclusions': ['admin', ...assigners],
  'POST /colleagues/exclusions/looks': ['admin', ...assigners],
  'POST /colleagues/exclusions/ends': ['admin', ...assigners],
  'POST /colleagues/exclusions/ends/looks': ['admin', ...assigners],
  'POST /colleagues/affiliations': ['admin'],
  'POST /colleagues/affiliations/ends': ['admin'],
  'GET /me': ['admin', 'board-1', ...assigners, 'desk', 'reader-1', 'reader-2', 'security'],
  'POST /me/contact': ['admin', 'board-1', ...assigners, 'desk', 'reader-1', 'reader-2', 'security'],
  'POST /me/affiliations': ['board-1', ...assigners, 'reader-1', 'reader-2', 'security'],
  'POST /me/languages': ['reader-1', 'reader-2'],
  'POST /me/affiliations/ends': ['board-1', ...assigners, 'reader-1', 'reader-2', 'security'],
}

describe('route and role', () => {
  it('meet as the matrix says, and nowhere else', async () => {
    const id = await line.inReview()
    const found: Record<string, string[]> = {}
    for (const { method, path } of routesOf(staff.app)) {
      if (!/\/conflicts(\/|$)|^\/(conflict-kinds|colleagues|me)(\/|$)/.test(path)) continue
      if (`${method} ${path}` === 'POST /applications/:id/conflicts') continue
      const passed = []
      for (const login of logins) {
        const target = path.replace(':id', id)
        const fields = { form_token: await team.tokenOf(login) }
        const answer = method === 'GET' ? await team.as(login).get(target) : await team.as(login).post(target, fields)
        const isAbsent = answer.status === 404 && answer.text === (await team.as(login).get('/nowhere')).text
        if (!isAbsent) passed.push(login)
      }
      found[`${method} ${path}`] = passed.toSorted()
    }

    expect(found).toEqual(Object.fromEntries(Object.entries(matrix).map(([route, who]) => [route, who.toSorted()])))
    expect(await facts(id)).toEqual([])
  })
})
