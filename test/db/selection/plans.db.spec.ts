import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ReadPlaces } from '#features/decision/staff/read-places.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let people: LaidCandidate[]
let early: LaidCandidate[]
let seated: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 40 })
  people = await layCandidates(board.world, 20)
  early = await layCandidates(board.world, 6)
  seated = await layCandidates(board.world, 4, 'confirmed')
  await sql(`UPDATE app.application SET wave = 'early' WHERE id = ANY ($1)`, [early.map(({ id }) => id)])
}, 60_000)

afterAll(() => board.end())

const me = () => board.as('coordinator')
const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => board.world.operator.query<T>(text, values)
const chosenOn = async (list: string): Promise<string[]> => {
  const { people: shown } = await board.seen(list, { ...byScore, show: 'in' })
  return shown.filter(({ barred }) => barred === null).map(({ id }) => id)
}
async function setFloors(women: string, first: string): Promise<void> {
  const read = await board.lists.settings.read(me())
  if (!read.ok) throw new Error(read.code)
  const rules = [
    { family: 'equality', value: 'women_and_diverse', floor: women, target: '', cap: '' },
    { family: 'newcomer', value: 'first_time', floor: first, target: '', cap: '' },
  ] as const
  const outcome = await board.lists.settings.run(
    me(),
    { ...read.value.settings, rules },
    { overInvitation: 0, lottery: false },
  )
  if (!outcome.ok) throw new Error(outcome.code)
}
const capacity = (places: number) => sql('UPDATE app.edition SET capacity = $1', [places])
const flag = (who: LaidCandidate | undefined, kind: string) =>
  sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [who?.id, kind])
const idsOf = (who: readonly LaidCandidate[]) => who.map(({ id }) => id).toSorted()

describe('a list for part of the places', () => {
  it('is found though there are fewer candidates than places, and says how many places stay free', async () => {
    await setFloors('8', '8')
    const list = await board.made('Few')

    const run = await board.run(list, 'few')

    const { counts } = await board.seen(run.resultList ?? '')
    const chosen = counts?.places.chosen ?? 0
    expect([run.findings, run.state, run.places, run.leftFree]).toEqual([[], 'done', 40, 40 - chosen])
    expect(chosen).toBeGreaterThan(24)
    expect(counts?.places).toEqual({
      of: 40,
      taken: 4,
      chosen,
      withThese: null,
      leftFree: 10,
      isPart: true,
      isFull: false,
    })
    expect([counts?.breaches, counts?.findings]).toEqual([[], []])
    await setFloors('20', '16')
  })

  it('is of one wave and of so many places, its floors in proportion, and so is what is found beside it', async () => {
    const list = await board.made('Early', { places: 5, wave: 'early' })
    const refused = await board.lists.move.run(me(), list, {
      ids: [people[0]?.id ?? ''],
      to: 'in',
      reason: 'score',
      version: 0,
    })

    const run = await board.run(list, 'early')

    expect(refused).toEqual({ ok: false, code: 'not_found' })
    expect([run.state, run.places, run.leftFree]).toEqual(['done', 9, 0])
    const found = await chosenOn(run.resultList ?? '')
    expect([found.length, found.filter((id) => !idsOf(early).includes(id))]).toEqual([5, []])
    const view = await board.seen(run.resultList ?? '')
    expect([view.row.places, view.row.wave, view.all]).toEqual([5, 'early', 10])
    expect(view.counts?.places).toMatchObject({ of: 9, taken: 4, chosen: 9, isPart: true })
    const floors = view.counts?.gauges.flatMap(({ rows }) => rows.flatMap(({ floor }) => floor ?? []))
    expect(floors).toEqual([4, 3])
    const { people: all } = await board.seen(await board.made('All', { copyOf: list }), byScore)
    expect(all).toHaveLength(25)
  })

  it('VIS-2 leaves places alone that are held, restricted, kept back or yet to be offered, and no figure tells of them', async () => {
    const shown = async () => {
      const list = await board.seen(await board.made('Figures'), byScore)
      const places = await new ReadPlaces(board.database).run(me())
      return [places.taken, list.counts?.places.taken, list.counts?.places.of, places.capacity]
    }
    await capacity(12)
    await setFloors('3', '3')
    const before = await shown()
    await flag(seated[0], 'restricted')
    await flag(seated[1], 'on_hold')
    await sql(
      `INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from, cause, by_role, freed_on, held_as, blocked_by, blocked_on)
       VALUES ($1, $2, 1, app.now(), 'decline', 'applicant', app.today(), 'invited', $3, app.today())`,
      [board.world.editionId, seated[2]?.id, me().accountId],
    )

    const run = await board.run(await board.made('Held'), 'held')

    expect([before, await shown()]).toEqual([
      [4, 4, 12, 12],
      [3, 3, 12, 12],
    ])
    expect(await chosenOn(run.resultList ?? '')).toHaveLength(12 - 4 - 1)
    expect((await board.seen(run.resultList ?? '')).counts?.breaches).toEqual([])
  })

  it('says that no place is free where more people have one than there are, and is no riddle of rules', async () => {
    await capacity(3)
    await setFloors('1', '1')

    const { counts } = await board.seen(await board.made('Over'))

    expect([counts?.findings, counts?.places.isFull, counts?.places.taken]).toEqual([[], true, 3])
    expect((await board.run(await board.made('Over too'), 'over')).state).toBe('done')
    await capacity(40)
    await setFloors('20', '16')
  })

  it('proposes a floor for all places though it was held in proportion', async () => {
    const women = [...people, ...early].filter(({ answered }) => ['woman', 'another'].includes(answered.gender))
    const list = await board.made('Too much', { places: 8 })
    const out = { ids: idsOf(women), to: 'pinned_out', reason: 'discussed', version: 0 } as const
    await board.lists.move.run(me(), list, out)

    const run = await board.run(list, 'tight')

    // The first is restricted; the second is on hold and keeps the place.
    const seen = seated.slice(1).filter(({ answered }) => ['woman', 'another'].includes(answered.gender)).length
    const reached = Math.ceil(((seen + 1) * 40) / (8 + 3)) - 1
    expect(run.failure).toBe('no_selection')
    expect(run.findings).toMatchObject([{ bound: 'floor', from: 20, to: reached }])
  })
})

describe('why somebody is not on a list', () => {
  it('says by how many their languages would go beyond the cap', async () => {
    const [two] = (await layCandidates(board.world, 1, 'board', { interpretation_need: ['ps', 'ckb'] })) as [
      LaidCandidate,
    ]
    const here = new Set(seated.flatMap(({ answered }) => answered.interpretation_need))
    const most = Math.max(1, here.size)
    const read = await board.lists.settings.read(me())
    if (!read.ok) throw new Error(read.code)
    const settings = {
      ...read.value.settings,
      rules: [],
      mostLanguages: most,
      mostPerCountry: 40,
      mostPerOrganisation: 40,
    }
    await board.lists.settings.run(me(), settings, { overInvitation: 0, lottery: false })

    const why = await board.lists.explain.run(me(), await board.made('Two languages'), two.id)

    const over = here.size + 2 - most
    const reason = { code: 'no_free_place', rules: [{ kind: 'languages', most, over }] }
    expect(why).toMatchObject({ ok: true, value: { isIn: false, reasons: [reason] } })
    await sql(`UPDATE app.application SET state = 'withdrawn' WHERE id = $1`, [two.id])
  })
})

describe('the shortlist', () => {
  it('comes with no figure for a member of the board before they signed for it, once for the edition', async () => {
    const list = await board.made('Signed')
    await board.seen(list)
    const signed = () =>
      board.world.operator.query(
        `SELECT w.account_id, count(l.*)::int AS lines FROM app.board_word w
         LEFT JOIN audit.entry l ON l.actor_id = w.account_id AND l.verb = 'board_word.signed' GROUP BY 1`,
      )
    const before = await board.seen(list, byScore, 'board-1')
    const refused = [await board.lists.sign.run(board.as('board-1'), false), await board.lists.sign.run(me(), true)]
    const none = await signed()
    await board.lists.sign.run(board.as('board-1'), true)
    await board.lists.sign.run(board.as('board-1'), true)

    expect([before.owesWord, before.counts, none]).toEqual([true, null, []])
    expect(refused.map((outcome) => !outcome.ok && outcome.code)).toEqual(['not_signed', 'not_found'])
    expect(await signed()).toEqual([{ account_id: board.as('board-1').accountId, lines: 1 }])
    expect((await board.seen(list, byScore, 'board-1')).owesWord).toBe(false)
  })

  it('CON-4 is shown to the whole board in one act, without those in conflict, and then they count at their own move', async () => {
    const [first, other] = people as [LaidCandidate, LaidCandidate]
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'declared', $2)`,
      [first.id, board.as('board-2').accountId],
    )
    await sql(`UPDATE app.flag SET lifted_on = app.today() WHERE kind IN ('restricted', 'on_hold')`)
    const list = await board.made('The board’s own')
    const before = await board.seen(list, byScore, 'board-1')

    const look = await board.lists.shortlist.dryRun(me())
    const given = await board.lists.shortlist.run(me())

    const row = { keepsBalance: true, isSigned: true, shown: 0 }
    expect(look).toMatchObject({
      value: {
        files: 30,
        members: [
          { ...row, name: 'Board 1', toShow: 30 },
          { ...row, name: 'Board 2', toShow: 29 },
        ],
        mayOpen: true,
      },
    })
    expect([given, await board.lists.shortlist.run(me())]).toEqual([
      { ok: true, value: 59 },
      { ok: true, value: 0 },
    ])
    const assigned = await sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM app.assignment WHERE role = 'board' AND compartments = '{profile}'`,
    )
    expect(assigned).toEqual([{ count: 59 }])
    const own = { ids: [first.id, other.id], to: 'in', reason: 'balance', version: 0 } as const
    expect(await board.lists.move.run(board.as('board-1'), list, own)).toEqual({ ok: true, value: null })
    const mine = await board.seen(list, byScore, 'board-1')
    expect([before.counts, before.isOpen, mine.isOpen, mine.counts?.places.chosen]).toEqual([null, false, true, 6])
    expect(mine.counts?.gauges).toEqual((await board.seen(list)).counts?.gauges)
    const tried = { ids: [first.id], to: 'out' } as const
    const { counts } = await board.seen(list, { ...byScore, tried }, 'board-1')
    expect(counts?.places.withThese).toBe(5)
  })

  it('CON-3 leaves out who may have a conflict until somebody has said that there is none, and says that it did', async () => {
    const asked = people.findLast(({ answered }) => answered.organisation !== '')
    const pair = [asked?.id, board.as('board-1').accountId]
    await sql(`DELETE FROM app.assignment WHERE role = 'board' AND application_id = $1 AND account_id = $2`, pair)
    await sql('INSERT INTO app.staff_affiliation (account_id, name) VALUES ($1, $2)', [
      pair[1],
      asked?.answered.organisation,
    ])
    const look = await board.lists.shortlist.dryRun(me())
    const given = await board.lists.shortlist.run(me())
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'none', 'pinned', $2)`,
      pair,
    )
    const answered = await board.lists.shortlist.dryRun(me())

    expect(look).toMatchObject({ value: { asked: null, members: [{ toShow: 0, shown: 29 }, { toShow: 0 }] } })
    expect(answered).toMatchObject({ value: { asked: 0, members: [{ toShow: 1, shown: 29 }, { toShow: 0 }] } })
    expect([given, await board.lists.shortlist.run(me())]).toEqual([
      { ok: true, value: 0 },
      { ok: true, value: 1 },
    ])
  })

  it('is a coordinator’s or lead’s to show, and only with the keys', async () => {
    for (const login of ['board-1', 'security', 'reader-1']) {
      expect(await board.lists.shortlist.run(board.as(login))).toEqual({ ok: false, code: 'not_found' })
      expect(await board.lists.shortlist.dryRun(board.as(login))).toEqual({ ok: false, code: 'not_found' })
    }
    const bare = { ...me(), keeperOf: [] }
    expect(await board.lists.shortlist.run(bare)).toEqual({ ok: false, code: 'nothing_to_share' })
  })
})
