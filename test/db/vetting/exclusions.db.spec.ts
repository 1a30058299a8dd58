import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { openPlanning } from '#test/support/planning.js'

let world: Awaited<ReturnType<typeof openPlanning>>
let on: ReturnType<typeof conflictsOn>
let file: string
let number: string

beforeAll(async () => {
  world = await openPlanning()
  on = conflictsOn(world.line)
  file = (await sender(world.line.world, 'Far')).id
  await world.line.move('coordinator', file, 'open_screening')
  await world.line.move('coordinator', file, 'pass')
  number = (await on.fileFor('coordinator', file)).caseNumber
  await exclude('reader-1')
}, 60_000)

afterAll(() => world.end())

const exclude = (login: string) =>
  on.exclusions.add(world.line.as('lead'), { accountId: world.line.as(login).accountId, country: 'UG' })
const readersNow = async () =>
  (
    await on.query<{ login: string }>(
      `SELECT a.login FROM app.assignment s JOIN app.staff_account a ON a.id = s.account_id
       WHERE s.application_id = $1 AND s.ended_on IS NULL ORDER BY 1`,
      [file],
    )
  ).map(({ login }) => login)

describe('an excluded country, where many files are assigned', () => {
  it('keeps a pasted row out, and a proposal from naming the reader', async () => {
    const pasted = await world.plan.paste.run(world.as('coordinator'), `${number},reader-1`)
    const id = await world.proposed()
    const deployed = await world.plan.deploy.run(world.as('coordinator'), id)

    expect(pasted).toEqual({ ok: false, code: 'country_excluded' })
    expect([deployed, await readersNow()]).toEqual([{ ok: true, value: null }, ['reader-2', 'reader-3']])
    expect(await on.wraps(file, 'reader-1')).toBe(0)
  })

  it('stops the deployment of a proposal that is older than the exclusion', async () => {
    for (const login of ['reader-2', 'reader-3']) {
      await world.line.door.assign.end(world.line.as('coordinator'), file, world.line.as(login).accountId)
    }
    await on.query('DELETE FROM app.assignment_refusal')
    const id = await world.proposed()
    await exclude('reader-3')

    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: false, code: 'country_excluded' })
    expect([await readersNow(), await on.wraps(file, 'reader-3')]).toEqual([[], 0])
  })
})
