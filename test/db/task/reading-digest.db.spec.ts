import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let time: TestClock

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
}, 30_000)
afterAll(() => line.world.end())

describe('the digest of a reader', () => {
  it('goes at 08 of a working day while a file is unread, and neither for what is read nor for what was given back', async () => {
    const ids = [await line.inReview(), await line.inReview(), await line.inReview()]
    const [unread = '', read = '', back = ''] = ids
    for (const id of ids) await line.given(id, 'reader-1')
    await line.given(unread, 'reader-2')
    await line.reviewed('reader-2', unread)
    await line.given(back, 'reader-3')
    await line.reviewed('reader-1', read)
    await line.door.abstain.run(line.as('reader-3'), back)
    await line.world.operator.query(
      `UPDATE app.staff_task SET state = 'done'; UPDATE app.staff_account SET address = login || '@example.org', zone = 'Asia/Tokyo'`,
    )
    const sent = async () => {
      await new DigestStaff(line.world.sql('app_worker')).run()
      const rows = await line.world.operator.query<{ login: string }>(
        `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
         WHERE o.class = 'staff_digest' AND a.login LIKE 'reader-%' ORDER BY o.subject_version, a.login`,
      )
      return rows.map(({ login }) => login)
    }

    await time.moveTo(new Date('2027-03-07T22:30:00Z')) // Monday 07:30 in Tokyo
    expect(await sent()).toEqual([])
    await time.moveTo(new Date('2027-03-07T23:05:00Z')) // 08:05
    expect([await sent(), await sent()]).toEqual([['reader-1'], ['reader-1']])
    await line.door.abstain.run(line.as('reader-1'), back)
    await line.reviewed('reader-1', unread)
    await time.moveTo(new Date('2027-03-08T23:05:00Z'))
    expect(await sent()).toEqual(['reader-1'])
  })
})
