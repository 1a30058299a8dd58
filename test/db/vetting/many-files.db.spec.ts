import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AnswerReveal } from '#features/reveal/staff/answer-reveal.js'
import { AskReveal } from '#features/reveal/staff/ask-reveal.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { GiveCalibration } from '#features/vetting/staff/calibration/give-calibration.js'
import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { ShowShortlist } from '#features/vetting/staff/shortlist/show-shortlist.js'
import { Audit } from '#platform/audit/audit.js'
import { sent } from '#test/house/statements.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { sender } from '#test/support/people/sender.js'
import { openPlanning, type Planning } from '#test/support/planning.js'
import { until } from '#test/support/until.js'

let world: Planning
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  files = await world.line.manyInReview(4)
}, 60_000)

afterAll(() => world.end())

const readersNow = () => Promise.all(files.map((file) => world.readersOf(file)))
const wrapsNow = () => Promise.all(files.map((file) => world.wrappedTo(file)))
const numberOf = (file: string) => world.line.numberOf(file)

describe('pasted rows', () => {
  it('name every error by its row, and are all or nothing', async () => {
    await world.startAnew()
    const numbers = await Promise.all(files.map(numberOf))
    const foreign = await numberOf(await world.line.applied())
    const me = world.as('coordinator')
    const right = `${numbers[0]},reader-1\n${numbers[1]},reader-2\n`
    const text = `${right}${foreign},reader-1\n${numbers[2]},board-1\n${numbers[0]},reader-1\n${numbers[3]}\n`
    const errors = [
      { row: 3, code: 'unknown_file' },
      { row: 4, code: 'unknown_reader' },
      { row: 5, code: 'twice' },
      { row: 6, code: 'columns' },
    ]
    const before = await world.traces()

    expect(await world.plan.paste.look(me, text)).toEqual({ ok: true, value: { ok: false, errors } })
    expect(await world.plan.paste.run(me, text)).toEqual({
      ok: false,
      code: 'rows_unfit',
      about: { rows: { ok: false, errors } },
    })
    expect(await world.plan.paste.look(me, right)).toMatchObject({ ok: true, value: { ok: true } })
    expect(await world.traces()).toEqual(before)

    expect(await world.plan.paste.run(me, right)).toEqual({ ok: true, value: 2 })
    expect(await readersNow()).toEqual([['reader-1'], ['reader-2'], [], []])
    expect(await wrapsNow()).toEqual(await readersNow())
    expect(await world.plan.paste.run(me, right)).toMatchObject({ ok: false, code: 'rows_unfit' })
  })
})

it('deploys three readers on each of 300 files by the statements it takes for four', async () => {
  const deployed = async () => {
    await world.startAnew()
    const id = await world.proposed({ reads: 3 })
    return sent(() => world.plan.deploy.run(world.as('lead'), id))
  }

  const few = await deployed()
  const many = await world.line.manyInReview(300)
  const statements = await deployed()

  const all = ['reader-1', 'reader-2', 'reader-3']
  expect(await Promise.all(many.map((file) => world.wrappedTo(file)))).toEqual(many.map(() => all))
  expect(new Set(statements)).toEqual(new Set(few))
  // Wraps are written in portions of some hundred files; one statement for a file would make 300 more.
  expect(statements.length - few.length).toBeLessThan(10)
}, 60_000)

describe('an excluded country, where many files are assigned', () => {
  let on: ReturnType<typeof conflictsOn>
  let file: string

  beforeAll(async () => {
    await world.startAnew()
    on = conflictsOn(world.line)
    file = (await sender(world.line.world, 'Far')).id
    await world.line.move('coordinator', file, 'open_screening')
    await world.line.move('coordinator', file, 'pass')
    await exclude('reader-1')
  })

  const exclude = (login: string) =>
    on.exclude.run(world.line.as('lead'), { accountId: world.line.as(login).accountId, country: 'UG' })

  it('ASG-9 keeps a pasted row out, by its number and in the dry run already, and a proposal from naming the reader', async () => {
    const rows = `${await numberOf(file)},reader-2\n${await numberOf(file)},reader-1`
    const looked = await world.plan.paste.look(world.as('coordinator'), rows)
    const pasted = await world.plan.paste.run(world.as('coordinator'), rows)
    const id = await world.proposed()
    const deployed = await world.plan.deploy.run(world.as('coordinator'), id)

    const unfit = { ok: false, errors: [{ row: 2, code: 'exclusion' }] }
    expect([looked, pasted]).toEqual([
      { ok: true, value: unfit },
      { ok: false, code: 'rows_unfit', about: { rows: unfit } },
    ])
    expect([deployed, await world.readersOf(file)]).toEqual([{ ok: true, value: null }, ['reader-2', 'reader-3']])
    expect(await on.wraps(file, 'reader-1')).toBe(0)
  })

  it('stops the deployment of a proposal that is older than the exclusion', async () => {
    for (const login of ['reader-2', 'reader-3']) {
      const { accountId } = world.line.as(login)
      await world.line.door.assign.end(world.line.as('coordinator'), file, { accountId, role: 'reviewer' })
    }
    await on.query('DELETE FROM app.assignment_refusal')
    const id = await world.proposed()
    await exclude('reader-3')

    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: false, code: 'country_excluded' })
    expect([await world.readersOf(file), await on.wraps(file, 'reader-3')]).toEqual([[], 0])
  })
})

describe('a country excluded while a file is being given', () => {
  let on: ReturnType<typeof conflictsOn>
  let file: string
  const account = (login: string) => world.line.as(login).accountId
  /** By who opens no file, so that nothing of it waits for one. */
  const exclude = (login: string) =>
    on.exclude.run({ ...world.line.as('board-2'), roles: ['admin'] }, { accountId: account(login), country: 'UG' })

  beforeAll(() => {
    on = conflictsOn(world.line)
  })
  beforeEach(async () => {
    await world.startAnew()
    await on.query(`UPDATE app.application SET state = 'rejected' WHERE state IN ('in_review', 'vetting')`)
    await on.query('DELETE FROM app.staff_exclusion')
    await on.query('DELETE FROM app.reveal')
    file = (await sender(world.line.world, 'Midway')).id
    await world.line.move('coordinator', file, 'open_screening')
    await world.line.move('coordinator', file, 'pass')
  })

  /** What an act answers that has compared the file and waits for it while `login` is excluded from its country. */
  async function meanwhile<T>(login: string, act: () => Promise<T>): Promise<T> {
    const { acting } = await world.line.world.operator.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }[]>(
        'SELECT pg_backend_pid() AS pid FROM app.application WHERE id = $1 FOR NO KEY UPDATE',
        [file],
      )
      const begun = act()
      const blocked = 'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))'
      await until('the act waits for the file', async () => (await on.query(blocked, [own?.pid])).length > 0)
      expect(await exclude(login)).toMatchObject({ ok: true })
      return { acting: begun }
    })
    return acting
  }
  const stale = { ok: false, code: 'stale' }
  const given = () => on.query(`SELECT role FROM app.assignment WHERE application_id = $1 AND ended_on IS NULL`, [file])

  it('CON-4 is asked again by whoever assigns by hand, by rows, by a proposal or restricts it for one reader', async () => {
    const to = { accountId: account('reader-2'), role: 'reviewer' } as const
    const { database, keyring } = world.line.door
    const { directory } = world.line.world
    const restrict = new RestrictFile(database, keyring, directory, new Audit(database), world.line.door.assign)
    const rows = `${await numberOf(file)},reader-2`
    const id = await world.proposed({ reads: 3 })
    const acts: readonly (() => Promise<unknown>)[] = [
      () => world.line.door.assign.run(world.line.as('coordinator'), file, to),
      () => restrict.runFor(world.line.as('lead'), file, { reason: 'safety', to }),
      () => world.plan.paste.run(world.as('coordinator'), rows),
      () => world.plan.deploy.run(world.as('coordinator'), id),
    ]

    for (const act of acts) {
      expect([await meanwhile('reader-2', act), await given(), await on.wraps(file, 'reader-2')]).toEqual([
        stale,
        [],
        0,
      ])
      await on.query('DELETE FROM app.staff_exclusion')
    }
    expect(await world.line.door.assign.run(world.line.as('coordinator'), file, to)).toEqual({ ok: true, value: null })
  })

  it('CON-4 is asked again by whoever shows the shortlist, asks for a translation, gives a calibration file or opens a part', async () => {
    const { database, keyring } = world.line.door
    const audit = new Audit(database)
    const { directory } = world.line.world
    const guesses = new GuessPairs(database, keyring)
    const reads = new Reads(keyring, directory, audit)
    const shown = new ShowShortlist(database, keyring, reads, guesses, audit)
    const calibrate = new GiveCalibration(database, reads, guesses, audit)
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator')`, [
      account('reader-3'),
      world.line.world.editionId,
    ])
    await on.query(`INSERT INTO app.calibration_file (application_id, author_id) VALUES ($1, $2)`, [
      file,
      account('lead'),
    ])
    const translation = { accountId: account('reader-3'), sections: ['story'] }
    const lead = await signedIn(world.line.world, 'lead')
    await openWindow(world.line.world, lead)
    const parts = [database, keyring, directory, new StepUpWindow(database), audit] as const
    const asker = await signedIn(world.line.world, 'coordinator-2')
    await openWindow(world.line.world, asker)
    const asked = await new AskReveal(...parts).run(asker, file, { compartment: 'risk', reason: 'Why' })
    if (!asked.ok) throw new Error(asked.code)

    expect(await meanwhile('reader-3', () => on.translate.run(lead, file, translation))).toEqual(stale)
    expect(await meanwhile('reader-2', () => calibrate.run(lead))).toEqual(stale)
    expect(await meanwhile('coordinator-2', () => new AnswerReveal(...parts).open(lead, asked.value))).toEqual(stale)
    await world.line.move('coordinator', file, 'shortlist')
    expect(await meanwhile('board-1', () => shown.run(world.as('coordinator')))).toEqual(stale)
    expect([await given(), await on.query('SELECT 1 FROM app.translation')]).toEqual([[], []])
  })

  it('CON-4 finds what was given after the exclusion had looked', async () => {
    const [other = ''] = await world.line.manyInReview(1)
    const acting = await world.line.world.operator.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }[]>(
        'SELECT pg_backend_pid() AS pid FROM app.application WHERE id = $1 FOR UPDATE',
        [other],
      )
      const begun = exclude('reader-2')
      const blocked = 'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))'
      await until('the exclusion waits', async () => (await on.query(blocked, [own?.pid])).length > 0)
      const to = { accountId: account('reader-2'), role: 'reviewer' } as const
      expect(await world.line.door.assign.run(world.line.as('coordinator'), file, to)).toMatchObject({ ok: true })
      return { begun }
    })

    expect(await acting.begun).toMatchObject({ ok: true })
    expect(
      await on.query('SELECT application_id AS id FROM app.uncompared WHERE account_id = $1', [account('reader-2')]),
    ).toEqual([{ id: file }])
  })
})
