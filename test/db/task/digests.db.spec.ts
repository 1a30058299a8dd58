import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ListApprovals } from '#features/decision/staff/list-approvals.js'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let time: TestClock
let job: DigestStaff

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
  job = new DigestStaff(line.world.sql('app_worker'))
}, 30_000)
afterEach(() => time.reset())
afterAll(() => line.world.end())

describe('the staff digest', () => {
  it('goes once a working day from 08 of the colleague’s zone, and only where something waits', async () => {
    await line.world.operator.query(
      `UPDATE app.staff_account SET address = login || '@example.org', zone = 'Asia/Tokyo'`,
    )
    await line.world.operator.query(`INSERT INTO app.staff_task (kind, role) VALUES ('tell_by_phone', 'coordinator')`)
    const sent = () =>
      line.world.operator.query<{ login: string }>(
        `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
         WHERE o.class = 'staff_digest' ORDER BY a.login`,
      )

    await time.moveTo(new Date('2027-03-07T22:30:00Z')) // Monday 07:30 in Tokyo
    await job.run()
    expect(await sent()).toEqual([])
    await time.moveTo(new Date('2027-03-07T23:05:00Z')) // 08:05
    await Promise.all([job.run(), job.run()])
    expect((await sent()).map(({ login }) => login)).toContain('coordinator')
    expect((await sent()).map(({ login }) => login)).not.toContain('auditor')
    const count = (await sent()).length
    await time.moveTo(new Date('2027-03-08T06:00:00Z')) // the same working day
    await job.run()
    expect(await sent()).toHaveLength(count)
    await time.moveTo(new Date('2027-03-13T01:00:00Z')) // Saturday
    await job.run()
    expect(await sent()).toHaveLength(count)
  })
})

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
      await job.run()
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

describe('the digest', () => {
  it('goes to nobody for what their lists hide: a restricted file, a conflict, a review they owe', async () => {
    await time.reset()
    const [restricted, read] = [await line.inReview(), await line.inReview()]
    const [lead, other] = [line.as('lead').accountId, line.as('lead-2').accountId]
    const { editionId } = line.world
    await line.world.operator.query(
      `UPDATE app.staff_task SET state = 'done'; UPDATE app.staff_account SET address = login || '@example.org', zone = 'Asia/Tokyo'`,
    )
    await line.world.operator.query(`UPDATE app.application SET state = 'confirmed' WHERE id = $1`, [restricted])
    await line.world.operator.query(
      `WITH p AS (INSERT INTO app.participation (edition_id, application_id) VALUES ($2, $1) RETURNING id)
       INSERT INTO app.visa_case (participation_id, waiting_for, waiting_since) SELECT id, 'identity_form', app.today() FROM p`,
      [restricted, editionId],
    )
    await line.world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [
      restricted,
    ])
    await line.world.operator.query(
      `INSERT INTO app.staff_task (kind, role, application_id)
       VALUES ('late_invitation', 'board', $1), ('third_reader_needed', 'vetting_lead', $2)`,
      [restricted, read],
    )
    await line.world.operator.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'reviewer', '{}', $2)`,
      [read, lead],
    )
    await line.world.operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [read, other],
    )
    const sent = async (day: string) => {
      await time.moveTo(new Date(day))
      await new DigestStaff(line.world.sql('app_worker')).run()
      const rows = await line.world.operator.query<{ login: string }>(
        `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
         WHERE o.class = 'staff_digest' AND o.subject_version = app.day_number($1) AND a.login NOT LIKE 'reader-%' ORDER BY a.login`,
        [day.slice(0, 10)],
      )
      return rows.map(({ login }) => login)
    }

    const hidden = await sent('2027-03-10T01:00:00Z')
    await line.world.operator.query(
      `UPDATE app.flag SET lifted_on = app.today(); UPDATE app.assignment SET ended_on = app.today(); DELETE FROM app.conflict_fact`,
    )
    const open = await sent('2027-03-11T01:00:00Z')

    expect([hidden, open]).toEqual([[], ['board-1', 'board-2', 'desk', 'lead', 'lead-2']])
  })
})

describe('an act that waits for a second person', () => {
  const sql = <T>(text: string, values: unknown[] = []) => line.world.operator.query<T>(text, values)
  const mailed = async () => {
    const rows = await sql<{ login: string }>(
      `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
       WHERE o.class = 'second_asked' AND o.state = 'queued' ORDER BY a.login`,
    )
    await sql(`UPDATE app.outbox SET state = 'accepted' WHERE class = 'second_asked'`)
    return rows.map(({ login }) => login)
  }
  /** Whom the view tells, and whom their own page shows it: the same people. */
  const told = async (id: string) => {
    const rows = await sql<{ login: string }>(
      'SELECT a.login FROM app.told_second t JOIN app.staff_account a ON a.id = t.account_id WHERE t.id = $1 ORDER BY a.login',
      [id],
    )
    const list = new ListApprovals(line.door.database, line.door.pending)
    const shown: string[] = []
    for (const { login } of await sql<{ login: string }>(
      `SELECT login FROM app.staff_account WHERE login <> 'admin' ORDER BY login`,
    )) {
      if (login === 'founder') continue
      const { waiting, decisions } = await list.run(line.as(login))
      if (waiting.some((row) => row.id === id) || decisions.some(({ decision }) => decision.id === id))
        shown.push(login)
    }
    return { view: rows.map(({ login }) => login).filter((login) => login !== 'founder'), shown }
  }
  const both = (logins: readonly string[]) => ({ view: logins, shown: logins })
  const propose = async (id: string, move: 'reopen' | 'not_eligible') => {
    const form = { move, reasonClass: 'new_facts', version: (await line.now(id)).version }
    const outcome = await line.door.propose.run(line.as('coordinator'), id, form)
    if (!outcome.ok || !outcome.value) throw new Error(JSON.stringify(outcome))
    return outcome.value
  }
  const rejected = async () => {
    const id = await line.applied()
    await sql(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [id])
    return id
  }

  it('is told at once to those who may be it, by one neutral mail each, and counts in the daily mail', async () => {
    await time.reset()
    await sql(
      `UPDATE app.staff_task SET state = 'done'; UPDATE app.staff_account SET address = login || '@example.org', zone = 'Asia/Tokyo'`,
    )
    const [first, second] = [await rejected(), await rejected()]
    await mailed()

    const id = await propose(first, 'reopen')
    await propose(second, 'reopen')
    const [row] = await sql(
      `SELECT o.application_id, o.participation_id, o.kind FROM app.outbox o WHERE o.class = 'second_asked' AND o.state = 'queued' LIMIT 1`,
    )

    expect(row).toEqual({ application_id: null, participation_id: null, kind: 'mail' })
    expect((await mailed()).filter((login) => login !== 'founder')).toEqual(['coordinator-2'])
    expect(await told(id)).toEqual(both(['coordinator-2']))
    await time.moveTo(new Date('2027-03-16T01:00:00Z'))
    await job.run()
    const digest = await sql<{ login: string }>(
      `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
       WHERE o.class = 'staff_digest' AND o.subject_version = app.day_number('2027-03-16') AND a.login LIKE 'coordinator%'`,
    )
    expect(digest.map(({ login }) => login)).toEqual(['coordinator-2'])
  })

  it('is told to nobody from whom the file is kept: a conflict, a restriction, a review they owe', async () => {
    const [conflicted, restricted, owed] = [await rejected(), await rejected(), await rejected()]
    const { accountId } = line.as('coordinator-2')
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [conflicted, accountId],
    )
    await sql(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'reviewer', '{}', $2)`,
      [owed, accountId],
    )
    const ids = [
      await propose(conflicted, 'reopen'),
      await propose(restricted, 'reopen'),
      await propose(owed, 'reopen'),
    ]
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [restricted])

    expect(await Promise.all(ids.map(told))).toEqual([both([]), both([]), both([])])
  })
})
