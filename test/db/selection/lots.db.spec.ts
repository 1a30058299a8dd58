import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DrawTable } from '#domain/selection/lottery/draw.js'
import type { Member } from '#domain/selection/record.js'
import { reasonSchema } from '#features/selection/staff/run/found-lists.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let runId: string
let listId: string

beforeAll(async () => {
  board = await openBoard({ capacity: 5, lottery: true })
  await layCandidates(board.world, 14)
  // Everybody scores the same, so every list of five that keeps the rules is as good.
  await board.world.operator.query(
    `UPDATE app.review SET scores = '{"R1":3,"R2":3,"R3":3,"R4":3,"R5":3,"R6":3}', version = version + 1`,
  )
  listId = await board.made('All alike')
  runId = (await board.run(listId, 'alike')).id
}, 60_000)

afterAll(() => board.end())

const me = () => board.as('coordinator')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
async function prepared(ofRun = runId): Promise<string> {
  const outcome = await board.lists.prepare.run(me(), ofRun)
  if (!outcome.ok) throw new Error(outcome.code)
  await board.lists.prepare.settled()
  return outcome.value
}
const read = async (id: string) => {
  const outcome = await board.lists.lots.read(me(), id)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

describe('lots', () => {
  it('are prepared in no edition that has them off', async () => {
    const before = await board.lists.lots.ofRun(me(), runId)
    await board.world.operator.query('UPDATE app.edition SET lottery = false')
    const outcome = await board.lists.prepare.run(me(), runId)
    await board.world.operator.query('UPDATE app.edition SET lottery = true')

    expect([outcome, await board.lists.lots.ofRun(me(), runId)]).toEqual([{ ok: false, code: 'lottery_off' }, before])
  })

  it('are committed to before anybody knows what they draw, and the seed is in no row until then', async () => {
    const { row, levels, wrong } = await read(await prepared())

    expect([row.seed, row.chosen, row.resultList, wrong]).toEqual([null, null, null, null])
    expect(Object.values(row.committed ?? {}).map((digest) => /^[\da-f]{64}$/.test(digest))).toEqual([true, true])
    const people = (levels ?? []).reduce((sum, level) => sum + level.people, 0)
    const drawn = (levels ?? []).reduce((sum, { chance, people: count }) => sum + (Number(chance) / 100) * count, 0)
    const among = await board.world.operator.query('SELECT 1 FROM app.board_standing WHERE run_id = $1', [runId])
    expect(people).toBe(among.length)
    expect(Math.abs(drawn - 5)).toBeLessThan(0.05)
  })

  it('are drawn once, by the seed that was committed to; another draw is another row, and both stay', async () => {
    const before = (await board.lists.lots.ofRun(me(), runId)).length
    const id = await prepared()
    const { row: then } = await read(id)

    expect(await board.lists.lots.draw(me(), id)).toEqual({ ok: true, value: null })
    expect(await board.lists.lots.draw(me(), id)).toEqual({ ok: false, code: 'already_drawn' })

    const { row, wrong } = await read(id)
    expect(wrong).toEqual([])
    expect(row.committed).toEqual(then.committed)
    const digest = sha256(JSON.stringify(['commitment', row.committed?.poolDigest, row.seed]))
    expect(digest).toBe(row.committed?.commitment)
    const list = await board.seen(row.resultList ?? '', { ...byScore, show: 'in' })
    expect([list.people.length, row.chosen?.length, list.counts?.breaches]).toEqual([5, 5, []])
    expect(new Set(list.moves.map(({ reason }) => reason))).toEqual(new Set(['draw']))
    const again = await prepared()
    expect(await board.lists.lots.draw(me(), again)).toEqual({ ok: false, code: 'second_person_missing' })
    expect((await read(again)).row.seed).toBeNull()
    expect(await board.lists.lots.draw(board.as('board-1'), again)).toEqual({ ok: true, value: null })
    expect(await board.lists.lots.ofRun(me(), runId)).toHaveLength(before + 2)
  })

  it('take two people after the first draw, also when the same search is made once more', async () => {
    const { id: otherRun } = await board.run(listId, 'alike')
    const id = await prepared(otherRun)

    expect(await board.lists.lots.draw(me(), id)).toEqual({ ok: false, code: 'second_person_missing' })
    expect((await read(id)).row.seed).toBeNull()
    expect(await board.lists.lots.draw(board.as('board-1'), id)).toEqual({ ok: true, value: null })
  })

  it('SEL-11 say of everybody they decided about that they were drawn or not, and with which chance, and keep it sealed', async () => {
    const [row] = (await board.lists.lots.ofRun(me(), runId)).filter(({ seed }) => seed !== null)
    const list = row?.resultList ?? ''
    const drawn = (await board.seen(list, { ...byScore, show: 'in' })).people.map(({ id }) => id)
    const { people: all } = await board.seen(list)

    const said = new Map<string, number>()
    for (const { id } of all) {
      const why = await board.lists.explain.run(me(), list, id)
      for (const reason of why.ok ? why.value.reasons : []) {
        if (reason.code !== 'drawn' && reason.code !== 'not_drawn') continue
        expect([id, reason.code]).toEqual([id, drawn.includes(id) ? 'drawn' : 'not_drawn'])
        said.set(id, reason.chance)
      }
    }

    const levels = (await read(row?.id ?? '')).levels?.filter(
      ({ chance }) => Number(chance) > 0 && Number(chance) < 100,
    )
    expect(said.size).toBe(levels?.reduce((sum, level) => sum + level.people, 0))
    const line = { verb: 'test.opened', objectId: runId }
    const asked = { owners: drawn, schemas: [reasonSchema(row?.id ?? '')] }
    const kept = await board.keyring.open(me().holder, line, asked)
    const chances = kept.map(({ value }) => value as Pick<Member, 'id' | 'reasons'>)
    expect(chances).toEqual(
      drawn
        .filter((id) => said.has(id))
        .toSorted()
        .map((id) => ({ id, reasons: [{ code: 'drawn', chance: said.get(id) }] })),
    )
  })

  it('give out a table that anybody can check the commitment by', async () => {
    const { row, table } = await read(await prepared())
    const { sizes, panels, entries } = JSON.parse(table ?? '{}') as DrawTable

    const rows = panels.map(({ counts, tickets }) => [tickets, counts])
    expect(sha256(JSON.stringify(['pool', sizes, rows, entries]))).toBe(row.committed?.poolDigest)
  })

  it('are prepared outside the request, one at a time, and given up when somebody says so', async () => {
    const begun = await board.lists.prepare.run(me(), runId)
    const second = await board.lists.prepare.run(me(), runId)
    const id = begun.ok ? begun.value : ''
    const { row: meanwhile } = await read(id)
    const early = await board.lists.lots.draw(me(), id)
    expect(await board.lists.prepare.cancel(board.as('board-2'), id)).toEqual({ ok: true, value: null })
    await board.lists.prepare.settled()

    expect([meanwhile.state, meanwhile.committed, early]).toEqual(['computing', null, { ok: false, code: 'not_found' }])
    expect(second).toEqual({ ok: false, code: 'being_computed' })
    expect((await read(id)).row).toMatchObject({ state: 'cancelled', step: 'ended', committed: null })
    expect(await board.lists.prepare.cancel(me(), id)).toEqual({ ok: true, value: null })
    expect(await board.lists.prepare.cancel(board.as('lead'), id)).toEqual({ ok: false, code: 'not_found' })
  })

  it('whose process ended under them are interrupted, and make way for others', async () => {
    await board.world.operator.query(
      `INSERT INTO app.board_lottery (edition_id, run_id, committed_by, computing_until)
       VALUES ($1, $2, $3, app.now() - interval '1 second')`,
      [board.world.editionId, runId, me().accountId],
    )
    const [left] = (await board.lists.lots.ofRun(me(), runId)).toReversed()

    expect([left?.state, left?.failure]).toEqual(['failed', 'interrupted'])
    expect((await read(await prepared())).row).toMatchObject({ state: 'ready', failure: null, step: 'ended' })
  })

  it('show a draw that was tampered with', async () => {
    const id = await prepared()
    await board.lists.lots.draw(board.as('board-1'), id)
    const broken = async (change: string) => {
      await board.world.operator.query(`UPDATE app.board_lottery SET ${change} WHERE id = $1`, [id])
      return (await read(id)).wrong
    }

    expect(await broken('chosen[1] = (chosen[1] + 1) % 14')).toEqual(['places'])
    // Another seed may happen to draw the same places; it never fits what was published.
    expect(await broken(`seed = repeat('0', 64)`)).toContain('commitment')
  })

  it('are not prepared for another pool, by a session without the keys, or by others', async () => {
    const [kept = ''] = (await board.seen(listId)).people.map(({ id }) => id)
    await board.lists.move.run(me(), listId, { ids: [kept], to: 'pinned_in', reason: 'discussed', version: 0 })

    expect((await read(await prepared())).row).toMatchObject({ state: 'failed', failure: 'stale', committed: null })
    await board.lists.move.undo(me(), listId, 1)
    const id = await prepared()
    expect(await board.lists.prepare.run(board.as('board-1'), runId)).toEqual({ ok: false, code: 'keys_missing' })
    expect(await board.lists.lots.draw(board.as('coordinator-2'), id)).toEqual({ ok: false, code: 'keys_missing' })
    expect(await board.lists.lots.read(board.as('coordinator-2'), id)).toMatchObject({
      value: { levels: null, wrong: null },
    })
    for (const login of ['lead', 'reader-1', 'security']) {
      expect(await board.lists.lots.draw(board.as(login), id)).toEqual({ ok: false, code: 'not_found' })
    }
    expect((await read(id)).row.seed).toBeNull()
  })
})
