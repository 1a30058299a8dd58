import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Solver } from '#platform/solver/solver.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { asked, openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  files = await world.line.manyInReview(4)
}, 60_000)

afterAll(() => world.end())

const gone = { ok: false, code: 'not_found' }
const proposalOf = async (id: string) => {
  const read = await world.plan.read.run(world.as('coordinator'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value
}
const account = (login: string) => world.as(login).accountId

describe('the assigner', () => {
  it('ASG-8 is not there for who does not plan: readers, board, a lead who keeps no profile', async () => {
    const id = await world.proposed()
    const before = await world.traces()

    for (const login of ['reader-1', 'board-1', 'lead-2']) {
      const me = world.as(login)
      const settings = { languages: ['en'], least: 0, most: null, willing: true }
      const seen = { accountId: me.accountId, version: 0 }
      expect([
        await world.plan.coverage.run(me),
        await world.plan.propose.run(me, asked),
        await world.plan.read.run(me, id),
        await world.plan.read.latest(me),
        await world.plan.deploy.run(me, id),
        await world.plan.drop.run(me, id),
        await world.plan.paste.look(me, 'x,y'),
        await world.plan.paste.run(me, 'x,y'),
        await world.plan.reader.read(me, me.accountId),
        await world.plan.reader.run(me, seen, settings),
      ]).toEqual(Array.from({ length: 10 }, () => gone))
    }
    expect(await world.traces()).toEqual(before)
  })

  it('ASG-9 reports what the readers can carry before anything is proposed', async () => {
    await world.startAnew()
    await world.plan.reader.run(
      world.as('coordinator'),
      { accountId: account('reader-3'), version: 0 },
      { languages: ['ar'], least: 0, most: 5, willing: true },
    )

    const coverage = await world.plan.coverage.run(world.as('lead'))

    if (!coverage.ok) throw new Error(coverage.code)
    const { report, readers, leftOut } = coverage.value
    expect([report.readsNeeded, report.readsLeft, report.hoursPerReader, report.readsTaken, leftOut]).toEqual([
      10,
      12,
      (12 * 12) / 60 / 3,
      null,
      null,
    ])
    expect(report.thin.map(({ file, eligible, lost }) => [file, eligible, lost.language])).toEqual(
      [...coverage.value.caseNumbers.keys()].map((file) => [file, 2, 1]),
    )
    expect([...coverage.value.caseNumbers.keys()].toSorted()).toEqual(files.toSorted())
    expect(report.thinBy).toEqual({ language: 4, conflict: 0, exclusion: 0, refused: 0, load: 0 })
    expect(readers.map(({ login, load, version }) => [login, load, version])).toEqual([
      ['reader-1', 0, 0],
      ['reader-2', 0, 0],
      ['reader-3', 0, 1],
    ])
  })

  it('ASG-9 counts who must not read a country in a file, and takes off what is done, also by who has left', async () => {
    await world.startAnew()
    const person = await sender(world.line.world, 'Barred')
    await world.line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [person.id])
    await conflictsOn(world.line).exclude.run(world.line.as('lead'), {
      accountId: account('reader-2'),
      country: 'UG',
    })
    const done = await world.line.manyInReview(1)
    for (const login of ['reader-1', 'reader-2']) {
      await world.line.given(done[0] ?? '', login)
      await world.line.reviewed(login, done[0] ?? '')
    }
    await world.line.world.operator.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'left' WHERE application_id = $1 AND account_id = $2`,
      [done[0], account('reader-1')],
    )
    const reported = async (reads?: number) => {
      const coverage = await world.plan.coverage.run(world.as('coordinator'), reads)
      if (!coverage.ok) throw new Error(coverage.code)
      return coverage.value.report
    }

    const report = await reported()
    const two = await reported(2)

    expect(report.thin.find(({ file }) => file === person.id)).toMatchObject({ eligible: 2, lost: { exclusion: 1 } })
    expect(report.thin.some(({ file }) => file === done[0])).toBe(false)
    expect(report.thinBy.exclusion).toBe(1)
    expect([report.readsDone, report.readsLeft, report.hoursPerReader]).toEqual([2, 6 * 3 - 2, (16 * 12) / 60 / 3])
    expect([two.readsLeft, two.hoursPerReader]).toEqual([10, (10 * 12) / 60 / 3])
    await world.line.world.operator.query('DELETE FROM app.staff_exclusion')
    await world.line.world.operator.query(`UPDATE app.application SET state = 'vetting' WHERE id = ANY ($1)`, [
      [person.id, ...done],
    ])
  })

  it('ASG-9 leaves out files on hold or restricted, and counts them from five on', async () => {
    await world.startAnew()
    const me = world.as('lead')
    const held = await world.line.manyInReview(5)
    const counted = async () => {
      const coverage = await world.plan.coverage.run(me)
      return coverage.ok ? [coverage.value.files, coverage.value.leftOut] : coverage
    }
    const flag = (file: string | undefined, kind: string) =>
      world.line.world.operator.query('INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, $2, $3)', [
        file,
        kind,
        me.accountId,
      ])

    for (const file of held.slice(1)) await flag(file, 'on_hold')
    const four = await counted()
    await flag(held[0], 'restricted')
    const five = await counted()

    expect([four, five]).toEqual([
      [5, null],
      [4, 5],
    ])
    const { files: proposed } = await proposalOf(await world.proposed())
    expect(proposed.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
  })
})

describe('a run', () => {
  it('ASG-9 says that its time was over, and deploys nothing', async () => {
    const hasty = await openPlanning(new Solver({ graceSeconds: -29.9999, idleSeconds: 1 }))
    for (let i = 0; i < 3; i += 1) await hasty.line.inReview()
    const before = await hasty.traces()

    const id = await hasty.proposed()

    const read = await hasty.plan.read.run(hasty.as('coordinator'), id)
    expect(read).toMatchObject({ ok: true, value: { state: 'failed', failure: 'time_limit', files: [] } })
    expect(await hasty.plan.deploy.run(hasty.as('coordinator'), id)).toEqual({ ok: false, code: 'stale' })
    expect(await hasty.traces()).toEqual(before)
    await hasty.end()
  }, 60_000)

  it('is one at a time, and says so when the process ended under it', async () => {
    await world.startAnew()
    const me = world.as('coordinator')
    const { operator } = world.line.world
    const id = await world.proposed()
    const computingUntil = (instant: string) =>
      operator.query(
        `UPDATE app.assignment_proposal SET state = 'computing', computing_until = app.now() + $2::interval WHERE id = $1`,
        [id, instant],
      )
    await computingUntil('1 minute')
    expect(await world.plan.propose.run(me, asked)).toEqual({ ok: false, code: 'being_computed' })
    expect((await proposalOf(id)).state).toBe('computing')

    await computingUntil('-1 second')
    expect(await proposalOf(id)).toMatchObject({ state: 'failed', failure: 'interrupted' })
    expect((await proposalOf(await world.proposed())).state).toBe('proposed')
  })

  it('says that readers cannot get the least they were promised', async () => {
    await world.startAnew()
    const settings = { languages: ['en'], least: 99, most: null, willing: true }
    await world.plan.reader.run(world.as('lead'), { accountId: account('reader-1'), version: 0 }, settings)

    expect(await proposalOf(await world.proposed())).toMatchObject({ state: 'failed', failure: 'least_out_of_reach' })
  })
})

describe('settings of a reader', () => {
  it('are kept over the version that was seen, and never over another', async () => {
    await world.startAnew()
    const me = world.as('coordinator')
    const seen = { accountId: account('reader-1'), version: 0 }
    const settings = { languages: ['fa'], least: 1, most: 4, willing: true }

    expect(await world.plan.reader.run(me, seen, { ...settings, least: 5 })).toEqual({
      ok: false,
      code: 'least_above_most',
    })
    expect(await world.plan.reader.run(me, seen, settings)).toEqual({ ok: true, value: null })
    expect(await world.plan.reader.run(me, seen, settings)).toEqual({ ok: false, code: 'stale' })
    expect(await world.plan.reader.run(me, { ...seen, version: 1 }, settings)).toEqual({ ok: true, value: null })
    expect(await world.plan.reader.read(me, seen.accountId)).toMatchObject({
      ok: true,
      value: { ...settings, version: 2 },
    })
    expect(await world.plan.reader.run(me, { accountId: account('board-1'), version: 0 }, settings)).toEqual(gone)
  })
})
