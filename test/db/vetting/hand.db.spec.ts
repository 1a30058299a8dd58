import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AssignByHand } from '#features/vetting/staff/assignment/assign-by-hand.js'
import { OwnLanguages } from '#features/vetting/staff/assignment/own-languages.js'
import { Audit } from '#platform/audit/audit.js'
import { keyId } from '#platform/vault/keys.js'
import { asked, openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let hand: AssignByHand

beforeAll(async () => {
  world = await openPlanning()
  hand = new AssignByHand(world.line.door.database, world.line.door.assign)
}, 60_000)

afterAll(() => world.end())

const account = (login: string) => world.as(login).accountId
const query = <T>(text: string, values: readonly unknown[] = []) => world.line.world.operator.query<T>(text, values)
const give = (file: string, login: string, anyway = false) =>
  hand.run(world.as('lead'), file, { accountId: account(login), role: 'reviewer', anyway })
const choices = async (login: string, file: string) => {
  const found = await hand.choices(world.as(login), await world.line.file(login, file))
  return found.map(({ name, load, most, breaks }) => [name, load, most, breaks])
}

describe('one file given by hand', () => {
  it('CON-4 is proposed to the best eligible reader first once a conflict has taken it from one', async () => {
    await world.startAnew()
    const [file, other] = [await world.line.inReview(), await world.line.inReview()]
    for (const login of ['reader-1', 'reader-2']) await world.line.given(login === 'reader-1' ? file : other, login)
    expect(await choices('lead', file)).toEqual([
      ['Reader 3', 0, null, []],
      ['Reader 2', 1, null, []],
    ])

    await world.line.door.conflict.run(world.as('reader-1'), file, 'family')

    expect(await choices('coordinator', file)).toEqual([
      ['Reader 3', 0, null, []],
      ['Reader 2', 1, null, []],
    ])
    expect(await choices('reader-2', other)).toEqual([])
    expect(await give(file, 'reader-3')).toEqual({ ok: true, value: null })
    expect(await choices('lead', file)).toEqual([['Reader 2', 1, null, []]])
  })

  it('breaks language, load or an earlier end only for who says so', async () => {
    await world.startAnew()
    const [file, other] = [await world.line.inReview(), await world.line.inReview()]
    await query(`UPDATE app.reader SET languages = '{fa}' WHERE account_id = $1`, [account('reader-1')])
    await query('UPDATE app.reader SET max_load = 1 WHERE account_id = $1', [account('reader-2')])
    await give(other, 'reader-2')
    await give(file, 'reader-3')
    await world.line.door.assign.end(world.as('lead'), file, { accountId: account('reader-3'), role: 'reviewer' })
    const broken = [
      ['Reader 1', 0, null, ['language']],
      ['Reader 3', 0, null, ['refused']],
      ['Reader 2', 1, 1, ['load']],
    ]
    expect(await choices('lead', file)).toEqual(broken)
    const before = await world.traces()

    for (const [login, breaks] of [
      ['reader-1', ['language']],
      ['reader-2', ['load']],
      ['reader-3', ['refused']],
    ] as const) {
      expect(await give(file, login)).toEqual({ ok: false, code: 'breaks_wish', about: { breaks } })
    }
    expect([await world.traces(), await choices('lead', file)]).toEqual([before, broken])

    expect(await give(file, 'reader-1', true)).toEqual({ ok: true, value: null })
    expect(await world.readersOf(file)).toEqual(['reader-1'])
  })

  it('goes to no reviewer a conflict keeps away, whatever is ticked, and to other roles without a question', async () => {
    const file = await world.line.inReview()
    await query('UPDATE app.reader SET max_load = 0')
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'pinned', $2)`,
      [file, account('reader-1')],
    )

    expect((await choices('lead', file)).map(([name]) => name)).toEqual(['Reader 3', 'Reader 2'])
    expect(await give(file, 'reader-1', true)).toEqual({ ok: false, code: 'conflict' })
    const toBoard = { accountId: account('board-1'), role: 'board', anyway: false } as const
    expect(await hand.run(world.as('lead'), file, toBoard)).toEqual({ ok: true, value: null })
    expect(await hand.run(world.as('reader-2'), file, toBoard)).toEqual({ ok: false, code: 'not_found' })
  })
})

describe('two readers who are kept apart', () => {
  const pair = (): [string, string] => [account('reader-2'), account('reader-1')]

  it('ASG-4 never share a file: by a proposal, a row or a choice by hand', async () => {
    await world.startAnew()
    const [file] = [await world.line.inReview()]
    expect(await world.plan.pairs.add(world.as('lead'), pair())).toEqual({ ok: true, value: null })
    expect(await world.plan.pairs.add(world.as('coordinator'), pair())).toEqual({ ok: true, value: null })
    const listed = await world.plan.pairs.list(world.as('coordinator'))
    expect(listed).toMatchObject({ value: [{ one: { name: 'Reader 1' }, other: { name: 'Reader 2' } }] })

    const read = await world.plan.read.run(world.as('lead'), await world.proposed({ reads: 3 }))
    if (!read.ok) throw new Error(read.code)
    const line = read.value.files.find(({ id }) => id === file)
    expect(line?.add).toHaveLength(2)
    expect(line?.add).toContain('Reader 3')
    expect(read.value.incomplete.map(({ id }) => id)).toContain(file)

    await give(file, 'reader-1')
    const rows = `${line?.caseNumber},reader-2`
    expect(await world.plan.paste.look(world.as('lead'), rows)).toEqual({
      ok: true,
      value: { ok: false, errors: [{ row: 1, code: 'kept_apart' }] },
    })
    expect(await give(file, 'reader-2')).toEqual({ ok: false, code: 'breaks_wish', about: { breaks: ['kept_apart'] } })
    expect(await world.plan.pairs.remove(world.as('lead'), pair())).toEqual({ ok: true, value: null })
    expect(await give(file, 'reader-2')).toEqual({ ok: true, value: null })
  })

  it('are two reviewers, and kept by who plans', async () => {
    const [one, other] = pair()
    const gone = { ok: false, code: 'not_found' }

    expect(await world.plan.pairs.add(world.as('lead'), [one, one])).toEqual({ ok: false, code: 'same_reader' })
    expect(await world.plan.pairs.add(world.as('lead'), [one, account('board-1')])).toEqual(gone)
    expect(await world.plan.pairs.remove(world.as('lead'), [one, other])).toEqual(gone)
    for (const login of ['reader-1', 'lead-2', 'board-1']) {
      expect([
        await world.plan.pairs.list(world.as(login)),
        await world.plan.pairs.add(world.as(login), pair()),
      ]).toEqual([gone, gone])
    }
    expect(await query('SELECT 1 FROM app.reader_pair')).toEqual([])
  })

  it('leave a cap on one reader’s chance in force, and say for how many files it is out of reach', async () => {
    await world.startAnew()
    const read = async (probabilityCap: number) => {
      const found = await world.plan.read.run(world.as('lead'), await world.proposed({ reads: 1, probabilityCap }))
      return found.ok ? [found.value.files.length, found.value.beyondCap] : found.code
    }
    const [files] = await read(1)

    expect([await read(1), await read(0.4), await read(0.3)]).toEqual([
      [files, 0],
      [files, 0],
      [files, files],
    ])
  })
})

it('ASG-10 one role that ends takes its own keys along, and leaves what another role of the same person reads', async () => {
  const { line } = world
  const { accountId } = world.as('reader-3')
  await line.world.operator.query(
    `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'security_officer')`,
    [accountId, line.world.editionId],
  )
  const file = await line.inReview()
  const wrapped = async () => {
    const rows = await line.world.operator.query<{ compartment: string }>(
      `SELECT DISTINCT r.compartment FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
       WHERE r.owner_id = $1 AND w.recipient = $2 ORDER BY 1`,
      [file, keyId(world.as('reader-3').holder.pair.publicKey)],
    )
    const live = await line.world.operator.query<{ role: string }>(
      'SELECT role FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL ORDER BY role',
      [file, accountId],
    )
    return [live.map(({ role }) => role), rows.map(({ compartment }) => compartment)]
  }
  for (const role of ['reviewer', 'security_officer'] as const) {
    await line.door.assign.run(world.as('coordinator'), file, { accountId, role })
  }
  expect(await wrapped()).toEqual([
    ['reviewer', 'security_officer'],
    ['contact', 'profile'],
  ])

  await line.door.assign.end(world.as('coordinator'), file, { accountId, role: 'security_officer' })
  expect(await wrapped()).toEqual([['reviewer'], ['profile']])

  await line.door.assign.end(world.as('coordinator'), file, { accountId, role: 'reviewer' })
  expect(await wrapped()).toEqual([[], []])
})

describe('languages of a reader', () => {
  const languages = () => new OwnLanguages(world.line.door.database, new Audit(world.line.door.database))

  it('ASG-9 are none until they are said: who said none is given nothing, and with nobody’s there is no proposal', async () => {
    await world.startAnew()
    await query('DELETE FROM app.reader')
    expect(await world.plan.propose.run(world.as('lead'), asked)).toEqual({ ok: false, code: 'languages_unsaid' })

    expect(await languages().run(world.as('reader-1'), { languages: ['en', 'pt'], version: 0 })).toEqual({
      ok: true,
      value: null,
    })

    const coverage = await world.plan.coverage.run(world.as('lead'))
    const inReview = coverage.ok ? coverage.value.files : 0
    const read = await world.plan.read.run(world.as('lead'), await world.proposed())
    const loads = read.ok ? read.value.loads : []
    expect(loads.map(({ name, after }) => [name, after])).toEqual([
      ['Reader 1', inReview],
      ['Reader 2', 0],
      ['Reader 3', 0],
    ])
    expect(coverage).toMatchObject({ value: { report: { thinBy: { language: inReview } } } })
  })

  it('are their own to say over what they saw, beside the load a planner set, and nobody else’s who reads nothing', async () => {
    await world.startAnew()
    const settings = { languages: ['fa'], least: 1, most: 4, willing: true }
    await world.plan.reader.run(world.as('lead'), { accountId: account('reader-2'), version: 0 }, settings)

    expect(await languages().run(world.as('reader-2'), { languages: ['ar'], version: 0 })).toEqual({
      ok: false,
      code: 'stale',
    })
    expect(await languages().run(world.as('reader-2'), { languages: ['ar'], version: 1 })).toMatchObject({ ok: true })
    expect(await languages().run(world.as('board-1'), { languages: ['ar'], version: 0 })).toEqual({
      ok: false,
      code: 'not_found',
    })
    expect(await world.plan.reader.read(world.as('lead'), account('reader-2'))).toMatchObject({
      value: { languages: ['ar'], least: 1, most: 4, version: 2 },
    })
    expect(await languages().read(world.as('reader-2'))).toEqual({ languages: ['ar'], version: 2 })
    expect(await languages().read(world.as('board-1'))).toBeNull()
  })
})
