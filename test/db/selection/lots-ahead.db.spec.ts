import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { LotterySecrets } from '#features/selection/staff/lottery/lottery-secrets.js'
import { OrderByLots } from '#features/selection/staff/lottery/order-by-lots.js'
import { Audit } from '#platform/audit/audit.js'
import { type Board, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { staffDoor } from '#test/support/staff-door.js'

let board: Board
let lots: OrderByLots
let people: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 5, lottery: true })
  people = await layCandidates(board.world, 9)
  const { database, sets, audit, keyring, world } = board
  lots = new OrderByLots(database, sets, new LotterySecrets(keyring, world.directory), audit)
}, 60_000)

afterAll(() => board.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => board.world.operator.query<T>(text, values)
const idsOf = (list: readonly LaidCandidate[]) => list.map(({ id }) => id)
const prepared = async (list: string): Promise<string> => {
  const outcome = await lots.prepare(board.as('coordinator'), list)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const draw = (id: string, login: string) => lots.draw(board.as(login), id)
const orderOf = async (id: string): Promise<string[]> => {
  const [row] = await sql<{ drawn: string[] }>('SELECT drawn FROM app.waitlist_lottery WHERE id = $1', [id])
  return row?.drawn ?? []
}
/** These came out of the draw before all others. */
const drawnFirst = (id: string, first: readonly string[]) =>
  sql(
    `UPDATE app.waitlist_lottery SET drawn = $2::uuid[] || ARRAY(SELECT f FROM unnest(drawn) f WHERE f <> ALL ($2)) WHERE id = $1`,
    [id, first],
  )
/** Nothing is decided, and no lots of another list bind anybody. */
const begunAnew = async (): Promise<void> => {
  await sql('DELETE FROM app.decision')
  await sql('DELETE FROM app.waitlist_lottery')
}
const conflict = (id: string, login: string) =>
  sql(
    `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
    [id, board.as(login).accountId],
  )

describe('an order drawn for the waitlist', () => {
  it('cannot be run ahead of by one file, by many, or by what waited since before the draw', async () => {
    const list = await board.made('Ahead')
    await board.lists.move.run(board.as('coordinator'), list, {
      ids: idsOf(people.slice(0, 3)),
      to: 'in',
      reason: 'discussed',
      version: 0,
    })
    const door = await staffDoor(board.world)
    const [friend = ''] = idsOf(people.slice(3))
    const put = async (id: string, login = 'board-1') => {
      const [row] = await sql<{ version: number }>('SELECT version FROM app.application WHERE id = $1', [id])
      const form = { move: 'release_waitlist', reasonClass: 'fit', version: row?.version ?? 0 } as const
      return door.propose.run(board.as(login), id, form)
    }
    const codeOf = (outcome: { ok: boolean; code?: string }) => outcome.code ?? outcome.ok
    const early = await put(friend)
    const id = await prepared(list)
    const before = await put(people[4]?.id ?? '')
    await draw(id, 'board-1')
    await sql('UPDATE app.waitlist_lottery SET drawn = array_append(array_remove(drawn, $2), $2) WHERE id = $1', [
      id,
      friend,
    ])
    const order = (await orderOf(id)).filter((one) => one !== friend)
    const [first = '', second = '', third = ''] = order
    const many = new DecideMany(board.database, new Audit(board.database))
    const apply = async (ids: readonly string[]) => {
      const run = await many.dryRun(board.as('board-1'), { move: 'release_waitlist', ids })
      const digest = run?.digest ?? ''
      return codeOf(
        await many.apply(board.as('board-1'), { move: 'release_waitlist', ids, reasonClass: 'places', digest }),
      )
    }
    const agreedTo = codeOf(await door.second.run(board.as('board-2'), friend, (early.ok && early.value) || ''))
    const outcomes = [codeOf(await put(second)), await apply([second, first]), codeOf(await put(first))]
    await conflict(second, 'board-2')
    const behind = [codeOf(await put(third)), codeOf(await put(third, 'board-2')), codeOf(await put(second))]
    await sql('DELETE FROM app.conflict_fact')
    await sql(`DELETE FROM app.decision WHERE state = 'pending'`)

    expect([early.ok, codeOf(before), agreedTo]).toEqual([true, 'lots_waiting', 'lots_first'])
    expect(outcomes).toEqual(['lots_first', 'lots_first', true])
    expect(behind).toEqual(['lots_first', true, true])
  })

  it('binds many that were put forward before the draw, at the agreement; who asked takes them back or asks anew', async () => {
    const door = await staffDoor(board.world)
    const many = new DecideMany(board.database, new Audit(board.database))
    const forward = async (ids: readonly string[]) => {
      const run = await many.dryRun(board.as('board-1'), { move: 'release_waitlist', ids })
      const form = { move: 'release_waitlist', ids, reasonClass: 'places', digest: run?.digest ?? '' } as const
      const outcome = await many.apply(board.as('board-1'), form)
      if (!outcome.ok) throw new Error(outcome.code)
      const [asked] = await sql<{ id: string; sample: string[] }>(
        `SELECT id, sample FROM app.approval WHERE object_id = $1 AND state = 'pending'`,
        [outcome.value],
      )
      if (!asked) throw new Error('not_asked')
      for (const id of asked.sample) await door.open.run(board.as('board-2'), id)
      const agree = () => door.answers.agree(board.as('board-2'), asked.id, asked.sample)
      return { agree, end: () => door.answers.end(board.as('board-1'), asked.id) }
    }
    const standing = () =>
      sql<{ state: string; count: number }>(
        `SELECT d.state, count(*)::int FROM app.decision d GROUP BY d.state
         UNION ALL SELECT 'asked', count(*)::int FROM app.approval WHERE state = 'pending' ORDER BY 1`,
      )
    await begunAnew()
    const [first = '', ...after] = idsOf(people.slice(3, 8))
    const early = await forward(after.slice(0, 3))
    const list = await board.made('Many')
    await board.lists.move.run(board.as('coordinator'), list, {
      ids: idsOf(people.slice(0, 3)),
      to: 'in',
      reason: 'discussed',
      version: 0,
    })
    const id = await prepared(list)
    const undrawn = await early.agree()
    await draw(id, 'board-2')
    await drawnFirst(id, [first, ...after])
    const before = await standing()
    const drawn = await early.agree()

    expect([undrawn, drawn]).toEqual([
      { ok: false, code: 'lots_waiting' },
      { ok: false, code: 'lots_first' },
    ])
    expect(await standing()).toEqual(before)
    expect(before).toEqual([
      { state: 'asked', count: 1 },
      { state: 'pending', count: 3 },
    ])
    expect(await early.end()).toEqual({ ok: true, value: null })
    const anew = await forward([first, ...after.slice(0, 3)])
    expect(await anew.agree()).toEqual({ ok: true, value: null })
    expect(await standing()).toContainEqual({ state: 'second_ok', count: 4 })
  })

  it('is held up by nobody who is held, or was off the list for good before the draw, and shows whoever has no score', async () => {
    await begunAnew()
    const list = await board.made('Off')
    const [off = '', held = '', unread = '', friend = '', last = ''] = idsOf(people.slice(3, 8))
    const put = async (who: string) => {
      const door = await staffDoor(board.world)
      const [row] = await sql<{ version: number }>('SELECT version FROM app.application WHERE id = $1', [who])
      const form = { move: 'release_waitlist', reasonClass: 'fit', version: row?.version ?? 0 } as const
      const outcome = await door.propose.run(board.as('board-1'), who, form)
      return outcome.ok || outcome.code
    }
    const act = { ids: [off], to: 'pinned_out', reason: 'discussed', version: 0 } as const
    await board.lists.move.run(board.as('coordinator'), list, act)
    await sql('DELETE FROM app.review WHERE application_id = $1', [unread])
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held])
    const id = await prepared(list)
    await draw(id, 'board-2')
    await drawnFirst(id, [off, held, unread, friend, last])
    const view = await lots.read(board.as('board-1'), id)
    const numbers = (ids: readonly string[]) => ids.map((one) => people.find((p) => p.id === one)?.caseNumber)

    expect(view.ok && view.value.next?.slice(0, 3)).toEqual(numbers([unread, friend, last]))
    expect([await put(friend), await put(unread), await put(friend)]).toEqual(['lots_first', true, true])
    await sql('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1', [held])
    expect([await put(last), await put(held), await put(last)]).toEqual(['lots_first', true, true])
    expect(await put(off)).toBe(true)
  })
})
