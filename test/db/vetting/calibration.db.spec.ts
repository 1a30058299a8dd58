import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { calibrate, type Read } from '#domain/review/calibration.js'
import { scoreOf, type Scores } from '#domain/review/rubric.js'
import { Calibrator } from '#features/vetting/staff/calibration/calibrator.js'
import { ReadCapture } from '#features/vetting/staff/calibration/read-capture.js'
import { ReadCalibration } from '#features/vetting/staff/calibration/read-calibration.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { simulatedReviews } from '#test/support/plain/simulated-reviews.js'

let line: MainLine
let calibration: ReadCalibration
let ids: string[]
const readers = ['reader-1', 'reader-2', 'reader-3'] as const
/** Reader 3 says the same of every file; the others differ by a point. */
const scoreBy = { 'reader-1': (i: number) => 3 + (i % 3), 'reader-2': (i: number) => 2 + (i % 3), 'reader-3': () => 3 }
const allOf = (score: number) => ({ R1: score, R2: score, R3: score, R4: score, R5: score, R6: score }) as Scores

async function read(login: (typeof readers)[number], i: number, drawn: 'pool' | 'match'): Promise<void> {
  const given = [ids[i], line.as(login).accountId]
  await line.world.operator.query(
    `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, asked_conflict, drawn)
     VALUES ($1, $2, 'reviewer', '{profile}', $2, true, $3)`,
    [...given, drawn],
  )
  await line.world.operator.query(
    `INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version)
     VALUES ($1, $2, 'submitted', 'yes', $3, 1)`,
    [...given, JSON.stringify(allOf(scoreBy[login](i)))],
  )
}
/** 54 files with two reads each and two without any; every fifth read is drawn from the pool. */
beforeAll(async () => {
  line = await openMainLine()
  calibration = new ReadCalibration(line.door.database, new Calibrator())
  ids = await line.manyInReview(56)
  for (let i = 0; i < 54; i += 1) {
    for (const [n, login] of readers.filter((_, left) => left !== i % 3).entries()) {
      await read(login, i, (2 * i + n) % 5 === 0 ? 'pool' : 'match')
    }
  }
}, 120_000)
afterAll(() => line.world.end())

const expectedReads = (): Read[] =>
  ids.slice(0, 54).flatMap((fileId, i) =>
    readers
      .filter((_, n) => n !== i % 3)
      .map((login, n) => ({
        fileId,
        readerId: line.as(login).accountId,
        score: scoreOf(allOf(scoreBy[login](i))),
        isPoolWide: (2 * i + n) % 5 === 0,
      }))
      .toSorted((a, b) => (a.readerId < b.readerId ? -1 : 1)),
  )
const rounded = (value = 0) => Number(value.toFixed(6))
const pagesOf = async (login: string) => {
  const first = await calibration.run(line.as(login))
  if (!first.ok) throw new Error(first.code)
  const second = await calibration.run(line.as(login), first.value.next ?? undefined)
  if (!second.ok) throw new Error(second.code)
  return [first.value, second.value] as const
}
const pooled = (share: number) =>
  line.world.operator.query(
    `UPDATE app.assignment s SET drawn = CASE WHEN x.n <= $1 THEN 'pool' ELSE 'match' END
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM app.assignment) x WHERE x.id = s.id`,
    [share],
  )

describe('calibration', () => {
  it('REV-9 stands beside the raw mean, in pages of 50, the best first and files without a value last', async () => {
    const [first, second] = await pagesOf('lead')
    const rows = [...first.rows, ...second.rows]
    const plain = calibrate(ids, expectedReads())
    const values = new Map(plain.ok ? plain.value.files.map((file) => [file.fileId, file]) : [])

    expect([first.rows.length, second.rows.length, second.next, first.share]).toEqual([50, 6, null, 22 / 108])
    expect(rows.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted())
    expect(rows.map(({ id, raw, calibrated }) => [id, raw, rounded(calibrated?.value)])).toEqual(
      rows.map(({ id }) => [id, values.get(id)?.raw ?? null, rounded(values.get(id)?.calibrated?.value)]),
    )
    const sorted = rows.slice(0, 54).map(({ calibrated }) => calibrated?.value ?? NaN)
    expect(sorted).toEqual([...sorted].toSorted((a, b) => b - a))
    expect(rows.slice(54).map(({ raw, calibrated }) => [raw, calibrated])).toEqual([
      [null, null],
      [null, null],
    ])
  })

  it('REV-9 says the offset of each reader, also of one whose scores are all alike', async () => {
    const [{ readers: shown }] = await pagesOf('lead')

    expect(shown.map(({ name, reads }) => [name, reads])).toEqual([
      ['Reader 1', 36],
      ['Reader 2', 36],
      ['Reader 3', 36],
    ])
    const [mild, strict] = shown.map(({ offset }) => offset)
    expect(mild?.low).toBeGreaterThan(strict?.high ?? 0)
    for (const { offset } of shown) expect(Object.values(offset).every(Number.isFinite)).toBe(true)
  })

  it.each([
    [22, true],
    [21, false],
  ])('REV-9 needs a fifth of the reads from the whole pool: %i of 108 → %p', async (share, isOk) => {
    await pooled(share)
    const outcome = await calibration.run(line.as('lead'))

    expect(outcome).toMatchObject(
      isOk
        ? { ok: true }
        : { ok: false, code: 'too_few_pool_wide_reads', about: { share: 21 / 108, minimumShare: 0.2 } },
    )
    await pooled(22)
  })

  it('REV-9 is the lead’s alone; a reader learns their own severity and nobody else’s', async () => {
    const [{ readers: all }] = await pagesOf('lead')
    const own = await calibration.own(line.as('reader-2'))

    for (const login of ['coordinator', 'board-1', 'reader-1', 'security']) {
      expect(await calibration.run(line.as(login))).toEqual({ ok: false, code: 'not_found' })
    }
    expect(own).toEqual({
      ok: true,
      value: { ...all.find(({ name }) => name === 'Reader 2'), name: undefined },
    })
    expect(await calibration.own(line.as('lead'))).toEqual({ ok: false, code: 'not_found' })
  })

  it('REV-9 leaves out who had seen another review of the file, also when it was given to them again since', async () => {
    const [late, author] = [line.as('reader-3').accountId, line.as('reader-2').accountId]
    // One read fewer must not be the one that makes the fifth.
    await pooled(40)
    await line.world.operator.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, opinion_on, assigned_on, ended_on, ended_why)
       SELECT $1, $2, 'reviewer', '{}', $2, r.id, app.today() - 9, app.today() - 8, 'unassigned' FROM app.review r
       WHERE r.application_id = $1 AND r.account_id = $3`,
      [ids[0], late, author],
    )
    const [{ readers: shown }] = await pagesOf('lead')
    await line.world.operator.query('DELETE FROM app.assignment WHERE opinion_on IS NOT NULL')
    await pooled(22)

    expect(shown.map(({ name, reads }) => [name, reads])).toEqual([
      ['Reader 1', 36],
      ['Reader 2', 36],
      ['Reader 3', 35],
    ])
  })

  it('V2 leaves out files the reader still owes a review, and VIS-7 what is kept from readers', async () => {
    const before = await calibration.own(line.as('reader-1'))
    const owed = ids[0] ?? ''
    await line.world.operator.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, drawn)
       VALUES ($1, $2, 'reviewer', '{profile}', $2, 'pool')`,
      [owed, line.as('reader-1').accountId],
    )
    await line.world.operator.query(`UPDATE app.review SET is_private = true WHERE application_id = $1`, [ids[1]])
    const after = await calibration.own(line.as('reader-1'))
    const changed = await line.world.operator.query(
      `UPDATE app.review SET scores = $2 WHERE application_id = ANY ($1) AND account_id = $3 RETURNING 1`,
      [[owed, ids[1]], JSON.stringify(allOf(1)), line.as('reader-3').accountId],
    )

    expect(changed.length).toBeGreaterThan(0)
    expect(after).not.toEqual(before)
    expect(await calibration.own(line.as('reader-1'))).toEqual(after)
  })

  it('answers others while 3,000 files are worked out, and says an unknown cursor is nothing', async () => {
    const { fileIds, reads } = simulatedReviews(1, 25)
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 5)
    const outcome = await new Calibrator().run({ fileIds, reads })
    clearInterval(ticking)

    expect(outcome.ok && outcome.value.files.length).toBe(3000)
    expect(turns).toBeGreaterThan(10)
    expect(await calibration.run(line.as('lead'), line.as('lead').accountId)).toEqual({ ok: false, code: 'not_found' })
  }, 60_000)
})

describe('signs of capture', () => {
  const capture = () => new ReadCapture(line.door.database, line.door.keyring)
  const idOf = (login: string) => line.as(login).accountId
  const rows = async () => {
    const found = await capture().run(line.as('lead'))
    if (!found.ok) throw new Error(found.code)
    const { usualAgreement, agreeing, gathered, names } = found.value
    return { usualAgreement, agreeing, gathered, names: [...names.values()].toSorted() }
  }

  it('ASG-9 are the lead’s to look at, and name nobody while readers differ', async () => {
    expect(await rows()).toEqual({
      usualAgreement: 0,
      agreeing: [],
      gathered: [],
      names: ['Reader 1', 'Reader 2', 'Reader 3'],
    })
    for (const login of ['coordinator', 'reader-1', 'board-1']) {
      expect([login, await capture().run(line.as(login))]).toEqual([login, { ok: false, code: 'not_found' }])
    }
  })

  it('ASG-9 are two who always agree, and a reader whose reads one partner put forward', async () => {
    const { operator, editionId } = line.world
    await operator.query(
      `UPDATE app.review r SET scores = o.scores FROM app.review o
       WHERE o.application_id = r.application_id AND r.account_id = $1 AND o.account_id = $2`,
      [idOf('reader-2'), idOf('reader-1')],
    )
    await operator.query(
      `WITH p AS (INSERT INTO app.partner (id, edition_id, number, lookup, public_key, quota)
         VALUES (gen_random_uuid(), $1, 'P77', sha256('a'), sha256('b'), 9) RETURNING id),
       n AS (INSERT INTO app.nomination (id, edition_id, number, partner_id, state, named_week)
         SELECT f.id, $1, f.id::text, p.id, 'used', app.today() FROM p, unnest($2::uuid[]) f (id) RETURNING id)
       UPDATE app.application a SET nomination_id = n.id FROM n WHERE a.id = n.id`,
      [editionId, ids.slice(0, 54).filter((_, i) => i % 3 !== 2)],
    )

    expect(await rows()).toMatchObject({
      usualAgreement: 18 / 54,
      agreeing: [{ readers: [idOf('reader-1'), idOf('reader-2')].toSorted(), files: 18, agreed: 18 }],
      gathered: [{ reader: idOf('reader-3'), by: 'partner', group: 'P77', reads: 36, inGroup: 36 }],
    })
  })
})
