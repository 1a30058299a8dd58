import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FindFile } from '#features/application/staff/find-file.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { Audit } from '#platform/audit/audit.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
}, 60_000)

afterAll(() => line.world.end())

const fileFor = (login: string, id: string) => new FindFile(line.door.database).run(line.as(login), id)
const meanFor = async (login: string, id: string) => {
  const { joint } = await line.door.reviews.run(line.as(login), await on.fileFor(login, id))
  return joint?.mean
}
const listed = async (login: string) => {
  const { rows } = await line.door.list.run(line.as(login), {})
  return { ids: rows.map((row) => row.id), counts: await line.door.list.counts(line.as(login)) }
}
const own = async (login: string) =>
  (await new ListAssignments(line.door.database).own(line.as(login))).map(({ id }) => id)
const linesOf = (id: string) =>
  on.query<{ verb: string; actor_id: string; purpose: string }>(
    'SELECT verb, actor_id, purpose FROM audit.entry WHERE object_id = $1 ORDER BY seq',
    [id],
  )
const waitingFor = async (login: string, id: string) => {
  const { caseNumber } = (await fileFor('security', id)) ?? {}
  const rows = await new ListWaiting(line.door.database).run(line.as(login))
  return rows.filter((row) => row.case_number === caseNumber).map(({ kind, role }) => ({ kind, role }))
}

describe.each(['declared', 'pinned'] as const)('a conflict after scoring, %s', (way) => {
  it('CON-4 takes score, lists, counts and keys away at once, asks for another reader, and tells the applicant nothing', async () => {
    const id = await line.inReview()
    await on.reviewed(id, 'reader-1', { R3: 3 })
    await on.reviewed(id, 'reader-2')
    const both = await meanFor('lead', id)
    const before = {
      traces: await line.traces(id),
      lines: await linesOf(id),
      counts: (await listed('reader-1')).counts,
    }
    expect([await own('reader-1'), (await on.wraps(id, 'reader-1')) > 0]).toEqual([[id], true])

    if (way === 'declared') await line.door.conflict.run(line.as('reader-1'), id, 'family')
    else await on.pin(id, 'reader-1', 'family')

    const after = (await linesOf(id)).slice(before.lines.length)
    expect(after).toEqual([
      way === 'declared'
        ? { verb: 'conflict.declared', actor_id: line.as('reader-1').accountId, purpose: 'family' }
        : {
            verb: 'conflict.pinned',
            actor_id: line.as('lead').accountId,
            purpose: `family ${line.as('reader-1').accountId}`,
          },
    ])
    expect(await line.traces(id)).toEqual(before.traces)
    expect(await meanFor('lead', id)).not.toBe(both)
    expect(await meanFor('reader-2', id)).toBe(await meanFor('lead', id))
    expect([before.counts, await listed('reader-1'), await own('reader-1')]).toEqual([
      { in_review: 1 },
      { ids: [], counts: {} },
      [],
    ])
    expect([await fileFor('reader-1', id), await on.wraps(id, 'reader-1')]).toEqual([null, 0])
    expect(
      await on.query('SELECT ended_why FROM app.assignment WHERE application_id = $1 AND account_id = $2', [
        id,
        line.as('reader-1').accountId,
      ]),
    ).toEqual([{ ended_why: 'conflict' }])
    expect(await waitingFor('coordinator', id)).toEqual([{ kind: 'reader_needed', role: 'coordinator' }])
  })
})

describe('a conflict of somebody who never read the file', () => {
  it('asks for no other reader, and hides the file from a lead as from anybody', async () => {
    const id = await line.inReview()
    const before = await listed('lead-2')
    await on.pin(id, 'lead-2', 'personal')

    const after = await listed('lead-2')
    expect(before.ids.filter((one) => !after.ids.includes(one))).toEqual([id])
    expect(after.counts['in_review']).toBe((before.counts['in_review'] ?? 0) - 1)
    expect(await fileFor('lead-2', id)).toBeNull()
    expect(await waitingFor('coordinator', id)).toEqual([])
  })

  it('VIS-2 is not counted for others: no list, count or panel of theirs differs by it', async () => {
    const id = await line.inReview()
    await on.reviewed(id, 'reader-2')
    const seen = async () => ({
      lists: [await listed('reader-2'), await listed('board-1'), await listed('security')],
      panel: await line.door.reviews.run(line.as('reader-2'), await on.fileFor('reader-2', id)),
      known: await on.list.run(line.as('reader-2'), await on.fileFor('reader-2', id)),
      possible: await on.guesses.run(line.as('reader-2'), await on.fileFor('reader-2', id), null),
    })
    const before = await seen()

    await on.pin(id, 'reader-3', 'family')

    expect(await seen()).toEqual(before)
    expect(before.known).toEqual([])
    expect(await on.list.run(line.as('lead'), await on.fileFor('lead', id))).toMatchObject([
      { name: 'Reader 3', kind: 'family', origin: 'pinned', author: 'Vetting lead', counts: true },
    ])
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
      await new RestrictFile(database, keyring, directory, new Audit(database)).run(line.as('lead'), id, 'safety')
    else await line.door.assign.end(line.as('coordinator'), id, accountId)

    expect([before > 0, await on.wraps(id, reader)]).toEqual([true, 0])
  })
})
