import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ReadPlaces } from '#features/decision/staff/read-places.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let seated: LaidCandidate[]
let list: string

beforeAll(async () => {
  board = await openBoard({ capacity: 12 })
  await layCandidates(board.world, 6)
  seated = [...(await layCandidates(board.world, 3, 'confirmed')), ...(await layCandidates(board.world, 1, 'invited'))]
  list = await board.made('Places')
}, 60_000)

afterAll(() => board.end())

/** How many have a place: by the board's page, by the page of a list, and by each of its gauges that counts everybody once. */
async function figures(login: string) {
  const read = await board.lists.read.run(board.as(login), list, byScore)
  const counts = read.ok ? read.value.counts : null
  const once = (counts?.gauges ?? []).filter(({ isManifold, isSettled }) => !isManifold && !isSettled)
  const sums = once.map(({ rows }) => rows.reduce((sum, { real }) => sum + (real ?? 0), 0))
  const { taken } = await new ReadPlaces(board.database).run(board.as(login))

  return [taken, counts?.places.taken, ...new Set(sums)]
}

describe('people who have a place', () => {
  it('are the same number on the page and in its gauges: an offer on hold keeps its place for who sees the file, and is in neither for who does not', async () => {
    const [held, invited] = [seated[0]?.id, seated[3]?.id]
    const before = await figures('coordinator')
    for (const id of [held, invited])
      await board.world.operator.query(
        `INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, 'on_hold', $2)`,
        [id, board.as('security').accountId],
      )
    const onHold = await figures('coordinator')
    await board.world.operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'pinned', $2)`,
      [held, board.as('coordinator').accountId],
    )

    expect([before, onHold, await figures('coordinator')]).toEqual([
      [4, 4, 4],
      [4, 4, 4],
      [3, 3, 3],
    ])
  })
})
