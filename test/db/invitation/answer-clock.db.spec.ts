import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ExpireInvitations } from '#features/invitation/worker/expire-invitations.job.js'
import { RemindInvited } from '#features/invitation/worker/remind-invited.job.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { invitedPeople } from '#test/support/people/invited.js'
import { practiceWorld, type World } from '#test/support/world.js'

const dayMs = 86_400_000

let world: World
let time: TestClock
let registration: Sql
let staff: Sql
let expire: ExpireInvitations
let remind: RemindInvited
let release: Date

beforeAll(async () => {
  world = await practiceWorld()
  time = new TestClock(new Clock(), world.database)
  registration = world.sql('app_registration')
  staff = world.sql('app_staff')
  const worker = world.sql('app_worker')
  expire = new ExpireInvitations(worker)
  remind = new RemindInvited(worker)
  const [row] = await world.operator.query<{ today: Date }>(`SELECT app.today()::timestamp AT TIME ZONE 'UTC' AS today`)
  release = row?.today ?? new Date(0)
})

afterEach(async () => {
  await world.operator.query('DELETE FROM app.invitation_notice')
  await world.operator.query(`UPDATE app.invitation SET outcome = 'revoked' WHERE outcome IS NULL`)
  await time.reset()
})
afterAll(async () => await world.end())

/** Noon of the day so many days after the release; both jobs run twice, as a doorbell may ring twice. */
async function toDay(day: number): Promise<void> {
  await time.moveTo(new Date(release.getTime() + (day + 0.5) * dayMs))
  for (const job of [remind, expire, remind, expire]) await job.run()
}

const guest = async () => {
  const [invited] = await invitedPeople(world.operator, world.editionId, 1)
  if (!invited) throw new Error('nobody_invited')
  return invited
}

const awake = () => world.operator.query(`UPDATE app.session SET idle_until = 'infinity'`)

const act = async (token: Buffer, move: string) =>
  (await registration.one<{ code: string }>('SELECT code FROM app.own_move($1, $2)', [token, move]))?.code

const mails = (id: string, kind: string) =>
  world.operator.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM app.outbox WHERE application_id = $1 AND class = $2',
    [id, kind],
  )
const told = (id: string) =>
  world.operator.query('SELECT kind, role FROM app.staff_task WHERE application_id = $1', [id])
const stateOf = async (id: string) =>
  (await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [id]))[0]?.state

describe('the clock of an answer', () => {
  it('STA-12 reminds on day 3 and 6, tells the coordinator on day 7 and expires after day 10', async () => {
    const { id, token } = await guest()
    await toDay(2)
    expect(await mails(id, 'answer_reminder')).toEqual([{ count: 0 }])
    await toDay(3)
    expect(await mails(id, 'answer_reminder')).toEqual([{ count: 1 }])
    await toDay(6)
    expect(await mails(id, 'answer_reminder')).toEqual([{ count: 2 }])
    expect(await told(id)).toEqual([])
    await toDay(7)
    expect(await told(id)).toEqual([{ kind: 'invitation_unanswered', role: 'coordinator' }])
    await toDay(10)
    expect(await stateOf(id)).toBe('invited')
    await toDay(11)
    await awake()

    expect(await stateOf(id)).toBe('expired')
    expect(await mails(id, 'time_passed')).toEqual([{ count: 1 }])
    expect(await mails(id, 'answer_reminder')).toEqual([{ count: 2 }])
    expect(await act(token, 'confirm')).toBe('deadline_passed')
  })

  it('STA-12 takes a late yes between day 7 and day 10 and marks it; a second yes changes nothing', async () => {
    const { id, token } = await guest()
    await toDay(9)
    await awake()

    expect([await act(token, 'confirm'), await act(token, 'confirm')]).toEqual(['ok', 'noop'])

    expect(await world.operator.query('SELECT late FROM app.invitation WHERE application_id = $1', [id])).toEqual([
      { late: true },
    ])
    expect(await mails(id, 'place_confirmed')).toEqual([{ count: 1 }])
    await toDay(12)
    expect(await stateOf(id)).toBe('confirmed')
  })

  it('STA-13 lets a decliner confirm only after taking the answer back within 24 hours', async () => {
    const { id, token } = await guest()
    expect(await act(token, 'decline')).toBe('ok')
    expect(await act(token, 'confirm')).toBe('move_not_allowed')
    expect(await act(token, 'take_back')).toBe('ok')
    expect(await act(token, 'decline')).toBe('ok')

    await time.move(25 * 3_600_000)
    await awake()

    expect(await act(token, 'take_back')).toBe('deadline_passed')
    expect(await stateOf(id)).toBe('declined')
  })

  it('STA-13 lets a confirmed person save the travel form after the expiry day', async () => {
    const { token } = await guest()
    await act(token, 'confirm')
    await toDay(11)
    await awake()

    const saved = await registration.one<{ code: string }>(
      `SELECT code FROM app.own_identity_save($1, 0, true, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
      [token],
    )

    expect(saved?.code).toBe('ok')
  })

  it('STA-14 does not move the deadline when the file changes for any other reason', async () => {
    const { id } = await guest()
    const before = await world.operator.query(
      'SELECT deadline_at, expires_at FROM app.invitation WHERE application_id = $1',
      [id],
    )
    await toDay(5)
    await staff.query(`UPDATE app.application SET open_sections = '{profile}' WHERE id = $1`, [id])
    await staff.query(`SELECT app.invitation_reached($1, 'told')`, [id])

    expect(
      await world.operator.query('SELECT deadline_at, expires_at FROM app.invitation WHERE application_id = $1', [id]),
    ).toEqual(before)
  })

  it('STA-15 ends for everybody at 11:59:59 UTC of day 8, also across the clock change', async () => {
    const rows = await world.operator.query<{ ends: string }>(
      `SELECT to_char(app.day_over(d + 7) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS ends
       FROM unnest(ARRAY[date '2027-03-20', date '2027-03-25']) d`,
    )

    expect(rows.map((row) => row.ends)).toEqual(['2027-03-28 11:59:59', '2027-04-02 11:59:59'])
  })

  it('STA-18 never expires somebody who was not reached; told, five days run', async () => {
    const { id, token } = await guest()
    await world.operator.query(
      'UPDATE app.invitation SET reached_on = NULL, reached_how = NULL WHERE application_id = $1',
      [id],
    )
    await toDay(11)

    expect(await stateOf(id)).toBe('invited')
    expect(await told(id)).toEqual([{ kind: 'invitation_not_reached', role: 'coordinator' }])
    expect(await mails(id, 'answer_reminder')).toEqual([{ count: 0 }])

    await staff.query(`SELECT app.invitation_reached($1, 'told')`, [id])
    await toDay(16)
    expect(await stateOf(id)).toBe('invited')
    await toDay(17)
    await awake()
    expect(await stateOf(id)).toBe('expired')
    expect(await act(token, 'confirm')).toBe('deadline_passed')
  })

  it('STA-18 stands still after a bounce', async () => {
    const { id } = await guest()
    await staff.query('SELECT app.invitation_stop($1)', [id])
    await toDay(12)

    expect(await stateOf(id)).toBe('invited')
    expect(await told(id)).toEqual([{ kind: 'invitation_not_reached', role: 'coordinator' }])
  })
})

describe('an invitation nobody could deliver', () => {
  const unreached = async () => {
    const { id } = await guest()
    const sql = 'UPDATE app.invitation SET reached_on = NULL, reached_how = NULL WHERE application_id = $1'
    await world.operator.query(sql, [id])
    return id
  }
  const open = (id: string) =>
    world.operator.query(`SELECT kind, role FROM app.staff_task WHERE application_id = $1 AND state = 'open'`, [id])
  const mayEnd = async (id: string) => (await staff.one<{ is: boolean }>('SELECT app.is_unreached($1) AS is', [id]))?.is
  const task = [{ kind: 'invitation_unreached', role: 'coordinator' }]

  it('STA-18 comes before a coordinator on day 14, again a week after it was ticked off, and no more once reached', async () => {
    const id = await unreached()
    const seen = []
    for (const [day, meanwhile] of [
      [13, ''],
      [14, ''],
      [
        16,
        `UPDATE app.staff_task SET state = 'done', done_by = gen_random_uuid() WHERE application_id = $1 AND state = 'open'`,
      ],
      [22, ''],
      [23, ''],
      [24, `SELECT app.invitation_reached($1, 'told')`],
    ] as const) {
      await toDay(day)
      if (meanwhile) await world.operator.query(meanwhile, [id])
      if (meanwhile) await toDay(day)
      seen.push([day, await open(id), await mayEnd(id)])
    }

    expect(seen).toEqual([
      [13, [{ kind: 'invitation_not_reached', role: 'coordinator' }], false],
      [14, task, true],
      [16, [], true],
      [22, [], true],
      [23, task, true],
      [24, [], false],
    ])
  })

  it('STA-18 counts from a bounce where somebody was reached before, and from the end of a hold', async () => {
    const [bounced, held] = [(await guest()).id, await unreached()]
    const flag = `INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`
    await world.operator.query(flag, [held])
    await toDay(5)
    await staff.query('SELECT app.invitation_stop($1)', [bounced])
    await toDay(15)
    const onHold = [await open(held), await mayEnd(held)]
    await world.operator.query('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1', [held])
    const days = []
    for (const day of [18, 19, 28, 29]) {
      await toDay(day)
      days.push([day, await mayEnd(bounced), await mayEnd(held)])
    }

    expect(onHold).toEqual([[], false])
    expect(days).toEqual([
      [18, false, false],
      [19, true, false],
      [28, true, false],
      [29, true, true],
    ])
  })
})
