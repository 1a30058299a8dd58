import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { seededRandom } from '#domain/random.js'
import { insertMoves, settleList } from '#features/selection/staff/list/list-rows.js'
import { sealRecord } from '#platform/vault/record.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let men: LaidCandidate[]
let women: LaidCandidate[]
let others: LaidCandidate[]
/** What everybody answers now, and how often they answered. */
const said = new Map<string, { gender: string; nth: number }>()

beforeAll(async () => {
  board = await openBoard({ capacity: 12 })
  men = await layCandidates(board.world, 40, 'board', { gender: 'man' })
  women = await layCandidates(board.world, 41, 'board', { gender: 'woman' })
  others = await layCandidates(board.world, 20, 'board', { gender: 'another' })
  for (const { id, answered } of [...men, ...women, ...others]) said.set(id, { gender: answered.gender, nth: 1 })
  await board.lists.sign.run(board.as('board-1'), true)
}, 60_000)

afterAll(() => board.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => board.world.operator.query<T>(text, values)
const idsOf = (people: readonly LaidCandidate[]) => people.map(({ id }) => id)

async function move(list: string, to: 'in' | 'out', ids: readonly string[], login = 'coordinator'): Promise<void> {
  const { row } = await board.seen(list)
  const act = { ids, to, reason: 'balance', version: row.version } as const
  const outcome = await board.lists.move.run(board.as(login), list, act)
  if (!outcome.ok) throw new Error(outcome.code)
}

/** Women, men, another, not said, as shown; null where nothing is. */
async function gender(list: string, login = 'coordinator') {
  const { counts } = await board.seen(list, byScore, login)
  const shown = counts?.gauges.find(({ family }) => family === 'gender')?.rows.map(({ draft }) => draft) ?? []
  return shown.some((count) => count !== null) ? shown : null
}

const flag = (id: string, kind: string) =>
  sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
const unflag = () => sql('UPDATE app.flag SET lifted_on = app.today() WHERE lifted_on IS NULL')
const withdraw = (id: string) => sql(`UPDATE app.application SET state = 'withdrawn' WHERE id = $1`, [id])

/** Somebody answers a question about their balance anew. */
async function answerAnew(id: string, answer: string): Promise<void> {
  const nth = (said.get(id)?.nth ?? 1) + 1
  const value = { section: 'balance', fields: ['gender'], values: { gender: answer } }
  const about = { owner: id, compartment: 'balance', schema: 'balance.section.balance', version: nth } as const
  const record = sealRecord(about, value, [board.world.directory.compartmentKey('balance')])
  await board.database.transaction((tx) => board.keyring.store(tx, record, board.as('coordinator').accountId))
  await sql(
    `INSERT INTO app.section_version (application_id, number, section, version, compartments, unshared, file_version, on_week)
     SELECT id, $2, 'balance', $2, '{balance}', '{}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
    [id, nth],
  )
  said.set(id, { gender: answer, nth })
}

describe('U31 gender and age of lists', () => {
  it('are not shown of a list that differs by one person from what another list showed', async () => {
    const [one, two] = [await board.made('Six'), await board.made('Five')]
    const [aimed, ...rest] = others as [LaidCandidate, ...LaidCandidate[]]
    const same = [...men.slice(0, 6), ...women.slice(0, 6), ...rest.slice(0, 5)]
    await move(one, 'in', [...idsOf(same), aimed.id])
    await move(two, 'in', idsOf(same))

    expect([await gender(one), await gender(two)]).toEqual([[null, 6, 6, null], null])
    expect([await gender(one, 'board-1'), await gender(two, 'board-1')]).toEqual([[null, 6, 6, null], null])
    await move(two, 'in', [...idsOf(women.slice(6, 9)), aimed.id])
    expect(await gender(two)).toBeNull()
    await move(two, 'in', idsOf(women.slice(9, 11)))
    expect(await gender(two)).toEqual([11, null, 6, null])
  })

  it('move on by the last of three acts only where five differ from the first of them too', async () => {
    const list = await board.made('Three acts')
    const [aimed, ...rest] = others.toReversed() as [LaidCandidate, ...LaidCandidate[]]
    await move(list, 'in', idsOf([aimed, ...rest.slice(0, 8), ...women.slice(20, 26), ...men.slice(20, 26)]))
    const first = await gender(list)
    await move(list, 'in', idsOf(women.slice(26, 31)))
    const second = await gender(list)
    await move(list, 'out', [aimed.id, ...idsOf(women.slice(26, 31))])

    expect([first, second, await gender(list)]).toEqual([
      [null, 6, 9, null],
      [11, null, 9, null],
      [11, null, 9, null],
    ])
    await move(list, 'in', [aimed.id])
    expect(await gender(list)).toEqual(first)
  })

  it('are of five people at the least', async () => {
    const list = await board.made('Few')
    await move(list, 'in', idsOf(women.slice(31, 36)))
    const five = await gender(list)
    await move(list, 'in', idsOf(men.slice(30, 31)))
    await move(list, 'out', idsOf(women.slice(31, 36)))

    expect([five, await gender(list)]).toEqual([null, null])
    const [row] = await sql<{ size: number }>(
      `SELECT cardinality(s.members) AS size FROM app.board_list l JOIN app.board_step s ON (s.edition_id, s.nth) = (l.edition_id, l.step)
       WHERE l.id = $1`,
      [list],
    )
    expect(row?.size).toBe(5)
  })

  it('come back after a withdrawal once five people differ, on no list before, and the same to every eye', async () => {
    const list = await board.made('Left')
    const [leaving, ...rest] = [...men.slice(10, 17), ...women.slice(10, 19)] as [LaidCandidate, ...LaidCandidate[]]
    await move(list, 'in', idsOf([leaving, ...rest]))
    const before = await gender(list)
    await withdraw(leaving.id)
    const anew = await board.made('Begun anew')
    await move(anew, 'in', idsOf(rest))
    const copy = await board.made('Copied', { copyOf: list })
    const left = await Promise.all([list, anew, copy].map((one) => gender(one)))
    await move(list, 'in', idsOf(women.slice(0, 4)))
    const four = await gender(list)
    await move(list, 'in', idsOf(women.slice(4, 5)))

    expect([before, left]).toEqual([
      [9, null, null, null],
      [null, null, null],
    ])
    expect([four, await gender(list)]).toEqual([
      [13, null, null, null],
      [13, null, null, null],
    ])
    expect(await gender(list, 'board-1')).toEqual(await gender(list))
  })

  it('are not shown where somebody answered anew, until five people differ', async () => {
    const list = await board.made('Answered anew')
    const changing = women[36] as LaidCandidate
    await move(list, 'in', idsOf([changing, ...women.slice(20, 30), ...men.slice(31, 39)]))
    const before = await gender(list)
    await answerAnew(changing.id, 'man')
    const after = await gender(list)
    await move(list, 'in', idsOf(others.slice(6, 9)))
    const four = await gender(list)
    await move(list, 'in', idsOf(others.slice(9, 10)))

    expect([before, after, four, await gender(list)]).toEqual([[11, null, null, null], null, null, [10, 9, null, null]])
  })

  it('differ by nobody or five people between any two figures of any lists, whoever looks, leaves or answers', async () => {
    const random = seededRandom('acts')
    const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const some = <T>(from: readonly T[]) =>
      new Set(Array.from({ length: 1 + Math.floor(random() * 8) }, () => one(from)))
    const pool = idsOf([...men.slice(0, 9), ...women.slice(0, 9), ...others.slice(0, 12)])
    const lists = [await board.made('First')]
    const shown: ReadonlyMap<string, number>[] = []
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'declared', $2)`,
      [pool[3], board.as('coordinator-2').accountId],
    )

    /** What a page shows now, held against a recount of those behind it. */
    async function look(list: string, login: string): Promise<void> {
      const counts = await gender(list, login)
      if (!counts) return
      const [step] = await sql<{ members: string[] }>('SELECT members FROM app.board_shown($1)', [list])
      const behind = (step?.members ?? []).map((id) => [id, said.get(id)?.nth ?? 1] as const)
      for (const [at, value] of ['woman', 'man', 'another', 'prefer_not'].entries()) {
        const count = behind.filter(([id]) => said.get(id)?.gender === value).length
        expect([count, null]).toContain(counts[at])
      }
      shown.push(new Map(behind))
    }

    for (let act = 0; act < 300; act += 1) {
      const list = one(lists)
      const chance = random()
      if (chance < 0.02) lists.push(await board.made(`List ${act}`, random() < 0.5 ? { copyOf: list } : {}))
      else if (chance < 0.04) await answerAnew(one(pool), one(['woman', 'man', 'another']))
      else if (chance < 0.07) await flag(one(pool), one(['on_hold', 'restricted', 'paused']))
      else if (chance < 0.1) await unflag()
      else if (chance < 0.11) await withdraw(one(pool))
      else {
        const to = random() < 0.65 ? ('in' as const) : ('out' as const)
        const moves = [...some(pool)].map((id) => ({ id, to }))
        await board.database.transaction(async (tx) => {
          await insertMoves(tx, board.as('coordinator'), { listId: list, moves, reason: 'balance' })
          await settleList(tx, list)
        })
      }
      if (act % 6 === 0) await look(list, one(['coordinator', 'coordinator-2', 'board-1']))
    }

    const rows = await sql<{ members: string[]; answers: number[] }>('SELECT members, answers FROM app.board_step')
    const steps = rows.map(({ members, answers }) => new Map(members.map((id, at) => [id, answers[at] ?? 0])))
    const differing = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) =>
      [...new Set([...a.keys(), ...b.keys()])].filter((id) => a.get(id) !== b.get(id)).length
    const pairs = steps.flatMap((a, at) => steps.slice(at + 1).map((b) => differing(a, b)))
    expect([steps.length > 40, shown.length > 10, Math.min(...pairs)]).toEqual([true, true, 5])
    expect(shown.filter((behind) => !steps.some((step) => differing(behind, step) === 0))).toEqual([])
  }, 120_000)
})
