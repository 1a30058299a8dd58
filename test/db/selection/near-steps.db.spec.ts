import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { seededRandom, shuffled } from '#domain/random.js'
import { insertMoves, settleList } from '#features/selection/staff/list/list-rows.js'
import { type Board, openBoard } from '#test/support/selection/board.js'
import { layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let pool: string[]

beforeAll(async () => {
  board = await openBoard({ capacity: 30 })
  pool = (await layCandidates(board.world, 26)).map(({ id }) => id)
}, 60_000)

afterAll(() => board.end())

/** The number of what each of these people answered last. */
type Counted = ReadonlyMap<string, number>

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => board.world.operator.query<T>(text, values)
const differing = (a: Counted, b: Counted): number =>
  [...new Set([...a.keys(), ...b.keys()])].filter((id) => a.get(id) !== b.get(id)).length

const moved = (listId: string, moves: readonly { readonly id: string; readonly to: 'in' | 'out' }[]) =>
  board.database.transaction(async (tx) => {
    if (moves.length > 0) await insertMoves(tx, board.as('coordinator'), { listId, moves, reason: 'balance' })
  })

/** What an act does to one person: on, off, or answered anew. */
function changed(set: Counted, id: string, random: () => number): Counted {
  const next = new Map(set)
  if (!next.has(id) || random() < 0.4) next.set(id, (next.get(id) ?? 0) + 1 + Math.floor(random() * 3))
  else next.delete(id)
  return next
}

describe('steps of draft lists that can be near to each other', () => {
  it('differ in one bit of their sketches for each person at the most, whatever the ids are and whoever answered anew', async () => {
    const random = seededRandom('sketches')
    const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
    // Ends that meet, too: those of half of them are one of two.
    const ids = Array.from({ length: 300 }, (_, nth) => {
      const end = nth % 2 === 0 ? hex(4) : nth % 4 === 1 ? '0001' : 'fffe'
      return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(8)}${end}`
    })
    const pairs = Array.from({ length: 1500 }, (_, nth) => {
      const one = new Map(
        shuffled(ids, random)
          .slice(0, 5 + (nth % 200))
          .map((id) => [id, 1 + Math.floor(random() * 9)]),
      )
      const people = shuffled([...one.keys(), ...shuffled(ids, random).slice(0, 8)], random)
      const other = people.slice(0, nth % 9).reduce<Counted>((set, id) => changed(set, id, random), one)
      return [one, other] as const
    })

    const rows: { bits: number }[] = []
    for (const [one, other] of pairs) {
      rows.push(
        ...(await sql<{ bits: number }>(
          'SELECT bit_count(app.step_sketch($1::uuid[]) # app.step_sketch($2::uuid[]))::int AS bits',
          [[...one.keys()], [...other.keys()]],
        )),
      )
    }

    const found = pairs.map(([one, other], at) => [differing(one, other), rows[at]?.bits ?? -1] as const)
    expect(found.filter(([people, bits]) => bits < 0 || bits > people)).toEqual([])
    // The bound is met, and where ends meet or answers are others it is far from met.
    expect([4, 0].map((bits) => found.some((pair) => pair[0] === 4 && pair[1] === bits))).toEqual([true, true])
  }, 60_000)

  it('decide about an act as a count of all people of all steps does', async () => {
    const random = seededRandom('settled')
    const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const answers = new Map(pool.map((id) => [id, 1]))
    const lists = [await board.made('One'), await board.made('Two')]
    const on = new Map(lists.map((list) => [list, new Set<string>()]))
    const stepOf = async (list: string) => {
      const [row] = await sql<{ step: number | null }>('SELECT step FROM app.board_list WHERE id = $1', [list])
      return row?.step ?? null
    }
    const told = { stays: 0, again: 0, anew: 0 }

    /** The step a list must show after an act, by the count of everybody. */
    async function wanted(list: string, now: Counted): Promise<number | null> {
      const rows = await sql<{ nth: number; members: string[]; answers: number[] }>(
        'SELECT nth, members, answers FROM app.board_step ORDER BY nth',
      )
      const far = rows.map((row) => differing(new Map(row.members.map((id, at) => [id, row.answers[at] ?? 0])), now))
      const isKept = now.size < 5 || far.some((people) => people > 0 && people < 5)
      told[isKept ? 'stays' : far.includes(0) ? 'again' : 'anew'] += 1
      if (isKept) return stepOf(list)
      return rows[far.indexOf(0)]?.nth ?? rows.length + 1
    }

    for (let act = 0; act < 150; act += 1) {
      const list = one(lists)
      const members = on.get(list) as Set<string>
      if (random() < 0.15) {
        const id = one(pool)
        const number = (answers.get(id) ?? 1) + 1
        await sql(
          `INSERT INTO app.section_version (application_id, number, section, version, compartments, unshared, file_version, on_week)
           SELECT id, $2, 'balance', $2, '{balance}', '{}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
          [id, number],
        )
        answers.set(id, number)
      }
      // Back to nobody and on again by the same people comes to what was shown before.
      const ids = act % 10 === 9 ? pool.slice(0, 12) : shuffled(pool, random).slice(0, 1 + Math.floor(random() * 8))
      const to = act % 10 === 9 || random() < 0.6 ? ('in' as const) : ('out' as const)
      if (act % 10 === 9) {
        const gone = [...members].filter((id) => !ids.includes(id)).map((id) => ({ id, to: 'out' as const }))
        await moved(list, gone)
        for (const { id } of gone) members.delete(id)
      }
      for (const id of ids) {
        if (to === 'in') members.add(id)
        else members.delete(id)
      }
      const step = await wanted(list, new Map([...members].map((id) => [id, answers.get(id) ?? 1])))
      await moved(
        list,
        ids.map((id) => ({ id, to })),
      )
      await board.database.transaction((tx) => settleList(tx, list))
      expect([act, await stepOf(list)]).toEqual([act, step])
    }
    expect(Object.values(told).filter((times) => times < 5)).toEqual([])
  }, 60_000)
})
