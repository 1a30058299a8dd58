import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MoveReason } from '#features/application/staff/move-file.js'
import { ReadScreening } from '#features/application/staff/screening/read-screening.js'
import { RunScreening } from '#features/application/staff/screening/run-screening.js'
import { ReadScreeningFiles } from '#features/application/staff/screening/screening-files.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { insideDeclaration } from '#test/support/staff-door.js'

let line: MainLine
let screening: ReadScreening
let runs: RunScreening

beforeAll(async () => {
  line = await openMainLine()
  const { database, alike } = line.door
  const files = new ReadScreeningFiles(database, alike)
  screening = new ReadScreening(files)
  runs = new RunScreening(database, files)
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const coordinator = () => line.as('coordinator')
const called = (display_name: string) => ({ contact: { display_name, no_code_word: true } })
const sent = async (mark: string, name = `${mark} ${mark}`) => (await sender(line.world, mark, false, called(name))).id
const inScreening = async (mark: string, name?: string): Promise<string> => {
  const id = await sent(mark, name)
  await line.move('coordinator', id, 'open_screening')
  return id
}
const pass = async (id: string, reason?: MoveReason) =>
  line.door.move.run(coordinator(), id, { move: 'pass', version: (await line.now(id)).version, reason })
const answer = (id: string, change = {}, login = 'coordinator') =>
  line.door.eligibility.run(line.as(login), id, { ...insideDeclaration, ...change })
/** Nothing of an earlier test waits any more. */
const cleared = () =>
  query(
    `UPDATE app.application SET state = 'in_review', version = version + 1 WHERE state IN ('submitted', 'screening')`,
  )
const verbsOf = async (id: string, like: string) =>
  (
    await query<{ line: string }>(
      `SELECT verb || ' ' || purpose AS line FROM audit.entry WHERE object_id = $1 AND verb LIKE $2 ORDER BY seq`,
      [id, like],
    )
  ).map((row) => row.line)

describe('the definition test', () => {
  it('is answered by coordinators while a file is in screening, one row a person and day, with its history', async () => {
    const id = await inScreening('Amina')

    await answer(id, { universality: 'unsure' })
    await query('UPDATE app.eligibility SET answered_on = answered_on - 1 WHERE application_id = $1', [id])
    await answer(id, { peaceful: 'no', reason: 'public_trace' })
    await answer(id)
    await answer(id)

    const history = await line.door.eligibility.history(line.as('lead'), await line.file('lead', id))
    expect(history.map(({ eligibility, reason }) => [eligibility, reason])).toEqual([
      ['yes', 'own_words'],
      ['unsure', 'own_words'],
    ])
    expect(await verbsOf(id, 'eligibility%')).toEqual([
      'eligibility.answered unsure',
      'eligibility.answered no',
      'eligibility.answered yes',
      'eligibility.answered yes',
    ])
  })

  it('is nothing for others, and nothing in another state', async () => {
    const [early, id] = [await sent('Bela'), await inScreening('Cano')]
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'typed_for_them', 'declared', $2)`,
      [id, line.as('coordinator-2').accountId],
    )

    const codes = [
      await answer(early),
      await answer(id, {}, 'lead'),
      await answer(id, {}, 'reader-1'),
      await answer(id, {}, 'coordinator-2'),
    ].map((outcome) => outcome.ok || outcome.code)

    expect(codes).toEqual(['move_not_allowed', 'not_found', 'not_found', 'not_found'])
    expect(await query('SELECT 1 FROM app.eligibility WHERE application_id = ANY ($1)', [[early, id]])).toEqual([])
    expect(await line.door.eligibility.history(line.as('security'), await line.file('security', id))).toEqual([])
  })
})

describe('passing a file on', () => {
  it.each([
    ['no answer', 'Dara', null],
    ['an unsure one', 'Dunya', { for_others: 'unsure' }],
    ['a no', 'Desta', { peaceful: 'no' }],
  ])('is refused after %s, and changes nothing', async (_, mark, change) => {
    const id = await inScreening(mark)
    if (change) await answer(id, change)
    const before = await line.traces(id)

    expect(await pass(id)).toMatchObject({ ok: false, code: 'eligibility_open' })
    expect(await line.traces(id)).toEqual(before)
  })

  it('is refused while a pair is undecided, goes on once told apart, and never for the second file of one person', async () => {
    const [one, other] = [await inScreening('EA', 'Efua Asante'), await inScreening('EB', 'Efua Asante')]
    const pair = [one, other].toSorted()
    const judged = (verdict: string) =>
      query(
        `INSERT INTO app.duplicate_pair (first_id, second_id, verdict, author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (first_id, second_id) DO UPDATE SET verdict = EXCLUDED.verdict`,
        [...pair, verdict, coordinator().accountId],
      )
    await query('UPDATE app.application SET submitted_week = submitted_week - 7, version = version + 1 WHERE id = $1', [
      one,
    ])
    for (const id of [one, other]) await answer(id)

    const codes = [await pass(one)]
    await judged('unsure')
    codes.push(await pass(one))
    await judged('same')
    codes.push(await pass(other))
    await judged('different')
    codes.push(await pass(other))

    expect(codes.map((outcome) => outcome.ok || outcome.code)).toEqual([
      'duplicate_undecided',
      'duplicate_undecided',
      'second_of_person',
      true,
    ])
    expect((await line.now(one)).state).toBe('screening')
  })

  it('asks for keys that open the file', async () => {
    const id = await inScreening('Farid')
    await answer(id)

    const keyless = { ...coordinator(), holder: line.as('reader-1').holder, session: line.as('reader-1').session }
    const outcome = await line.door.move.run(keyless, id, { move: 'pass', version: (await line.now(id)).version })

    expect(outcome).toMatchObject({ ok: false, code: 'contact_sealed' })
  })

  it('STA-16 goes through the move alone: a repeated press moves nothing, no form sets a state', async () => {
    const id = await inScreening('Gina')
    await answer(id)
    const { version } = await line.now(id)

    const [first, again] = [await pass(id), await line.door.move.run(coordinator(), id, { move: 'pass', version })]

    expect([first, again]).toMatchObject([{ ok: true }, { ok: false }])
    const moves = await query<{ move: string }>(
      `SELECT move FROM app.history WHERE application_id = $1 AND move = 'pass'`,
      [id],
    )
    expect(moves.length).toBe(1)
    expect(
      await query(`SELECT has_column_privilege('app_staff', 'app.application', 'state', 'UPDATE') AS may`),
    ).toEqual([{ may: false }])
  })
})

describe('the queue', () => {
  it('holds what may be opened and what is in screening, with the state of each check, and no file of another', async () => {
    await cleared()
    const [fresh, old, open] = [await sent('Hana'), await sent('Iman'), await inScreening('Juno')]
    const restricted = await inScreening('Kesi')
    const day = `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'main', 'collecting', app.today() - 30)`
    await query(day, [line.world.editionId])
    await query(
      'UPDATE app.application SET submitted_week = submitted_week - 14, version = version + 1 WHERE id = $1',
      [old],
    )
    await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [restricted])
    await answer(open, { universality: 'unsure' })

    const all = await screening.run(coordinator(), {})
    const unsure = await screening.run(coordinator(), { eligibility: 'unsure' })
    const unknown = await screening.run(coordinator(), { eligibility: 'canary' })
    const lost = await screening.run(coordinator(), { after: fresh })

    expect(all.rows.map(({ file, eligibility, completeness }) => [file.id, eligibility, completeness])).toEqual([
      [old, 'open', 'complete'],
      [open, 'unsure', 'complete'],
    ])
    expect([all.waiting, all.fit, all.nextFile]).toEqual([2, 2, null])
    expect(unsure.rows.map(({ file }) => file.id)).toEqual([open])
    expect([unknown.rows, unknown.fit, lost.rows]).toEqual([[], 0, []])
    for (const login of ['reader-1', 'lead', 'board-1', 'security']) {
      expect(await screening.run(line.as(login), {})).toMatchObject({ rows: [], waiting: 0, done: 0 })
    }
    await query('DELETE FROM app.phase')
  })

  it('names what a file lacks, and passes it on with a reason alone, never among many', async () => {
    await cleared()
    await inScreening('Lina')
    const bare = await line.applied()
    await line.move('coordinator', bare, 'open_screening')

    const { rows } = await screening.run(coordinator(), { completeness: 'incomplete' })

    expect(rows.map(({ file }) => file.id)).toEqual([bare])
    expect(rows[0]?.lacks).toEqual(['start', 'contact', 'channels', 'place', 'work', 'story', 'example', 'conference'])
    await answer(bare)
    const { staying } = await runs.plan(coordinator(), 'pass')
    const codes = [await pass(bare), await pass(bare, 'set_by_mistake'), await pass(bare, 'asked_in_vain')]
    expect(staying.find(({ row }) => row.file.id === bare)?.code).toBe('parts_missing')
    expect(codes.map((outcome) => outcome.ok || outcome.code)).toEqual(['parts_missing', 'parts_missing', true])
    const kept = await query(`SELECT reason FROM app.history WHERE application_id = $1 AND move = 'pass'`, [bare])
    expect(kept).toEqual([{ reason: 'asked_in_vain' }])
  })

  it('shows fifty a page', async () => {
    await cleared()
    await query(
      `INSERT INTO app.application (edition_id, case_number, state, answer_language, submitted_week)
       SELECT $1, 'P' || lpad(n::text, 5, '0'), 'screening', 'en', '2026-01-05' FROM generate_series(1, 55) n`,
      [line.world.editionId],
    )

    const first = await screening.run(coordinator(), { completeness: 'sealed' })
    const second = await screening.run(coordinator(), { completeness: 'sealed', after: first.next ?? '' })

    expect([first.rows.length, first.fit, second.rows.length, second.next]).toEqual([50, 55, 5, null])
    expect(first.rows[0]?.file.caseNumber).toBe('P00001')
    expect(second.rows.at(-1)?.file.caseNumber).toBe('P00055')
  })
})

describe('many files at once', () => {
  it('STA-11 names what stays, then moves each of the others once, and a second posting changes nothing', async () => {
    await cleared()
    const ids = [await sent('Mara'), await sent('Nuru')]
    const opening = await runs.plan(coordinator(), 'open')
    const opened = await runs.run(coordinator(), 'open', opening.mark)
    const again = await runs.run(coordinator(), 'open', opening.mark)
    await answer(ids[0] ?? '')
    const passing = await runs.plan(coordinator(), 'pass')

    const stale = await runs.run(coordinator(), 'pass', opening.mark)
    const passed = await runs.run(coordinator(), 'pass', passing.mark)
    const twice = await runs.run(coordinator(), 'pass', passing.mark)

    expect(opening.moving.map(({ file }) => file.id).toSorted()).toEqual(ids.toSorted())
    expect([opened, again]).toMatchObject([
      { ok: true, value: 2 },
      { ok: false, code: 'stale' },
    ])
    expect(passing.moving.map(({ file }) => file.id)).toEqual([ids[0]])
    expect(passing.staying.map(({ row, code }) => [row.file.id, code])).toEqual([[ids[1], 'eligibility_open']])
    expect([stale, passed, twice]).toMatchObject([
      { ok: false, code: 'stale' },
      { ok: true, value: 1 },
      { ok: false, code: 'stale' },
    ])
    const history = await query(
      `SELECT application_id, move FROM app.history WHERE application_id = ANY ($1) AND move <> 'submit' ORDER BY move, application_id`,
      [ids],
    )
    expect(history).toEqual([
      ...ids.toSorted().map((application_id) => ({ application_id, move: 'open_screening' })),
      { application_id: ids[0], move: 'pass' },
    ])
  })

  it('leaves out who is held, and moves none when a file changed since it was looked at', async () => {
    await cleared()
    const [held, free] = [await inScreening('Omar'), await inScreening('Peri')]
    for (const id of [held, free]) await answer(id)
    await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held])
    const plan = await runs.plan(coordinator(), 'pass')
    await answer(free, { peaceful: 'no' })
    const before = await line.traces(free)

    const outcome = await runs.run(coordinator(), 'pass', plan.mark)

    expect(plan.staying.map(({ row, code }) => [row.file.id, code])).toEqual([[held, 'held']])
    expect([outcome.ok, await line.traces(free)]).toEqual([false, before])
  })
})
