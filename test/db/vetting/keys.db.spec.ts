import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { RaiseConcern } from '#features/vetting/staff/restricted/raise-concern.js'
import { Audit } from '#platform/audit/audit.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { opensWith, stealDump } from '#test/support/theft/stolen-dump.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
}, 60_000)

afterAll(() => line.world.end())

/** Whose words about a file somebody opens from a whole dump, by login. */
async function opensWordsOf(login: string, id: string): Promise<string[]> {
  const { records, ...dump } = await stealDump(line.world)
  const { pair } = await line.world.holder(login)
  const found: string[] = []
  for (const author of ['reader-1', 'reader-2', 'reader-3']) {
    const [row] = await on.query<{ record_id: string }>(
      'SELECT record_id FROM app.review WHERE application_id = $1 AND account_id = $2',
      [id, line.as(author).accountId],
    )
    const theirs = { ...dump, records: records.filter((record) => record.id === row?.record_id) }
    if (opensWith(theirs, [pair]).length > 0) found.push(author)
  }
  return found
}

const linesOf = (id: string) =>
  on.query<{ actor_id: string; purpose: string }>(
    `SELECT actor_id, purpose FROM audit.entry WHERE object_id = $1 AND verb = 'review.handed_over' ORDER BY seq`,
    [id],
  )
const keeper = (): StaffActor => ({ ...line.as('lead'), keeperOf: ['profile'] })
const bothRead = async (): Promise<string> => {
  const id = await line.inReview()
  await on.reviewed(id, 'reader-1')
  await on.reviewed(id, 'reader-2')
  return id
}

describe('the words of a review', () => {
  it('reach who sent before at once, and who sent after from the next page of the author', async () => {
    const id = await line.inReview()
    await on.reviewed(id, 'reader-1')
    await line.given(id, 'reader-2')
    const whileUnread = await opensWordsOf('reader-2', id)
    await line.door.reading.run(line.as('reader-1'))
    const stillUnread = await opensWordsOf('reader-2', id)
    await line.reviewed('reader-2', id)
    const sent = [await opensWordsOf('reader-1', id), await opensWordsOf('reader-2', id)]

    await line.door.reading.run(line.as('reader-1'))
    await line.door.reading.run(line.as('reader-1'))

    expect([whileUnread, stillUnread]).toEqual([[], []])
    expect(sent).toEqual([['reader-1', 'reader-2'], ['reader-2']])
    expect(await opensWordsOf('reader-2', id)).toEqual(['reader-1', 'reader-2'])
    const { accountId } = line.as('reader-1')
    expect(await linesOf(id)).toEqual([{ actor_id: accountId, purpose: accountId }])
  })

  it('are handed over by a keeper who opens the file, and by nobody who keeps nothing', async () => {
    const id = await bothRead()
    const file = await line.file('lead', id)

    await line.door.reviews.run(line.as('board-1'), file)
    const before = await opensWordsOf('reader-2', id)
    await line.door.reviews.run(keeper(), file)

    expect([before, await opensWordsOf('reader-2', id)]).toEqual([['reader-2'], ['reader-1', 'reader-2']])
    expect(await linesOf(id)).toEqual([{ actor_id: keeper().accountId, purpose: line.as('reader-1').accountId }])
  })

  it('stay with the author who keeps them from other readers, and with nobody whom a conflict took away', async () => {
    const [kept, left] = [await bothRead(), await bothRead()]
    await line.door.shareReview.run(line.as('reader-1'), kept, true)
    await line.door.conflict.run(line.as('reader-2'), left, 'personal')

    await line.door.reading.run(line.as('reader-1'))

    expect(await opensWordsOf('reader-2', kept)).toEqual(['reader-2'])
    expect(await opensWordsOf('reader-2', left)).toEqual([])
    expect([await linesOf(kept), await linesOf(left)]).toEqual([[], []])
  })
})

/** Files whose words of the first wait for the second, put there at once: `record` is what the first wrote about another file. */
async function waitingFor(ids: readonly string[], [author, reader]: readonly [string, string], record: string) {
  const readers = [author, reader].map((login) => line.as(login).accountId)
  await on.query(
    `WITH read AS (SELECT f, r FROM unnest($1::uuid[]) f, unnest($2::uuid[]) r), given AS (
       INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by)
       SELECT f, r, 'reviewer', '{profile}', r FROM read)
     INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version, record_id, version)
     SELECT f, r, 'submitted', 'yes', '{}', 1, $3, 1 FROM read`,
    [ids, readers, record],
  )
}

describe('the words of a review, where a co-reader’s key is struck', () => {
  it('go to everybody else, from the author’s page and a keeper’s, however many wait for that one', async () => {
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'reviewer')`, [
      line.as('lead-2').accountId,
      line.world.editionId,
    ])
    const forgetful: StaffActor = { ...line.as('lead-2'), roles: ['reviewer'] }
    const ids = (await line.manyInReview(27)).toSorted()
    const [kept = '', last = ''] = ids.slice(-2)
    for (const id of [kept, last]) {
      await on.reviewed(id, 'reader-1')
      await line.given(id, 'lead-2')
      await line.door.review.run(forgetful, id, fullReview)
    }
    const [own] = await on.query<{ id: string }>('SELECT record_id AS id FROM app.review WHERE application_id = $1', [
      last,
    ])
    await waitingFor(ids.slice(0, -2), ['reader-1', 'lead-2'], own?.id ?? '')
    line.world.directory.strike([forgetful.holder.pair.publicKey])
    for (const id of [kept, last]) await on.reviewed(id, 'reader-3')
    const before = [await opensWordsOf('reader-3', kept), await opensWordsOf('reader-3', last)]

    await line.door.reviews.run(keeper(), await line.file('lead', kept))
    await line.door.reading.run(line.as('reader-1'))

    expect(before).toEqual([['reader-3'], ['reader-3']])
    expect(await opensWordsOf('reader-3', kept)).toEqual(['reader-1', 'reader-3'])
    expect(await opensWordsOf('reader-3', last)).toEqual(['reader-1', 'reader-3'])
  })
})

describe('the words of a review, where readers do not read', () => {
  const openAgain = () => on.query('UPDATE app.edition SET archived_on = NULL; DELETE FROM app.phase')
  afterEach(openAgain)

  it.each([
    ['VIS-6 of an archived edition', 'UPDATE app.edition SET archived_on = app.today()'],
    [
      'REV-8 in a phase that is closed to them',
      `INSERT INTO app.phase (edition_id, wave, kind, starts_on) SELECT id, 'main', 'release', app.today() - 3 FROM app.edition`,
    ],
  ])('%s stay where they are, until they read again', async (_, closing) => {
    const id = await bothRead()
    await on.query(closing)
    await line.door.reading.run(line.as('reader-1'))
    await line.door.reviews.run(keeper(), await line.file('lead', id))
    const closed = await opensWordsOf('reader-2', id)
    await openAgain()
    await line.door.reading.run(line.as('reader-1'))

    expect([closed, await opensWordsOf('reader-2', id)]).toEqual([['reader-2'], ['reader-1', 'reader-2']])
  })
})

const rounds = 20
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
    for (const [round, id] of (await line.manyInReview(rounds)).entries()) {
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

    expect(found).toEqual(Array.from({ length: rounds }, () => nothing))
  }, 60_000)

  it('CON-4 as a review is handed in never leaves a score or a key', async () => {
    const found = []
    for (const [round, id] of (await line.manyInReview(rounds)).entries()) {
      await on.assign(id, 'reader-2')
      await line.door.conflict.run(line.as('reader-2'), id, 'none')
      const review = () => line.door.review.run(line.as('reader-2'), id, fullReview)
      const pin = () => on.pin(id, 'reader-2', 'family')
      await Promise.all(round % 2 === 0 ? [review(), pin()] : [pin(), review()])
      found.push(await left(id, 'reader-2'))
    }

    expect(found).toEqual(Array.from({ length: rounds }, () => nothing))
  }, 60_000)
})

describe('a concern at the same moment', () => {
  it('as an assignment never leaves a key to a restricted file', async () => {
    const { database, keyring } = line.door
    const raise = new RaiseConcern(database, keyring, line.world.directory, new Audit(database))
    const found = []
    for (const [round, id] of (await line.manyInReview(rounds)).entries()) {
      const to = { accountId: line.as('reader-3').accountId, role: 'reviewer' } as const
      const assigning = () => line.door.assign.run(line.as('coordinator'), id, to)
      const concern = () => raise.run(line.as('coordinator-2'), id, 'a text')
      await Promise.all(round % 2 === 0 ? [assigning(), concern()] : [concern(), assigning()])
      found.push(await left(id, 'reader-3'))
    }

    expect(found).toEqual(Array.from({ length: rounds }, () => nothing))
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
    const { accountId } = line.as('reader-3')
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator')`, [
      accountId,
      line.world.editionId,
    ])
    const { id } = await sender(line.world, 'RACED')
    const asked: ReturnType<typeof on.translate.run>[] = []

    await line.door.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [id])
      asked.push(on.translate.run(line.as('coordinator'), id, { accountId, sections: ['story'] }))
      await pause(500)
      await tx.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
    })

    expect(await Promise.all(asked)).toEqual([{ ok: false, code: 'not_found' }])
    expect(await left(id, 'reader-3')).toEqual(nothing)
  })
})

describe('a file that is taken', () => {
  it.each([
    ['conflict', 'reader-1'],
    ['restriction', 'reader-2'],
    ['end of the assignment', 'reader-3'],
  ] as const)('opens no more to a key that nobody signs today: %s', async (way, reader) => {
    const id = await line.inReview()
    await line.given(id, reader)
    const { accountId, holder } = line.as(reader)
    const { database, keyring } = line.door
    const { directory } = line.world
    const before = await on.wraps(id, reader)
    directory.strike([holder.pair.publicKey])

    if (way === 'conflict') await on.pin(id, reader, 'family')
    else if (way === 'restriction')
      await new RestrictFile(database, keyring, directory, new Audit(database), line.door.assign).run(
        line.as('lead'),
        id,
        'safety',
      )
    else await line.door.assign.end(line.as('coordinator'), id, { accountId, role: 'reviewer' })

    expect([before > 0, await on.wraps(id, reader)]).toEqual([true, 0])
  })
})
