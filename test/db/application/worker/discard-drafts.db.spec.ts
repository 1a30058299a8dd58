import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DiscardDrafts } from '#features/application/worker/discard-drafts.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World

beforeAll(async () => {
  world = await practiceWorld()
})
afterAll(async () => await world.end())

describe('drafts nobody sent', () => {
  it('are kept through their last day and erased after it, code and all; rung twice, once', async () => {
    const registration = world.sql('app_registration')
    const begun = await registration.one<{ application_id: string; keep_until: string }>(
      'SELECT application_id, keep_until::text FROM app.begin_application($1, $2, $3, $4, $5, $6)',
      [world.editionId, randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(60), null],
    )
    const state = async () =>
      (
        await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [
          begun?.application_id,
        ])
      )[0]
    const time = new TestClock(new Clock(), world.database)
    const discard = new DiscardDrafts(world.sql('app_worker'))

    await time.moveTo(new Date(`${begun?.keep_until}T23:00:00Z`))
    await discard.run()
    expect(await state()).toEqual({ state: 'draft' })
    await time.move(2 * 3_600_000)
    await Promise.all([discard.run(), discard.run()])

    expect(await state()).toEqual({ state: 'erased' })
    expect(
      await world.operator.query('SELECT 1 FROM app.access WHERE application_id = $1', [begun?.application_id]),
    ).toEqual([])
    expect(
      await world.operator.query('SELECT move FROM app.history WHERE application_id = $1', [begun?.application_id]),
    ).toEqual([{ move: 'discard' }])
  })
})
