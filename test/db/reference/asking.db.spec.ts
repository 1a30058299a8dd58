import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { DeclineReference } from '#features/reference/registration/decline-reference.js'
import { EnterVoucher } from '#features/reference/staff/enter-voucher.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { askedFiles } from '#test/support/people/asked-file.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { actorOf } from '#test/support/staff-door.js'
import { usualStaff } from '#test/support/world.js'

let running: RunningWorld
let at: Awaited<ReturnType<typeof askedFiles>>
let clock: TestClock
const day = 86_400_000

beforeAll(async () => {
  running = await runningWorld(usualStaff)
  at = await askedFiles(running)
  clock = new TestClock(new Clock(), running.world.database)
}, 60_000)

afterEach(() => clock.reset())
afterAll(() => running.end())

describe('asking referees', () => {
  it('asks each once, whoever presses how often, and logs the opening before', async () => {
    const { id } = await at.inVetting('QZASK')
    const other = await actorOf(running.world, 'lead-2')

    const outcomes = await Promise.all([at.ask.run(at.lead, id), at.ask.run(other, id), at.ask.run(at.lead, id)])
    const tokens = [await at.tokenFor(at.addressOf('QZASK', 1)), await at.tokenFor(at.addressOf('QZASK', 2))]

    expect(outcomes).toEqual([1, 2, 3].map(() => ({ ok: true, value: [] })))
    expect(await at.rowsOf(id)).toEqual([1, 2].map((position) => ({ position, attempt: 1, state: 'asked' })))
    expect(new Set(tokens).size).toBe(2)
    const verbs = await at.query<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE object_id = $1 OR object_id IN (SELECT id::text FROM app.reference WHERE application_id = $1::uuid) ORDER BY seq`,
      [id],
    )
    const own = verbs.map(({ verb }) => verb).filter((verb) => verb.startsWith('reference'))
    expect([own[0], own.filter((verb) => verb === 'reference.ask').length]).toEqual(['references.opened', 2])
  })

  it('is for the vetting lead with keys, of a file in vetting that is not held', async () => {
    const { id } = await at.sent('QZWHO')
    await at.move(id, 'open_screening')
    const early = await at.ask.run(at.lead, id)
    await at.move(id, 'pass')
    await at.move(id, 'shortlist')
    const coordinator = await at.ask.run(await actorOf(running.world, 'coordinator'), id)
    const reader = await actorOf(running.world, 'reader-1')
    const keyless = await at.ask.run({ ...at.lead, holder: reader.holder }, id)
    await at.hold(id)
    const held = await at.ask.run(at.lead, id)

    expect([early, coordinator, keyless, held].map((outcome) => !outcome.ok && outcome.code)).toEqual([
      'move_not_allowed',
      'not_found',
      'keys_missing',
      'held',
    ])
    expect(await at.rowsOf(id)).toEqual([])
    expect(await at.query('SELECT 1 FROM app.link WHERE application_id = $1', [id])).toEqual([])
  })

  it('is possible at screening where the edition says so', async () => {
    const { id } = await at.sent('QZEARLY')
    await at.move(id, 'open_screening')
    await at.query(`UPDATE app.edition SET settings = '{"references_asked": "at_screening", "reference_days": 10}'`)

    const outcome = await at.ask.run(at.lead, id)
    const days = await at.query(
      'SELECT DISTINCT expires_on - asked_on AS days FROM app.reference WHERE application_id = $1',
      [id],
    )
    await at.query(`UPDATE app.edition SET settings = '{}'`)

    expect([outcome.ok, days]).toEqual([true, [{ days: 10 }]])
  })

  it('answers a link to hand over where no single mail address is on file, and mails nothing', async () => {
    const person = (name: string, channel: string) => ({ name, relation: 'r', language: 'sw', channel })
    const referees = [person('QZHAND-a', '+46 70 000'), person('QZHAND-b', 'a@example.net,b@example.net')]
    const { id } = await at.inVetting('QZHAND', { references: { referees, may_show_referee: 'name_only' } })

    const outcome = await at.ask.run(at.lead, id)
    const handed = outcome.ok ? outcome.value : []
    await clock.move(4 * day)
    await at.remind()
    const tasks = await at.tasksOf(id)

    expect(handed.map(({ place, language }) => ({ place, language }))).toEqual(
      [1, 2].map((place) => ({ place, language: 'sw' })),
    )
    for (const { token } of handed) expect(await at.links.look(token)).toMatchObject({ kind: 'reference' })
    expect(tasks).toEqual(['hand_over_link', 'hand_over_link'])
    expect(
      await at.query('SELECT 1 FROM app.outbox WHERE link_id IN (SELECT id FROM app.link WHERE application_id = $1)', [
        id,
      ]),
    ).toEqual([])
    await at.leave(id, 'withdraw')
    expect(await at.tasksOf(id)).toEqual([])
  })
})

/** Days whose reminder was written for a request. */
const remindersOf = async (reference: string): Promise<number[]> => {
  const rows = await at.query<{ day: number }>(
    `SELECT o.subject_version AS day FROM app.outbox o JOIN app.link l ON l.id = o.link_id
     WHERE o.class = 'reference_reminder' AND l.subject_id = $1 ORDER BY 1`,
    [reference],
  )
  return rows.map((row) => row.day)
}

describe('reminders', () => {
  it('go out on day 3, 7 and 12, once each, to who was asked by mail and has not answered', async () => {
    const { references, first, answer } = await at.asked('QZREMIND')
    const second = references[1] ?? ''
    await answer()
    const seen: number[][] = []
    for (const days of [2, 1, 1, 3, 5, 8]) {
      await clock.move(days * day)
      await Promise.all([at.remind(), at.remind()])
      seen.push(await remindersOf(second))
    }

    expect(seen).toEqual([[], [3], [3], [3, 7], [3, 7, 12], [3, 7, 12]])
    expect(await remindersOf(first)).toEqual([])
  })

  it('pass over the days before somebody who had said no agrees after all', async () => {
    const { first, session } = await at.asked('QZAGREE')
    const decline = new DeclineReference(running.world.sql('app_registration'))
    await decline.run(session)
    await clock.move(8 * day)
    const again = (await at.links.start(await at.tokenFor(at.addressOf('QZAGREE', 1))))?.token
    const later = again && (await at.links.find(again))
    if (!later) throw new Error('no_session')
    await at.remind()
    await decline.takeBack(later)
    await at.remind()
    const early = await remindersOf(first)
    await clock.move(4 * day)
    await at.remind()

    expect([early, await remindersOf(first)]).toEqual([[], [12]])
  })

  it('rest while the person is on hold, and then make one mail of what was missed; expiry rests too', async () => {
    const { id, first } = await at.asked('QZREST')
    await at.hold(id)
    await clock.move(8 * day)
    await at.remind()
    const resting = await remindersOf(first)
    await at.liftHolds(id)
    await at.remind()
    const missed = await remindersOf(first)
    await at.hold(id)
    await clock.move(20 * day)
    await at.expire()
    const held = await at.stateOf(first)
    await at.liftHolds(id)
    await at.expire()

    expect([resting, missed, held, await at.stateOf(first)]).toEqual([[], [7], 'asked', 'expired'])
  })
})

describe('the voucher', () => {
  const voucher = { kind: 'staff', name: 'QZVOUCH-name', howKnown: 'QZVOUCH-how' } as const
  const today = () => new Date().toISOString().slice(0, 10)

  it('is asked for once after two requests came to nothing, entered then and not before, and goes with the file', async () => {
    const { id } = await at.asked('QZVOUCH')
    const enter = new EnterVoucher(at.door.database, at.door.keyring, running.world.directory)
    const early = await enter.run(at.lead, id, { ...voucher, vouchedOn: today() })
    await clock.move(22 * day)
    await at.expire()
    await at.expire()
    const tasks = await at.tasksOf(id)
    const ahead = await enter.run(at.lead, id, { ...voucher, vouchedOn: '2099-01-01' })
    const foreign = await enter.run(await actorOf(running.world, 'coordinator'), id, { ...voucher, vouchedOn: today() })
    const entered = await enter.run(at.lead, id, { ...voucher, vouchedOn: today() })

    expect([early, ahead, foreign].map((outcome) => !outcome.ok && outcome.code)).toEqual([
      'two_failures_needed',
      'day_ahead',
      'not_found',
    ])
    expect([tasks, entered.ok, await at.tasksOf(id)]).toEqual([['voucher_needed'], true, []])
    const [row] = await at.query<{ id: string }>('SELECT id FROM app.voucher WHERE application_id = $1', [id])
    await at.leave(id, 'withdraw')
    await at.leave(id, 'erase')
    expect(await at.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [row?.id])).toEqual([])
  })
})
