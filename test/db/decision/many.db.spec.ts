import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type FactGroup, stampsOf, WorkFactIndex } from '#features/application/staff/search/work-facts.js'
import { ListApprovals } from '#features/decision/staff/list-approvals.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let answers: MainLine['door']['answers']
let list: ListApprovals

beforeAll(async () => {
  line = await openMainLine()
  answers = line.door.answers
  list = new ListApprovals(line.door.database, line.door.pending)
}, 30_000)

afterAll(() => line.world.end())

describe('a decision about many files', () => {
  const sql = <T>(text: string, values: unknown[] = []) => line.world.operator.query<T>(text, values)
  const many12 = async (move: 'release_reject' | 'release_waitlist' = 'release_reject') => {
    const ids = await line.manyInReview(12)
    if (move === 'release_waitlist') await sql(`UPDATE app.application SET state = 'board' WHERE id = ANY ($1)`, [ids])
    const decide = new DecideMany(line.door.database, new Audit(line.door.database))
    const decision = { move, ids, reasonClass: 'places' } as const
    const run = await decide.dryRun(line.as('board-1'), decision)
    const outcome = await decide.apply(line.as('board-1'), { ...decision, digest: run?.digest ?? '' })
    if (!outcome.ok) throw new Error(outcome.code)
    return { ids, decide, batch: outcome.value }
  }
  const drawnFor = async (batch: string) =>
    sql<{ id: string; sample: string[]; state: string }>(
      'SELECT id, sample, state FROM app.approval WHERE object_id = $1 ORDER BY number',
      [batch],
    )
  const waiting = async (login: string, batch: string) => {
    const [open] = (await drawnFor(batch)).filter(({ state }) => state === 'pending')
    return (await list.run(line.as(login))).waiting.find(({ id }) => id === open?.id)
  }
  const states = (ids: readonly string[]) =>
    sql(`SELECT state, count(*)::int FROM app.decision WHERE application_id = ANY ($1) GROUP BY state ORDER BY state`, [
      ids,
    ])

  it('is asked again only where its files changed, and what was drawn stays drawn and is counted', async () => {
    const { ids, decide, batch } = await many12()
    const [first] = await drawnFor(batch)
    const drawn = first?.sample ?? []
    const same = await decide.askAgain(line.as('board-1'), batch)
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [drawn[0]])
    const changed = await decide.askAgain(line.as('board-1'), batch)
    const rows = await drawnFor(batch)

    expect([same, changed]).toEqual([
      { ok: false, code: 'set_unchanged' },
      { ok: true, value: null },
    ])
    expect(rows.map(({ state }) => state)).toEqual(['ended', 'pending'])
    expect(rows[1]?.sample).toEqual(expect.arrayContaining(drawn.slice(1)))
    expect(rows[1]?.sample).toHaveLength(5)
    expect((await waiting('board-2', batch))?.drawnBefore).toBe(1)
    await answers.end(line.as('board-1'), rows[1]?.id ?? '')
    const left = ids.filter((id) => id !== drawn[0])
    const run = await decide.dryRun(line.as('board-1'), { move: 'release_reject', ids: left })
    const form = { move: 'release_reject', ids: left, reasonClass: 'places', digest: run?.digest ?? '' } as const
    const anew = await decide.apply(line.as('board-1'), form)
    expect((await drawnFor(anew.ok ? anew.value : ''))[0]?.sample).toEqual(rows[1]?.sample)
  })

  it('is agreed to where the second may judge, and waits on where not: a conflict, a question of harm', async () => {
    const { ids, decide, batch } = await many12()
    const drawn = (await drawnFor(batch))[0]?.sample ?? []
    const [conflicted, harmful] = [drawn[0] ?? '', ids.find((id) => !drawn.includes(id)) ?? '']
    const { accountId } = line.as('board-2')
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'pinned', $2)`,
      [conflicted, accountId],
    )
    await sql(`INSERT INTO app.harm_finding (application_id, item, verdict) VALUES ($1, 'contact', 'open')`, [harmful])
    const shown = await waiting('board-2', batch)
    const read = shown?.sample.map(({ id }) => id) ?? []
    await line.opened('board-2', read)
    const agreement = await answers.agree(line.as('board-2'), shown?.id ?? '', read)
    const partly = await states(ids)
    const own = (await decide.waiting(line.as('board-1'))).find(({ id }) => id === batch)
    const again = await decide.askAgain(line.as('board-1'), batch)
    const last = await waiting('board-2', batch)

    expect([shown?.left, shown?.mayAnswer]).toEqual([{ unseen: 1, harm: 1, seconds: 0 }, true])
    expect(read).toHaveLength(5)
    expect(read).not.toContain(conflicted)
    expect(agreement).toEqual({ ok: true, value: null })
    expect(partly).toEqual([
      { state: 'pending', count: 2 },
      { state: 'second_ok', count: 10 },
    ])
    expect(own).toMatchObject({ waiting: 2, agreed: 10, stopped: 1, isAsked: false })
    expect(again).toEqual({ ok: true, value: null })
    expect(await states(ids)).toEqual([
      { state: 'pending', count: 1 },
      { state: 'second_ok', count: 10 },
      { state: 'superseded', count: 1 },
    ])
    expect([last?.size, last?.left, last?.mayAnswer]).toEqual([1, { unseen: 1, harm: 0, seconds: 0 }, false])
    expect(await answers.agree(line.as('board-2'), last?.id ?? '', [])).toEqual({
      ok: false,
      code: 'second_person_missing',
    })
  })

  it('APP-9 leaves a person’s later file waiting, says so, and takes it back when asked again', async () => {
    const { ids, decide, batch } = await many12('release_waitlist')
    const [early, late = ''] = [await line.inReview(), ...ids]
    const [first = '', second = ''] = [early, late].toSorted()
    await sql(`UPDATE app.application SET submitted_week = submitted_week - 7 WHERE id = $1`, [early])
    await sql(`INSERT INTO app.duplicate_pair (first_id, second_id, verdict, author_id) VALUES ($1, $2, 'same', $3)`, [
      first,
      second,
      line.as('coordinator').accountId,
    ])
    const shown = await waiting('board-2', batch)
    const again = await decide.askAgain(line.as('board-1'), batch)

    expect(shown?.left).toEqual({ unseen: 0, harm: 0, seconds: 1 })
    expect(again).toEqual({ ok: true, value: null })
    expect(await states([late])).toEqual([{ state: 'superseded', count: 1 }])
    expect((await waiting('board-2', batch))?.left).toEqual({ unseen: 0, harm: 0, seconds: 0 })
  })

  it('tells nobody without the permission what stands in its way', async () => {
    const { batch, ids } = await many12()
    await sql(
      `INSERT INTO app.harm_finding (application_id, item, verdict) SELECT f, 'contact', 'open' FROM unnest($1::uuid[]) f`,
      [ids],
    )
    const [asked] = await drawnFor(batch)
    const codes = ['lead', 'coordinator', 'board-2'].map(async (login) =>
      answers.agree(line.as(login), asked?.id ?? '', ids),
    )

    expect(await Promise.all(codes)).toEqual(
      ['not_found', 'not_found', 'harm_open'].map((code) => ({ ok: false, code })),
    )
    expect((await drawnFor(batch)).map(({ state }) => state)).toEqual(['pending'])
  })
})

describe('what lists hold of decisions', () => {
  it('is what stands, also where it changed while it was read and then was again what it had been', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    const groups: FactGroup[] = ['decisions', 'tags']
    const stamps = async () => {
      const [row] = await line.door.database.query<{ stamps: string[] }>(`SELECT ${stampsOf(groups)} AS stamps`)
      return row?.stamps ?? []
    }
    const set = (state: string) =>
      line.world.operator.query(
        `UPDATE app.decision SET state = $2 WHERE application_id = $1 AND move = 'release_invite'`,
        [id, state],
      )
    const index = new WorkFactIndex(line.door.database)
    const read = async (asked: readonly string[]) => {
      const { facts, stamps: found } = await index.of(line.world.editionId, groups, asked)
      return { state: facts.decisions?.get(id)?.[0]?.state, stamps: found }
    }
    const before = await stamps()
    await set('pending')
    const between = await stamps()
    const late = await read(before)
    await set('second_ok')
    const after = await stamps()

    expect(late).toEqual({ state: 'pending', stamps: between })
    expect(new Set([before, between, after].map(([decisions]) => decisions)).size).toBe(3)
    expect(await read(after)).toEqual({ state: 'second_ok', stamps: after })
  })
})
