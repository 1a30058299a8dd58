import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { TellStaff } from '#features/staff/worker/tell-staff.job.js'
import { FinishWaiting } from '#features/task/staff/finish-waiting.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { Audit } from '#platform/audit/audit.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'

let line: MainLine
let door: AccountDoor
let clock: TestClock
let job: TellStaff
const day = 86_400_000
const ofLife = ['files_to_return', 'keepers_few', 'key_ends', 'key_waits', 'paper_asked', 'role_ends']

beforeAll(async () => {
  line = await openMainLine()
  door = accountDoor(line)
  clock = new TestClock(door.clock, line.world.database)
  job = new TellStaff(line.world.sql('app_worker'), door.directory)
}, 30_000)
afterEach(() => clock.reset())
afterAll(() => line.world.end())

const rowsOf = async (login: string) => new ListWaiting(line.door.database).run(line.as(login))
/** Kinds of staff life on the list of this colleague, after the job has looked. */
const toldTo = async (login: string): Promise<string[]> => {
  await job.run()
  return (await rowsOf(login)).map(({ kind }) => kind).filter((kind) => ofLife.includes(kind))
}
const admin = async () => {
  await job.run()
  const rows = await new ListWaiting(line.door.database).run(await door.stepped('admin'))
  return rows.map(({ kind }) => kind)
}

describe('what waits in the life of the staff', () => {
  it('is told to who must act, once, and ends by itself: papers, keys, files, roles, keepers', async () => {
    const person = await door.admitted('vera')
    const id = await line.inReview()
    await door.assigned(id, person.accountId)
    await line.world.operator.query(`UPDATE app.staff_role SET ends_on = NULL WHERE account_id = $1`, [
      person.accountId,
    ])
    const quiet = [await admin(), await toldTo('coordinator'), await toldTo('reader-1')]

    await door.ask.run('vera', '192.0.2')
    await line.world.operator.query(
      `UPDATE app.staff_role SET ends_on = app.today() + 14 WHERE account_id = $1 AND role = 'board'`,
      [line.as('board-2').accountId],
    )
    const asked = [await admin(), await admin()]
    const who = await door.stepped('admin')
    await door.papers.renew(who, person.accountId)
    const anew = await door.firstSignIn(who, 'three other boats at dusk')
    const waits = [await toldTo('coordinator'), await toldTo('lead'), await toldTo('reader-1'), await admin()]
    await door.signs('coordinator', anew)
    await door.signs('lead', anew)
    const back = [await toldTo('coordinator'), await toldTo('lead')]
    await door.returns.run(await door.stepped('coordinator'), person.accountId)
    const over = await toldTo('coordinator')

    // Of care and finance the founder is the only keeper.
    expect(quiet).toEqual([['keepers_few'], [], []])
    expect(asked).toEqual([
      ['keepers_few', 'paper_asked', 'role_ends'],
      ['keepers_few', 'paper_asked', 'role_ends'],
    ])
    expect(waits).toEqual([['key_waits'], ['key_waits'], [], ['keepers_few', 'role_ends']])
    expect([back, over]).toEqual([[['files_to_return'], []], []])
  })

  it('is told thirty days before a key’s signatures end, and comes back a week after it was taken off', async () => {
    const until = Date.parse(door.directory.lastDayOf((await door.admitted('brief')).accountId) ?? '')
    await clock.moveTo(new Date(until - 31 * day))
    const before = await toldTo('lead')
    await clock.moveTo(new Date(until - 29 * day))
    const soon = await toldTo('lead')
    const [row] = await rowsOf('lead')
    const finish = new FinishWaiting(line.door.database, new Audit(line.door.database))
    await finish.run(line.as('lead'), row?.id ?? '', { isTold: false })
    const after = await toldTo('coordinator')
    await clock.moveTo(new Date(until - 21 * day))

    expect([before, soon, after, await toldTo('coordinator')]).toEqual([[], ['key_ends'], [], ['key_ends']])
  })
})

describe('a phase that is ahead', () => {
  it('is told to leads and admins while an act of it has no two people, and of no file; and ends by itself', async () => {
    const { operator, editionId } = line.world
    await operator.query(`DELETE FROM app.staff_task`)
    const id = await line.inVetting()
    const told = async () => {
      await job.run()
      const rows = await operator.query<{ line: string }>(
        `SELECT kind || ' ' || role || CASE WHEN application_id IS NULL THEN '' ELSE ' file' END AS line FROM app.staff_task
         WHERE kind LIKE 'phase%' AND state = 'open' AND edition_id = $1 ORDER BY 1`,
        [editionId],
      )
      return rows.map((row) => row.line)
    }
    const phase = (kind: string, startsIn: number) =>
      operator.query(
        `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'main', $2, app.today() + $3::integer)
         ON CONFLICT (edition_id, wave, kind) DO UPDATE SET starts_on = EXCLUDED.starts_on`,
        [editionId, kind, startsIn],
      )
    await phase('board', 10)
    const ready = await told()
    await line.door.conflict.run(line.as('lead-2'), id, 'family')
    const conflict = [await told(), await told()]
    const seen = await Promise.all(['lead', 'lead-2', 'coordinator', 'security'].map(rowsOf))
    await operator.query('DELETE FROM app.conflict_fact WHERE application_id = $1', [id])
    const over = await told()
    await operator.query('UPDATE app.staff_role SET ends_on = app.today() + 9 WHERE account_id = $1', [
      line.as('lead-2').accountId,
    ])
    const leaving = await told()
    await phase('board', 0)
    const begun = await told()
    await phase('travel', 20)

    const both = ['phase_unready vetting_lead', 'phase_unready_admin admin']
    expect([ready, ...conflict, over, leaving, begun]).toEqual([[], both, both, [], both, []])
    expect(seen.map((rows) => rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('phase')))).toEqual([
      ['phase_unready'],
      ['phase_unready'],
      [],
      [],
    ])
    // Of care and finance the founder is the only keeper.
    expect(await told()).toEqual(both)
  })
})

describe('a deputy', () => {
  it('is told by list and mail at noon of the working day after, of the kind and of no case, and no holder twice', async () => {
    const { operator, editionId } = line.world
    const [coordinator, deputy] = [line.as('coordinator').accountId, line.as('security').accountId]
    await operator.query(`UPDATE app.staff_task SET state = 'done', done_by = $1`, [deputy])
    await operator.query(`UPDATE app.staff_account SET zone = 'Asia/Tokyo', address = NULL`)
    await operator.query(`UPDATE app.staff_account SET address = 'deputy@example.org' WHERE id = $1`, [deputy])
    await operator.query(`UPDATE app.staff_role SET deputy_id = $2 WHERE account_id = $1 AND role = 'coordinator'`, [
      coordinator,
      deputy,
    ])
    const id = await line.inReview()
    // A Friday.
    await operator.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id, due_on) VALUES ($1, 'tell_by_phone', 'coordinator', $2, '2027-03-05')`,
      [editionId, id],
    )
    const digest = new DigestStaff(line.world.sql('app_worker'))
    const at = async (instant: string) => {
      await clock.moveTo(new Date(instant))
      await digest.run()
      const [mails] = await operator.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM app.outbox WHERE class = 'staff_digest' AND staff_account_id = $1`,
        [deputy],
      )
      const rows = await rowsOf('security')
      return [rows.map(({ kind, application_id: of }) => [kind, of]), mails?.n]
    }

    expect(await at('2027-03-08T02:55:00Z')).toEqual([[], 0]) // Monday 11:55 in Tokyo
    expect(await at('2027-03-08T03:05:00Z')).toEqual([[['tell_by_phone', null]], 1])
    const holders = [await rowsOf('coordinator'), await rowsOf('coordinator-2')]
    expect(holders.map((rows) => rows.map(({ application_id: of }) => of))).toEqual([[id], [id]])
    await operator.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'coordinator')`, [
      deputy,
      editionId,
    ])
    expect((await rowsOf('security')).map(({ application_id: of }) => of)).toEqual([id])
  })

  it('is told nothing of a file a conflict keeps from them', async () => {
    const { operator, editionId } = line.world
    const deputy = line.as('board-1')
    await operator.query(`UPDATE app.staff_role SET deputy_id = $2 WHERE account_id = $1 AND role = 'coordinator'`, [
      line.as('coordinator').accountId,
      deputy.accountId,
    ])
    const id = await line.inReview()
    await operator.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id, due_on) VALUES ($1, 'share_changes', 'coordinator', $2, '2020-03-05')`,
      [editionId, id],
    )
    const before = (await rowsOf('board-1')).filter(({ kind }) => kind === 'share_changes')
    await line.door.conflict.run(line.as('lead'), id, 'none')
    await operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'pinned', $2)`,
      [id, deputy.accountId],
    )

    expect(before).toHaveLength(1)
    expect((await rowsOf('board-1')).filter(({ kind }) => kind === 'share_changes')).toEqual([])
  })
})
