import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { seeFile } from '#features/application/index.orm.js'
import type { ReviewPanel } from '#features/vetting/staff/read-reviews.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterAll(() => line.world.end())

const panelOf = async (login: string, id: string): Promise<ReviewPanel | null> => {
  const file = await seeFile(line.door.database, line.as(login), id)
  return file && line.door.reviews.run(line.as(login), file)
}
const namesOf = async (login: string, id: string) => (await panelOf(login, id))?.others.map(({ reader }) => reader)
const textsOf = async (login: string, id: string) =>
  (
    await line.door.keyring.open(
      line.as(login).holder,
      { verb: 'x', objectId: id },
      { owners: [id], schemas: ['review.text'] },
    )
  ).map(({ authorId }) => authorId)
const reviewIdOf = async (login: string, id: string): Promise<string> => {
  const [row] = await line.world.operator.query<{ id: string }>(
    'SELECT id FROM app.review WHERE application_id = $1 AND account_id = $2',
    [id, line.as(login).accountId],
  )
  return row?.id ?? ''
}
const ask = async (login: string, id: string, about = 'reader-1') =>
  line.door.askOpinion.run(line.as('lead'), id, {
    accountId: line.as(login).accountId,
    reviewId: await reviewIdOf(about, id),
  })
const give = (login: string, id: string, opinion: 'agree' | 'disagree', version = 1) =>
  line.door.giveOpinion.run(line.as(login), id, { opinion, version })

/** A file whose first review is in. */
async function read(): Promise<string> {
  const id = await line.inReview()
  await line.given(id, 'reader-1')
  await line.reviewed('reader-1', id)
  return id
}

/** The same, and the second reader is asked what they think of it. */
async function asked(): Promise<string> {
  const id = await read()
  const outcome = await ask('reader-2', id)
  if (!outcome.ok) throw new Error(outcome.code)
  await line.door.conflict.run(line.as('reader-2'), id, 'none')
  return id
}

describe('an opinion in place of a second review', () => {
  it('REV-5 who agrees has read it: eligibility stays yes, nobody else is called', async () => {
    const id = await asked()
    const shown = await panelOf('reader-2', id)
    const given = await give('reader-2', id, 'agree')
    const panel = await panelOf('lead', id)

    expect(shown?.asked).toMatchObject({ reader: 'Reader 1', version: 1, text: { comment: 'Strong.' } })
    expect(given).toEqual({ ok: true, value: null })
    expect(await give('reader-2', id, 'disagree')).toEqual({ ok: false, code: 'not_found' })
    expect(panel?.opinions.map(({ reader, author, opinion }) => [reader, author, opinion])).toEqual([
      ['Reader 2', 'Reader 1', 'agree'],
    ])
    expect([panel?.joint?.eligibility, panel?.thirdReader]).toEqual(['yes', false])
    expect(await line.door.reading.run(line.as('reader-2'))).toMatchObject({ read: 1, all: 1 })
  })

  it('REV-5 who disagrees makes it unsure, owes a full review, and sees no other before it is in', async () => {
    const id = await asked()
    await give('reader-2', id, 'disagree')
    const unsure = await panelOf('lead', id)
    const hidden = await panelOf('reader-2', id)
    const written = await line.door.review.run(line.as('reader-2'), id, fullReview)
    const panel = await panelOf('lead', id)

    expect([unsure?.joint?.eligibility, unsure?.thirdReader]).toEqual(['unsure', false])
    expect(hidden).toEqual({ own: null, others: [], opinions: [], asked: null, joint: null, thirdReader: false })
    expect(written.ok).toBe(true)
    expect(panel?.others.map(({ reader, isAfterOther }) => [reader, isAfterOther])).toEqual([
      ['Reader 1', false],
      ['Reader 2', true],
    ])
    expect(panel?.joint?.eligibility).toBe('yes')
  })

  it('ASG-4 is asked of nobody who breaks a wish, kept apart or given back, unless the lead says so', async () => {
    const id = await read()
    await line.world.operator.query(
      `INSERT INTO app.reader_pair (edition_id, one, other, author_id) SELECT $1, least($2::uuid, $3), greatest($2::uuid, $3), $2`,
      [line.world.editionId, line.as('reader-1').accountId, line.as('reader-2').accountId],
    )
    await line.given(id, 'reader-3')
    await line.door.abstain.run(line.as('reader-3'), id)
    const refused = [await ask('reader-2', id), await ask('reader-3', id)]
    const to = { accountId: line.as('reader-2').accountId, role: 'reviewer' } as const
    const locked = await line.door.assign.run(line.as('lead'), id, to)
    const meant = await line.door.askOpinion.run(line.as('lead'), id, {
      accountId: to.accountId,
      reviewId: await reviewIdOf('reader-1', id),
      anyway: true,
    })
    await line.world.operator.query('DELETE FROM app.reader_pair')

    expect(refused).toEqual([
      { ok: false, code: 'breaks_wish', about: { breaks: ['kept_apart'] } },
      { ok: false, code: 'breaks_wish', about: { breaks: ['refused'] } },
    ])
    expect(locked).toEqual({ ok: false, code: 'readers_apart' })
    expect(meant).toEqual({ ok: true, value: null })
  })

  it('is asked by the lead only, of a review that is in, and of nobody who reads blind or wrote it', async () => {
    const id = await read()
    const blind = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(blind, login)
    await line.door.review.run(line.as('reader-1'), blind, { ...fullReview, submit: false })
    const to = { accountId: line.as('reader-2').accountId, reviewId: await reviewIdOf('reader-1', id) }
    const outcomes = [
      await line.door.askOpinion.run(line.as('coordinator'), id, to),
      await line.door.askOpinion.run(line.as('reader-2'), id, to),
      await ask('reader-1', id),
      await ask('board-1', id),
      await ask('reader-3', blind),
    ]
    await line.reviewed('reader-2', blind)

    expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, code: 'not_found' })))
    expect(await ask('reader-2', blind, 'reader-2')).toEqual({ ok: false, code: 'not_found' })
    expect(await ask('reader-1', blind, 'reader-2')).toEqual({ ok: false, code: 'already_reading' })
    expect(
      await line.world.operator.query(
        'SELECT 1 FROM app.assignment WHERE application_id = $1 AND opinion_on IS NOT NULL',
        [id],
      ),
    ).toEqual([])
  })

  it('opens the one review to who is asked, and no draft of anybody', async () => {
    const id = await read()
    await line.given(id, 'reader-3')
    await line.door.review.run(line.as('reader-3'), id, { ...fullReview, submit: false })
    await ask('reader-2', id)

    expect(await textsOf('reader-2', id)).toEqual([line.as('reader-1').accountId])
  })

  it('writes no review before a “disagree”, and none of a version that was rewritten meanwhile', async () => {
    const id = await asked()
    const written = await line.door.review.run(line.as('reader-2'), id, { ...fullReview, submit: false })
    await line.world.operator.query('UPDATE app.review SET version = 2 WHERE application_id = $1', [id])
    const late = await give('reader-2', id, 'agree')
    const now = await give('reader-2', id, 'agree', 2)
    await line.world.operator.query('UPDATE app.review SET version = 3 WHERE application_id = $1', [id])

    expect([written, late, now]).toEqual([
      { ok: false, code: 'not_found' },
      { ok: false, code: 'stale' },
      { ok: true, value: null },
    ])
    expect((await panelOf('lead', id))?.opinions).toEqual([])
    expect((await panelOf('reader-2', id))?.asked?.version).toBe(3)
  })

  it('V2 stays hidden from a reader whose own review is not in', async () => {
    const id = await asked()
    await line.given(id, 'reader-3')
    await give('reader-2', id, 'disagree')

    expect(await panelOf('reader-3', id)).toEqual(await panelOf('reader-2', id))
    expect((await panelOf('reader-3', id))?.opinions).toEqual([])
  })
})

describe('a review kept from other readers', () => {
  it('VIS-7 is neither seen nor counted by them, and both once it is shared', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    await line.reviewed('reader-2', id, 2)
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, isPrivate: true })
    const kept = await panelOf('reader-2', id)
    const keys = await textsOf('reader-2', id)
    const lead = await panelOf('lead', id)
    await line.door.shareReview.run(line.as('reader-1'), id, false)
    const shared = await panelOf('reader-2', id)

    expect([kept?.others, kept?.joint?.spread, kept?.thirdReader]).toEqual([[], 0, false])
    expect(keys).toEqual([line.as('reader-2').accountId])
    expect(lead?.others.map(({ reader, isPrivate }) => [reader, isPrivate])).toEqual([
      ['Reader 1', true],
      ['Reader 2', false],
    ])
    expect(shared?.others.map(({ reader, text }) => [reader, text?.comment])).toEqual([['Reader 1', 'Strong.']])
    expect([shared?.joint?.mean, shared?.thirdReader]).toEqual([lead?.joint?.mean, true])
  })

  it('VIS-7 goes from a page and its keys when it is kept later, by its author only', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    await line.reviewed('reader-2', id)
    await line.reviewed('reader-1', id)
    const before = [await namesOf('reader-2', id), await textsOf('reader-2', id)]
    const stranger = await line.door.shareReview.run(line.as('lead'), id, true)
    await line.door.shareReview.run(line.as('reader-1'), id, true)

    expect(before).toEqual([['Reader 1'], expect.arrayContaining([line.as('reader-1').accountId])])
    expect(stranger).toEqual({ ok: false, code: 'not_found' })
    expect([await namesOf('reader-2', id), await textsOf('reader-2', id)]).toEqual([
      [],
      [line.as('reader-2').accountId],
    ])
    expect(await ask('reader-3', id, 'reader-1')).toEqual({ ok: false, code: 'not_found' })
  })

  it('VIS-1 nobody knows a reviewer of whose review they may not know', async () => {
    const id = await asked()
    await line.given(id, 'reader-3')
    await line.door.shareReview.run(line.as('reader-1'), id, false)
    await give('reader-2', id, 'disagree')
    await line.door.review.run(line.as('reader-2'), id, { ...fullReview, isPrivate: true })
    const seen = new Map<string, unknown>()
    for (const login of ['coordinator', 'lead', 'board-1', 'security', 'reader-1', 'reader-2', 'reader-3', 'desk']) {
      const panel = await panelOf(login, id)
      seen.set(login, panel && [panel.others.map(({ reader }) => reader), panel.opinions.map(({ reader }) => reader)])
    }
    const both = ['Reader 1', 'Reader 2']

    expect(Object.fromEntries(seen)).toEqual({
      coordinator: [both, []],
      lead: [both, []],
      'board-1': [both, []],
      security: [[], []],
      'reader-1': [[], []],
      'reader-2': [['Reader 1'], []],
      'reader-3': [[], []],
      desk: null,
    })
  })
})
