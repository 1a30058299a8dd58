import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
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
    const file = await on.fileFor('lead', id)
    const keeper: StaffActor = { ...line.as('lead'), keeperOf: ['profile'] }

    await line.door.reviews.run(line.as('board-1'), file)
    const before = await opensWordsOf('reader-2', id)
    await line.door.reviews.run(keeper, file)

    expect([before, await opensWordsOf('reader-2', id)]).toEqual([['reader-2'], ['reader-1', 'reader-2']])
    expect(await linesOf(id)).toEqual([{ actor_id: keeper.accountId, purpose: line.as('reader-1').accountId }])
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
