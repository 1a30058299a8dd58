import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ListVouchers } from '#features/reference/staff/list-vouchers.js'
import { ReadReferences } from '#features/reference/staff/read-references.js'
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

describe('an answer', () => {
  it('is taken once though it is sent twice at once, and uses the link up', async () => {
    const { id, session, tokens, first, answer } = await at.asked('QZTWICE')

    const outcomes = await Promise.all([1, 2, 3].map(() => answer()))
    const late = [await answer(), await at.links.find(session.token)]

    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect(late).toEqual([{ ok: true, value: null }, null])
    expect(await at.rowsOf(id)).toMatchObject([{ state: 'answered' }, { state: 'asked' }])
    expect(await at.links.look(tokens[0] ?? '')).toBeNull()
    expect(
      await at.query('SELECT compartment, schema_id FROM sealed.record WHERE owner_id = $1 ORDER BY schema_id', [
        first,
      ]),
    ).toEqual([
      { compartment: 'references', schema_id: 'reference.answer' },
      { compartment: 'risk', schema_id: 'reference.concerns' },
      { compartment: 'contact', schema_id: 'reference.contact' },
      { compartment: 'risk', schema_id: 'reference.risk' },
    ])
  })

  it('is either in time or too late: the last day takes it, the next one ends the wait', async () => {
    const { id, first, answer } = await at.asked('QZLAST')

    await clock.move(21 * day)
    await Promise.all([at.expire(), at.expire()])
    const lastDay = await at.stateOf(first)
    await clock.move(day)
    const [late] = await Promise.all([answer(), at.expire(), at.expire()])

    expect([lastDay, late.ok]).toEqual(['asked', false])
    expect((await at.rowsOf(id)).map(({ state }) => state)).toEqual(['expired', 'expired'])
    expect(await at.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [first])).toEqual([])
    expect(
      await at.query(`SELECT move FROM app.reference_step WHERE reference_id = $1 ORDER BY version`, [first]),
    ).toEqual([{ move: 'ask' }, { move: 'expire' }])
  })

  it('opens to the vetting lead, its concerns and risk too, and to nobody who only reads the file', async () => {
    const { id, answer } = await at.asked('QZREAD')
    await answer()
    const read = new ReadReferences(at.door.database, at.door.keyring, new ListVouchers(at.door.database))

    const page = await read.run(at.lead, id)
    const others = await Promise.all(
      ['coordinator', 'security', 'reader-1', 'board-1'].map(async (login) =>
        read.run(await actorOf(running.world, login), id),
      ),
    )
    const opened = await at.door.open.run(await actorOf(running.world, 'security'), id)

    const given = page.ok ? page.value.asked[0]?.answers.map(({ schema }) => schema) : []
    expect(given).toEqual(['reference.answer', 'reference.concerns', 'reference.risk'])
    expect(others.map((outcome) => !outcome.ok && outcome.code)).toEqual(Array.from({ length: 4 }, () => 'not_found'))
    expect(JSON.stringify(opened)).not.toContain('QZREAD-said-concerns')
    expect(JSON.stringify(page)).toContain('QZREAD-said-concerns')
  })
})

describe('withdrawal and erasure', () => {
  it('end links and requests at once, whatever is on its way', async () => {
    const { id, session, tokens, answer } = await at.asked('QZLEAVE')
    await clock.move(4 * day)
    const [leaving] = await at.leave(id, 'withdraw')
    await at.remind()

    expect(leaving?.code).toBe('ok')
    expect((await at.rowsOf(id)).map(({ state }) => state)).toEqual(['ended', 'ended'])
    expect([await at.links.find(session.token), await at.links.look(tokens[1] ?? ''), (await answer()).ok]).toEqual([
      null,
      null,
      false,
    ])
    expect(
      await at.query(
        'SELECT 1 FROM sealed.record WHERE owner_id IN (SELECT id FROM app.link WHERE application_id = $1)',
        [id],
      ),
    ).toEqual([])
    expect(
      await at.query(
        `SELECT 1 FROM app.outbox WHERE class = 'reference_reminder' AND link_id IN (SELECT id FROM app.link WHERE application_id = $1)`,
        [id],
      ),
    ).toEqual([])
  })

  it('keep an answer with the withdrawn file and take it with the erased one', async () => {
    const { id, references, answer } = await at.asked('QZERASE')
    await answer()
    await at.leave(id, 'withdraw')
    const kept = (await at.rowsOf(id)).map(({ state }) => state)
    await at.leave(id, 'erase')

    expect(kept).toEqual(['answered', 'ended'])
    expect((await at.rowsOf(id)).map(({ state }) => state)).toEqual(['ended', 'ended'])
    expect(await at.query('SELECT 1 FROM sealed.record WHERE owner_id = ANY ($1)', [references])).toEqual([])
    expect(await at.query('SELECT 1 FROM app.link WHERE application_id = $1', [id])).toEqual([])
  })

  it('race an answer without a knot: either is whole', async () => {
    for (const round of [1, 2, 3]) {
      const { id, first, answer } = await at.asked(`QZRACE${round}`)

      const [sent] = await Promise.all([answer(), at.leave(id, 'withdraw')])

      const records = await at.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [first])
      expect([await at.stateOf(first), records.length]).toEqual(sent.ok ? ['answered', 4] : ['ended', 0])
    }
  })
})
