import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { moveApplication } from '#features/application/index.orm.js'
import type { DecisionForm } from '#features/decision/staff/propose-decision.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const propose = async (id: string, form: Partial<DecisionForm>, login = 'board-1') =>
  line.door.propose.run(line.as(login), id, {
    move: 'release_invite',
    reasonClass: 'fit',
    version: (await line.now(id)).version,
    ...form,
  })
const entitlements = (id: string) =>
  sql(
    `SELECT category, removed_on IS NULL AS is_live FROM app.entitlement WHERE application_id = $1 ORDER BY category`,
    [id],
  )
const linesOf = (id: string) =>
  sql<{ verb: string; purpose: string }>(
    `SELECT verb, purpose FROM audit.entry WHERE object_id = $1 AND verb LIKE 'entitlement.%' ORDER BY seq`,
    [id],
  )
const released = () => line.release()
/** No decision of an earlier case is left for a release. */
const settle = () =>
  sql(
    `UPDATE app.decision SET state = 'superseded', left_on = NULL WHERE state IN ('pending', 'second_ok') OR left_on IS NOT NULL`,
  )

describe('one move', () => {
  it('STA-1 to where the file stands is no transition and no message, and clears what was pending', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    await released()
    const [first, second] = [line.as('board-1').accountId, line.as('board-2').accountId]
    const [row] = await sql<{ id: string }>(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, 'release_invite', $2, $3, 'second_ok') RETURNING id`,
      [id, first, second],
    )
    const [before] = await line.traces(id)

    const step = {
      applicationId: id,
      move: 'release_invite',
      role: 'board',
      actorId: first,
      decisionId: row?.id,
    } as const
    const outcome = await line.door.database.transaction((tx) => moveApplication(tx, step))

    const [after] = await line.traces(id)
    expect(outcome).toEqual({ ok: true, value: { state: 'invited' } })
    expect({ ...(after as object), decisions: [] }).toEqual({ ...(before as object), decisions: [] })
    expect(await sql('SELECT state FROM app.decision WHERE id = $1', [row?.id])).toEqual([{ state: 'superseded' }])
  })

  it('STA-5 of which a guard says no, or after which anything throws, writes nothing', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    const before = await line.traces(id)
    const decision = (
      await sql<{ id: string }>(`SELECT id FROM app.decision WHERE application_id = $1 AND state = 'second_ok'`, [id])
    )[0]
    const actorId = line.as('board-1').accountId
    const step = { applicationId: id, move: 'release_invite', role: 'board', actorId } as const

    const guarded = await line.door.database.transaction((tx) => moveApplication(tx, step))
    await sql(
      `CREATE FUNCTION app.broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
    )
    await sql('CREATE TRIGGER broken BEFORE INSERT ON app.invitation FOR EACH ROW EXECUTE FUNCTION app.broken()')
    await expect(
      line.door.database.transaction((tx) => moveApplication(tx, { ...step, decisionId: decision?.id })),
    ).rejects.toThrow('database_P0001')
    await expect(released()).rejects.toThrow('database_P0001')
    await sql('DROP TRIGGER broken ON app.invitation')
    await sql('DROP FUNCTION app.broken()')

    expect(guarded).toEqual({ ok: false, code: 'second_person_missing' })
    expect(await line.traces(id)).toEqual(before)
    await settle()
  })

  it('STA-10 is one: two at once do not compile, and forced they are a fault and nothing is written', async () => {
    type Two = readonly ['pass', 'shortlist'] extends ApplicationMove ? 'compiles' : 'does not compile'
    const two: Two = 'does not compile'
    const id = await line.applied()
    const before = await line.traces(id)
    const forced: { move: ApplicationMove } = JSON.parse('{ "move": ["open_screening", "pass"] }')

    await expect(
      line.door.database.transaction((tx) =>
        moveApplication(tx, {
          ...forced,
          applicationId: id,
          role: 'coordinator',
          actorId: line.as('coordinator').accountId,
        }),
      ),
    ).rejects.toThrow('one_move_at_once')
    expect([two, await line.traces(id)]).toEqual(['does not compile', before])
  })
})

describe('a decision of the board', () => {
  it('STA-6 outside the list of the state is refused, and the row that waits stays as it was', async () => {
    const id = await line.onBoard()
    await propose(id, { move: 'release_waitlist' })
    const screening = await line.applied()
    await line.move('coordinator', screening, 'open_screening')
    const before = [await line.traces(id), await line.traces(screening)]

    const codes = [
      await propose(id, { move: 'not_eligible' }),
      await propose(id, { move: 'reopen' }),
      await propose(id, { move: 'cancel', reasonClass: 'safety' }),
      await propose(screening, {}),
      await propose(screening, { move: 'release_reject' }),
    ]

    expect(codes.map((outcome) => !outcome.ok && outcome.code)).toEqual(Array(5).fill('move_not_allowed'))
    expect([await line.traces(id), await line.traces(screening)]).toEqual(before)
    await settle()
  })

  it('STA-7 turned from an invitation with support into a refusal takes each line away once', async () => {
    const id = await line.onBoard()
    await propose(id, { support: ['flight', 'visa'] })
    const given = await entitlements(id)

    await propose(id, { move: 'release_reject', reasonClass: 'places' })
    const log = await linesOf(id)
    await propose(id, { move: 'release_reject', reasonClass: 'places' })

    expect(given).toEqual([
      { category: 'flight', is_live: true },
      { category: 'visa', is_live: true },
    ])
    expect(await entitlements(id)).toEqual([
      { category: 'flight', is_live: false },
      { category: 'visa', is_live: false },
    ])
    expect(log).toEqual([
      { verb: 'entitlement.granted', purpose: 'flight' },
      { verb: 'entitlement.granted', purpose: 'visa' },
      { verb: 'entitlement.removed', purpose: 'flight' },
      { verb: 'entitlement.removed', purpose: 'visa' },
    ])
    expect(await linesOf(id)).toEqual(log)
  })

  it('STA-7 takes them away with the invitation that is taken back, and never with another decision', async () => {
    const id = await line.onBoard()
    await propose(id, { support: ['hotel'] })
    await line.door.propose.clear(line.as('board-1'), id)
    const cleared = await entitlements(id)
    const confirmed = await line.onBoard()
    await propose(confirmed, { support: ['hotel'] })
    await sql(
      `UPDATE app.decision SET state = 'released', second_id = $2 WHERE application_id = $1 AND state = 'pending'`,
      [confirmed, line.as('board-2').accountId],
    )
    await sql(`UPDATE app.application SET state = 'confirmed' WHERE id = $1`, [confirmed])
    await propose(confirmed, { move: 'cancel', reasonClass: 'safety' })
    await line.door.propose.clear(line.as('board-1'), confirmed)

    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant'), app.application_move($1, 'erase', 'system')`, [
      id,
    ])
    expect(cleared).toEqual([{ category: 'hotel', is_live: false }])
    expect(await entitlements(id)).toEqual([])
    expect(await entitlements(confirmed)).toEqual([{ category: 'hotel', is_live: true }])
  })

  it('STA-8 for the waitlist makes no entitlement, whatever was ticked', async () => {
    const id = await line.onBoard()

    const outcome = await propose(id, { move: 'release_waitlist', support: ['flight', 'hotel', 'childcare'] })

    expect([outcome.ok, await entitlements(id), await linesOf(id)]).toEqual([true, [], []])
    await settle()
  })

  it.each(['not_eligible', 'release_reject'] as const)(
    'STA-21 is opened again by two people whatever the first reason was, after %s too',
    async (move) => {
      const id = move === 'not_eligible' ? await line.applied() : await line.onBoard()
      if (move === 'not_eligible') await line.move('coordinator', id, 'open_screening')
      const [first, second] = move === 'not_eligible' ? ['coordinator', 'coordinator-2'] : ['board-1', 'board-2']
      await line.decided(id, move, first ?? '', second ?? '')
      await released()
      const before = (await line.now(id)).state
      const asked = await propose(id, { move: 'reopen', reasonClass: 'our_mistake' }, 'coordinator')
      const step = { applicationId: id, move: 'reopen', role: 'coordinator', reason: 'our_mistake' } as const
      const actorId = line.as('coordinator').accountId
      const decisionId = (asked.ok && asked.value) || undefined

      const alone = await line.door.database.transaction((tx) => moveApplication(tx, { ...step, actorId, decisionId }))
      const twice = await line.door.second.run(line.as('coordinator'), id, decisionId ?? '')

      expect([before, alone, twice]).toEqual([
        'rejected',
        { ok: false, code: 'second_person_missing' },
        { ok: false, code: 'second_person_missing' },
      ])
      expect((await line.now(id)).state).toBe('rejected')
    },
  )

  it('STA-20 of two hundred releases those that are left, and says of the others how many, once', async () => {
    await settle()
    const rows = await sql<{ id: string }>(
      `INSERT INTO app.application (edition_id, state, case_number, submitted_week)
       SELECT $1, 'board', 'Z' || lpad(n::text, 5, '0'), app.today() FROM generate_series(1, 200) n RETURNING id`,
      [line.world.editionId],
    )
    const ids = rows.map(({ id }) => id)
    await sql(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class)
       SELECT id, CASE WHEN place % 2 = 0 THEN 'release_reject' ELSE 'release_waitlist' END, $2, $3, 'second_ok', 'fit'
       FROM unnest($1::uuid[]) WITH ORDINALITY f (id, place)`,
      [ids, line.as('board-1').accountId, line.as('board-2').accountId],
    )
    const [withdrawn, erased, held, restricted, changed] = ids
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [withdrawn])
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant'), app.application_move($1, 'erase', 'system')`, [
      erased,
    ])
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold'), ($2, 'restricted')`, [
      held,
      restricted,
    ])
    await sql(`UPDATE app.application SET state = 'screening' WHERE id = $1`, [changed])
    const moved = () =>
      sql(`SELECT 1 FROM app.history WHERE application_id = ANY ($1) AND move LIKE 'release_%'`, [ids])

    const blocked = await released()
    expect(blocked).toEqual({
      ok: false,
      code: 'release_blocked',
      about: { caseNumber: 'Z00005', code: 'move_not_allowed' },
    })
    expect(await moved()).toEqual([])
    await sql(`UPDATE app.application SET state = 'board' WHERE id = $1`, [changed])
    const dryRun = await line.door.release.dryRun(line.as('board-1'), 'main')
    const outcome = await released()
    const later = await line.door.release.dryRun(line.as('board-1'), 'main')

    expect(dryRun?.skipped).toBe(4)
    expect(outcome).toEqual({ ok: true, value: { moved: 196, skipped: 4 } })
    expect(await moved()).toHaveLength(196)
    // Every other decision was a refusal; nothing that was written follows that order.
    for (const table of ['history', 'message']) {
      const written = await sql<{ state: string }>(
        `SELECT a.state FROM app.${table} r JOIN app.application a ON a.id = r.application_id
         WHERE a.id = ANY ($1) AND a.state IN ('rejected', 'waitlisted') ORDER BY r.ctid`,
        [ids],
      )
      expect(written).toHaveLength(196)
      expect(written.filter(({ state }, i) => state === written[i + 1]?.state).length).toBeGreaterThan(40)
    }
    // Those held and restricted still stand there; the two that left were counted once.
    expect(later?.skipped).toBe(2)
    const queue = await sql<{ case_number: string }>(
      `SELECT case_number FROM app.application WHERE id = ANY ($1) AND state = 'waitlisted' ORDER BY queue_number`,
      [ids],
    )
    const order = queue.map((row) => row.case_number)
    expect(order).toEqual(order.toSorted())
  })
})
