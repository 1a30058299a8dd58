import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { MoveOn } from '#features/application/worker/move-on.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { pressedFor } from '#test/support/people/in-turn.js'

let line: MainLine
let time: TestClock
let clockMoves: MoveOn

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
  clockMoves = new MoveOn(line.world.sql('app_worker'))
}, 30_000)
afterEach(async () => {
  await time.reset()
  await line.world.operator.query('DELETE FROM app.phase')
})
afterAll(() => line.world.end())

const hour = 3_600_000
const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const withdraw = (id: string) => sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [id])
const alone = async (login: string, id: string, move: Parameters<MainLine['door']['move']['run']>[2]['move']) =>
  line.door.move.run(line.as(login), id, { move, version: (await line.now(id)).version })

const inTurn = (id: string) => pressedFor(line, id, '')

/** Puts forward and agrees; answers the code of whoever was refused, or the new state. */
async function two(id: string, move: ApplicationMove, people: readonly [string, string], reason = 'other') {
  const [first, second] = people
  // Undoing follows the code word.
  const word = 'INSERT INTO app.word_check (application_id, account_id) VALUES ($1, $2)'
  if (move === 'undo_withdraw') await sql(word, [id, line.as(first).accountId])
  const form = { move, reasonClass: reason, version: (await line.now(id)).version }
  const proposed = await line.door.propose.run(line.as(first), id, form)
  if (!proposed.ok || !proposed.value) return proposed.ok ? 'none' : proposed.code
  const agreed = await line.door.second.run(line.as(second), id, proposed.value)
  return agreed.ok ? (await line.now(id)).state : agreed.code
}
const coordinators = ['coordinator', 'coordinator-2'] as const
const boards = ['board-1', 'board-2'] as const

async function waiting(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) {
    const id = await line.onBoard()
    await line.decided(id, 'release_waitlist', ...boards)
    ids.push(id)
  }
  await line.release()
  return ids
}

async function invited(): Promise<string> {
  const id = await line.onBoard()
  await line.decided(id, 'release_invite', ...boards)
  await line.release()
  return id
}

describe('the waitlist', () => {
  it('STA-21 one coordinator promotes whose turn it is, in the order the board put people forward', async () => {
    const [first = '', held = '', third = ''] = await waiting(3)
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held])
    const before = await line.traces(third)

    expect(await inTurn(third)).toBe('second_person_missing')
    expect(await line.traces(third)).toEqual(before)
    expect([await inTurn(first), await inTurn(held), await inTurn(third)]).toEqual(['ok', 'held', 'ok'])
    expect([await line.now(first), await line.now(third)]).toMatchObject([{ state: 'invited' }, { state: 'invited' }])
  })

  it('STA-21 anybody out of turn takes two people', async () => {
    const [, second = ''] = await waiting(2)

    expect(await two(second, 'promote_other', ['coordinator', 'coordinator'])).toBe('second_person_missing')
    expect(await two(second, 'promote_other', coordinators)).toBe('invited')
  })

  it('puts a person whose time passed at the end', async () => {
    const [[earlier = ''], late] = [await waiting(1), await invited()]
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [late])
    await sql(`UPDATE app.invitation SET outcome = 'expired' WHERE application_id = $1`, [late])

    expect(await alone('coordinator', late, 'requeue')).toMatchObject({ ok: true })

    const order = await sql<{ id: string }>(
      'SELECT id FROM app.application WHERE id = ANY ($1) ORDER BY queue_number',
      [[late, earlier]],
    )
    expect(order.map(({ id }) => id)).toEqual([earlier, late])
  })
})

describe('undoing a withdrawal', () => {
  it('STA-19 two coordinators undo it within the day, and the file stands where it stood', async () => {
    const id = await line.inReview()
    await withdraw(id)

    expect(await two(id, 'undo_withdraw', ['coordinator', 'coordinator'])).toBe('second_person_missing')
    expect(await two(id, 'undo_withdraw', coordinators)).toBe('in_review')
  })

  it('STA-19 24 hours are 24: it is open to the end of the last of them, and not for another', async () => {
    const [id, later] = [await line.inReview(), await line.inReview()]
    await withdraw(id)
    await withdraw(later)

    await time.move(24 * hour - 60_000)
    expect(await two(id, 'undo_withdraw', coordinators)).toBe('in_review')
    await time.move(25 * hour)
    expect(await two(later, 'undo_withdraw', coordinators)).toBe('deadline_passed')
  })

  it('STA-19 refuses it afterwards, and forgets the hour', async () => {
    const id = await line.inReview()
    await withdraw(id)
    await time.move(25 * hour)
    const before = (await line.traces(id))[0]

    expect(await two(id, 'undo_withdraw', coordinators)).toBe('deadline_passed')
    expect((await line.traces(id))[0]).toMatchObject({ state: (before as { state: string }).state })
    await clockMoves.run()
    expect(await sql('SELECT undo_until FROM app.application WHERE id = $1', [id])).toEqual([{ undo_until: null }])
  })

  it('never makes a file that was sent look newly sent', async () => {
    const id = await line.applied()
    const facts = () =>
      sql(
        `SELECT submitted_week::text, (SELECT count(*)::int FROM app.outbox o WHERE o.application_id = a.id
         AND o.class = 'application.submitted') AS events FROM app.application a WHERE id = $1`,
        [id],
      )
    const before = await facts()
    await withdraw(id)

    expect(await two(id, 'undo_withdraw', coordinators)).toBe('submitted')
    expect(await facts()).toEqual(before)
  })

  it('STA-19 gives an invited or confirmed person the place back once, with the answer as it was', async () => {
    const id = await invited()
    const count = async () =>
      (
        await sql<{ n: number }>(`SELECT app.places_taken($1, ARRAY['invited', 'confirmed']) AS n`, [
          line.world.editionId,
        ])
      )[0]?.n
    const before = await count()
    await withdraw(id)
    expect(await two(id, 'undo_withdraw', coordinators)).toBe('invited')
    await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [id])
    await withdraw(id)
    expect(await two(id, 'undo_withdraw', coordinators)).toBe('confirmed')

    expect(await count()).toBe(before)
    expect(await sql('SELECT outcome FROM app.invitation WHERE application_id = $1', [id])).toEqual([
      { outcome: 'confirmed' },
    ])
    expect(
      await sql(
        `SELECT j.state FROM app.journey j JOIN app.participation p ON p.id = j.participation_id WHERE p.application_id = $1`,
        [id],
      ),
    ).toEqual([{ state: 'preparing' }])
  })

  it('STA-19 refuses it once the place has passed on', async () => {
    const id = await invited()
    await withdraw(id)
    await sql('UPDATE app.freed_place SET passed_to = $2 WHERE freed_by = $1', [id, await line.applied()])

    expect(await two(id, 'undo_withdraw', coordinators)).toBe('no_place')
    expect((await line.now(id)).state).toBe('withdrawn')
  })

  it.each(['undo_withdraw', 'reopen'] as const)(
    'refuses to %s beside another live file of the person',
    async (move) => {
      const [id, other] = [await line.inReview(), await line.applied()]
      await withdraw(id)
      await sql('INSERT INTO app.contact_index VALUES ($1, $3), ($2, $3)', [id, other, Buffer.from(id)])

      expect(await two(id, move, coordinators)).toBe('lives_elsewhere')
      await withdraw(other)
      expect(await two(id, move, coordinators)).toBe(move === 'reopen' ? 'screening' : 'in_review')
    },
  )
})

describe('a reason', () => {
  it('STA-2 is asked of one coordinator who takes a confirmation back, and no second mail goes out', async () => {
    const id = await invited()
    await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [id])
    const before = await line.traces(id)

    expect(await alone('coordinator', id, 'unconfirm')).toMatchObject({ code: 'reason_missing' })
    expect(await line.traces(id)).toEqual(before)
    const step = { move: 'unconfirm', version: (await line.now(id)).version, reason: 'set_by_mistake' } as const
    expect(await line.door.move.run(line.as('coordinator'), id, step)).toMatchObject({ ok: true })

    expect(
      await sql(
        'SELECT to_state, reason, actor_id FROM app.history WHERE application_id = $1 ORDER BY version DESC LIMIT 1',
        [id],
      ),
    ).toEqual([{ to_state: 'invited', reason: 'set_by_mistake', actor_id: line.as('coordinator').accountId }])
    const mails = await sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.outbox WHERE application_id = $1 AND class = 'answer_waiting'`,
      [id],
    )
    expect(mails).toEqual([{ n: 1 }])
  })

  it.each([
    ['reinstate', 'expired', coordinators, 'invited'],
    ['cancel', 'confirmed', boards, 'cancelled'],
    ['revoke_before_answer', 'invited', boards, 'board'],
    ['reopen', 'rejected', coordinators, 'screening'],
  ] as const)('is asked of the two who %s', async (move, from, people, to) => {
    const id = await invited()
    if (from === 'confirmed') await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [id])
    if (from === 'expired' || from === 'rejected') {
      await sql(`UPDATE app.application SET state = $2 WHERE id = $1`, [id, from])
      await sql(`UPDATE app.invitation SET outcome = 'expired' WHERE application_id = $1`, [id])
    }

    expect(await two(id, move, people, '')).toBe('reason_missing')
    expect([(await line.now(id)).state, await two(id, move, people, 'other')]).toEqual([from, to])
  })
})

describe('screening', () => {
  const phase = (kind: string, from: number, to: number) =>
    sql(
      `INSERT INTO app.phase (edition_id, kind, starts_on, ends_on) VALUES ($1, $2, app.today() + $3::int, app.today() + $4::int)`,
      [line.world.editionId, kind, from, to],
    )

  it('waits seven days after the week of sending while the wave still collects', async () => {
    const id = await line.applied()
    await phase('collecting', -30, 60)
    const [row] = await sql<{ on: Date }>(
      `SELECT (submitted_week + 13)::timestamp AT TIME ZONE 'UTC' AS on FROM app.application WHERE id = $1`,
      [id],
    )
    const first = row?.on ?? new Date(0)

    await time.moveTo(new Date(first.getTime() - hour))
    expect(await alone('coordinator', id, 'open_screening')).toMatchObject({ code: 'too_early' })
    await time.moveTo(first)
    expect(await alone('coordinator', id, 'open_screening')).toMatchObject({ ok: true })
  })

  it('opens by the clock when its phase begins, and not before', async () => {
    const id = await line.applied()
    await phase('screening', 1, 30)
    await clockMoves.run()
    expect((await line.now(id)).state).toBe('submitted')

    await time.move(24 * hour)
    await clockMoves.run()
    await clockMoves.run()

    expect(await sql('SELECT move, role FROM app.history WHERE application_id = $1 AND version > 2', [id])).toEqual([
      { move: 'open_screening', role: 'system' },
    ])
  })

  it('takes a question back after ten days of silence, and not on the ninth', async () => {
    const id = await line.applied()
    await alone('coordinator', id, 'open_screening')
    const { accountId } = line.as('coordinator')
    await line.door.database.query(`SELECT app.application_move($1, 'ask', 'coordinator', $2)`, [id, accountId])

    await time.move(9 * 24 * hour)
    await clockMoves.run()
    expect((await line.now(id)).state).toBe('more_info')
    await time.move(24 * hour)
    await clockMoves.run()

    expect(
      await sql(
        'SELECT move, role, to_state FROM app.history WHERE application_id = $1 ORDER BY version DESC LIMIT 1',
        [id],
      ),
    ).toEqual([{ move: 'answer', role: 'system', to_state: 'screening' }])
  })
})
