import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type DrawTable, drawOrder } from '#domain/selection/lottery/draw.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { ReadPlaces } from '#features/decision/staff/read-places.js'
import { PutForward } from '#features/selection/staff/list/put-forward.js'
import { LotterySecrets } from '#features/selection/staff/lottery/lottery-secrets.js'
import { OrderByLots } from '#features/selection/staff/lottery/order-by-lots.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { type Board, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { staffDoor } from '#test/support/staff-door.js'

let board: Board
let lots: OrderByLots
let forward: PutForward
let people: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 5, lottery: true })
  people = await layCandidates(board.world, 16)
  const { database, sets, audit, keyring, world } = board
  lots = new OrderByLots(database, sets, new LotterySecrets(keyring, world.directory), audit)
  forward = new PutForward(database, sets, new DecideMany(database, audit), new ReadPlaces(database))
  await board.lists.sign.run(board.as('board-1'), true)
}, 60_000)

afterAll(() => board.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => board.world.operator.query<T>(text, values)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const moved = async (list: string, ids: readonly string[], version: number) =>
  board.lists.move.run(board.as('coordinator'), list, { ids, to: 'in', reason: 'discussed', version })
/** A list with the first three on it. */
const listOf = async (name: string): Promise<string> => {
  const list = await board.made(name)
  await moved(list, idsOf(people.slice(0, 3)), 0)
  return list
}
const idsOf = (list: readonly LaidCandidate[]) => list.map(({ id }) => id)
const prepared = async (list: string, login = 'coordinator'): Promise<string> => {
  const outcome = await lots.prepare(board.as(login), list)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const read = async (id: string, login = 'coordinator') => {
  const outcome = await lots.read(login === 'auditor' ? await auditor() : board.as(login), id)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const auditor = () => signedIn(board.world, 'auditor')
const draw = (id: string, login = 'coordinator') => lots.draw(board.as(login), id)
/** Lots of the list as it stands, prepared by one and drawn by another. */
const drawn = async (list: string): Promise<string> => {
  const id = await prepared(list)
  expect(await draw(id, 'board-1')).toEqual({ ok: true, value: null })
  return id
}
const orderOf = async (id: string): Promise<string[]> => {
  const [row] = await sql<{ drawn: string[] }>('SELECT drawn FROM app.waitlist_lottery WHERE id = $1', [id])
  return row?.drawn ?? []
}
const numbersIn = (ids: readonly string[]) =>
  ids.flatMap((id) => people.find((person) => person.id === id)?.caseNumber ?? [])
const flag = (id: string, kind: string) =>
  sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
const conflict = (id: string, login: string) =>
  sql(
    `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
    [id, board.as(login).accountId],
  )
const asked = (waitlist: number) => ({ waitlist, rest: 'leave', support: 'none' }) as const
const tried = async (list: string, waitlist: number) => {
  const outcome = await forward.dryRun(board.as('board-1'), list, asked(waitlist))
  if (!outcome.ok) throw new Error(outcome.code)
  const { order, digest, parts } = outcome.value
  return { order, digest, next: parts.find(({ move }) => move === 'release_waitlist')?.run.ready ?? [] }
}

describe('lots for the waitlist', () => {
  it('are committed to before anybody knows the order, and the draw is the one committed to', async () => {
    const list = await listOf('First')
    const id = await prepared(list)
    const before = await read(id)
    const [sealed] = await sql<{ seed: string | null; drawn: string[] | null }>(
      'SELECT seed, drawn FROM app.waitlist_lottery WHERE id = $1',
      [id],
    )
    const again = await prepared(list)
    const outcomes = [await draw(id), await draw(id)]
    const once = await lots.prepare(board.as('board-1'), list)
    const { row, wrong, next } = await read(id)
    const { table } = await read(id, 'auditor')
    const { entries } = JSON.parse(table ?? '') as DrawTable

    expect([before.row.seed, before.next, before.wrong, before.table, sealed]).toEqual([
      null,
      null,
      null,
      null,
      { seed: null, drawn: null },
    ])
    expect(again).toBe(id)
    expect(outcomes).toEqual([
      { ok: true, value: null },
      { ok: false, code: 'already_drawn' },
    ])
    expect(once).toEqual({ ok: false, code: 'already_drawn' })
    expect([row.committed, wrong]).toEqual([before.row.committed, []])
    const digest = sha256(JSON.stringify(['pool', [13], [], entries]))
    const commitment = sha256(JSON.stringify(['commitment', digest, row.seed]))
    expect(row.committed).toEqual({ poolDigest: digest, commitment })
    const order = drawOrder({ sizes: [13], panels: [], entries }, row.seed ?? '', sha256)
    const pool = idsOf(people.slice(3)).toSorted()
    expect(await orderOf(id)).toEqual(order.map((place) => pool[place]))
    expect(next).toEqual(numbersIn(await orderOf(id)))
    expect(
      await sql(`SELECT verb, count(*)::int FROM audit.entry WHERE object_id = $1 GROUP BY verb ORDER BY verb`, [id]),
    ).toEqual([
      { verb: 'board_lottery.opened', count: 3 },
      { verb: 'waitlist_lottery.committed', count: 1 },
      { verb: 'waitlist_lottery.drawn', count: 1 },
    ])
  })

  it('take two people after the first draw, hold for the list as it was, and are drawn once for it', async () => {
    const list = await listOf('Again')
    await drawn(await listOf('Drawn before'))
    const [own, other] = [await prepared(list), await prepared(list, 'board-1')]
    const early = await tried(list, 3)
    const unready = await forward.apply(board.as('board-1'), list, { ...asked(3), digest: early.digest })
    const alone = await draw(own)
    const [second, twice] = [await draw(own, 'board-2'), await draw(other, 'board-2')]
    await moved(list, [people[4]?.id ?? ''], 1)
    const stale = await tried(list, 3)
    const refused = await forward.apply(board.as('board-1'), list, { ...asked(3), digest: stale.digest })
    const late = await draw(other, 'board-2')
    const anew = await prepared(list)

    expect([alone, second, twice]).toEqual([
      { ok: false, code: 'second_person_missing' },
      { ok: true, value: null },
      { ok: false, code: 'already_drawn' },
    ])
    expect([early.order, unready]).toEqual(['lots_undrawn', { ok: false, code: 'lots_undrawn' }])
    expect((await read(own)).next).toBeNull()
    expect([stale.order, refused, late]).toEqual([
      'lots_stale',
      { ok: false, code: 'lots_stale' },
      { ok: false, code: 'lots_stale' },
    ])
    expect(await draw(anew, 'board-2')).toEqual({ ok: true, value: null })
    expect((await tried(list, 3)).order).toBe('drawn')
    expect(await sql('SELECT count(*)::int FROM app.decision')).toEqual([{ count: 0 }])
  })

  it('are drawn by one of two who draw at once', async () => {
    const id = await prepared(await listOf('At once'))

    const outcomes = await Promise.all([draw(id, 'board-1'), draw(id, 'board-2')])

    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code)).toSorted()).toEqual(['already_drawn', 'ok'])
  })

  it('VIS-2 give a place to everybody, and leave no gap where somebody is hidden, held or came later', async () => {
    const id = await prepared(await listOf('Hidden'))
    const [hidden = '', held = '', restricted = ''] = idsOf(people.slice(5, 8))
    await conflict(hidden, 'board-1')
    await flag(held, 'on_hold')
    await flag(restricted, 'restricted')
    const other = await prepared(await listOf('Prepared by who has a conflict'), 'board-1')
    await draw(id, 'board-2')
    await draw(other, 'board-2')
    const order = await orderOf(id)
    const [late] = await layCandidates(board.world, 1, 'board')
    const shown = async (login: string) => (await read(id, login)).next

    expect([order.toSorted(), (await orderOf(other)).toSorted()]).toEqual(
      Array.from({ length: 2 }, () => idsOf(people.slice(3)).toSorted()),
    )
    const open = order.filter((one) => one !== held && one !== restricted)
    expect(await shown('board-2')).toEqual([...numbersIn(open), late?.caseNumber])
    expect(await shown('board-1')).toEqual([...numbersIn(open.filter((one) => one !== hidden)), late?.caseNumber])
    await sql('DELETE FROM app.conflict_fact')
    await sql('UPDATE app.flag SET lifted_on = app.today()')
    await sql(`UPDATE app.application SET state = 'withdrawn' WHERE id = $1`, [late?.id])
  })

  it('show a draw that was tampered with, to who has the keys', async () => {
    const id = await drawn(await listOf('Broken'))
    const broken = async (change: string) => {
      await sql(`UPDATE app.waitlist_lottery SET ${change} WHERE id = $1`, [id])
      return (await read(id)).wrong
    }

    expect(await broken('drawn = drawn[2:] || drawn[1]')).toEqual(['order'])
    expect(await broken(`seed = repeat('0', 64)`)).toEqual(['commitment', 'order'])
    expect(await broken('entries = entries[2:]')).toEqual(['pool', 'commitment', 'order'])
    expect((await read(id, 'coordinator-2')).wrong).toBeNull()
  })

  it('are prepared, drawn and looked at by who chooses alone, and drawn by who has the keys', async () => {
    const list = await listOf('Closed')
    const id = await prepared(list, 'coordinator-2')

    expect(await draw(id, 'coordinator-2')).toEqual({ ok: false, code: 'keys_missing' })
    for (const login of ['lead', 'reader-1', 'security', 'desk']) {
      const outcomes = [
        await lots.prepare(board.as(login), list),
        await draw(id, login),
        await lots.read(board.as(login), id),
        await lots.ofList(board.as(login), list),
      ]
      expect([login, new Set(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code)))]).toEqual([
        login,
        new Set(['not_found']),
      ])
    }
    expect(await draw(id, 'board-1')).toEqual({ ok: true, value: null })
    expect([
      await lots.prepare(await auditor(), list),
      await lots.draw(await auditor(), id),
      await lots.ofList(await auditor(), list),
    ]).toEqual(Array.from({ length: 3 }, () => ({ ok: false, code: 'not_found' })))
  })

  it('SEL-11 set the order in which the waitlist is put forward, agreed to by two and released', async () => {
    const list = await listOf('The cohort')
    const scored = (await tried(list, 8)).next
    const order = await orderOf(await drawn(list))
    const { next, digest } = await tried(list, 8)
    const outcome = await forward.apply(board.as('board-1'), list, { ...asked(8), digest })
    const repeated = await forward.apply(board.as('board-1'), list, { ...asked(8), digest })
    for (const batch of outcome.ok ? outcome.value : []) await agreed(batch)
    const door = await staffDoor(board.world)
    const look = await door.release.dryRun(board.as('board-2'), 'main')
    const released = await door.release.run(board.as('board-2'), 'main', look?.digest ?? '')

    expect(next).toEqual(order.slice(0, 8))
    expect(next).not.toEqual(scored)
    expect([outcome.ok, repeated]).toEqual([true, { ok: false, code: 'set_changed' }])
    expect(released).toEqual({ ok: true, value: { moved: 11, skipped: 0 } })
    const line = await sql<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'waitlisted' ORDER BY queue_number`,
    )
    expect(line.map(({ id }) => id)).toEqual(order.slice(0, 8))
  })
})

/** The second person reads what was drawn of a batch and agrees to it. */
async function agreed(batch: string): Promise<void> {
  const [approval] = await sql<{ id: string; sample: string[] }>(
    `SELECT id, sample FROM app.approval WHERE object_id = $1 AND state = 'pending'`,
    [batch],
  )
  const door = await staffDoor(board.world)
  for (const id of approval?.sample ?? []) await door.open.run(board.as('board-2'), id)
  expect(await door.answers.agree(board.as('board-2'), approval?.id ?? '', approval?.sample ?? [])).toEqual({
    ok: true,
    value: null,
  })
}
