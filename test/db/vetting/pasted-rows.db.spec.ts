import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  files = []
  for (let i = 0; i < 4; i += 1) files.push(await world.line.inReview())
}, 60_000)

afterAll(() => world.end())

const readersNow = () => Promise.all(files.map((file) => world.readersOf(file)))
const wrapsNow = () => Promise.all(files.map((file) => world.wrappedTo(file)))

describe('pasted rows', () => {
  const numberOf = async (file: string): Promise<string> => {
    const rows = await world.line.world.operator.query<{ case_number: string }>(
      'SELECT case_number FROM app.application WHERE id = $1',
      [file],
    )
    return rows[0]?.case_number ?? ''
  }

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
