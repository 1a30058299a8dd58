import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { agreeTo, signWord } from '#test/support/selection/board-pages.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { hiddenField, plain, type WebAnswer } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
/** Before the board, the lowest score first. */
let people: LaidCandidate[]
let team: Team

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20 })
  people = await layCandidates(world, 16)
  await layCandidates(world, 1, 'confirmed')
  for (const [rank, { id }] of people.entries()) await score(id, rank)
  staff = await startStaff(world)
  team = await Team.at(staff, ['coordinator', 'board-1', 'board-2', 'lead'])
  await signWord(world, 'board-1')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)

/** Both reviews give the same marks; every rank is nowhere below the one before it, and somewhere above. */
async function score(id: string, rank: number): Promise<void> {
  const marks = Array.from({ length: 6 }, (_, nth) => [`R${nth + 1}`, 1 + Math.min(4, Math.max(0, rank - 4 * nth))])
  await sql('UPDATE app.review SET scores = $2 WHERE application_id = $1', [id, Object.fromEntries(marks)])
}

const idsOf = (list: readonly LaidCandidate[]) => list.map(({ id }) => id)

/** A list with these people on it, made by the coordinator; its address. */
async function listOf(name: string, members: readonly LaidCandidate[]): Promise<string> {
  const token = await team.tokenOf('coordinator')
  const { location } = await team.as('coordinator').post('/board/lists', { form_token: token, name })
  if (members.length > 0) await placed(location, members, 'in', '0')
  return location
}
const placed = (list: string, who: readonly LaidCandidate[], to: string, version: string) =>
  team.act('coordinator', `${list}/moves`, {
    ticked: idsOf(who),
    to,
    reason: 'balance',
    version,
    order: 'score',
    show: 'all',
    act: 'do',
  })

/** Puts forward what this page shows. */
const posted = (list: string, page: WebAnswer, fields: Record<string, string>) =>
  team.act('board-1', `${list}/decisions`, { ...fields, digest: hiddenField(page.text, 'digest') })
const decided = (author: string) =>
  sql<{ move: string; id: string; state: string; batch: string }>(
    `SELECT d.move, d.application_id AS id, d.state, d.batch_id AS batch FROM app.decision d JOIN app.staff_account s ON s.id = d.author_id
     WHERE s.login = $1 AND d.state IN ('pending', 'second_ok') ORDER BY d.nth`,
    [author],
  )
/** Everything an applicant could come to see. */
const seenOutside = () =>
  sql(
    `SELECT (SELECT jsonb_agg(a.state || a.version ORDER BY a.id) FROM app.application a) AS states,
       (SELECT count(*)::int FROM app.history) AS history, (SELECT count(*)::int FROM app.outbox) AS mails,
       (SELECT count(*)::int FROM app.message) AS messages`,
  )
const withdraw = (who: LaidCandidate) => sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [who.id])
const states = async (who: readonly LaidCandidate[]) => {
  const rows = await sql<{ id: string; state: string }>('SELECT id, state FROM app.application WHERE id = ANY ($1)', [
    idsOf(who),
  ])
  return who.map(({ id }) => rows.find((row) => row.id === id)?.state)
}

describe('a draft list put forward', () => {
  it('is the board’s alone, and asks for a whole number', async () => {
    const list = await listOf('Closed', [])

    expect(plain(await team.as('board-1').get(list))).toContain('Put forward')
    expect((await team.as('coordinator').get(list)).text).not.toContain(`${list}/decisions`)
    for (const login of ['coordinator', 'lead']) {
      expect([login, (await team.as(login).get(`${list}/decisions`)).status]).toEqual([login, 404])
      expect([login, (await team.act(login, `${list}/decisions`, { digest: '' })).status]).toEqual([login, 404])
    }
    const wrong = await team.as('board-1').get(`${list}/decisions?waitlist=many`)
    expect([wrong.status, plain(wrong).includes('Write a whole number.')]).toEqual([422, true])
    expect(wrong.text).toMatch(/value="many"/)
    expect(wrong.text).not.toContain('name="digest"')
  })

  it('SEL-11 says whom each change moved, by case number, and shows lists, searches and changes by pages', async () => {
    const list = await listOf('Moved', people.slice(0, 2))
    await placed(list, people.slice(1, 2), 'pinned_out', '1')
    await sql(
      `INSERT INTO app.board_list (edition_id, name, author_id)
       SELECT $1, 'List ' || n, (SELECT id FROM app.staff_account WHERE login = 'board-1') FROM generate_series(1, 31) n`,
      [world.editionId],
    )
    const moved = plain(await team.as('board-1').get(`${list}/acts/1`))
    const back = plain(await team.as('board-1').get(`${list}/acts/2`))
    const lists = await team.as('board-1').get('/board/lists')
    const next = /href="(\/board\/lists\?lists=\d+)"/.exec(lists.text)?.[1] ?? ''

    expect(people.slice(0, 3).map(({ caseNumber }) => moved.includes(caseNumber))).toEqual([true, true, false])
    expect(people.slice(0, 2).map(({ caseNumber }) => back.includes(caseNumber))).toEqual([false, true])
    expect(back).toContain('Off the list for good')
    for (const target of [`${list}/acts/3`, `${list}/acts/x`]) {
      expect([target, (await team.as('board-1').get(target)).status]).toEqual([target, 404])
    }
    expect((await team.as('lead').get(`${list}/acts/1`)).status).toBe(404)
    expect((await team.as('board-1').get(list)).text).toContain(`${list}/acts/2`)
    expect([plain(lists).includes('Moved'), plain(await team.as('board-1').get(next)).includes('Moved')]).toEqual([
      false,
      true,
    ])
  })

  it('writes nothing when somebody withdrew since the dry run, and then counts them without a name', async () => {
    const [first, second] = people.splice(0, 2) as [LaidCandidate, LaidCandidate]
    const list = await listOf('Somebody leaves', [first, second])
    const page = await team.as('board-1').get(`${list}/decisions?waitlist=0`)
    await withdraw(first)

    const changed = await posted(list, page, { waitlist: '0' })

    expect(plain(page)).toContain('Invite 2 1 Fit with the whole group Waitlist 0 0')
    expect(plain(changed)).toContain('The set of files is another one now.')
    expect(plain(changed)).toContain('One person on this list is no longer a candidate.')
    expect(plain(changed)).toContain('Invite 1 1')
    expect(plain(changed)).toContain('No file would be left out.')
    expect(changed.text).not.toContain(first.caseNumber)
    expect(await decided('board-1')).toEqual([])
    await withdraw(second)
  })

  it('STA-3 does what the dry run says in the order of the list, and moves them at the release alone', async () => {
    const [held, restricted, waiting, harmful] = [people[4], people[5], people[6], people[9]] as LaidCandidate[]
    const [members, off] = [people.slice(0, 7), people[13] as LaidCandidate]
    const list = await listOf('The cohort', members)
    await placed(list, [off], 'pinned_out', '1')
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold'), ($2, 'restricted')`, [
      held?.id,
      restricted?.id,
    ])
    await sql(`INSERT INTO app.harm_finding (application_id, item, verdict) VALUES ($1, 'contact', 'open')`, [
      harmful?.id,
    ])
    await sql(
      `INSERT INTO app.decision (application_id, move, author_id, reason_class) SELECT $1, 'release_reject', id, 'fit'
       FROM app.staff_account WHERE login = 'board-2'`,
      [waiting?.id],
    )
    const before = await seenOutside()

    const usual = await team.as('board-1').get(`${list}/decisions`)
    const page = await team.as('board-1').get(`${list}/decisions?waitlist=3&rest=reject&wording=apply_again`)
    const fields = { waitlist: '3', rest: 'reject', wording: 'apply_again' }
    const answer = await posted(list, page, fields)
    const again = await posted(list, page, fields)

    expect(plain(usual)).toMatch(/Waitlist 3 1 Number of places (?!Do not select)/)
    expect(plain(page)).toContain(
      'Invite 4 1 Fit with the whole group Waitlist 3 1 Number of places Do not select 3 1 Number of places',
    )
    expect(plain(page)).toContain('2 people on this list are no longer candidates.')
    expect(plain(page)).toMatch(/Another decision waits 1 The question of harm is still open 1 Some of them/)
    expect(page.text).toContain(waiting?.caseNumber)
    for (const gone of [held, restricted]) expect(page.text).not.toContain(gone?.caseNumber)
    expect(plain(answer)).toContain('4 wait for the second person.')
    expect(plain(answer)).toMatch(/Do not select : 3 wait for the second person\. Waitlist : 3 wait/)
    expect(plain(again)).toContain('The set of files is another one now.')
    const written = await decided('board-1')
    const ranked = (...places: number[]) => places.map((place) => people[place]?.id ?? '')
    expect(written.map(({ move, id }) => [move, id])).toEqual([
      ...ranked(3, 2, 1, 0).map((id) => ['release_invite', id]),
      ...ranked(12, 11, 10).map((id) => ['release_waitlist', id]),
      ...ranked(13, 8, 7).map((id) => ['release_reject', id]),
    ])

    for (const batch of new Set(written.map((row) => row.batch))) await agreeTo(world, team, batch)
    expect(await seenOutside()).toEqual(before)
    await withdraw(people[3] as LaidCandidate)
    const file = plain(await team.as('board-2').get(`/applications/${people[0]?.id}`))
    const unfinished = await team.as('board-1').get('/releases?wave=main')
    await team.act('board-2', `/applications/${waiting?.id}/decisions/clearing`)
    const release = await team.as('board-1').get('/releases?wave=main')
    await team.release('board-1')

    expect(plain(unfinished)).toContain('One decision of this wave waits for a second person.')
    expect(plain(release)).toContain('One file would be left out: withdrawn, held or restricted since.')
    expect((await states(people)).join(' ')).toBe(
      'invited invited invited withdrawn board board board rejected rejected board waitlisted waitlisted waitlisted rejected',
    )
    const line = await sql<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'waitlisted' ORDER BY queue_number`,
    )
    expect(line.map(({ id }) => id)).toEqual(ranked(12, 11, 10))
    expect(file).toContain(
      'State Ready for the board Pending decision Invite , by Board 1 and Board 2 ; waits for its release',
    )
    const mails = await sql(
      `SELECT count(*)::int, count(DISTINCT application_id)::int AS people FROM app.outbox WHERE class = 'answer_waiting'`,
    )
    expect(mails).toEqual([{ count: 9, people: 9 }])
    const moved = await sql(
      `SELECT move, count(*)::int, bool_and(decision_id IS NOT NULL) AS pending FROM app.history
       WHERE move LIKE 'release_%' GROUP BY move ORDER BY move`,
    )
    expect(moved).toEqual([
      { move: 'release_invite', count: 3, pending: true },
      { move: 'release_reject', count: 3, pending: true },
      { move: 'release_waitlist', count: 3, pending: true },
    ])
    await withdraw(waiting as LaidCandidate)
  })

  it('grants with each invitation what that person asked for, shown and priced before, and nothing where keys are missing', async () => {
    const fresh = await layCandidates(world, 6)
    await sql(
      `INSERT INTO app.selection_settings (edition_id, number, rules, most_per_organisation, most_per_country, most_languages, prices, author_id)
       SELECT $1, 1, '[]', 9, 20, 5, '{"flight":100000,"hotel":50000,"visa":0,"daily_allowance":0,"childcare":0,"passport_fee":0}', id
       FROM app.staff_account WHERE login = 'board-1'`,
      [world.editionId],
    )
    const list = await listOf('With support', fresh)
    const closed = plain(await team.as('board-1').get(`${list}/decisions?waitlist=0`))
    await team.act('coordinator', '/board/shortlist', {})
    const asking = (line: string) => fresh.filter(({ answered }) => answered.costs_needed.includes(line))
    const [flights, hotels] = [asking('flight').length, asking('hotel').length]

    const page = await team.as('board-1').get(`${list}/decisions?waitlist=0`)
    await posted(list, page, { waitlist: '0', support: 'asked' })

    expect([closed.includes('Your keys do not open what people asked us'), closed.includes('Granted with')]).toEqual([
      true,
      false,
    ])
    const total = flights * 1000 + hotels * 500
    expect(plain(page)).toContain(`Granted with the invitations: ${total.toLocaleString('en')} kronor by the prices`)
    const granted = await sql<{ id: string; category: string }>(
      `SELECT application_id AS id, category FROM app.entitlement WHERE application_id = ANY ($1) AND removed_on IS NULL
       ORDER BY application_id, category`,
      [idsOf(fresh)],
    )
    const asked = fresh.flatMap(({ id, answered }) =>
      answered.costs_needed.filter((line) => line !== 'none').map((category) => ({ id, category })),
    )
    expect(granted).toEqual(asked.toSorted((a, b) => (`${a.id} ${a.category}` < `${b.id} ${b.category}` ? -1 : 1)))
  })

  it('comes in sets of two hundred, each agreed to by itself', async () => {
    await layCandidates(world, 205)
    const list = await listOf('Nobody', [])
    const page = await team.as('board-1').get(`${list}/decisions?waitlist=0&rest=reject`)

    const answer = await posted(list, page, { waitlist: '0', rest: 'reject' })

    expect(plain(page)).toContain('Do not select 205 2')
    expect(plain(answer)).toContain('200 wait for the second person.')
    expect(plain(answer)).toContain('Do not select : 5 wait for the second person.')
    const sizes = await sql(`SELECT size FROM app.approval WHERE state = 'pending' ORDER BY size DESC`)
    expect(sizes).toEqual([{ size: 200 }, { size: 6 }, { size: 5 }])
  })
})
