import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Board, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { recount } from '#test/support/selection/recount.js'
import { passedDocument } from '#test/support/people/passed-document.js'

let board: Board
let people: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard()
  people = await layCandidates(board.world, 12, 'board', { visa_for_sweden_known: 'do_not_need' })
}, 60_000)

afterAll(() => board.end())

const visaOf = async (who: LaidCandidate | undefined, login = 'coordinator') =>
  (await board.sets.of(board.as(login))).byId.get(who?.id ?? '')?.values.visa
const placeWrittenAgain = (who: LaidCandidate | undefined) =>
  board.world.operator.query(
    `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
     SELECT id, 2, 'place', 2, '{risk}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
    [who?.id],
  )

it('counts who needs no visa by their word, and who has no document to travel with as in need of one', async () => {
  const { people: seen } = await board.sets.of(board.as('coordinator'))
  const counts: Record<string, number> = {}
  for (const { values } of seen) for (const value of values.visa) counts[value] = (counts[value] ?? 0) + 1

  expect(people.map(({ answered }) => answered.travel_document ?? 'nobody knows').toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'no'),
    ...Array.from({ length: 3 }, () => 'nobody knows'),
    ...Array.from({ length: 6 }, () => 'yes'),
  ])
  expect(counts).toEqual(recount('visa', people))
  expect(counts).toEqual({ do_not_need: 9, need: 3 })
})

it('follows what is passed on while a session keeps its candidates in memory, for the board too', async () => {
  const nobody = people.find(({ answered }) => answered.travel_document === undefined)
  const before = [await visaOf(nobody), await visaOf(nobody, 'board-1')]
  await passedDocument(board.world, nobody?.id ?? '', 'no')
  const after = [await visaOf(nobody), await visaOf(nobody, 'board-1')]

  expect(before).toEqual([['do_not_need'], ['do_not_need']])
  expect(after).toEqual([['need'], ['need']])
})

it('takes their own word again once the page was written again, until it is passed on anew', async () => {
  const without = people.find(({ answered }) => answered.travel_document === 'no')
  const before = await visaOf(without)
  await placeWrittenAgain(without)
  const between = await visaOf(without)
  await passedDocument(board.world, without?.id ?? '', 'no', 2)

  expect([before, between, await visaOf(without)]).toEqual([['need'], ['do_not_need'], ['need']])
})
