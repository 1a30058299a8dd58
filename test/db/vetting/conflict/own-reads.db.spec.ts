import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning

beforeAll(async () => {
  world = await openPlanning()
}, 60_000)

afterAll(() => world.end())

const account = (login: string) => world.as(login).accountId
const query = <T>(text: string, values: readonly unknown[] = []) => world.line.world.operator.query<T>(text, values)

describe('who assigns', () => {
  let file: string

  beforeAll(async () => {
    await query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'reviewer') ON CONFLICT DO NOTHING`,
      [account('coordinator'), world.line.world.editionId],
    )
    file = (await world.line.manyInReview(1))[0] ?? ''
  })

  it('gives themself no review by hand, by an opinion or by a pasted row', async () => {
    await world.startAnew()
    const yourself = { ok: false, code: 'about_yourself' }
    const accountId = account('coordinator')
    const lead = world.as('lead')
    const opinion = { accountId: lead.accountId, reviewId: file }

    expect([
      await world.line.door.assign.run(world.as('coordinator'), file, { accountId, role: 'reviewer' }),
      await world.line.door.askOpinion.run(lead, file, opinion),
      await world.plan.paste.look(world.as('coordinator'), `${await world.line.numberOf(file)},coordinator`),
    ]).toEqual([yourself, yourself, { ok: true, value: { ok: false, errors: [{ row: 1, code: 'about_yourself' }] } }])
    expect(await world.readersOf(file)).toEqual([])
  })

  it('deploys reads of their own only where another session has compared them, and the page says which are left out', async () => {
    await world.startAnew()
    const left = async (login: string, id: string) => {
      const read = await world.plan.read.run(world.as(login), id)
      return read.ok ? [read.value.ownLeft, read.value.added, read.value.incomplete.length] : read
    }
    const alone = await world.proposed({ reads: 4 })
    const before = [await left('coordinator', alone), await left('lead', alone)]
    const deployed = await world.plan.deploy.run(world.as('coordinator'), alone)
    const readers = await world.readersOf(file)
    const after = [await left('coordinator', alone), await left('lead', alone)]
    await world.startAnew()
    const looked = await world.proposed({ reads: 4 })
    await world.plan.compare.run(world.as('lead'), looked)
    const answered = [await left('coordinator', looked), await world.plan.deploy.run(world.as('coordinator'), looked)]

    expect(before).toEqual([
      [1, 3, 1],
      [0, 4, 0],
    ])
    expect([deployed, readers]).toEqual([{ ok: true, value: null }, ['reader-1', 'reader-2', 'reader-3']])
    expect(after).toEqual([
      [1, 3, 1],
      [1, 3, 1],
    ])
    expect(answered).toEqual([[0, 4, 0], { ok: true, value: null }])
    expect(await world.readersOf(file)).toEqual(['coordinator', 'reader-1', 'reader-2', 'reader-3'])
  })
})
