import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fullReview } from '#test/support/main-line.js'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning

beforeAll(async () => {
  world = await openPlanning()
}, 60_000)

afterAll(() => world.end())

const account = (login: string) => world.as(login).accountId
const toReader = (login: string) => ({ accountId: account(login), role: 'reviewer' }) as const
const query = <T>(text: string, values: readonly unknown[] = []) => world.line.world.operator.query<T>(text, values)
const numberOf = async (file: string): Promise<string> => {
  const [row] = await query<{ number: string }>('SELECT case_number AS number FROM app.application WHERE id = $1', [
    file,
  ])
  return row?.number ?? ''
}
/** The proposal of this id, and the line of one file in it. */
const lineOf = async (id: string, file: string) => {
  const read = await world.plan.read.run(world.as('coordinator'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value.files.find((one) => one.id === file)
}
const namedBy = (file: string, login: string) =>
  query(
    `WITH n AS (INSERT INTO app.nomination (id, edition_id, number, made_by, state, named_week)
       SELECT gen_random_uuid(), edition_id, 'N' || case_number, $2, 'used', app.today() FROM app.application WHERE id = $1 RETURNING id)
     UPDATE app.application SET nomination_id = n.id FROM n WHERE application.id = $1`,
    [file, account(login)],
  )

describe('who put a person forward', () => {
  it('CON-4 never reads their file: not by a proposal, not by a row, not by hand, whatever is pinned', async () => {
    const [file = ''] = await world.line.manyInReview(1)
    await namedBy(file, 'reader-1')
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'none', 'pinned', $2)`,
      [file, account('reader-1')],
    )

    const proposed = await lineOf(await world.proposed({ reads: 3 }), file)
    const pasted = await world.plan.paste.look(world.as('lead'), `${await numberOf(file)},reader-1`)
    const byHand = await world.line.door.assign.run(world.as('lead'), file, toReader('reader-1'))

    expect(proposed?.add).toEqual(['Reader 2', 'Reader 3'])
    expect(pasted).toEqual({ ok: true, value: { ok: false, errors: [{ row: 1, code: 'conflict' }] } })
    expect(byHand).toEqual({ ok: false, code: 'conflict' })
    expect(await world.readersOf(file)).toEqual([])
  })

  it('CON-4 who has read it all the same loses file, keys and score with the next proposal', async () => {
    await world.startAnew()
    const file = await world.line.inReview()
    await world.line.given(file, 'reader-1')
    await world.line.door.review.run(world.as('reader-1'), file, fullReview)
    await namedBy(file, 'reader-1')

    const id = await world.proposed({ reads: 1 })
    expect(await world.plan.deploy.run(world.as('lead'), id)).toEqual({ ok: true, value: null })

    const [review] = await query('SELECT state FROM app.review WHERE application_id = $1', [file])
    expect([review, (await world.readersOf(file)).includes('reader-1')]).toEqual([{ state: 'removed' }, false])
    expect(await world.wrappedTo(file)).toEqual(await world.readersOf(file))
  })
})
