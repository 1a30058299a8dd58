import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { families, type Family } from '#domain/selection/draft/families.js'
import { writtenAgain } from '#test/support/people/written-again.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { recount } from '#test/support/selection/recount.js'

let board: Board
let people: LaidCandidate[]
let seated: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 12 })
  people = await layCandidates(board.world, 40)
  seated = await layCandidates(board.world, 2, 'confirmed')
}, 60_000)

afterAll(() => board.end())

const gone = { ok: false, code: 'not_found' }
const usual = { overInvitation: 0, lottery: false }
const me = () => board.as('coordinator')
const move = (list: string, version: number, to: 'in' | 'out' | 'pinned_in', ...who: LaidCandidate[]) =>
  board.lists.move.run(me(), list, { ids: who.map(({ id }) => id), to, reason: 'balance', version })

async function shown(list: string): Promise<Record<string, Record<string, number>>> {
  const { counts } = await board.seen(list)
  return Object.fromEntries(
    (counts?.gauges ?? []).map(({ family, rows }) => [
      family,
      Object.fromEntries(rows.flatMap(({ value, draft }) => (draft !== null && draft > 0 ? [[value, draft]] : []))),
    ]),
  )
}
const live = families.filter((family) => family !== 'gender' && family !== 'age')
const of = (all: readonly Family[], list: readonly LaidCandidate[]) =>
  Object.fromEntries(all.map((family) => [family, recount(family, list)]))
const only = (all: readonly Family[], counts: Awaited<ReturnType<typeof shown>>) =>
  Object.fromEntries(all.map((family) => [family, counts[family]]))

describe('draft lists', () => {
  it('are for the board and coordinators; everybody else meets what is not there', async () => {
    const list = await board.made('Closed')

    for (const login of ['lead', 'reader-1', 'security', 'desk']) {
      const other = board.as(login)
      expect([
        await board.lists.make.run(other, { name: 'Mine', places: null, wave: null }),
        await board.lists.make.all(other),
        await board.lists.read.run(other, list, byScore),
        await board.lists.move.undo(other, list, 0),
        await board.lists.settings.read(other),
      ]).toEqual(Array.from({ length: 5 }, () => gone))
    }
    const copy = { name: 'A copy', copyOf: people[0]?.id, places: null, wave: null }
    expect(await board.lists.make.run(me(), copy)).toEqual(gone)
  })

  it('show a member of the board without the keys scores and cases, and not one count', async () => {
    const list = await board.made('For the board')

    const view = await board.seen(list, byScore, 'board-1')

    expect([view.counts, view.all, view.people.length]).toEqual([null, 42, 25])
    expect(Object.keys(view.people[0] ?? {}).toSorted()).toEqual(
      'barred calibrated caseNumber grade id isHarmOpen isOutOfDate isTried misfits placing raw score standing state'.split(
        ' ',
      ),
    )
  })

  it('tell a member of the board the counts once a colleague with the keys has looked, until something changes', async () => {
    const list = await board.made('Told')
    for (const login of ['board-1', 'board-2']) await board.lists.sign.run(board.as(login), true)
    await move(list, 0, 'in', ...people.slice(0, 6))
    const before = await board.seen(list, byScore, 'board-1')
    const { counts } = await board.seen(list)

    const told = await board.seen(list, byScore, 'board-1')
    const tried = await board.seen(list, { ...byScore, tried: { ids: [people[9]?.id ?? ''], to: 'in' } }, 'board-1')
    await move(list, 1, 'in', people[7] as LaidCandidate)
    const later = await board.seen(list, byScore, 'board-1')
    await board.seen(list)
    await board.world.operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'declared', $2)`,
      [people[30]?.id, board.as('board-2').accountId],
    )

    expect([before.counts, told.counts, tried.counts, later.counts]).toEqual([null, counts, null, null])
    expect([told.isOpen, told.counts?.places.chosen]).toEqual([false, 8])
    expect((await board.seen(list, byScore, 'board-1')).counts?.places.chosen).toBe(9)
    expect((await board.seen(list, byScore, 'board-2')).counts).toBeNull()
  })

  it('REV-7 say that the reviews of somebody are older than the file, until one stands again', async () => {
    const list = await board.made('Older')
    const { id = '', caseNumber: find } = people[20] ?? {}
    const looked = async () => {
      const [person] = (await board.seen(list, { ...byScore, find })).people
      return [person?.barred, person?.raw === null]
    }
    const before = await looked()
    const number = await writtenAgain(board.world, id)
    const older = await looked()
    await board.world.operator.query('UPDATE app.review SET profile_version = $2 WHERE application_id = $1', [
      id,
      number,
    ])

    expect([before, older, await looked()]).toEqual([
      [null, false],
      ['out_of_date', true],
      [null, false],
    ])
  })

  it('show the strongest evidence of what holds, and none of what failed', async () => {
    const list = await board.made('Evidence')
    const { id = '', caseNumber: find } = people[21] ?? {}
    const after = async (result: string, points: number) => {
      const made = `INSERT INTO app.vetting_finding (application_id, point, result, evidence, author_id)
         SELECT $1, p, $4, 'E5', $2 FROM generate_series(1, $3::int) p`
      await board.world.operator.query(made, [id, board.as('lead').accountId, points, result])
      return (await board.seen(list, { ...byScore, find })).people[0]?.grade
    }

    expect([await after('not_possible', 1), await after('does_not_fit', 15)]).toEqual(['E3', null])
  })

  it('U31 count what an independent recount counts, after each toggle; gender and age at every fifth', async () => {
    const list = await board.made('Counted')
    const on: LaidCandidate[] = []
    for (const [nth, person] of people.slice(0, 11).entries()) {
      expect(await move(list, nth, 'in', person)).toEqual({ ok: true, value: null })
      on.push(person)
      const now = await shown(list)
      expect([nth, only(live, now)]).toEqual([nth, of(live, [...on, ...seated])])
      const step = on.slice(0, Math.floor(on.length / 5) * 5)
      for (const family of ['gender', 'age'] as const) {
        const large = Object.entries(recount(family, step)).filter(([, count]) => count >= 5)
        for (const [value, count] of Object.entries(now[family] ?? {})) expect(large).toContainEqual([value, count])
      }
    }
    const { counts } = await board.seen(list)
    expect(counts?.places).toMatchObject({ of: 12, taken: 2, chosen: 13, withThese: null, leftFree: 0 })
    expect(counts?.breaches.find(({ rule }) => rule.kind === 'places')).toEqual({ rule: { kind: 'places' }, by: 1 })
  })

  it('U31 say what people would make of the list before anything is stored', async () => {
    const list = await board.made('Tried')
    const ids = people.slice(0, 3).map(({ id }) => id)

    const { counts, row } = await board.seen(list, { ...byScore, tried: { ids, to: 'in' } })

    const tried = (family: Family) =>
      Object.fromEntries(
        (counts?.gauges.find((gauge) => gauge.family === family)?.rows ?? [])
          .filter(({ withThese }) => (withThese ?? 0) > 0)
          .map(({ value, withThese }) => [value, withThese]),
      )
    expect(Object.fromEntries(live.map((family) => [family, tried(family)]))).toEqual(
      of(live, [...people.slice(0, 3), ...seated]),
    )
    expect([tried('gender'), tried('age'), counts?.places.withThese, row.version]).toEqual([{}, {}, 5, 0])
    expect(await board.lists.read.run(me(), list, { ...byScore, tried: { ids: [list], to: 'in' } })).toEqual(gone)
  })

  it('SEL-11 keep every move with author, day and reason, and undo by another move', async () => {
    const list = await board.made('Attributed')
    const [a, b] = people as [LaidCandidate, LaidCandidate]
    await move(list, 0, 'in', a, b)
    await board.lists.move.run(board.as('board-1'), list, { ids: [a.id], to: 'out', reason: 'discussed', version: 1 })

    expect(await move(list, 1, 'in', a)).toEqual({ ok: false, code: 'stale' })
    expect(await board.lists.move.undo(me(), list, 2)).toEqual({ ok: true, value: null })
    expect(await board.lists.move.undo(me(), list, 3)).toEqual({ ok: true, value: null })
    expect(await board.lists.move.undo(me(), list, 4)).toEqual({ ok: false, code: 'nothing_to_undo' })

    const { moves, row } = await board.seen(list)
    const today = await board.world.operator.query<{ day: string }>('SELECT app.today()::text AS day')
    expect(new Set(moves.map(({ madeOn }) => madeOn))).toEqual(new Set([today[0]?.day]))
    expect(moves.map(({ id, to, batch, reason, undoes, author }) => [id, to, batch, reason, undoes, author])).toEqual([
      [a.id, 'in', 1, 'balance', null, 'Coordinator'],
      [b.id, 'in', 1, 'balance', null, 'Coordinator'],
      [a.id, 'out', 2, 'discussed', null, 'Board 1'],
      [a.id, 'in', 3, 'undone', 2, 'Coordinator'],
      [a.id, 'out', 4, 'undone', 1, 'Coordinator'],
      [b.id, 'out', 4, 'undone', 1, 'Coordinator'],
    ])
    expect(row.version).toBe(4)
  })

  it('take nobody who is not cleared, and show nobody on hold or under a concern', async () => {
    const list = await board.made('Gates')
    const [early] = (await layCandidates(board.world, 1, 'vetting')) as [LaidCandidate]
    const [concerned, held] = people.slice(38, 40) as [LaidCandidate, LaidCandidate]
    await move(list, 0, 'in', held, concerned)
    await board.world.operator.query('INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, $2, $3)', [
      held.id,
      'on_hold',
      me().accountId,
    ])
    const concern = 'INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, $1)'
    await board.world.operator.query(concern, [concerned.id, me().accountId])

    expect(await move(list, 1, 'in', early)).toEqual({ ok: false, code: 'not_before_board' })
    expect(await move(list, 1, 'pinned_in', held)).toEqual(gone)
    expect(await move(list, 1, 'pinned_in', concerned)).toEqual(gone)
    expect(await move(list, 1, 'in')).toEqual({ ok: false, code: 'nobody_ticked' })
    const view = await board.seen(list, { ...byScore, show: 'in' })
    expect([view.gone, view.people.map(({ id }) => id).toSorted()]).toEqual([2, seated.map(({ id }) => id).toSorted()])
  })

  it('U31 begin a copy with the slow counts of the list it was made of', async () => {
    const list = await board.made('Source')
    await move(list, 0, 'in', ...people.slice(0, 30))
    await move(list, 1, 'in', ...people.slice(30, 33))

    const copy = await board.made('Copy', { copyOf: list })

    const [one, other] = [await shown(list), await shown(copy)]
    expect(other).toEqual(one)
    const steps = of(['gender', 'age'], people.slice(0, 30))
    expect(steps).toMatchObject(only(['gender', 'age'], other))
    expect(Object.keys(other['gender'] ?? {})).not.toEqual([])
  })
})

describe('rules', () => {
  const rule = (family: Family, value: string, floor: string, cap: string) => ({
    family,
    value,
    floor,
    target: '',
    cap,
  })
  const settings = async () => {
    const read = await board.lists.settings.read(me())
    if (!read.ok) throw new Error(read.code)
    return read.value
  }

  it('SEL-6 tell everything that is wrong at once, with rows, and change nothing', async () => {
    const before = await settings()
    const rules = [
      rule('visa', 'need', '9', '4'),
      rule('theme', 'digital', 'x', ''),
      rule('newcomer', 'first_time', '-1', ''),
    ]

    const outcome = await board.lists.settings.run(me(), { ...before.settings, rules }, usual)

    expect(outcome).toMatchObject({ ok: false, code: 'unfit' })
    const findings = outcome.ok ? [] : (outcome.about?.['findings'] as { code: string; rows: number[] }[])
    expect(findings.map(({ code, rows }) => `${code} ${rows.join()}`).toSorted()).toEqual([
      'floor_above_cap 1',
      'floor_not_whole 2',
      'floor_not_whole 3',
    ])
    expect(await settings()).toEqual(before)
  })

  it('SEL-10 name the two numbers where the places are out of range', async () => {
    const { settings: now } = await settings()
    const rules = [rule('visa', 'need', '', '1'), rule('visa', 'do_not_need', '', '1')]

    const outcome = await board.lists.settings.run(me(), { ...now, rules }, usual)

    expect(outcome).toMatchObject({
      code: 'unfit',
      about: { findings: [{ code: 'places_out_of_range', rows: [1, 2], about: { places: 12, least: 0, most: 2 } }] },
    })
  })

  it('are rows: who set them, on top of which, once', async () => {
    const { settings: now } = await settings()
    const rules = [rule('visa', 'need', '3', '')]

    const more = { overInvitation: 2, lottery: true }
    const set = await board.lists.settings.run(me(), { ...now, rules, budget: 100_00 }, more)
    expect(set).toEqual({ ok: true, value: null })
    expect(await board.lists.settings.run(me(), { ...now, rules: [] }, usual)).toEqual({ ok: false, code: 'stale' })

    const after = await settings()
    expect(after.settings).toMatchObject({ number: 1, rules, budget: 10_000, madeBy: 'Coordinator' })
    expect([after.places, after.lottery]).toEqual([{ capacity: 12, overInvitation: 2, free: 12 }, true])
  })
})
