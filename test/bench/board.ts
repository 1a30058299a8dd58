// The board over 3,140 sealed candidates: opening them into a session, moving one person, finding 200 under seven families of rules.
import { EditionIndex } from '#features/application/index.orm.js'
import { CandidateSets } from '#features/selection/staff/candidates/candidate-sets.js'
import { Judgements } from '#features/selection/staff/candidates/judgements.js'
import { ToldCounts } from '#features/selection/staff/list/told-counts.js'
import { ReadList } from '#features/selection/staff/list/read-list.js'
import { Calibrator } from '#features/vetting/staff/calibration/calibrator.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import { Clock } from '#platform/clock/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates, sharedRules } from '#test/support/selection/candidates.js'
import type { Row } from './table.js'

const candidates = 3140
const places = 200
const rounds = 5

export async function boardRows(): Promise<Row[]> {
  const board = await openBoard({ capacity: places })
  try {
    const people = await layCandidates(board.world, candidates)
    const opening = await openings(board)
    const list = await board.made('Measured')
    await setRules(board, people)
    const rows: Row[] = [
      { what: 'open the board, 3,140 candidates', unit: 's', ours: opening, must: 1.5, goal: 1, kind: 'most' },
      {
        what: 'move one person and count again, 3,140 candidates',
        unit: 'ms',
        ours: await moves(board, list, people),
        must: 100,
        goal: 50,
        kind: 'most',
      },
      {
        what: 'find 200 of 3,140 on the board, 7 families of rules, stored with reasons',
        unit: 's',
        ours: await choices(board, list),
        must: 10,
        goal: 5,
        kind: 'most',
      },
    ]
    return rows
  } finally {
    await board.end()
  }
}

async function seconds(act: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const began = performance.now()
  const { ok } = await act()
  if (!ok) throw new Error('board_refused')
  return (performance.now() - began) / 1000
}

/** A new session and a process that holds nothing yet: records opened, scores calibrated, the first page read. */
async function openings(board: Board): Promise<number[]> {
  const list = await board.made('Opened')
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const { database, keyring } = board
    const judgements = new Judgements(database, new Calibrator())
    const sets = new CandidateSets(
      database,
      new EditionIndex(database),
      keyring,
      judgements,
      new SessionMemory(new Clock()),
    )
    const me = await signedIn(board.world, 'coordinator')
    times.push(await seconds(() => new ReadList(database, sets, new ToldCounts()).run(me, list, byScore)))
  }
  // The first round warms up.
  return times.slice(1)
}

/** As a click does: the row is written, and the page read with all its counts. */
async function moves(board: Board, list: string, people: readonly LaidCandidate[]): Promise<number[]> {
  const me = board.as('coordinator')
  const times: number[] = []
  await board.seen(list)
  for (const [version, { id }] of people.slice(0, 20).entries()) {
    const move = { ids: [id], to: 'in', reason: 'balance', version } as const
    const moved = await seconds(() => board.lists.move.run(me, list, move))
    times.push(1000 * (moved + (await seconds(() => board.lists.read.run(me, list, byScore)))))
  }
  return times.slice(5)
}

async function setRules(board: Board, people: readonly LaidCandidate[]): Promise<void> {
  const rules = sharedRules(people, places)
  const now = await board.lists.settings.read(board.as('coordinator'))
  if (!now.ok) throw new Error(now.code)
  const set = await board.lists.settings.run(
    board.as('coordinator'),
    { ...now.value.settings, rules, mostPerCountry: 40, mostLanguages: 3 },
    { overInvitation: 0, lottery: false },
  )
  if (!set.ok) throw new Error(JSON.stringify(set))
}

async function choices(board: Board, list: string): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const run = await board.run(list, `round ${round}`)
    times.push((performance.now() - began) / 1000)
    if (run.state !== 'done') throw new Error(JSON.stringify([run.state, run.failure, run.findings]))
  }
  return times
}
