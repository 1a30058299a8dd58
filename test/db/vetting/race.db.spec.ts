import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AskTranslation } from '#features/vetting/staff/translation/ask-translation.js'
import { TranslationKeys } from '#features/vetting/staff/translation/translation-keys.js'
import { RaiseConcern } from '#features/vetting/staff/restricted/raise-concern.js'
import { Audit } from '#platform/audit/audit.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
}, 60_000)

afterAll(() => line.world.end())

const rounds = Array.from({ length: 20 }, (_, round) => round)
/** What a reader whom a conflict keeps away must not have left. */
const left = async (id: string, login: string) => ({
  wraps: await on.wraps(id, login),
  live: await on.query(
    'SELECT 1 FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL',
    [id, line.as(login).accountId],
  ),
  scores: await on.query(
    `SELECT 1 FROM app.review WHERE application_id = $1 AND account_id = $2 AND state <> 'removed'`,
    [id, line.as(login).accountId],
  ),
})
const nothing = { wraps: 0, live: [], scores: [] }

describe('a conflict at the same moment', () => {
  it('CON-4 as an assignment, pinned or declared, never leaves a key', async () => {
    const found = []
    for (const round of rounds) {
      const id = await line.inReview()
      // Board members see every file, and so can declare before anybody assigns one to them.
      const to = { accountId: line.as('board-1').accountId, role: 'board' } as const
      const assigning = () => line.door.assign.run(line.as('coordinator'), id, to)
      const conflict = () =>
        round % 2 === 0 ? on.pin(id, 'board-1', 'family') : line.door.conflict.run(line.as('board-1'), id, 'family')
      const acts = round % 4 < 2 ? [assigning(), conflict()] : [conflict(), assigning()]
      const outcomes = await Promise.all(acts)
      expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0)
      found.push(await left(id, 'board-1'))
    }

    expect(found).toEqual(rounds.map(() => nothing))
  }, 60_000)

  it('CON-4 as a review is handed in never leaves a score or a key', async () => {
    const found = []
    for (const round of rounds) {
      const id = await line.inReview()
      await on.assign(id, 'reader-2')
      await line.door.conflict.run(line.as('reader-2'), id, 'none')
      const review = () => line.door.review.run(line.as('reader-2'), id, fullReview)
      const pin = () => on.pin(id, 'reader-2', 'family')
      await Promise.all(round % 2 === 0 ? [review(), pin()] : [pin(), review()])
      found.push(await left(id, 'reader-2'))
    }

    expect(found).toEqual(rounds.map(() => nothing))
  }, 60_000)
})

describe('a concern at the same moment', () => {
  it('as an assignment never leaves a key to a restricted file', async () => {
    const { database, keyring } = line.door
    const raise = new RaiseConcern(database, keyring, line.world.directory, new Audit(database))
    const found = []
    for (const round of rounds) {
      const id = await line.inReview()
      const to = { accountId: line.as('reader-3').accountId, role: 'reviewer' } as const
      const assigning = () => line.door.assign.run(line.as('coordinator'), id, to)
      const concern = () => raise.run(line.as('coordinator-2'), id, 'a text')
      await Promise.all(round % 2 === 0 ? [assigning(), concern()] : [concern(), assigning()])
      found.push(await left(id, 'reader-3'))
    }

    expect(found).toEqual(rounds.map(() => nothing))
  }, 60_000)

  it('as another concern is the first one’s file: the second finds nothing', async () => {
    const { database, keyring } = line.door
    const raise = new RaiseConcern(database, keyring, line.world.directory, new Audit(database))
    const id = await line.inReview()

    const outcomes = await Promise.all(
      ['coordinator', 'coordinator-2'].map((login) => raise.run(line.as(login), id, 'a text')),
    )

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes).toContainEqual({ ok: false, code: 'not_found' })
    expect(await on.query('SELECT 1 FROM app.integrity_concern WHERE application_id = $1', [id])).toHaveLength(1)
  })
})

describe('a restriction at the same moment', () => {
  it('as a page is given to a translator leaves them nothing of the file', async () => {
    const { database, keyring, assign } = line.door
    const keys = new TranslationKeys(keyring, line.world.directory)
    const ask = new AskTranslation(database, keyring, keys, assign, new Audit(database))
    const { accountId } = line.as('reader-3')
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator')`, [
      accountId,
      line.world.editionId,
    ])
    const { id } = await sender(line.world, 'RACED')
    const asked: ReturnType<typeof ask.run>[] = []

    await database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [id])
      asked.push(ask.run(line.as('coordinator'), id, { accountId, sections: ['story'] }))
      await pause(500)
      await tx.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
    })

    expect(await Promise.all(asked)).toEqual([{ ok: false, code: 'not_found' }])
    expect(await left(id, 'reader-3')).toEqual(nothing)
  })
})
