import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { type Target, targetOn } from './fuzz/run.js'

const requests = 2000
let world: World
let registration: Registration
let target: Target

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  target = await targetOn(world, registration)
}, 30_000)

afterAll(async () => {
  await target.stop()
  await registration.close()
  await world.end()
})

describe('the public app under unfit requests', () => {
  it(`answers ${requests} of them calmly, in every state and on every route, and writes none of it down`, async () => {
    const { failed, slow, injections, leaks, untouched, isAlive, peakMib, statuses } = await target.storm({
      requests,
      seed: 20_261_125,
    })

    expect({ failed, slow, injections, leaks, untouched, isAlive }).toEqual({
      failed: [],
      slow: [],
      injections: [],
      leaks: [],
      untouched: [],
      isAlive: true,
    })
    expect(peakMib).toBeLessThan(512)
    // Not turned away at the gate: what is behind it was reached and answered.
    expect((statuses[200] ?? 0) + (statuses[303] ?? 0)).toBeGreaterThan(requests / 10)
  }, 300_000)

  it('would be seen to fail', async () => {
    await world.operator.query('ALTER FUNCTION app.own_session(bytea, boolean) RENAME TO own_session_lost')
    const storming = target.storm({ requests: 64, seed: 1 })
    await Promise.allSettled([storming])
    await world.operator.query('ALTER FUNCTION app.own_session_lost(bytea, boolean) RENAME TO own_session')
    const { failed, statuses } = await storming

    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBe(statuses[500])
    expect(failed[0]).toMatch(/^500 \w+ \w+ \/\S* \w+, seed 1 number \d+$/)
  }, 120_000)
})
