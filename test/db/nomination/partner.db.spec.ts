import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nominationDoors, type NominationDoors, nominee } from '#test/support/nomination/doors.js'
import { actorOf, staffDoor } from '#test/support/staff-door.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'

let world: World
let doors: NominationDoors
let coordinator: StaffActor

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  doors = nominationDoors(world, await staffDoor(world))
  coordinator = await actorOf(world, 'coordinator')
}, 60_000)

afterAll(() => world.end())

/** A partner of that quota, signed in. */
async function partner(quota: number) {
  await world.operator.query('UPDATE app.edition SET partner_quota = $1', [quota])
  const made = await doors.partners.make(coordinator, 'Union QZPARTNER')
  const code = made.ok ? made.value.code : ''
  const token = await doors.partnerSessions.begin(code)
  const find = async () => {
    const session = token && (await doors.partnerSessions.find(token))
    if (!session) throw new Error('no_partner')
    return session
  }
  return { code, token, find, number: made.ok ? made.value.number : '' }
}
const rowsOf = (number: string) =>
  world.operator.query<{ state: string; keep_until: string }>(
    `SELECT n.state, n.keep_until - n.named_week AS days FROM app.nomination n JOIN app.partner p ON p.id = n.partner_id WHERE p.number = $1`,
    [number],
  )

describe('a partner', () => {
  it('puts exactly its quota forward, though twenty are sent at once', async () => {
    const { find, number } = await partner(7)
    const me = await find()

    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => doors.putForward.run(me, nominee(`Q${i}`))))

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(7)
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.code])))).toEqual(
      new Set(['quota_reached']),
    )
    expect(await rowsOf(number)).toEqual(Array.from({ length: 7 }, () => ({ state: 'named', days: 28 })))
    expect(await find()).toMatchObject({ name: 'Union QZPARTNER', quota: 7, named: 7 })
  })

  it('may name one more at one below its quota, and none at it', async () => {
    const { find } = await partner(1)

    const outcomes = [
      await doors.putForward.run(await find(), nominee('A')),
      await doors.putForward.run(await find(), nominee('B')),
    ]

    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual(['ok', 'quota_reached'])
  })

  it('is told number, week and use, and keeps back whom nobody may write to', async () => {
    const { find, number } = await partner(20)
    const outcome = await doors.putForward.run(await find(), nominee('C', { nominee_agreed: 'no' }))

    const list = await doors.putForward.list(await find())

    expect(list).toEqual([
      { number: outcome.ok ? outcome.value : '', week: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), wasUsed: false },
    ])
    expect(await rowsOf(number)).toEqual([{ state: 'not_sent', days: 28 }])
    expect(await world.operator.query('SELECT 1 FROM app.outbox')).toEqual([])
  })

  it('opens nothing with another code, and nothing with its own once it is closed', async () => {
    const { code, find } = await partner(20)
    const me = await find()
    const rows = await doors.partners.list(coordinator)
    const row = rows.findLast(({ isClosed, unused }) => !isClosed && unused === 0)
    expect(await doors.partnerSessions.begin(code.slice(0, 24))).toBeNull()

    for (const { id } of rows) await doors.partners.close(coordinator, id)

    expect(row?.name).toBe('Union QZPARTNER')
    expect(await doors.partnerSessions.begin(code)).toBeNull()
    expect(await doors.partnerSessions.find(me.token)).toBeNull()
    expect(await doors.putForward.run(me, nominee('D'))).toEqual({ ok: false, code: 'not_found' })
    expect(await doors.partners.close(coordinator, row?.id ?? '')).toEqual({ ok: false, code: 'not_found' })
  })

  it('is made, listed and closed by coordinators only', async () => {
    const others = ['lead', 'reader-1', 'board-1', 'security', 'desk', 'auditor']

    for (const login of others) {
      const actor = await actorOf(world, login)
      expect([login, await doors.partners.make(actor, 'X'), await doors.partners.list(actor)]).toEqual([
        login,
        { ok: false, code: 'not_found' },
        [],
      ])
    }
  })
})
