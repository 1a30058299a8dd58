import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { keyId } from '#platform/vault/keys.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterAll(() => line.world.end())

const noted = { ...fullReview, note: 'Ask the second referee again.' }

const panelOf = async (actor: StaffActor, id: string) => {
  const file = await seeFile(line.door.database, actor, id)
  return file && line.door.reviews.run(actor, file)
}
/** What a colleague reads of others' reviews: author, comment, note. */
const othersOf = async (actor: StaffActor, id: string) =>
  (await panelOf(actor, id))?.others.map(({ reader, text, note }) => [reader, text?.comment, note])
const ownOf = async (login: string, id: string) => (await panelOf(line.as(login), id))?.own

/** To whom the records of this schema about a file are wrapped, a list for each version. */
async function wrappedTo(id: string, schema: string): Promise<string[][]> {
  const { operator, directory } = line.world
  const people = await operator.query<{ login: string; key: string }>(
    `SELECT login, encode(substring(sha256(public_key) FROM 1 FOR 16), 'hex') AS key FROM app.staff_account`,
  )
  const names = new Map(people.map(({ login, key }) => [key, login]))
  names.set(keyId(directory.compartmentKey('profile')).toString('hex'), 'keepers of profile')
  const rows = await operator.query<{ to: string[] }>(
    `SELECT array_agg(encode(w.recipient, 'hex')) AS to FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id
     WHERE r.owner_id = $1 AND r.schema_id = $2 GROUP BY r.id, r.version ORDER BY r.version`,
    [id, schema],
  )
  return rows.map(({ to }) => to.map((key) => names.get(key) ?? key).toSorted())
}

const onlyTheirs = [['keepers of profile', 'reader-1']]

describe('what a reader tells only those who decide', () => {
  it('VIS-7 stays closed to co-readers who see the comment: on the page, and by every key', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2', 'reader-3']) await line.given(id, login)
    await line.reviewed('reader-2', id)
    await line.door.review.run(line.as('reader-1'), id, noted)
    const atOnce = await othersOf(line.as('reader-2'), id)
    await line.reviewed('reader-3', id)
    await line.door.reading.run(line.as('reader-1'))
    await line.door.shareReview.run(line.as('reader-1'), id, true)
    await line.door.shareReview.run(line.as('reader-1'), id, false)
    const after = await othersOf(line.as('reader-3'), id)

    expect(atOnce).toEqual([['Reader 1', 'Strong.', null]])
    expect(after).toContainEqual(['Reader 1', 'Strong.', null])
    expect(await wrappedTo(id, 'review.text')).toContainEqual([
      'keepers of profile',
      'reader-1',
      'reader-2',
      'reader-3',
    ])
    expect(await wrappedTo(id, 'review.note')).toEqual(onlyTheirs)
  })

  it('VIS-7 is kept or shared by its author while the file is theirs to write about, and not afterwards', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    for (const login of ['reader-1', 'reader-2']) await line.reviewed(login, id)
    // Sees all files, as a lead does.
    const author = { ...line.as('reader-1'), roles: ['reviewer', 'vetting_lead'] } as const
    const isPrivate = async () => (await panelOf(line.as('lead'), id))?.others.map((review) => review.isPrivate)
    const during = [await line.door.shareReview.run(author, id, true), await isPrivate()]
    await line.world.operator.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'by_hand' WHERE application_id = $1 AND account_id = $2`,
      [id, author.accountId],
    )
    const wraps = await wrappedTo(id, 'review.text')

    const after = [await line.door.shareReview.run(author, id, false), await isPrivate()]

    expect(during).toEqual([{ ok: true, value: null }, [true, false]])
    expect(after).toEqual([{ ok: false, code: 'not_found' }, [true, false]])
    expect(await wrappedTo(id, 'review.text')).toEqual(wraps)
  })

  it('VIS-7 is no business of who is asked about the review', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, noted)
    const reviewId = (await panelOf(line.as('lead'), id))?.others[0]?.id ?? ''
    const { accountId } = line.as('reader-2')
    await line.door.askOpinion.run(line.as('lead'), id, { accountId, reviewId })
    await line.door.conflict.run(line.as('reader-2'), id, 'none')
    const asked = (await panelOf(line.as('reader-2'), id))?.asked

    expect([asked?.text?.comment, asked?.note]).toEqual(['Strong.', null])
    expect(await wrappedTo(id, 'review.note')).toEqual(onlyTheirs)
  })

  it('stands beside the comment for the lead and the board, as far as they hold keys to either', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, noted)
    const keeper: StaffActor = { ...line.as('coordinator'), roles: ['board'] }
    const both = [['Reader 1', 'Strong.', noted.note]]

    expect(await othersOf(line.as('lead'), id)).toEqual(both)
    expect(await othersOf(keeper, id)).toEqual(both)
    expect(await othersOf(line.as('board-1'), id)).toEqual([['Reader 1', undefined, null]])
  })

  it('is shown to nobody for their key alone', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, noted)
    const file = await line.file('lead', id)
    const seen = { ...file.seen, privateReviews: false }
    const panel = await line.door.reviews.run(line.as('lead'), { ...file, seen })

    expect(panel.others.map(({ text, note }) => [text?.comment, note])).toEqual([['Strong.', null]])
  })

  it('comes back with its author’s draft, also once the lead opens the review again, and nobody else reads a draft', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, { ...noted, submit: false })
    const draft = [await ownOf('reader-1', id), await othersOf(line.as('lead'), id)]
    await line.door.review.run(line.as('reader-1'), id, { ...noted, version: 1 })
    await line.door.reopen.run(line.as('lead'), id, line.as('reader-1').accountId)
    const reopened = await ownOf('reader-1', id)

    expect(draft).toEqual([expect.objectContaining({ state: 'draft', note: noted.note }), []])
    expect(reopened).toMatchObject({ state: 'draft', version: 3, note: noted.note })
  })

  it('is none once its author has emptied it, and leaves no record where none was written', async () => {
    const [id, plain] = [await line.inReview(), await line.inReview()]
    for (const file of [id, plain]) await line.given(file, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, { ...noted, submit: false })
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 1 })
    await line.door.review.run(line.as('reader-1'), plain, fullReview)

    expect(await othersOf(line.as('lead'), id)).toEqual([['Reader 1', 'Strong.', null]])
    expect((await ownOf('reader-1', id))?.note).toBeNull()
    expect(await wrappedTo(plain, 'review.note')).toEqual([])
  })

  it('CON-4 goes from every page with the review of who declares a conflict, and their key with it', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, noted)
    await line.door.conflict.run(line.as('reader-1'), id, 'personal')

    expect([await othersOf(line.as('lead'), id), await panelOf(line.as('reader-1'), id)]).toEqual([[], null])
    expect(await wrappedTo(id, 'review.note')).toEqual([['keepers of profile']])
  })
})
