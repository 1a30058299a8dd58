import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { HoldFile } from '#features/application/staff/hold-file.js'
import { ExtendAnswer } from '#features/invitation/staff/extend-answer.js'
import { ReadAnswer } from '#features/invitation/staff/read-answer.js'
import { ExpireInvitations } from '#features/invitation/worker/expire-invitations.job.js'
import { RemindInvited } from '#features/invitation/worker/remind-invited.job.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { pressedFor } from '#test/support/people/in-turn.js'
import { type Invited, invitedPeople } from '#test/support/people/invited.js'

const hour = 3_600_000
const day = 24 * hour

let line: MainLine
let time: TestClock
let hold: HoldFile
let extend: ExtendAnswer
let read: ReadAnswer
let expire: ExpireInvitations
let remind: RemindInvited

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
  hold = new HoldFile(line.door.database, new Audit(line.door.database))
  extend = new ExtendAnswer(line.door.database)
  read = new ReadAnswer(line.door.database)
  const worker = line.world.sql('app_worker')
  expire = new ExpireInvitations(worker)
  remind = new RemindInvited(worker)
}, 30_000)
afterEach(() => time.reset())
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const reached = (id: string) => line.door.database.query(`SELECT app.invitation_reached($1, 'told')`, [id])

async function waiting(): Promise<string> {
  const id = await line.onBoard()
  await line.decided(id, 'release_waitlist', 'board-1', 'board-2')
  await line.release()
  return id
}

const hurried = (id: string) => pressedFor(line, id, 'express')

async function invited(): Promise<string> {
  const id = await line.onBoard()
  await line.decided(id, 'release_invite', 'board-1', 'board-2')
  await line.release()
  await reached(id)
  return id
}

async function answer(id: string) {
  const files = await line.door.pending.board(line.as('board-1'))
  const file = files.find((row) => row.file.id === id)?.file
  const seen = file ?? (await seenBy('coordinator', id))
  const open = await read.run(seen)
  if (!open) throw new Error('no_open_answer')
  return open
}

async function seenBy(login: string, id: string) {
  const opened = await line.door.open.run(line.as(login), id)
  if (!opened.ok) throw new Error(opened.code)
  return opened.value.file
}

describe('an express answer', () => {
  it('STA-15 WAIT-5 ends 48 to 49 hours after the promotion, on a whole hour, and passes on at that instant', async () => {
    const id = await waiting()
    const before = Date.now()
    expect(await hurried(id)).toBe('ok')

    const { deadlineAt, passesOnAt, isExpress } = await answer(id)
    const left = deadlineAt.getTime() - before
    expect([left >= 48 * hour, left <= 49 * hour + 60_000, deadlineAt.getTime() % hour]).toEqual([true, true, 0])
    expect([passesOnAt, isExpress]).toEqual([deadlineAt, true])
    await reached(id)
    await time.moveTo(new Date(deadlineAt.getTime() - 1000))
    await expire.run()
    expect((await line.now(id)).state).toBe('invited')
    await time.moveTo(deadlineAt)
    await expire.run()
    expect((await line.now(id)).state).toBe('expired')
  })

  it('STA-18 leaves 48 hours when the person is reached late', async () => {
    const id = await waiting()
    await hurried(id)
    await time.move(3 * day)
    await reached(id)

    const left = (await answer(id)).passesOnAt.getTime() - time.now().getTime()

    expect([left >= 48 * hour - 60_000, left <= 49 * hour]).toEqual([true, true])
  })
})

describe('a hold', () => {
  it('STA-18 stops the clock, outlasts being reached, and leaves five days when it is lifted', async () => {
    const id = await invited()
    await time.move(2 * day)
    await hold.run(line.as('security'), id, { act: 'set', reason: 'safety' })
    await time.move(10 * day)
    await reached(id)
    for (const job of [remind, expire]) await job.run()

    expect((await line.now(id)).state).toBe('invited')
    expect((await answer(id)).stoppedFor).toEqual(['on_hold'])
    expect(
      await sql(`SELECT kind FROM app.staff_task WHERE application_id = $1 AND kind LIKE 'invitation%'`, [id]),
    ).toEqual([])
    expect(await sql(`SELECT 1 FROM app.outbox WHERE application_id = $1 AND class = 'answer_reminder'`, [id])).toEqual(
      [],
    )

    await hold.run(line.as('security'), id, { act: 'lift' })
    const { stoppedFor, passesOnAt } = await answer(id)
    const [least] = await sql<{ at: Date }>('SELECT app.day_over(app.today() + 5) AS at')
    expect([stoppedFor, passesOnAt]).toEqual([[], least?.at])
  })

  it.each(['paused', 'duress'])('STA-18 has nobody chase a person who is held by themselves: %s', async (kind) => {
    const id = await invited()
    await sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
    await time.move(12 * day)
    for (const job of [remind, expire]) await job.run()

    expect((await line.now(id)).state).toBe('invited')
    expect(
      await sql(`SELECT kind FROM app.staff_task WHERE application_id = $1 AND kind LIKE 'invitation%'`, [id]),
    ).toEqual([])
  })

  it('STA-18 goes on standing for a notice that did not arrive when the hold is lifted', async () => {
    const id = await invited()
    await line.door.database.query('SELECT app.invitation_stop($1)', [id])
    await hold.run(line.as('security'), id, { act: 'set', reason: 'safety' })
    await hold.run(line.as('security'), id, { act: 'lift' })
    await time.move(12 * day)
    await expire.run()

    expect([(await line.now(id)).state, (await answer(id)).stoppedFor]).toEqual(['invited', ['notice']])
  })

  it('STA-18 is the same for a channel that is broken, until a person was told', async () => {
    const id = await invited()
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'contact_broken')`, [id])
    expect((await answer(id)).stoppedFor).toEqual(['contact_broken'])

    await reached(id)
    expect((await answer(id)).stoppedFor).toEqual([])
  })
})

describe('an answer that is open again', () => {
  /** Said no; what happened since, and the no taken back. */
  async function takenBack(before: () => Promise<unknown>, since: () => Promise<unknown>, who: Invited) {
    await before()
    await own(who, 'decline')
    await since()
    expect(await own(who, 'take_back')).toBe('ok')
    await sql(`UPDATE app.invitation SET expires_at = app.now() - interval '1 minute' WHERE application_id = $1`, [
      who.id,
    ])
    const [row] = await sql<{ for: string[] }>(
      'SELECT stopped_for AS for FROM app.invitation WHERE application_id = $1',
      [who.id],
    )
    const [end] = await sql<{ code: string }>(`SELECT code FROM app.application_move($1, 'expire', 'system')`, [who.id])
    return [row?.for, end?.code]
  }
  const own = async ({ token }: Invited, move: string) => {
    const [row] = await line.world
      .sql('app_registration')
      .query<{ code: string }>('SELECT code FROM app.own_move($1, $2)', [token, move])
    return row?.code
  }
  const flag = (kind: string) => (who: Invited) =>
    sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [who.id, kind])
  const lift = (who: Invited) => sql('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1', [who.id])
  const search = (who: Invited) =>
    line.door.database.query('SELECT app.code_case_open($1, $2)', [who.id, line.as('coordinator').accountId])
  const nothing = async () => {}

  it.each([
    ['frozen meanwhile', nothing, flag('duress'), [['duress'], 'not_reached']],
    ['paused meanwhile', nothing, flag('paused'), [['paused'], 'not_reached']],
    ['sought meanwhile', nothing, search, [['lost_code'], 'not_reached']],
    ['paused before and since', flag('paused'), nothing, [['paused'], 'not_reached']],
    ['paused before and no more', flag('paused'), lift, [[], 'ok']],
  ] as const)('STA-18 waits for what holds it now: %s', async (_, before, since, result) => {
    const [who] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    if (!who) throw new Error('nobody')

    expect(
      await takenBack(
        () => before(who),
        () => since(who),
        who,
      ),
    ).toEqual(result)
  })
})

describe('more time', () => {
  const ask = (login: string, id: string) => extend.run(line.as(login), id, { days: 3, reason: 'asked_by_person' })

  it('STA-14 is a row with its author and moves both ends; the last reminders come anew', async () => {
    const id = await invited()
    const before = await answer(id)
    await time.moveTo(new Date(before.deadlineAt.getTime() - hour))
    await remind.run()

    expect(await ask('coordinator', id)).toEqual({ ok: true, value: null })

    const after = await answer(id)
    const moved = [
      after.deadlineAt.getTime() - before.deadlineAt.getTime(),
      after.passesOnAt.getTime() - before.passesOnAt.getTime(),
    ]
    expect(moved).toEqual([3 * day, 3 * day])
    expect(after.extensions.map(({ author, days }) => ({ author, days }))).toEqual([{ author: 'Coordinator', days: 3 }])
    expect(
      await sql(
        `SELECT schedule FROM app.invitation_notice n JOIN app.invitation i ON i.id = n.invitation_id
      WHERE i.application_id = $1 ORDER BY 1`,
        [id],
      ),
    ).toEqual([{ schedule: 'd3' }])
    expect(
      await sql(`SELECT purpose FROM audit.entry WHERE object_id = $1 AND verb = 'invitation.extended'`, [id]),
    ).toEqual([{ purpose: 'asked_by_person' }])
  })

  it('STA-9 is refused while waitlisted, before the release and once the place passed on, and to everybody else', async () => {
    const [pending, listed, late, open] = [await line.onBoard(), await waiting(), await invited(), await invited()]
    await line.decided(pending, 'release_invite', 'board-1', 'board-2')
    const codes = [await ask('coordinator', listed), await ask('coordinator', pending), await ask('board-1', open)]
    const before = await answer(late)
    await time.moveTo(before.passesOnAt)
    codes.push(await ask('coordinator', late))
    await expire.run()
    codes.push(await ask('coordinator', late))

    expect(codes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
      'move_not_allowed',
      'move_not_allowed',
      'not_found',
      'deadline_passed',
      'deadline_passed',
    ])
    expect(
      await sql(
        'SELECT 1 FROM app.invitation_extension x JOIN app.invitation i ON i.id = x.invitation_id WHERE i.application_id = ANY ($1)',
        [[pending, listed, late, open]],
      ),
    ).toEqual([])
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE state = 'second_ok'`)
  })
})
