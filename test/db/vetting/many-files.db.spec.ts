import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { openPlanning, type Planning } from '#test/support/planning.js'

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

it('deploys three readers on each of 300 files within seconds', async () => {
  await world.startAnew()
  const many = await world.line.manyInReview(300)
  const id = await world.proposed({ reads: 3 })

  const began = performance.now()
  const answer = await world.plan.deploy.run(world.as('lead'), id)
  const seconds = (performance.now() - began) / 1000

  const all = ['reader-1', 'reader-2', 'reader-3']
  const wraps = await Promise.all(many.map((file) => world.wrappedTo(file)))
  expect([answer, wraps]).toEqual([{ ok: true, value: null }, many.map(() => all)])
  // Measured 0.3 s on two cores; one statement a pair would take ten times that.
  expect(seconds).toBeLessThan(5)
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
