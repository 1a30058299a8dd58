import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { SaveTranslation } from '#features/vetting/staff/translation/save-translation.js'
import { Audit } from '#platform/audit/audit.js'
import { keyId } from '#platform/vault/keys.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { actorOf } from '#test/support/staff-door.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
  for (const login of ['reader-1', 'reader-2', 'reader-3'])
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator')`, [
      line.as(login).accountId,
      line.world.editionId,
    ])
}, 60_000)
afterAll(() => line.world.end())

const noted = { ...fullReview, comment: 'QZOWN', note: 'QZASIDE' }

/** A file with one draft and one other reader's review that is in. */
async function begun(): Promise<string> {
  const id = await line.inReview()
  for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
  await line.reviewed('reader-2', id)
  await line.door.review.run(line.as('reader-1'), id, { ...noted, submit: false })
  return id
}
const wordsOf = async (login: string, id: string) => {
  const panel = await line.door.reviews.run(line.as(login), await line.file(login, id))
  return [panel.own?.text?.comment, panel.own?.text?.reasons, panel.own?.note]
}
/** Schemas and authors of what a reader's key opens of reviews. */
const opens = async (login: string, id: string) => {
  const rows = await on.query<{ schema: string; author: string }>(
    `SELECT DISTINCT r.schema_id AS schema, a.login AS author FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
       JOIN app.staff_account a ON a.id = r.author_id WHERE r.owner_id = $1 AND w.recipient = $2 ORDER BY 1, 2`,
    [id, keyId(line.as(login).holder.pair.publicKey)],
  )
  return rows.map(({ schema, author }) => `${schema} ${author}`)
}
const ended = (id: string, login: string, role: 'reviewer' | 'translator') =>
  line.door.assign.end(line.as('coordinator'), id, { accountId: line.as(login).accountId, role })
const own = ['review.note reader-1', 'review.text reader-1']

describe('a file given again to who had begun on it', () => {
  const again = async (id: string) => {
    await line.given(id, 'reader-1')
  }
  const inLots = async (id: string) => {
    const { database, keyring } = line.door
    const reads = new Reads(keyring, line.world.directory, new Audit(database))
    const pair = { file: id, reader: line.as('reader-1').accountId, drawn: 'match' } as const
    await database.transaction((tx) => reads.give(tx, line.as('coordinator'), [pair]))
    await line.door.conflict.run(line.as('reader-1'), id, 'none')
  }
  const pinnedByMistake = async (id: string) => {
    await on.pin(id, 'reader-1', 'personal')
    await on.clear(id, 'reader-1')
  }
  const takenAway = async (id: string) => {
    await ended(id, 'reader-1', 'reviewer')
  }

  it.each([
    ['pinned by mistake', 'by hand', pinnedByMistake, again],
    ['pinned by mistake', 'in a proposal', pinnedByMistake, inLots],
    ['taken away', 'by hand', takenAway, again],
    ['taken away', 'in a proposal', takenAway, inLots],
  ])('%s and given %s has the same words, and nobody else’s', async (_, __, lose, give) => {
    const id = await begun()
    const before = await wordsOf('reader-1', id)
    await lose(id)
    const without = await opens('reader-1', id)
    await give(id)

    expect(before).toEqual(['QZOWN', fullReview.reasons, 'QZASIDE'])
    expect(without).toEqual([])
    expect(await wordsOf('reader-1', id)).toEqual(before)
    expect(await opens('reader-1', id)).toEqual(own)
  })
})

describe('who reads a file and translates it', () => {
  async function both() {
    const { id } = await sender(line.world, 'QZBOTH')
    for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', id, name)
    await line.given(id, 'reader-3')
    const reader = await actorOf(line.world, 'reader-3')
    const { accountId } = reader
    await on.translate.run(line.as('coordinator'), id, { accountId, sections: ['story', 'work'] })
    await line.door.conflict.run(reader, id, 'none')
    const { database, keyring } = line.door
    const save = new SaveTranslation(database, keyring, line.world.directory, new Audit(database))
    await save.run(reader, id, { section: 'story', text: 'IN-ENGLISH', version: 0 })
    return id
  }
  const extracts = ['translation.source.story', 'translation.source.work', 'translation.text.story']
  const opensOf = async (id: string) => {
    const rows = await on.query<{ schema: string }>(
      `SELECT DISTINCT r.schema_id AS schema FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
       WHERE r.owner_id = $1 AND w.recipient = $2 ORDER BY 1`,
      [id, keyId(line.as('reader-3').holder.pair.publicKey)],
    )
    return rows.map(({ schema }) => schema)
  }

  it('keeps the extract and what they wrote when the reading ends, and nothing once both have', async () => {
    const id = await both()
    const before = await opensOf(id)
    await ended(id, 'reader-3', 'reviewer')
    const translates = await opensOf(id)
    await ended(id, 'reader-3', 'translator')

    expect(before).toEqual(expect.arrayContaining(['profile', ...extracts]))
    expect(translates).toEqual(extracts)
    expect(await opensOf(id)).toEqual([])
  })

  it('keeps the profile when the translating ends', async () => {
    const id = await both()
    await ended(id, 'reader-3', 'translator')

    expect(await opensOf(id)).toContain('profile')
    await ended(id, 'reader-3', 'reviewer')
    expect(await opensOf(id)).toEqual([])
  })

  it('keeps the extract when the role of a reviewer ends, and the profile when that of a translator does', async () => {
    const [one, other] = [await both(), await both()]
    const taken = (role: string) =>
      on.query(`SELECT app.files_taken($1, $2, ARRAY[$3], 'role_ended', '{}')`, [
        line.as('reader-3').accountId,
        line.world.editionId,
        role,
      ])
    await ended(other, 'reader-3', 'reviewer')
    await taken('reviewer')
    const translates = await opensOf(one)
    await line.given(other, 'reader-3')
    await taken('translator')

    expect(translates).toEqual(extracts)
    expect([await opensOf(one), (await opensOf(other)).includes('profile')]).toEqual([[], true])
  })
})
