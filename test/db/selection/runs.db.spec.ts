import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Family } from '#domain/selection/draft/families.js'
import type { Member } from '#domain/selection/record.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { SelectionSettings } from '#features/selection/staff/settings/settings-rows.js'
import { reasonSchema } from '#features/selection/staff/run/found-lists.js'
import { type Board, byScore, openBoard } from '#test/support/selection/board.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'

let board: Board
let people: LaidCandidate[]
let seated: LaidCandidate[]

beforeAll(async () => {
  board = await openBoard({ capacity: 15 })
  people = await layCandidates(board.world, 60)
  seated = await layCandidates(board.world, 2, 'invited')
}, 60_000)

afterAll(() => board.end())

const me = () => board.as('coordinator')
const onList = async (id: string): Promise<string[]> => {
  const { people: shown } = await board.seen(id, { ...byScore, show: 'in' })
  return shown.map((person) => person.id).toSorted()
}
const rule = (family: Family, value: string, floor: string) => ({ family, value, floor, target: '', cap: '' })
const setRules = (...rules: ReturnType<typeof rule>[]) => setSettings({ rules })
async function setSettings(change: Partial<SelectionSettings>): Promise<void> {
  const read = await board.lists.settings.read(me())
  if (!read.ok) throw new Error(read.code)
  const outcome = await board.lists.settings.run(
    me(),
    { ...read.value.settings, ...change },
    { overInvitation: 0, lottery: false },
  )
  if (!outcome.ok) throw new Error(outcome.code)
}

describe('the optimiser', () => {
  it('finds a list for all places, under every rule, with the pins of the list it was asked for', async () => {
    const list = await board.made('Pinned')
    const [kept, left] = people as [LaidCandidate, LaidCandidate]
    await board.lists.move.run(me(), list, { ids: [kept.id], to: 'pinned_in', reason: 'discussed', version: 0 })
    await board.lists.move.run(me(), list, { ids: [left.id], to: 'pinned_out', reason: 'discussed', version: 1 })

    const run = await board.run(list, 'seed')

    expect(run).toMatchObject({ state: 'done', step: 'ended', isProven: true, places: 15, seed: 'seed' })
    expect(run.bound).toBe(run.total)
    const found = run.resultList ?? ''
    const view = await board.seen(found)
    expect(view.counts?.breaches).toEqual([])
    expect(view.counts?.places).toMatchObject({ of: 15, taken: 2, chosen: 15, withThese: null, leftFree: 0 })
    const ids = await onList(found)
    expect([ids.includes(kept.id), ids.includes(left.id)]).toEqual([true, false])
    expect(new Set(view.moves.map(({ reason, author }) => `${reason} ${author}`))).toEqual(new Set(['run Coordinator']))
    expect((await board.seen(list)).row.version).toBe(2)
  })

  it('SEL-11 finds the same list with the same seed, and stores each member’s reasons sealed beside it', async () => {
    const list = await board.made('Twice')

    const [one, other] = [await board.run(list, 'same'), await board.run(list, 'same')]

    expect([one.inputDigest, one.resultDigest]).toEqual([other.inputDigest, other.resultDigest])
    expect(await onList(one.resultList ?? '')).toEqual(await onList(other.resultList ?? ''))
    const members = await onList(one.resultList ?? '')
    const records = await board.keyring.open(
      me().holder,
      { verb: 'test.opened', objectId: one.id },
      { owners: members, schemas: [reasonSchema(one.id)] },
    )
    expect(records.map(({ owner, compartment }) => [owner, compartment])).toEqual(members.map((id) => [id, 'balance']))
    for (const { owner, value } of records) {
      const { id, reasons, cells } = value as Member
      expect([id, reasons.length > 0, cells.length]).toEqual([owner, true, 2])
    }
    const plain = await board.world.operator.query(
      'SELECT to_jsonb(r) || to_jsonb(s) AS row FROM app.board_run r JOIN app.board_standing s ON s.run_id = r.id',
    )
    expect(JSON.stringify(plain)).not.toMatch(/women|first_time|newcomer|equality/)
  })

  it('proposes the cheapest change where no list exists, and changes nothing until a person sets it', async () => {
    const women = people.filter(({ answered }) => ['woman', 'another'].includes(answered.gender))
    const all = women.length + seated.filter(({ answered }) => ['woman', 'another'].includes(answered.gender)).length
    const list = await board.made('Too much')
    const ids = women.map(({ id }) => id)
    await setRules(rule('equality', 'women_and_diverse', '15'))
    await board.lists.move.run(me(), list, { ids, to: 'pinned_out', reason: 'discussed', version: 0 })

    const run = await board.run(list, 'tight')

    expect(run).toMatchObject({ state: 'failed', failure: 'no_selection', resultList: null })
    const left = all - women.length
    expect(run.findings).toEqual([
      {
        rule: { kind: 'quota', family: 'equality', value: 'women_and_diverse' },
        bound: 'floor',
        from: 15,
        to: left,
        cost: expect.closeTo((15 - left) * (1 + 2 / 15), 5),
      },
    ])
    const before = await board.lists.settings.read(me())
    expect(before).toMatchObject({ value: { settings: { rules: [{ floor: '15' }] } } })
    const unsigned = board.as('board-1')
    const newest = async (actor: StaffActor) => {
      const latest = await board.lists.runs.latest(actor)
      return latest.ok && latest.value.rows.find(({ id }) => id === run.id)
    }
    expect(await board.lists.runs.read(unsigned, run.id)).toMatchObject({ value: { findings: [], warnings: [] } })
    expect([await newest(unsigned), await newest(me())]).toEqual([{ ...run, findings: [], warnings: [] }, run])
    expect(await board.lists.runs.relax(unsigned, run.id)).toEqual({ ok: false, code: 'not_found' })
    const why = await board.lists.explain.run(unsigned, list, people[0]?.id ?? '')
    expect(why).toEqual({ ok: false, code: 'not_signed' })
    await board.lists.sign.run(unsigned, true)
    expect(await board.lists.runs.read(unsigned, run.id)).toEqual({ ok: true, value: run })
    expect(await board.lists.explain.run(unsigned, list, people[0]?.id ?? '')).toEqual({
      ok: false,
      code: 'keys_missing',
    })
    expect(await board.lists.runs.relax(unsigned, run.id)).toEqual({ ok: true, value: null })
    expect(await board.lists.settings.read(me())).toMatchObject({
      value: { settings: { rules: [{ floor: String(left) }], madeBy: 'Board 1' } },
    })
    expect(await board.lists.runs.relax(me(), run.id)).toEqual({ ok: false, code: 'stale' })
    await setRules()
  })

  it('keeps to the languages there may be, of those with a place too, and asks for one more where pins need it', async () => {
    const languagesOf = (ids: readonly string[]) =>
      new Set([...seated, ...people].filter(({ id }) => ids.includes(id)).flatMap(needOf))
    const needOf = ({ answered }: LaidCandidate) => answered.interpretation_need
    const here = languagesOf(seated.map(({ id }) => id))
    const most = here.size + 1
    const free = await board.run(await board.made('Any language'), 'languages')
    const before = languagesOf([...(await onList(free.resultList ?? ''))])
    await setSettings({ mostLanguages: most })

    const found = await board.run(await board.made('Few languages'), 'languages')

    const over = (await board.seen(free.resultList ?? '')).counts?.breaches
    expect(over).toEqual([{ rule: { kind: 'languages', most }, by: before.size - most }])
    const view = await board.seen(found.resultList ?? '')
    expect([view.counts?.breaches, view.counts?.languages]).toEqual([[], { present: most, most }])
    expect(languagesOf(await onList(found.resultList ?? '')).size).toBe(most)
    const others = [...languagesOf(people.map(({ id }) => id))].filter((language) => !here.has(language)).slice(0, 2)
    const pins = others.flatMap((language) => people.find((one) => needOf(one).includes(language))?.id ?? [])
    const list = await board.made('Two languages more')
    await board.lists.move.run(me(), list, { ids: pins, to: 'pinned_in', reason: 'discussed', version: 0 })
    const stuck = await board.run(list, 'languages')
    expect([stuck.failure, stuck.findings]).toEqual([
      'no_selection',
      [{ rule: { kind: 'languages', most }, bound: 'cap', from: most, to: most + 1, cost: 1 }],
    ])
    expect(await board.lists.runs.relax(me(), stuck.id)).toEqual({ ok: true, value: null })
    expect((await board.run(list, 'languages')).state).toBe('done')
    await setSettings({ mostLanguages: 5 })
  })

  it('is one at a time, is given up when somebody says so, and then leaves no list', async () => {
    const list = await board.made('Given up')
    const lists = await board.lists.make.all(me())

    const begun = await board.lists.choose.run(me(), list, 'slow')
    const second = await board.lists.choose.run(me(), list, 'slow')
    const id = begun.ok ? begun.value : ''
    expect(await board.lists.runs.cancel(board.as('board-2'), id)).toEqual({ ok: true, value: null })
    await board.lists.choose.settled()

    expect(second).toEqual({ ok: false, code: 'being_computed' })
    expect(await board.lists.runs.read(me(), id)).toMatchObject({ value: { state: 'cancelled', resultList: null } })
    expect(await board.lists.make.all(me())).toEqual(lists)
    expect(await board.lists.runs.cancel(me(), id)).toEqual({ ok: true, value: null })
  })

  it('keeps two people apart whom the security officer keeps apart, and says no more of it', async () => {
    const best = await board.run(await board.made('Before'), 'apart')
    const [a = '', b = ''] = (await onList(best.resultList ?? '')).filter((id) => people.some((one) => one.id === id))
    await board.world.operator.query(
      `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id) VALUES ($1, $2, $3, gen_random_uuid(), $4)`,
      [board.world.editionId, a, b, board.as('security').accountId],
    )

    const broken = (await board.seen(best.resultList ?? '')).counts?.breaches
    const found = await onList((await board.run(await board.made('After'), 'apart')).resultList ?? '')

    expect(broken).toEqual([{ rule: { kind: 'apart', ids: [a, b] }, by: 1 }])
    expect([a, b].filter((id) => found.includes(id)).length).toBeLessThan(2)
    await board.world.operator.query('DELETE FROM app.apart_pair')
  })

  it('is not stopped by a pair with a half outside the pool or of two who have a place, and names no pair it refuses', async () => {
    const [early] = (await layCandidates(board.world, 1, 'vetting')) as [LaidCandidate]
    const [one, other] = people as [LaidCandidate, LaidCandidate]
    const apart = (a?: string, b?: string) =>
      board.world.operator.query(
        `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id)
         VALUES ($1, least($2, $3::uuid), greatest($2, $3::uuid), gen_random_uuid(), $4)`,
        [board.world.editionId, a, b, board.as('security').accountId],
      )
    await apart(one.id, early.id)
    await apart(seated[0]?.id, seated[1]?.id)
    const list = await board.made('Pairs')

    const run = await board.run(list, 'pairs')
    const { counts } = await board.seen(run.resultList ?? '')
    await apart(one.id, other.id)
    const ids = [one.id, other.id]
    await board.lists.move.run(me(), list, { ids, to: 'pinned_in', reason: 'discussed', version: 0 })
    const refused = await board.run(list, 'pairs')

    expect([run.state, counts?.breaches, counts?.findings]).toEqual(['done', [], []])
    expect([refused.failure, refused.findings]).toEqual(['unfit', [{ code: 'pinned_pair_apart', rows: [], about: {} }]])
    await board.world.operator.query('DELETE FROM app.apart_pair')
  })

  it('takes the keys of what is counted, and is not there for others', async () => {
    const list = await board.made('Keys')

    expect(await board.lists.choose.run(board.as('board-1'), list)).toEqual({ ok: false, code: 'keys_missing' })
    for (const login of ['lead', 'reader-1', 'security']) {
      expect(await board.lists.choose.run(board.as(login), list)).toEqual({ ok: false, code: 'not_found' })
      expect(await board.lists.runs.latest(board.as(login))).toEqual({ ok: false, code: 'not_found' })
    }
  })
})

describe('reasons', () => {
  it('are told of everybody in the pool, and name no answer of the balance', async () => {
    await setRules(rule('equality', 'women_and_diverse', '9'), rule('region', '014', '2'))
    const run = await board.run(await board.made('Explained'), 'why')
    const list = run.resultList ?? ''

    const explained = []
    for (const { id } of people) explained.push(await board.lists.explain.run(me(), list, id))

    const chosen = new Set(await onList(list))
    expect(explained.map((one) => one.ok && [one.value.isIn, one.value.reasons.length > 0])).toEqual(
      people.map(({ id }) => [chosen.has(id), true]),
    )
    const rules = explained.flatMap((one) =>
      one.ok ? one.value.reasons.flatMap((reason) => ('rules' in reason ? reason.rules : [])) : [],
    )
    expect(rules).toContain(null)
    expect(JSON.stringify(rules)).not.toContain('equality')
    const early = (await layCandidates(board.world, 1, 'vetting')) as [LaidCandidate]
    expect(await board.lists.explain.run(me(), list, early[0].id)).toEqual({ ok: false, code: 'not_before_board' })
    expect(await board.lists.explain.run(me(), list, list)).toEqual({ ok: false, code: 'not_found' })
  })
})
