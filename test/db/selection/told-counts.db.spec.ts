import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let people: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 5 })
  people = await layCandidates(board.world, 8)
  await board.lists.sign.run(board.as('board-1'), true)
}, 60_000)

afterAll(() => board.end())

const sql = (text: string, values: unknown[] = []) => board.world.operator.query(text, values)

describe('the figures a member of the board without the keys is told', () => {
  it.each([
    [
      'a review was written anew',
      `UPDATE app.review SET scores = '{"R1":1,"R2":1,"R3":1,"R4":1,"R5":1,"R6":1}', version = version + 1 WHERE application_id = $1`,
    ],
    ['the person answered anew', 'UPDATE app.application SET version = version + 1 WHERE id = $1'],
    [
      'a question of harm was opened',
      `INSERT INTO app.harm_finding (application_id, item, verdict) VALUES ($1, 'contact', 'open')`,
    ],
  ] as const)('are none of before once %s, until a colleague with the keys looks again', async (name, change) => {
    const list = await board.made(name)
    const ids = people.slice(0, 3).map(({ id }) => id)
    await board.lists.move.run(board.as('coordinator'), list, { ids, to: 'in', reason: 'discussed', version: 0 })
    const counted = await board.seen(list)
    const before = await board.seen(list, byScore, 'board-1')

    await sql(change, [ids[0]])
    const after = await board.seen(list, byScore, 'board-1')
    const anew = await board.seen(list)

    expect(before.counts).toEqual(counted.counts)
    expect(after.counts).toBeNull()
    expect((await board.seen(list, byScore, 'board-1')).counts).toEqual(anew.counts)
    await sql('DELETE FROM app.harm_finding')
  })
})
