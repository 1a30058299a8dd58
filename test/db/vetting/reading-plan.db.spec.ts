import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fullReview } from '#test/support/main-line.js'
import { writtenAgain } from '#test/support/people/written-again.js'
import { asked, openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  files = await world.line.manyInReview(4)
}, 60_000)

afterAll(() => world.end())

const proposalOf = async (id: string) => {
  const read = await world.plan.read.run(world.as('coordinator'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value
}
const account = (login: string) => world.as(login).accountId

describe('a proposal made while readers read', () => {
  it('leaves a draft with who writes it, and is no more what it was once one is begun of what it gives up', async () => {
    await world.startAnew()
    const me = world.as('reader-1')
    const rows = (await Promise.all(files.map(world.line.numberOf))).map((number) => `${number},reader-1`)
    await world.plan.paste.run(world.as('coordinator'), rows.join('\n'))
    for (const file of files) await world.line.door.conflict.run(me, file, 'none')
    const begin = (file = '') => world.line.door.review.run(me, file, { ...fullReview, submit: false })
    await begin(files[0])
    const removed: boolean[] = []
    for (const seed of [1, 2, 3, 4]) {
      const { files: lines } = await proposalOf(await world.proposed({ seed, mode: 'adjust', reads: 1 }))
      removed.push(lines.some((line) => line.id === files[0] && line.remove.length > 0))
    }
    const id = await world.proposed({ mode: 'adjust', reads: 1 })
    const given = (await proposalOf(id)).files.filter(({ remove }) => remove.length > 0)
    await begin(given[0]?.id)

    expect([removed, given.length]).toEqual([[false, false, false, false], 2])
    expect(await world.plan.deploy.run(world.as('lead'), id)).toEqual({ ok: false, code: 'stale' })
    expect(await Promise.all(files.map((file) => world.readersOf(file)))).toEqual(files.map(() => ['reader-1']))
  })

  it('counts the review of a reader who has the file no more, and asks nobody to read it again', async () => {
    await world.startAnew()
    const [file = ''] = await world.line.manyInReview(1)
    for (const login of ['reader-1', 'reader-2']) {
      await world.line.given(file, login)
      await world.line.reviewed(login, file)
    }
    await world.line.world.operator.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'removed' WHERE application_id = $1 AND account_id = $2`,
      [file, account('reader-1')],
    )
    const lineOf = async (reads: number) => {
      const { files: lines, incomplete } = await proposalOf(await world.proposed({ reads }))
      return [lines.find(({ id }) => id === file)?.add, incomplete.map(({ id }) => id)]
    }
    const enough = await lineOf(2)
    const third = await lineOf(3)
    const number = await writtenAgain(world.line.world, file)
    await world.line.door.confirm.run(world.as('reader-2'), file, number)

    expect([enough, third]).toEqual([
      [[], []],
      [['Reader 3'], []],
    ])
    // Nobody can let it stand any more; its author may read the file once again.
    expect((await lineOf(2))[0]).toHaveLength(1)
    await world.line.world.operator.query(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [file])
  })
})

describe('what a proposal takes a read for', () => {
  const operator = <T>(text: string, values: unknown[]) => world.line.world.operator.query<T>(text, values)
  const inProposal = async (file: string, settings: Parameters<typeof world.proposed>[0], login = 'coordinator') => {
    const read = await world.plan.read.run(world.as(login), await world.proposed(settings))
    return read.ok ? read.value.files.find(({ id }) => id === file) : read
  }
  const allTo = async (login: string) => {
    const rows = (await Promise.all(files.map(world.line.numberOf))).map((number) => `${number},${login}`)
    await world.plan.paste.run(world.as('lead'), rows.join('\n'))
    for (const file of files) await world.line.door.conflict.run(world.as(login), file, 'none')
  }
  /** The coordinator has to read it themselves. */
  const owed = (file: string) =>
    operator(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'reviewer', '{}', $2)`,
      [file, account('coordinator')],
    )

  it('ASG-4 is the file of who abstained and was given it again: nobody they are kept apart from gets it', async () => {
    await world.startAnew()
    const [file = ''] = files
    await world.line.given(file, 'reader-1')
    await world.line.door.abstain.run(world.as('reader-1'), file)
    await world.line.given(file, 'reader-1')
    await world.plan.pairs.add(world.as('lead'), [account('reader-1'), account('reader-2')])

    const line = await inProposal(file, { reads: 3 })
    const rows = await world.plan.paste.look(world.as('lead'), `${await world.line.numberOf(file)},reader-2`)
    const coverage = await world.plan.coverage.run(world.as('lead'))

    expect(line).toMatchObject({ keep: ['Reader 1'], add: ['Reader 3'], remove: [] })
    expect(rows).toEqual({ ok: true, value: { ok: false, errors: [{ row: 1, code: 'kept_apart' }] } })
    expect(coverage.ok && coverage.value.readers.map(({ login, load }) => [login, load])).toEqual([
      ['reader-1', 1],
      ['reader-2', 0],
      ['reader-3', 0],
    ])
  })

  it('stays with who agrees with a review, and with who disagrees and owes one', async () => {
    await world.startAnew()
    const { door } = world.line
    for (const [i, file] of files.slice(0, 2).entries()) {
      await world.line.given(file, 'reader-1')
      await world.line.reviewed('reader-1', file)
      const [review] = await operator<{ id: string }>('SELECT id FROM app.review WHERE application_id = $1', [file])
      const to = { accountId: account('reader-2'), reviewId: review?.id ?? '' }
      await door.askOpinion.run(world.as('lead'), file, to)
      await door.conflict.run(world.as('reader-2'), file, 'none')
      const opinion = i === 0 ? 'agree' : 'disagree'
      const given = await door.giveOpinion.run(world.as('reader-2'), file, { opinion, version: 1 })
      expect(given).toEqual({ ok: true, value: null })
    }
    for (const file of files.slice(2)) await world.line.given(file, 'reader-2')

    const moved = new Set<string>()
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { files: lines } = await proposalOf(await world.proposed({ seed, mode: 'adjust' }))
      for (const { id, remove } of lines) if (remove.length > 0) moved.add(id)
    }
    const coverage = await world.plan.coverage.run(world.as('lead'))

    expect([...files.slice(0, 2).map((file) => moved.has(file)), moved.size > 0]).toEqual([false, false, true])
    expect(coverage.ok && coverage.value.report.readsDone).toBe(3)
  })

  it('V2 tells a planner who has it to read of no review, by what is added or by who is never moved', async () => {
    await world.startAnew()
    const [file = ''] = files
    const to = { accountId: account('reader-1'), role: 'reviewer' } as const
    await owed(file)
    const told: unknown[] = []
    for (const isReviewed of [false, true]) {
      await world.line.given(file, 'reader-1')
      if (isReviewed) await world.line.reviewed('reader-1', file)
      await world.line.door.assign.end(world.as('lead'), file, to)
      told.push(await inProposal(file, {}))
    }
    const rows = await world.plan.paste.look(world.as('coordinator'), `${await world.line.numberOf(file)},reader-1`)
    const id = await world.proposed()
    const asLead = await world.plan.propose.run(world.as('lead'), { ...asked, seed: 3 })
    await world.plan.propose.settled()
    const others = asLead.ok && (await proposalOf(asLead.value)).files.map((line) => line.id)

    expect(told[0]).toMatchObject({ add: ['Reader 2', 'Reader 3'] })
    expect([told[1], rows]).toEqual([
      told[0],
      { ok: true, value: { ok: false, errors: [{ row: 1, code: 'refused' }] } },
    ])
    expect(others).toEqual((await proposalOf(id)).files.map((line) => line.id).filter((one) => one !== file))
    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: true, value: null })

    await world.startAnew()
    await allTo('reader-1')
    await owed(file)
    const moved = new Set<string>()
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { files: lines } = await proposalOf(await world.proposed({ seed, mode: 'adjust' }))
      for (const { id: one, remove } of lines) if (remove.length > 0) moved.add(one)
    }
    expect([moved.has(file), moved.size > 0]).toEqual([false, true])
  })
})

describe('the plan', () => {
  it('says of each reader what is done, owed, begun and out of date, and V2 nothing of a file one has to read', async () => {
    await world.startAnew()
    const { line } = world
    const [done = '', stale = '', begun = '', fresh = '', own = ''] = await line.manyInReview(5)
    for (const file of [done, stale, begun, fresh, own]) await line.given(file, 'reader-1')
    for (const file of [done, stale, own]) await line.reviewed('reader-1', file)
    await writtenAgain(line.world, stale)
    await line.world.operator.query(`UPDATE app.application SET state = 'board' WHERE id = ANY ($1)`, [[done, stale]])
    await line.door.review.run(line.as('reader-1'), begun, { ...fullReview, submit: false })
    const progress = async () => {
      const coverage = await world.plan.coverage.run(world.as('coordinator'))
      if (!coverage.ok) throw new Error(coverage.code)
      const { readers, report } = coverage.value
      return [report.readsDone, readers.find(({ login }) => login === 'reader-1')?.progress]
    }
    const before = await progress()
    await line.world.operator.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'reviewer', '{}', $2)`,
      [own, account('coordinator')],
    )

    expect(before).toEqual([1, { done: 2, owed: 3, begun: 1, stale: 1 }])
    expect(await progress()).toEqual([0, { done: 1, owed: 3, begun: 1, stale: 1 }])
    await line.world.operator.query(`UPDATE app.application SET state = 'rejected' WHERE id = ANY ($1)`, [
      [done, stale, begun, fresh, own],
    ])
  })
})
