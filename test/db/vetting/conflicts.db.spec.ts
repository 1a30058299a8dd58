import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FindFile } from '#features/application/staff/find-file.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
}, 60_000)

afterAll(() => line.world.end())

const fileFor = (login: string, id: string) => new FindFile(line.door.database).run(line.as(login), id)
const meanFor = async (login: string, id: string) => {
  const { joint } = await line.door.reviews.run(line.as(login), await line.file(login, id))
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

const needed = { kind: 'reader_needed', role: 'coordinator' }

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
    expect(await waitingFor('coordinator', id)).toEqual([needed])
  })
})

describe('a conflict of one of three readers', () => {
  it('CON-4 asks for another reader until one is given, and again by the next conflict though it was taken off the list', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2', 'reader-3']) await line.given(id, login)
    await line.door.conflict.run(line.as('reader-1'), id, 'family')
    for (const login of ['reader-2', 'reader-3']) await line.reviewed(login, id)
    const asked = await waitingFor('coordinator', id)
    await on.pin(id, 'reader-1', 'none')
    await line.given(id, 'reader-1')
    const filled = await waitingFor('coordinator', id)
    await on.pin(id, 'reader-1', 'funder')
    await on.query(`UPDATE app.staff_task SET state = 'done', done_by = $2 WHERE application_id = $1`, [
      id,
      line.as('coordinator').accountId,
    ])
    await on.pin(id, 'reader-3', 'funder')

    expect([asked, filled, await waitingFor('coordinator', id)]).toEqual([[needed], [], [needed]])
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
      panel: await line.door.reviews.run(line.as('reader-2'), await line.file('reader-2', id)),
      known: await on.list.run(line.as('reader-2'), await line.file('reader-2', id)),
      possible: await on.guesses.run(line.as('reader-2'), await line.file('reader-2', id), { nominator: null }),
    })
    const before = await seen()

    await on.pin(id, 'reader-3', 'family')

    expect(await seen()).toEqual(before)
    expect(before.known).toEqual([])
    expect(await on.list.run(line.as('lead'), await line.file('lead', id))).toMatchObject([
      { name: 'Reader 3', kind: 'family', origin: 'pinned', author: 'Vetting lead', counts: true },
    ])
  })
})

const declare = (id: string, login: string, kind: 'none' | 'family' | 'funder' | 'administrative') =>
  line.door.conflict.run(line.as(login), id, kind)
const sees = async (login: string, id: string) => (await line.door.open.run(line.as(login), id)).ok
const pinned = (kind: string) => ({ origin: 'pinned', kind })
const declared = (kind: string) => ({ origin: 'declared', kind })

describe('a pin', () => {
  it('CON-1 of a conflict keeps the file away, and no later word of the person brings it back', async () => {
    const id = await line.inReview()
    await on.assign(id, 'reader-1')

    expect(await on.pin(id, 'reader-1', 'funder')).toEqual({ ok: true, value: null })
    expect(await declare(id, 'reader-1', 'none')).toEqual({ ok: false, code: 'not_found' })
    expect(await on.assign(id, 'reader-1')).toEqual({ ok: false, code: 'conflict' })
    expect(await on.facts(id, 'reader-1')).toEqual([pinned('funder')])
  })

  it('CON-1 of no conflict lets no declaration in; taken back, the person is heard again', async () => {
    const id = await line.inReview()
    await on.pin(id, 'reader-1', 'none', 'coordinator')
    await on.assign(id, 'reader-1')

    expect(await declare(id, 'reader-1', 'family')).toEqual({ ok: true, value: 'open' })
    expect([await sees('reader-1', id), await on.facts(id, 'reader-1')]).toEqual([true, [pinned('none')]])

    expect(await on.clear(id, 'reader-1')).toEqual({ ok: true, value: null })
    expect(await declare(id, 'reader-1', 'family')).toEqual({ ok: true, value: 'kept_away' })
    expect([await sees('reader-1', id), await on.facts(id, 'reader-1')]).toEqual([false, [declared('family')]])
  })

  it('CON-1 stands above what was declared before it, and cleared lets it count again at once', async () => {
    const id = await line.inReview()
    await on.assign(id, 'reader-1')
    await declare(id, 'reader-1', 'family')
    await on.pin(id, 'reader-1', 'none')
    expect(await on.assign(id, 'reader-1')).toEqual({ ok: true, value: null })
    await declare(id, 'reader-1', 'none')
    expect([await sees('reader-1', id), (await on.wraps(id, 'reader-1')) > 0]).toEqual([true, true])

    await on.clear(id, 'reader-1')

    expect([await sees('reader-1', id), await on.wraps(id, 'reader-1')]).toEqual([false, 0])
    expect(await on.facts(id, 'reader-1')).toEqual([declared('family')])
    expect(await on.clear(id, 'reader-1')).toEqual({ ok: true, value: null })
  })

  it('gives no score back when it ends a conflict: the review is a draft of its author’s', async () => {
    const id = await line.inReview()
    await on.reviewed(id, 'reader-1')
    await on.pin(id, 'reader-1', 'personal')
    await on.pin(id, 'reader-1', 'none')
    await on.assign(id, 'reader-1')
    await declare(id, 'reader-1', 'none')

    const panel = await line.door.reviews.run(line.as('lead'), await line.file('lead', id))
    const theirs = await line.door.reviews.run(line.as('reader-1'), await line.file('reader-1', id))
    expect(panel).toEqual({ own: null, others: [], opinions: [], asked: null, joint: null, thirdReader: false })
    expect(theirs.own).toMatchObject({ state: 'draft', version: 3, text: { comment: 'Strong.' } })
  })

  it('is for coordinators and leads alone, about others alone, and leaves no trace where it is refused', async () => {
    const id = await line.inReview()
    await on.assign(id, 'reader-1')
    const before = await on.query('SELECT max(seq) AS seq FROM audit.entry')
    const notFound = { ok: false, code: 'not_found' }

    for (const login of ['reader-1', 'reader-2', 'board-1', 'security', 'desk', 'auditor']) {
      expect([login, await on.pin(id, 'reader-2', 'family', login)]).toEqual([login, notFound])
      expect([login, await on.clear(id, 'reader-2', login)]).toEqual([login, notFound])
    }
    expect(await on.pin(id, 'lead', 'none', 'lead')).toEqual({ ok: false, code: 'about_yourself' })
    expect(await on.clear(id, 'lead', 'lead')).toEqual({ ok: false, code: 'about_yourself' })
    expect(await on.pin(line.world.editionId, 'reader-2', 'family')).toEqual(notFound)
    expect(await on.query('SELECT max(seq) AS seq FROM audit.entry')).toEqual(before)
    expect(await on.facts(id, 'reader-2')).toEqual([])
  })
})

describe('kinds of conflicts', () => {
  it('CON-2 are rewritten one for one, and a person asking for the administrative one keeps theirs or gets the default', async () => {
    const ids = [await line.inReview(), await line.inReview()]
    for (const id of ids) await on.assign(id, 'reader-3')
    await declare(ids[0] ?? '', 'reader-3', 'administrative')
    await declare(ids[1] ?? '', 'reader-3', 'funder')
    await on.pin(ids[0] ?? '', 'reader-2', 'funder')
    await on.pin(ids[1] ?? '', 'reader-2', 'none')
    const facts = async () =>
      Promise.all(ids.flatMap((id) => ['reader-3', 'reader-2'].map((login) => on.facts(id, login))))
    expect(await facts()).toEqual([[declared('personal')], [pinned('funder')], [declared('funder')], [pinned('none')]])

    const outcome = await on.kinds.run(line.as('lead'), 'funder', 'co_signed')

    expect(outcome).toMatchObject({ ok: true })
    expect(await facts()).toEqual([
      [declared('personal')],
      [pinned('co_signed')],
      [declared('co_signed')],
      [pinned('none')],
    ])
    expect(await on.kinds.run(line.as('lead'), '', 'co_signed')).toEqual({ ok: false, code: 'kind_missing' })
    expect(await on.kinds.run(line.as('lead'), 'co_signed', ' ')).toEqual({ ok: false, code: 'kind_missing' })
    expect(await on.kinds.run(line.as('lead'), 'none', 'family')).toEqual({ ok: false, code: 'kind_unknown' })
    expect(await on.kinds.run(line.as('board-1'), 'co_signed', 'family')).toEqual({ ok: false, code: 'not_found' })
  })

  it('VIS-2 are counted and rewritten only where the lead sees the file', async () => {
    const id = await line.inReview()
    await on.assign(id, 'reader-1')
    await declare(id, 'reader-1', 'funder')
    const count = async (login: string) => {
      const counts = await on.kinds.counts(line.as(login))
      return counts.ok ? (counts.value.get('funder') ?? 0) : counts.code
    }
    const [before, theirs] = [await count('lead-2'), await count('lead')]
    await on.pin(id, 'lead-2', 'personal')

    expect([await count('lead-2'), await count('lead')]).toEqual([Number(before) - 1, theirs])
    await on.kinds.run(line.as('lead-2'), 'funder', 'family')
    expect(await on.facts(id, 'reader-1')).toEqual([declared('funder')])
    expect(await count('reader-1')).toBe('not_found')
  })
})
