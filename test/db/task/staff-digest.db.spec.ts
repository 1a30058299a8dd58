import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let time: TestClock
let worker: Sql

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'auditor'].includes(login)))
  time = new TestClock(new Clock(), world.database)
  worker = world.sql('app_worker')
})
afterAll(async () => await world.end())

describe('the staff digest', () => {
  it('goes once a working day from 08 of the colleague’s zone, and only where something waits', async () => {
    await world.operator.query(`UPDATE app.staff_account SET address = login || '@example.org', zone = 'Asia/Tokyo'`)
    await world.operator.query(`INSERT INTO app.staff_task (kind, role) VALUES ('tell_by_phone', 'coordinator')`)
    const digest = () => new DigestStaff(worker).run()
    const sent = () =>
      world.operator.query<{ login: string }>(
        `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
         WHERE o.class = 'staff_digest' ORDER BY a.login`,
      )

    await time.moveTo(new Date('2027-03-07T22:30:00Z')) // Monday 07:30 in Tokyo
    await digest()
    expect(await sent()).toEqual([])
    await time.moveTo(new Date('2027-03-07T23:05:00Z')) // 08:05
    await Promise.all([digest(), digest()])
    expect((await sent()).map(({ login }) => login)).toContain('coordinator')
    expect((await sent()).map(({ login }) => login)).not.toContain('auditor')
    const count = (await sent()).length
    await time.moveTo(new Date('2027-03-08T06:00:00Z')) // the same working day
    await digest()
    expect(await sent()).toHaveLength(count)
    await time.moveTo(new Date('2027-03-13T01:00:00Z')) // Saturday
    await digest()
    expect(await sent()).toHaveLength(count)
  })
})
