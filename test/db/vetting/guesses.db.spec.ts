import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
  const account = (login: string) => line.as(login).accountId
  await on.affiliations.add(line.as('reader-1'), account('reader-1'), 'Lighthouse organisation')
  await on.query(`UPDATE app.staff_account SET display_name = 'L. Ref-two' WHERE login = 'reader-2'`)
  await on.query(`UPDATE app.staff_account SET address = 'colleague@EXAMPLE.org' WHERE login = 'reader-3'`)
  await on.affiliations.add(line.as('board-1'), account('board-1'), 'An institute of something else')
  await on.exclude.run(line.as('lead'), { accountId: account('board-2'), country: 'UG' })
}, 60_000)

afterAll(() => line.world.end())

/** A sent application of whole answers, in review. */
async function inReview(mark: string): Promise<string> {
  const { id } = await sender(line.world, mark)
  await line.move('coordinator', id, 'open_screening')
  await line.move('coordinator', id, 'pass')
  return id
}
const askedOf = async (login: string, id: string, nominator: string | null = null) => {
  const found = await on.guesses.run(line.as(login), await line.file(login, id), { nominator })
  return found.map(({ name, isReader, shared, kind }) => ({ name, isReader, shared, kind }))
}
const organisation = { isReader: false, shared: ['organisation'], kind: 'same_organisation' }
const both = { ...organisation, shared: ['organisation', 'referee_organisation'] }
const country = { name: 'Board 2', isReader: false, shared: ['country'], kind: 'administrative' }
const mail = { name: 'Reader 3', isReader: false, shared: ['mail_domain'], kind: 'same_organisation' }
const referee = { name: 'L. Ref-two', isReader: false, shared: ['referee'], kind: 'past_reference' }

const possible = { ok: false, code: 'possible_conflict' }

describe('possible conflicts', () => {
  it('CON-3 give nobody the file by hand, by an opinion or a translation, until somebody has said that there is none', async () => {
    const id = await inReview('Lighthouse')
    const { accountId } = line.as('reader-1')
    await on.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator') ON CONFLICT DO NOTHING`,
      [accountId, line.world.editionId],
    )
    await on.given(id, 'reader-3')
    await line.door.conflict.run(line.as('reader-3'), id, 'none')
    await line.reviewed('reader-3', id)
    const [review] = await on.query<{ id: string }>('SELECT id FROM app.review WHERE application_id = $1', [id])
    const translate = () => on.translate.run(line.as('lead'), id, { accountId, sections: ['story'] })
    const before = await line.traces(id)
    const refused = [
      await on.assign(id, 'reader-1'),
      await line.door.askOpinion.run(line.as('lead'), id, { accountId, reviewId: review?.id ?? '' }),
      await translate(),
    ]
    const left = [await on.wraps(id, 'reader-1'), await line.traces(id)]
    await on.pin(id, 'reader-1', 'none')

    expect(refused).toEqual([possible, possible, possible])
    expect(left).toEqual([0, before])
    expect([await translate(), await on.assign(id, 'reader-1')]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
  })

  it('CON-3 are asked from what the session opens: a coordinator sees mail, a lead referees', async () => {
    const id = await inReview('Lighthouse')

    expect(await askedOf('coordinator', id)).toEqual([country, { name: 'Reader 1', ...organisation }, mail])
    expect(await askedOf('lead', id)).toEqual([country, referee, { name: 'Reader 1', ...both }])
    expect(await askedOf('lead-2', id)).toEqual([
      referee,
      { name: 'Reader 1', ...organisation, shared: ['referee_organisation'] },
    ])
    for (const login of ['board-1', 'security']) expect([login, await askedOf(login, id)]).toEqual([login, []])
  })

  it('CON-3 change nothing until somebody answers, and are not asked again after either answer', async () => {
    const id = await inReview('Lighthouse')
    await on.given(id, 'reader-1')
    const before = await on.wraps(id, 'reader-1')

    expect((await askedOf('lead', id))[0]).toEqual({ name: 'Reader 1', ...both, isReader: true })
    expect([before > 0, await on.wraps(id, 'reader-1'), await on.facts(id, 'reader-1')]).toEqual([true, before, []])

    await on.pin(id, 'reader-1', 'none')
    await on.pin(id, 'reader-2', 'past_reference')
    expect(await askedOf('lead', id)).toEqual([country])
    expect(await on.wraps(id, 'reader-1')).toBe(before)
  })

  it('name who nominated the person, and leave a line in the log before anything is opened', async () => {
    const id = await inReview('Other')

    expect(await askedOf('lead', id, 'Institute of Something Else')).toEqual([
      { name: 'Board 1', isReader: false, shared: ['nominator'], kind: 'past_reference' },
      country,
    ])
    expect(
      await on.query(`SELECT count(*)::int AS count FROM audit.entry WHERE object_id = $1 AND verb = 'ties.opened'`, [
        id,
      ]),
    ).toEqual([{ count: 1 }])
  })

  it('CON-1 ask about whoever the person named as one who must not read, and what staff pinned stays when they take it back', async () => {
    const contact = { display_name: 'NAMING', no_code_word: true }
    const { id, replace } = await sender(line.world, 'NAMING', false, {
      contact: { ...contact, not_read_by: 'Laura Ref-two\nNobody Known, Lighthouse organization' },
    })
    const named = { isReader: false, kind: 'personal' }
    const asked = await askedOf('coordinator', id)
    const refused = [await on.assign(id, 'reader-2'), await on.wraps(id, 'reader-2')]
    await on.given(id, 'reader-2')
    const before = [await on.wraps(id, 'reader-2'), await on.facts(id, 'reader-2')]
    await on.pin(id, 'reader-2', 'personal', 'coordinator')
    await replace('contact', contact)

    expect(asked).toEqual(
      expect.arrayContaining([
        { ...named, name: 'L. Ref-two', shared: ['not_read_by'] },
        { ...named, name: 'Reader 1', shared: ['not_read_by'] },
      ]),
    )
    expect(refused).toEqual([possible, 0])
    expect(before).toEqual([expect.any(Number), []])
    expect(before[0]).toBeGreaterThan(0)
    expect(await on.facts(id, 'reader-2')).toEqual([{ origin: 'pinned', kind: 'personal' }])
    expect(await on.wraps(id, 'reader-2')).toBe(0)
    expect((await askedOf('coordinator', id)).flatMap(({ shared }) => shared)).not.toContain('not_read_by')
  })

  it('recall a conflict with what the same person sent to an earlier edition, unless that file is kept from who asks', async () => {
    const [id, earlier] = [await inReview('Returning'), await line.inReview()]
    const accountId = line.as('reader-2').accountId
    const [edition] = await on.query<{ id: string }>(
      `INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity)
       SELECT 'earlier', 'Days', 'Meeting', 'UTC', d, d, d, d + 1, 10 FROM (SELECT app.today() - 365 AS d) x RETURNING id`,
    )
    await on.query('UPDATE app.application SET edition_id = $2 WHERE id = $1', [earlier, edition?.id])
    await on.query(
      `INSERT INTO app.contact_index (application_id, digest) VALUES ($1, '\\x01'), ($2, '\\x01')
       ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest`,
      [id, earlier],
    )
    await on.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'prior_dispute', 'declared', $2)`,
      [earlier, accountId],
    )
    const recalled = { name: 'L. Ref-two', isReader: false, shared: ['earlier_edition'], kind: 'prior_dispute' }

    expect(await askedOf('coordinator', id)).toContainEqual(recalled)
    await on.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [earlier])
    expect(await askedOf('coordinator', id)).not.toContainEqual(recalled)
  })
})

describe('an excluded country', () => {
  const toBoard = (login: string) => ({ accountId: line.as(login).accountId, role: 'board' as const })

  it('stops an assignment in the session that opens it, and one that cannot tell', async () => {
    const [met, other] = [await inReview('Excluded'), await line.inReview()]
    const by = (login: string, id: string) => line.door.assign.run(line.as(login), id, toBoard('board-2'))

    expect(await by('coordinator', met)).toEqual({ ok: false, code: 'country_excluded' })
    expect(await by('lead-2', met)).toEqual({ ok: false, code: 'country_sealed' })
    expect(await by('coordinator', other)).toEqual({ ok: true, value: null })
    expect([await on.wraps(met, 'board-2'), await on.facts(met, 'board-2')]).toEqual([0, []])
  })

  it('is pinned by who meets it, where the file names it and nowhere else', async () => {
    const [met, other] = [await inReview('Falls'), await line.inReview()]
    const apply = (login: string, id: string) => on.exclusion.run(line.as(login), on.pairOf(id, 'board-2'))

    expect(await apply('coordinator', other)).toEqual({ ok: false, code: 'exclusion_not_met' })
    expect(await apply('lead-2', met)).toEqual({ ok: false, code: 'country_sealed' })
    expect(await apply('reader-1', met)).toEqual({ ok: false, code: 'not_found' })
    expect(await apply('coordinator', met)).toEqual({ ok: true, value: null })
    expect(await on.facts(met, 'board-2')).toEqual([{ origin: 'pinned', kind: 'administrative' }])
    expect((await line.door.list.run(line.as('board-2'), {})).rows.map(({ id }) => id)).not.toContain(met)
  })

  it('is kept by admin, coordinator and lead, and taken off by nobody for themself', async () => {
    const pair = { accountId: line.as('lead').accountId, country: 'SE' }
    const notFound = { ok: false, code: 'not_found' }

    expect(await on.exclude.run(line.as('lead'), pair)).toEqual({ ok: true, value: { met: 0, sealed: 0 } })
    expect(await on.ends.run(line.as('lead'), pair, false)).toEqual({ ok: false, code: 'about_yourself' })
    for (const login of ['reader-1', 'board-1', 'security', 'auditor']) {
      expect([login, await on.exclude.run(line.as(login), pair)]).toEqual([login, notFound])
      expect([login, await on.ends.run(line.as(login), pair, false)]).toEqual([login, notFound])
      expect([login, await on.exclusions.list(line.as(login))]).toEqual([login, notFound])
    }
    expect(await on.ends.run(line.as('coordinator'), pair, false)).toEqual({ ok: true, value: 0 })
    expect(await on.ends.run(line.as('coordinator'), pair, false)).toEqual(notFound)
  })
})

describe('affiliations', () => {
  it('are one’s own to keep, and nobody else’s but the admin’s', async () => {
    const { accountId } = line.as('security')
    const notFound = { ok: false, code: 'not_found' }

    expect(await on.affiliations.add(line.as('security'), accountId, ' A union ')).toEqual({ ok: true, value: null })
    expect(await on.affiliations.add(line.as('lead'), accountId, 'Another')).toEqual(notFound)
    const [own] = await on.affiliations.own(line.as('security'))
    expect(own).toEqual({ id: own?.id, accountId, name: 'A union', isOwn: true })
    expect(await on.affiliations.remove(line.as('lead'), own?.id ?? '')).toEqual(notFound)
    expect(await on.affiliations.remove({ ...line.as('lead'), roles: ['admin'] }, own?.id ?? '')).toEqual({
      ok: true,
      value: null,
    })
    expect(await on.affiliations.own(line.as('security'))).toEqual([])
  })
})
