import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ExpireInvitations } from '#features/invitation/worker/expire-invitations.job.js'
import { FinishWaiting } from '#features/task/staff/finish-waiting.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople } from '#test/support/people/invited.js'

const day = 86_400_000

let line: MainLine
let time: TestClock
let expire: ExpireInvitations

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
  expire = new ExpireInvitations(line.world.sql('app_worker'))
}, 30_000)
afterEach(async () => {
  await time.reset()
  await sql(`UPDATE app.invitation SET outcome = 'revoked' WHERE outcome IS NULL`)
})
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const own = async ({ token }: Invited, act: string, values: readonly unknown[] = []) => {
  const [row] = await line.world.sql('app_registration').query<{ code: unknown }>(act, [token, ...values])
  return row?.code
}
const move = (who: Invited, name: string) => own(who, 'SELECT code FROM app.own_move($1, $2)', [name])
const guest = async (): Promise<Invited> => {
  const [who] = await invitedPeople(line.world.operator, line.world.editionId, 1)
  if (!who) throw new Error('nobody')
  return who
}
const stateOf = async ({ id }: Invited) => (await line.now(id)).state
const tasks = (who: Invited) =>
  sql<{ id: string; kind: string }>(
    `SELECT id, kind FROM app.staff_task WHERE application_id = $1 AND state = 'open' ORDER BY kind`,
    [who.id],
  )
const lateOf = async ({ id }: Invited) =>
  (await sql<{ late: boolean }>('SELECT late FROM app.invitation WHERE application_id = $1', [id]))[0]?.late
const expiredOn = async (days: number, who: Invited) => {
  await time.moveTo(new Date(Date.now() + days * day))
  await expire.run()
  return stateOf(who)
}

/** Somebody is to be told of a question as well, whatever becomes of the invitation. */
const unanswered = async ({ id }: Invited) => {
  const [row] = await sql<{ id: string }>(
    `WITH mail AS (INSERT INTO app.outbox (kind, class, application_id, subject_version)
       VALUES ('mail', 'question_waiting', $1, 3) RETURNING id)
     INSERT INTO app.staff_task (kind, role, outbox_id, application_id)
       SELECT 'tell_by_phone', 'coordinator', mail.id, $1 FROM mail RETURNING id`,
    [id],
  )
  return row?.id
}
const byTwo = async ({ id }: Invited, name: 'revoke_before_answer') => {
  const { version } = await line.now(id)
  const form = { move: name, reasonClass: 'our_mistake', version } as const
  const asked = await line.door.propose.run(line.as('board-1'), id, form)
  const agreed = asked.ok ? await line.door.second.run(line.as('board-2'), id, asked.value ?? '') : asked
  return agreed.ok ? 'ok' : agreed.code
}

describe('a confirmation that one coordinator takes back', () => {
  const unconfirmed = async () => {
    await time.reset()
    const who = await guest()
    await move(who, 'confirm')
    await time.move(20 * day)
    const { version } = await line.now(who.id)
    const step = { move: 'unconfirm', version, reason: 'set_by_mistake' } as const
    expect(await line.door.move.run(line.as('coordinator'), who.id, step)).toMatchObject({ ok: true })
    return who
  }

  it('STA-2 STA-18 takes no place from somebody whom nobody told: the clock stands, and a coordinator is to tell them', async () => {
    const who = await unconfirmed()

    expect((await tasks(who)).map(({ kind }) => kind)).toEqual(['tell_by_phone'])
    expect(await expiredOn(32, who)).toBe('invited')
    expect((await tasks(who)).map(({ kind }) => kind)).toEqual(['invitation_not_reached', 'tell_by_phone'])
  })

  it('STA-2 STA-18 runs five days from the day on which the person was told', async () => {
    const who = await unconfirmed()
    await time.moveTo(new Date(Date.now() + 40 * day))
    const [task] = await tasks(who)
    const finish = new FinishWaiting(line.door.database, new Audit(line.door.database))
    await finish.run(line.as('coordinator'), task?.id ?? '', { isTold: true })

    expect([await expiredOn(45, who), await expiredOn(47, who)]).toEqual(['invited', 'expired'])
  })

  it('STA-18 runs as long for somebody who was told, or who read it, on the same day', async () => {
    const [told, read] = [await unconfirmed(), await unconfirmed()]
    await sql(`INSERT INTO app.message (application_id, kind, subject_version) VALUES ($1, 'answer_waiting', 6)`, [
      read.id,
    ])
    const [message] = await sql<{ id: string }>('SELECT id FROM app.message WHERE application_id = $1 AND kind = $2', [
      read.id,
      'answer_waiting',
    ])
    await line.door.database.query(`SELECT app.invitation_reached($1, 'told')`, [told.id])
    await own(read, 'SELECT app.own_message_open($1, $2) AS code', [message?.id])

    await expiredOn(25, told)
    expect([await stateOf(told), await stateOf(read)]).toEqual(['invited', 'invited'])
    await expiredOn(27, told)
    expect([await stateOf(told), await stateOf(read)]).toEqual(['expired', 'expired'])
  })

  it.each([
    ['a yes', (who: Invited) => move(who, 'confirm')],
    ['a no', (who: Invited) => move(who, 'decline')],
    ['a withdrawal', (who: Invited) => move(who, 'withdraw')],
    ['the end of the invitation by two people', (who: Invited) => byTwo(who, 'revoke_before_answer')],
    [
      'an answer time that ran out',
      async (who: Invited) => {
        await line.door.database.query(`SELECT app.invitation_reached($1, 'told')`, [who.id])
        return (await expiredOn(40, who)) === 'expired' ? 'ok' : 'not_expired'
      },
    ],
  ] as const)('STA-2 asks nobody to tell that person any more after %s', async (_, end) => {
    const who = await unconfirmed()
    await expiredOn(32, who)
    const question = await unanswered(who)
    expect((await tasks(who)).length).toBe(3)

    expect(await end(who)).toBe('ok')

    expect((await tasks(who)).map(({ id }) => id)).toEqual([question])
  })

  it('STA-19 is told apart from a no the person takes back: that is their own act, and they know', async () => {
    const who = await guest()
    await move(who, 'decline')
    expect(await move(who, 'take_back')).toBe('ok')

    expect(await tasks(who)).toEqual([])
    expect(
      await sql('SELECT reached_how AS how, stopped_for AS for FROM app.invitation WHERE application_id = $1', [
        who.id,
      ]),
    ).toEqual([{ how: 'accepted', for: [] }])
  })
})

describe('an answer whose clock stands', () => {
  const flag = (kind: string) => (id: string) =>
    sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
  const notice = (id: string) => line.door.database.query('SELECT app.invitation_stop($1)', [id])
  const stops = {
    'on hold': flag('on_hold'),
    'a quiet signal': flag('duress'),
    'a pause': flag('paused'),
    'a channel that is broken': flag('contact_broken'),
    'a notice that bounced, is uncertain or waits as a phone task': notice,
    'a code that is lost': (id: string) =>
      line.door.database.query('SELECT app.code_case_open($1, $2)', [id, line.as('coordinator').accountId]),
  } as const

  describe.each(Object.entries(stops))('for %s', (_, stop) => {
    it.each(['confirm', 'decline'])('STA-18 takes an answer after the days it would have had: %s', async (answer) => {
      const who = await guest()
      await time.move(2 * day)
      await stop(who.id)
      expect(await expiredOn(12, who)).toBe('invited')
      await sql(`UPDATE app.session SET idle_until = 'infinity'`)

      expect(await move(who, answer)).toBe('ok')
      expect(await stateOf(who)).toBe(answer === 'confirm' ? 'confirmed' : 'declined')
      expect(await lateOf(who)).toBe(false)
    })
  })

  it('STA-12 is late where it stood still only after its days were over, and where it never stood', async () => {
    const [stood, ran] = [await guest(), await guest()]
    await time.moveTo(new Date(Date.now() + 9 * day))
    await flag('on_hold')(stood.id)
    await sql(`UPDATE app.session SET idle_until = 'infinity'`)

    expect([await move(stood, 'confirm'), await move(ran, 'confirm')]).toEqual(['ok', 'ok'])
    expect([await lateOf(stood), await lateOf(ran)]).toEqual([true, true])
  })

  it('STA-12 is over for the same person once it ran out', async () => {
    const who = await guest()
    await flag('paused')(who.id)
    await sql('UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1', [who.id])
    await time.moveTo(new Date(Date.now() + 12 * day))
    await sql(`UPDATE app.session SET idle_until = 'infinity'`)

    expect([await move(who, 'confirm'), await move(who, 'decline')]).toEqual(['deadline_passed', 'deadline_passed'])
    expect(await stateOf(who)).toBe('invited')
  })
})
