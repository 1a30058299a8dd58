import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { blindReads } from '#features/vetting/staff/calibration/blind-reads.js'
import { GiveCalibration } from '#features/vetting/staff/calibration/give-calibration.js'
import { MarkCalibration } from '#features/vetting/staff/calibration/mark-calibration.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { Audit } from '#platform/audit/audit.js'
import { fullReview } from '#test/support/main-line.js'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let marks: MarkCalibration
let giving: GiveCalibration
let ids: string[]

beforeAll(async () => {
  world = await openPlanning()
  const { database, keyring } = world.line.door
  const audit = new Audit(database)
  marks = new MarkCalibration(database, audit)
  const reads = new Reads(keyring, world.line.world.directory, audit)
  giving = new GiveCalibration(database, reads, new GuessPairs(database, keyring), audit)
}, 60_000)
beforeEach(async () => {
  await world.startAnew()
  await query('DELETE FROM app.calibration_file')
  await most(12)
  ids = [await world.line.inReview(), await world.line.inReview()]
})
afterAll(() => world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => world.line.world.operator.query<T>(text, values)
const most = (count: number) => query('UPDATE app.edition SET calibration_files = $1', [count])
const account = (login: string) => world.as(login).accountId
const mark = async (files: readonly string[], login = 'lead') =>
  marks.mark(world.as(login), await Promise.all(files.map((id) => world.line.numberOf(id))))
const restrict = (id: string) =>
  query(`INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, 'restricted', $2)`, [id, account('lead')])
const list = async (login = 'lead') => {
  const found = await marks.list(world.as(login))
  if (!found.ok) throw new Error(found.code)
  return found.value
}
const marked = async (login?: string) => (await list(login)).files.map(({ id }) => id)
const progress = async (login?: string) =>
  (await list(login)).readers.map(({ name, given, read }) => [name, given, read])
const lines = async (verb: string) => {
  const rows = await query<{ id: string }>('SELECT object_id AS id FROM audit.entry WHERE verb = $1 ORDER BY seq', [
    verb,
  ])
  return rows.map(({ id }) => id).filter((id) => ids.includes(id))
}
const reading = async (login: string) => {
  const found = await world.line.door.reading.run(world.as(login))
  return { next: found?.next, calibration: found?.calibration }
}
const given = (login = 'lead') => giving.run(world.as(login))
const unknown = { ok: false, code: 'calibration_unknown' }
const absent = { ok: false, code: 'not_found' }

describe('marking calibration files', () => {
  it('is the lead’s, writes one line for each, is safe to repeat and undone by one act', async () => {
    const [one = '', two = ''] = ids
    for (const login of ['coordinator', 'reader-1', 'board-1']) {
      expect(await mark([one], login)).toEqual(absent)
      expect(await marks.unmark(world.as(login), one)).toEqual(absent)
      expect(await marks.list(world.as(login))).toEqual(absent)
    }
    expect(await mark(ids)).toEqual({ ok: true, value: null })
    expect(await mark([two, two], 'lead-2')).toEqual({ ok: true, value: null })
    expect((await marked()).toSorted()).toEqual(ids.toSorted())
    expect((await lines('calibration.marked')).toSorted()).toEqual(ids.toSorted())

    expect(await marks.unmark(world.as('lead'), one)).toEqual({ ok: true, value: null })
    expect(await marks.unmark(world.as('lead'), one)).toEqual(absent)
    expect(await marked()).toEqual([two])
    expect(await lines('calibration.unmarked')).toEqual([one])
  })

  it('ends at the number of the edition, all or none, also for two at once; 0 switches it off', async () => {
    const [one = '', two = ''] = ids
    await most(1)

    expect(await mark(ids)).toEqual({ ok: false, code: 'calibration_full', about: { most: 1 } })
    const both = await Promise.all([mark([one]), mark([two], 'lead-2')])
    expect(both.filter(({ ok }) => ok).length).toBe(1)
    expect((await marked()).length).toBe(1)
    await most(0)
    expect(await mark([two])).toMatchObject({ ok: false, code: 'calibration_full' })
    expect(await given()).toEqual({ ok: false, code: 'calibration_off' })
  })

  it('VIS-7 never takes a file that is restricted, in conflict, elsewhere or nowhere, nor tells them apart', async () => {
    const [one = '', two = ''] = ids
    const vetting = await world.line.inVetting()
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, origin, kind, author_id) VALUES ($1, $2, 'declared', 'family', $2)`,
      [one, account('lead')],
    )
    await restrict(two)

    for (const id of [one, two, vetting]) expect(await mark([id])).toEqual(unknown)
    expect(await marks.mark(world.as('lead'), ['nothing'])).toEqual(unknown)
    expect(await marks.mark(world.as('lead'), [])).toEqual(unknown)
    expect(await mark([one], 'lead-2')).toEqual({ ok: true, value: null })
    expect([await marked(), await marked('lead-2')]).toEqual([[], [one]])
    expect(await marks.unmark(world.as('lead'), one)).toEqual(absent)
    await query('DELETE FROM app.conflict_fact')
    await restrict(one)
    expect(await marked('lead-2')).toEqual([])
  })
})

describe('giving them to every reader', () => {
  it('gives what the rules of assignment allow, once, and only by a lead who keeps the keys', async () => {
    const [one = '', two = ''] = ids
    await mark(ids)
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, origin, kind, author_id) VALUES ($1, $2, 'declared', 'family', $2)`,
      [one, account('reader-1')],
    )
    await query(`UPDATE app.reader SET languages = '{fa}' WHERE account_id = $1`, [account('reader-2')])
    await query('INSERT INTO app.assignment_refusal (application_id, account_id) VALUES ($1, $2)', [
      two,
      account('reader-3'),
    ])
    await world.line.given(two, 'reader-1')

    expect(await given('coordinator')).toEqual(absent)
    expect(await given()).toEqual({ ok: true, value: 1 })
    expect(await given()).toEqual({ ok: true, value: 0 })
    expect([await world.readersOf(one), await world.readersOf(two)]).toEqual([['reader-3'], ['reader-1']])
    expect(await world.wrappedTo(one)).toContain('reader-3')
    expect(await progress()).toEqual([
      ['Reader 1', 1, 0],
      ['Reader 2', 0, 0],
      ['Reader 3', 1, 0],
    ])
    await query('DELETE FROM app.conflict_fact')
  })

  it('REV-1 REV-9 comes first for each reader, counts as pool-wide, and is taken away by no proposal', async () => {
    const [one = '', two = ''] = ids
    for (const login of ['reader-1', 'reader-2']) await world.line.given(two, login)
    await world.line.door.review.run(world.as('reader-1'), two, { ...fullReview, submit: false })
    await mark([one])
    expect(await given()).toEqual({ ok: true, value: 3 })
    const before = await reading('reader-1')
    await world.line.door.conflict.run(world.as('reader-1'), one, 'none')
    await world.line.reviewed('reader-1', one)
    const after = await reading('reader-1')

    expect(before).toEqual({ next: one, calibration: { read: 0, all: 1 } })
    expect(after).toEqual({ next: two, calibration: { read: 1, all: 1 } })
    expect((await progress())[0]).toEqual(['Reader 1', 1, 1])
    expect(await blindReads(world.line.door.database, [one], null)).toMatchObject([
      { readerId: account('reader-1'), isPoolWide: true, isAnchor: true },
    ])
    await world.proposed({ mode: 'adjust', reads: 1 })
    expect(await query(`SELECT act FROM app.proposed_pair WHERE application_id = $1 AND act <> 'keep'`, [one])).toEqual(
      [],
    )
    await most(0)
    expect(await reading('reader-2')).toEqual({ next: two, calibration: { read: 0, all: 0 } })
  })

  it('calls nobody for a reader it loses while two others have it', async () => {
    const [one = ''] = ids
    await mark([one])
    await given()
    await world.line.door.conflict.run(world.as('reader-1'), one, 'none')
    expect(await world.line.door.abstain.run(world.as('reader-1'), one)).toMatchObject({ ok: true })

    expect(await query(`SELECT kind FROM app.staff_task WHERE application_id = $1 AND state = 'open'`, [one])).toEqual(
      [],
    )
  })
})
