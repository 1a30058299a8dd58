import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MailWorld } from '#test/support/mail-world.js'
import { MailTrap } from '#test/support/smtp.js'
import { killRun } from './kill-run.js'

let world: MailWorld
let trap: MailTrap

beforeAll(async () => {
  world = await MailWorld.make()
  trap = await MailTrap.start()
})

afterAll(async () => {
  await trap.close()
  await world.drop()
})

describe('the worker', () => {
  it('loses no mail and sends none twice through 20 sudden deaths, and shows every unknown', async () => {
    const result = await killRun(world, trap, { mails: 100, kills: 20, seed: 7 })

    expect(result).toMatchObject({ kills: 20, lost: 0, doubled: 0 })
    expect(result.uncertain.byKill).toBeLessThanOrEqual(20)
    expect(result.uncertain.listed).toBe(result.uncertain.byKill + result.uncertain.byServer)
    expect(result.accepted).toBeGreaterThanOrEqual(60)
  }, 300_000)
})
