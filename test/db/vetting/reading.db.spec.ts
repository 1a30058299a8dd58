import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { writtenAgain } from '#test/support/people/written-again.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterEach(() =>
  line.world.operator.query(
    `UPDATE app.assignment SET ended_on = app.today() WHERE ended_on IS NULL; UPDATE app.staff_task SET state = 'done'`,
  ),
)
afterAll(() => line.world.end())

const reading = async (login: string) => {
  const found = await line.door.reading.run(line.as(login))
  if (!found) return null
  const { read, all, older, hoursLeft, next } = found
  return { read, all, older, hoursLeft, next }
}
const standing = async (login: string, id: string) => (await line.door.reading.run(line.as(login)))?.files.get(id)
const isReminded = async (login: string): Promise<boolean | undefined> => {
  const [row] = await line.world.operator.query<{ left: boolean }>('SELECT app.reads_left($1, $2) AS left', [
    line.as(login).accountId,
    line.world.editionId,
  ])
  return row?.left
}
const abstain = (login: string, id: string) => line.door.abstain.run(line.as(login), id)
const waiting = async (login: string) =>
  (await new ListWaiting(line.door.database).run(line.as(login))).map(({ kind }) => kind)
const open = (id: string) =>
  line.world.operator.query<{ kind: string; role: string }>(
    `SELECT kind, role FROM app.staff_task WHERE application_id = $1 AND state = 'open' ORDER BY kind`,
    [id],
  )
const third = { kind: 'third_reader_needed', role: 'vetting_lead' }
const another = { kind: 'reader_abstained', role: 'vetting_lead' }

/** Somebody takes what waits about this file off the list. */
const ticked = (id: string) =>
  line.world.operator.query(
    `UPDATE app.staff_task SET state = 'done', done_by = $2 WHERE application_id = $1 AND state = 'open'`,
    [id, line.as('lead').accountId],
  )

/** A file two readers have, read by the first and, with another score, by the second. */
async function differing(second: 2 | 3 | 4): Promise<string> {
  const id = await line.inReview()
  for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
  await line.reviewed('reader-1', id)
  await line.reviewed('reader-2', id, second)
  return id
}

const nothing = { read: 0, all: 0, older: 0, hoursLeft: 0, next: null }

describe('the next file', () => {
  it('REV-1 is the one fewest have read, what was begun first, and never one in conflict', async () => {
    const [one, two, three] = [await line.inReview(), await line.inReview(), await line.inReview()]
    for (const id of [one, two]) await line.given(id, 'reader-1')
    await line.reviewed('reader-1', one)
    for (const id of [one, two]) await line.given(id, 'reader-2')
    const fewest = await reading('reader-2')
    await line.door.review.run(line.as('reader-2'), one, { ...fullReview, submit: false })
    const begun = await reading('reader-2')
    await line.given(three, 'reader-2')
    await line.reviewed('reader-1', two)
    await line.door.conflict.run(line.as('reader-2'), three, 'personal')
    await line.door.review.run(line.as('reader-2'), one, { ...fullReview, version: 1 })
    const last = await reading('reader-2')

    expect(fewest).toEqual({ read: 0, all: 2, older: 0, hoursLeft: 0.4, next: two })
    expect(begun).toEqual({ read: 0, all: 2, older: 0, hoursLeft: 0.4, next: one })
    expect(last).toEqual({ read: 1, all: 2, older: 0, hoursLeft: 0.2, next: two })
  })

  it('REV-1 is none once all are read, and nobody’s who is no reviewer', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-3')
    await line.reviewed('reader-3', id)

    expect(await reading('reader-3')).toEqual({ read: 1, all: 1, older: 0, hoursLeft: 0, next: null })
    expect(await reading('reader-1')).toEqual(nothing)
    expect(await reading('coordinator')).toBeNull()
  })

  it('REV-1 is never one the reader put forward, nor is that one owed or reminded of', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-3')
    const before = [await reading('reader-3'), await isReminded('reader-3')]
    await line.world.operator.query(
      `WITH n AS (INSERT INTO app.nomination (id, edition_id, number, made_by, state, named_week, keep_until)
         SELECT gen_random_uuid(), edition_id, 1, $2, 'used', app.today(), app.today() FROM app.application WHERE id = $1 RETURNING id)
       UPDATE app.application SET nomination_id = n.id FROM n WHERE application.id = $1`,
      [id, line.as('reader-3').accountId],
    )

    expect(before).toEqual([{ read: 0, all: 1, older: 0, hoursLeft: 0.2, next: id }, true])
    expect([await reading('reader-3'), await isReminded('reader-3')]).toEqual([nothing, false])
    expect(await standing('reader-3', id)).toMatchObject({ standing: 'put_forward', isOwed: false })
  })
})

describe('a review older than the file', () => {
  it.each(['in_review', 'vetting', 'board'])(
    'REV-7 is owed, comes next and reminds its author in %s, until it stands again',
    async (state) => {
      const id = await line.inReview()
      await line.given(id, 'reader-2')
      await line.reviewed('reader-2', id)
      const read = [await reading('reader-2'), await isReminded('reader-2')]
      const number = await writtenAgain(line.world, id)
      await line.world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])
      const owed = [await reading('reader-2'), await isReminded('reader-2'), await standing('reader-2', id)]
      const confirmed = await line.door.confirm.run(line.as('reader-2'), id, number)

      expect(read).toEqual([{ read: 1, all: 1, older: 0, hoursLeft: 0, next: null }, false])
      expect(owed).toEqual([
        { read: 0, all: 1, older: 1, hoursLeft: 0.2, next: id },
        true,
        expect.objectContaining({ standing: 'stale', isOwed: true }),
      ])
      expect(confirmed).toEqual({ ok: true, value: null })
      expect([await reading('reader-2'), await isReminded('reader-2')]).toEqual(read)
    },
  )

  it('REV-7 comes before what is not begun, and waits until a keeper has handed over what is new', async () => {
    const [one, two] = [await line.inReview(), await line.inReview()]
    await line.given(one, 'reader-2')
    await line.reviewed('reader-2', one)
    await writtenAgain(line.world, one, ['profile'])
    const waits = [await reading('reader-2'), await isReminded('reader-2')]
    await line.given(two, 'reader-2')
    const other = await reading('reader-2')
    await line.world.operator.query(`UPDATE app.section_version SET unshared = '{}' WHERE application_id = $1`, [one])
    const first = await reading('reader-2')

    expect(waits).toEqual([{ read: 0, all: 1, older: 1, hoursLeft: 0.2, next: null }, false])
    expect(other).toEqual({ read: 0, all: 2, older: 1, hoursLeft: 0.4, next: two })
    expect(first).toEqual({ read: 0, all: 2, older: 1, hoursLeft: 0.4, next: one })
  })

  it('REV-7 is written again on the board, and is nobody’s to renew once the file is decided', async () => {
    const [written, decided] = [await line.inReview(), await line.inReview()]
    for (const id of [written, decided]) {
      await line.given(id, 'reader-2')
      await line.reviewed('reader-2', id)
      await writtenAgain(line.world, id)
    }
    await line.world.operator.query(
      `UPDATE app.application SET state = CASE id WHEN $1 THEN 'board' ELSE 'rejected' END WHERE id IN ($1, $2)`,
      [written, decided],
    )
    const again = await line.door.review.run(line.as('reader-2'), written, { ...fullReview, version: 1 })

    expect(again).toEqual({ ok: true, value: { version: 2 } })
    expect(await line.door.confirm.run(line.as('reader-2'), decided, 2)).toEqual({ ok: false, code: 'not_found' })
    expect(await reading('reader-2')).toEqual({ read: 1, all: 1, older: 0, hoursLeft: 0, next: null })
  })
})

describe('a review whose author has the file no more', () => {
  it('REV-7 counts while it is up to date; older than the file, another reader is called for until one is given', async () => {
    const [id, current] = [await differing(4), await differing(4)]
    const take = (file: string) =>
      line.door.assign.end(line.as('coordinator'), file, { accountId: line.as('reader-2').accountId, role: 'reviewer' })
    const number = await writtenAgain(line.world, id)
    await line.door.confirm.run(line.as('reader-1'), id, number)
    const owed = await open(id)
    for (const file of [id, current]) await take(file)
    const left = [await open(id), await open(current)]
    await line.given(id, 'reader-3')

    expect([owed, ...left]).toEqual([[], [{ kind: 'reader_needed', role: 'coordinator' }], []])
    expect(await open(id)).toEqual([])
  })
})

describe('a reader who abstains', () => {
  it('gives the file and its keys back, and the lead finds another reader', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, submit: false })

    expect(await abstain('reader-1', id)).toEqual({ ok: true, value: null })
    expect(await abstain('reader-1', id)).toEqual({ ok: false, code: 'not_found' })
    expect(await line.door.open.run(line.as('reader-1'), id)).toEqual({ ok: false, code: 'not_found' })
    const query = { owners: [id], schemas: ['profile', 'review.text'] }
    const opening = { verb: 'x', objectId: id }
    expect(await line.door.keyring.open(line.as('reader-1').holder, opening, query)).toEqual([])
    expect(
      await line.world.operator.query('SELECT state, eligibility, scores FROM app.review WHERE application_id = $1', [
        id,
      ]),
    ).toEqual([{ state: 'abstained', eligibility: null, scores: {} }])
    expect(await open(id)).toEqual([another])
    expect(await waiting('lead')).toEqual(['reader_abstained'])

    await line.given(id, 'reader-3')
    expect(await open(id)).toEqual([])
  })

  it('cannot take back a review that is in, and may read the file after all once it is given again', async () => {
    const id = await differing(4)
    const late = await abstain('reader-1', id)
    const other = await line.inReview()
    await line.given(other, 'reader-1')
    await abstain('reader-1', other)
    await line.given(other, 'reader-1')

    expect(late).toEqual({ ok: false, code: 'already_submitted' })
    expect(await reading('reader-1')).toMatchObject({ read: 1, all: 2, next: other })
    expect(await line.door.review.run(line.as('reader-1'), other, { ...fullReview, version: 1 })).toEqual({
      ok: true,
      value: { version: 2 },
    })
  })
})

describe('a third reader', () => {
  it.each([
    [2, [third]],
    [3, []],
    [4, []],
  ] as const)('REV-5 is called for once where the first says 4 and the second %i: %j', async (second, expected) => {
    expect(await open(await differing(second))).toEqual(expected)
  })

  it('is not called for any more once one is assigned, and again when that one abstains', async () => {
    const id = await differing(2)
    await line.given(id, 'reader-3')
    const assigned = await open(id)
    await abstain('reader-3', id)

    expect([assigned, await open(id)]).toEqual([[], [third]])
  })

  it('is not called for any more once the difference is gone', async () => {
    const id = await differing(2)
    await line.door.conflict.run(line.as('reader-2'), id, 'personal')

    expect(await open(id)).toEqual([{ kind: 'reader_needed', role: 'coordinator' }])
  })

  it('is not called for again after the lead took that off the list, until one is given and abstains', async () => {
    const id = await differing(2)
    await ticked(id)
    await line.door.conflict.run(line.as('reader-1'), id, 'none')
    const off = await open(id)
    await line.given(id, 'reader-3')
    await abstain('reader-3', id)

    expect([off, await open(id)]).toEqual([[], [third]])
  })

  it('V2 is no news for a lead who has this file to read', async () => {
    await line.world.operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'reviewer') ON CONFLICT DO NOTHING`,
      [line.as('lead-2').accountId, line.world.editionId],
    )
    const id = await differing(2)
    await line.given(id, 'lead-2')
    await line.world.operator.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES ($1, 'third_reader_needed', 'vetting_lead', $2)`,
      [line.world.editionId, id],
    )
    const before = await waiting('lead-2')
    const unread = await waiting('lead')
    await line.door.abstain.run({ ...line.as('lead-2'), roles: ['reviewer', 'vetting_lead'] }, id)

    expect([before, unread, await waiting('lead-2')]).toEqual([[], ['third_reader_needed'], ['third_reader_needed']])
  })

  it('is called for when two readers send at the same moment', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    await Promise.all([line.reviewed('reader-1', id), line.reviewed('reader-2', id, 2)])

    expect(await open(id)).toEqual([third])
  })
})
