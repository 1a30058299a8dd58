import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { openWindows } from '#test/support/people/staff-session.js'
import { plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let on: ReturnType<typeof conflictsOn>
/** Sent before anybody was excluded, from another country than those that follow. */
let early: string

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['admin', 'board-1', 'coordinator', 'coordinator-2', 'lead', 'lead-2'])
  on = conflictsOn(line)
  early = (await sender(line.world, 'Early', false, elsewhere)).id
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const peru = { country_of_residence: 'PE', region_of_work: ['PE'] }
const elsewhere = { place: { ...completeAnswers('Early').place, ...peru } }
const page = (id: string) => `/applications/${id}`
const idsIn = (text: string) =>
  [...text.matchAll(/<a href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '').toSorted()
const exclude = async (login: string, country = 'UG') =>
  team.act('coordinator', '/colleagues/exclusions', { account: line.as(login).accountId, country })
/** Who is still to be compared with a file. */
const due = (id: string) =>
  line.world.operator.query<{ login: string }>(
    `SELECT s.login FROM app.exclusion_due d JOIN app.staff_account s ON s.id = d.account_id
     WHERE d.application_id = $1 ORDER BY 1`,
    [id],
  )
const pinned = [{ origin: 'pinned', kind: 'administrative' }]

/** Every way in which the console tells a colleague of files: each answers ids, or how many there are. */
const told = async (login: string, id: string) => ({
  list: idsIn((await team.as(login).get('/applications')).text),
  sorted: idsIn((await team.as(login).get('/applications?order=name')).text),
  search: idsIn((await team.act(login, '/searches', { text: 'country:UG or country:PE or country:KE' })).text),
  count: (await line.door.list.counts(line.as(login)))['submitted'] ?? 0,
  table: await tableRows(login),
  page: (await team.as(login).get(page(id))).status,
})
const tableRows = async (login: string): Promise<number> => {
  await openWindows(line.world)
  const asked = await team.post(login, '/exports?state=submitted')
  return (await team.post(login, `${asked.location}/tables`)).text.split('\r\n').length - 2
}
const everywhere = (ids: readonly string[], status: number) => {
  const sorted = ids.toSorted()
  return { list: sorted, sorted, search: sorted, count: ids.length, table: ids.length, page: status }
}

describe('a file sent after a country was excluded', () => {
  it('CON-4 is nowhere for the excluded coordinator, who looks first, and everywhere for everybody else', async () => {
    await exclude('coordinator-2')
    expect(await told('coordinator-2', early)).toEqual(everywhere([early], 200))
    const late = await sender(line.world, 'Late')

    expect(await told('coordinator-2', late.id)).toEqual(everywhere([early], 404))
    expect(await told('coordinator', late.id)).toEqual(everywhere([early, late.id], 200))
    expect((await told('lead', late.id)).page).toBe(200)
    expect([await on.facts(late.id, 'coordinator-2'), await on.facts(early, 'coordinator-2')]).toEqual([pinned, []])
  })

  it('CON-4 is kept from them until a session has compared; who opens no countries sees it until another pins', async () => {
    await exclude('lead-2')
    const { id } = await sender(line.world, 'Later')

    const unseen = (await line.door.list.run(line.as('coordinator-2'), {})).rows.map((row) => row.id)
    expect([unseen, await line.door.open.run(line.as('coordinator-2'), id)]).toEqual([
      [early],
      { ok: false, code: 'not_found' },
    ])
    expect([(await told('lead-2', id)).page, await due(id)]).toEqual([
      200,
      [{ login: 'coordinator-2' }, { login: 'lead-2' }],
    ])

    await team.as('coordinator').get('/sessions')
    expect([(await told('lead-2', id)).page, await due(id)]).toEqual([404, []])
  })

  it('CON-4 is one too that is written again, unless staff have said there is no conflict', async () => {
    const [person, other] = [await sender(line.world, 'Moves', false, elsewhere), await sender(line.world, 'Known')]
    await on.pin(other.id, 'coordinator-2', 'none')
    expect((await told('coordinator-2', person.id)).page).toBe(200)

    expect(await person.replace('place', completeAnswers('Moves').place)).toMatchObject({ ok: true })

    expect((await told('coordinator-2', person.id)).list).toEqual([early, other.id].toSorted())
    expect([await on.facts(person.id, 'coordinator-2'), await on.facts(other.id, 'coordinator-2')]).toEqual([
      pinned,
      [{ origin: 'pinned', kind: 'none' }],
    ])
    await exclude('coordinator-2', 'PE')
    expect(await told('coordinator-2', early)).toEqual(everywhere([other.id], 404))
  })
})

describe('an exclusion that was a mistake', () => {
  const about = (country: string) => ({ account: line.as('board-1').accountId, country })
  const look = async (login: string, country: string) =>
    plain(await team.act(login, '/colleagues/exclusions/ends/looks', about(country)))
  const remove = (country: string, fields: Readonly<Record<string, string>> = {}) =>
    team.act('coordinator', '/colleagues/exclusions/ends', { ...about(country), ...fields })

  it('CON-4 is removed with what it pinned, as far as one sees it; other exclusions and words of staff stand', async () => {
    const [one, two, hidden, own] = [
      await sender(line.world, 'One'),
      await sender(line.world, 'Two'),
      await sender(line.world, 'Hidden'),
      await sender(line.world, 'Own'),
    ]
    await on.pin(own.id, 'board-1', 'family')
    const before = plain(await team.act('coordinator', '/colleagues/exclusions/looks', about('KE')))
    for (const country of ['KE', 'UG', 'PE']) await exclude('board-1', country)
    await on.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [hidden.id])
    const made = async () =>
      (
        await on.query<{ id: string }>(
          `SELECT f.application_id AS id FROM app.conflict_fact f WHERE f.by_exclusion AND f.account_id = $1`,
          [about('KE').account],
        )
      ).map(({ id }) => id)
    expect(before).toContain('Files that come in later or are written again are compared too')
    expect((await made()).length).toBe(8)

    expect(await look('coordinator', 'KE')).toContain('You see no conflict that was pinned because of it.')
    expect(await look('admin', 'KE')).toContain('Your account opens no files')
    await remove('UG')
    expect((await made()).length).toBe(8)
    expect(await look('coordinator', 'KE')).toContain('Also clear the 6 conflicts pinned because of it (optional)')
    expect((await remove('KE', { clear: 'yes' })).text).toContain('The exclusion is removed.')

    expect((await made()).toSorted()).toEqual([early, hidden.id].toSorted())
    expect([await on.facts(one.id, 'board-1'), await on.facts(own.id, 'board-1')]).toEqual([
      [],
      [{ origin: 'pinned', kind: 'family' }],
    ])
    expect([(await told('board-1', two.id)).page, (await told('board-1', own.id)).page]).toEqual([200, 404])
    const lines = await on.query(`SELECT 1 FROM audit.entry WHERE verb = 'conflict.unpinned' AND purpose = $1`, [
      `administrative ${about('KE').account}`,
    ])
    expect([lines.length, plain(await team.act('coordinator', '/colleagues/exclusions/ends', about('KE')))]).toEqual([
      6,
      expect.not.stringContaining('The exclusion is removed.'),
    ])
  })
})

describe('a file written again while somebody excluded reads it', () => {
  it('CON-4 is taken from them, and no word of that is handed over before', async () => {
    await exclude('reader-1')
    const { id, replace } = await sender(line.world, 'Read', false, elsewhere)
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    await line.given(id, 'reader-1')
    await line.given(id, 'reader-2')
    await on.query(`UPDATE app.application SET state = 'more_info', open_sections = '{place}' WHERE id = $1`, [id])
    expect(await replace('place', completeAnswers('Read').place)).toMatchObject({ ok: true })
    const countryTo = async (login: string) => {
      const file = await line.door.open.run(line.as(login), id)
      return file.ok ? file.value.records.map(({ value }) => Object(value.values)['country_of_residence']) : file.code
    }

    // As a session that has not compared, or cannot.
    await line.door.open.run(line.as('coordinator'), id)
    expect([await countryTo('reader-1'), await countryTo('reader-2')]).toEqual([['PE'], ['KE']])
    expect(await line.door.share.run(line.as('coordinator'), id)).toEqual({ ok: true, value: null })
    expect([await countryTo('reader-1'), await on.facts(id, 'reader-1')]).toEqual([['PE'], []])

    expect((await team.as('coordinator').get(page(id))).status).toBe(200)
    expect([await countryTo('reader-1'), await on.wraps(id, 'reader-1')]).toEqual(['not_found', 0])
    expect([await on.facts(id, 'reader-1'), await due(id)]).toEqual([pinned, []])
    expect(
      await on.query(`SELECT 1 FROM app.section_version WHERE application_id = $1 AND unshared <> '{}'`, [id]),
    ).toEqual([])
  })
})

describe('a pin that an exclusion made', () => {
  it('CON-4 comes again when it is taken back while the exclusion stands, and gives way to “no conflict”', async () => {
    const { id } = await sender(line.world, 'Cleared')
    const account = line.as('coordinator-2').accountId
    const conflicts = `${page(id)}/conflicts`
    const known = plain(await team.as('coordinator').get(conflicts))
    expect(await on.clear(id, 'coordinator-2')).toEqual({ ok: true, value: null })

    expect([await line.door.open.run(line.as('coordinator-2'), id), await due(id)]).toEqual([
      { ok: false, code: 'not_found' },
      [{ login: 'coordinator-2' }],
    ])
    await team.as('coordinator').get('/sessions')
    expect([await on.facts(id, 'coordinator-2'), await due(id)]).toEqual([pinned, []])
    await team.act('coordinator', `${conflicts}/pins`, { account, kind: 'none' })
    const meant = plain(await team.as('coordinator').get(conflicts))
    // Besides them the lead who is excluded too.
    expect([known, meant].map((text) => text.split('because of an excluded country').length - 1)).toEqual([2, 1])
    expect([(await told('coordinator-2', id)).page, await due(id)]).toEqual([200, []])
  })
})
