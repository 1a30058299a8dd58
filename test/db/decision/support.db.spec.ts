import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { DecisionForm } from '#features/decision/staff/propose-decision.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { linePlanned } from '#test/support/people/line-planned.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

// What still waits would keep the next release.
afterEach(() => sql(`UPDATE app.decision SET state = 'superseded' WHERE state = 'pending'`))
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const propose = async (id: string, form: Partial<DecisionForm>, login = 'board-1') =>
  line.door.propose.run(line.as(login), id, {
    move: 'release_invite',
    reasonClass: 'fit',
    version: (await line.now(id)).version,
    ...form,
  })
/** By two people, at once or for the next release. */
const decided = async (id: string, form: Partial<DecisionForm>, [first, second]: readonly [string, string]) => {
  const proposed = await propose(id, form, first)
  return line.door.second.run(line.as(second), id, (proposed.ok && proposed.value) || '')
}
const boards = ['board-1', 'board-2'] as const
const coordinators = ['coordinator', 'coordinator-2'] as const
const released = () => line.release()
const byPerson = (id: string, move: ApplicationMove) =>
  sql(`SELECT code FROM app.application_move($1, $2, 'applicant')`, [id, move])
const undone = async (id: string) => {
  await sql('INSERT INTO app.word_check (application_id, account_id) VALUES ($1, $2)', [
    id,
    line.as('coordinator').accountId,
  ])
  return decided(id, { move: 'undo_withdraw', reasonClass: 'asked_by_person' }, coordinators)
}
/** State, what would be paid, and what the log says of its end without a colleague's act. */
const standing = async (id: string) => {
  await line.world.sql('app_worker').query('SELECT audit.chain()')
  const [row] = await sql<{ state: string; paid: string[]; ended: number }>(
    `SELECT a.state, ARRAY(SELECT e.category FROM app.entitlement e WHERE e.application_id = a.id AND e.removed_on IS NULL ORDER BY 1) AS paid,
       (SELECT count(*)::int FROM audit.entry l WHERE l.object_id = a.id::text AND l.verb = 'entitlement.removed' AND l.actor_id IS NULL) AS ended
     FROM app.application a WHERE a.id = $1`,
    [id],
  )
  return row
}
const shown = async (login: string, id: string) =>
  (await line.door.pending.one(line.as(login), await line.file(login, id)))?.support

/** Invited with the flight, the notice still unread. */
async function invited(): Promise<string> {
  const id = await line.onBoard()
  await decided(id, { support: ['flight'] }, boards)
  await released()
  return id
}

describe('what would be paid with an invitation that waits', () => {
  it.each(['pending', 'agreed'] as const)(
    'STA-7 STA-19 ends with the person’s withdrawal, once, and does not come back when that is undone (%s)',
    async (how) => {
      const id = await line.onBoard()
      if (how === 'pending') await propose(id, { support: ['flight', 'visa'] })
      else await decided(id, { support: ['flight', 'visa'] }, boards)
      const before = await standing(id)
      await byPerson(id, 'withdraw')
      await byPerson(id, 'withdraw')
      const gone = await standing(id)
      const back = await undone(id)
      await propose(id, { support: [] })

      expect(before).toEqual({ state: 'board', paid: ['flight', 'visa'], ended: 0 })
      expect(gone).toEqual({ state: 'withdrawn', paid: [], ended: 1 })
      expect(back).toEqual({ ok: true, value: null })
      expect([await standing(id), await shown('board-2', id)]).toEqual([{ state: 'board', paid: [], ended: 1 }, []])
      expect(
        await sql(
          `SELECT DISTINCT removed_on = date_trunc('week', app.today())::date AS "inWeeks" FROM app.entitlement WHERE application_id = $1`,
          [id],
        ),
      ).toEqual([{ inWeeks: true }])
    },
  )

  it('STA-8 ends when the clock invites the person before the second coordinator agreed: nothing is granted by one', async () => {
    const id = await line.onBoard()
    await decided(id, { move: 'release_waitlist', support: ['hotel'] }, boards)
    await released()
    await propose(id, { move: 'promote_other', support: ['flight'] }, 'coordinator')
    const put = await standing(id)
    await sql('UPDATE app.edition SET auto_promote = true')
    await sql(
      `INSERT INTO app.alternate_days (application_id, normal_until, express_until, noted_by) VALUES ($1, app.today() + 60, app.today() + 60, $2)`,
      [id, line.as('coordinator').accountId],
    )
    await linePlanned(line.world.operator, line.world.editionId)
    await line.world.sql('app_worker').query('SELECT app.waitlist_run($1)', [line.world.editionId])
    await sql('UPDATE app.edition SET auto_promote = false')

    expect(put).toEqual({ state: 'waitlisted', paid: ['flight'], ended: 0 })
    expect(await standing(id)).toEqual({ state: 'invited', paid: [], ended: 1 })
  })
})

describe('what would be paid for somebody with an invitation or a place', () => {
  it.each(['invited', 'confirmed'] as const)('STA-19 stays with a withdrawal that is undone (%s)', async (state) => {
    const id = await invited()
    if (state === 'confirmed') await byPerson(id, 'confirm')
    await byPerson(id, 'withdraw')
    const away = await standing(id)
    const back = await undone(id)

    expect(away).toEqual({ state: 'withdrawn', paid: ['flight'], ended: 0 })
    expect(back).toEqual({ ok: true, value: null })
    expect(await standing(id)).toEqual({ state, paid: ['flight'], ended: 0 })
  })

  it('ends when the file is opened again, and stands beside no decision that does not invite', async () => {
    const id = await invited()
    await byPerson(id, 'withdraw')
    const proposed = await propose(id, { move: 'reopen', reasonClass: 'asked_by_person' }, 'coordinator')
    const beside = await shown('coordinator-2', id)
    await line.door.second.run(line.as('coordinator-2'), id, (proposed.ok && proposed.value) || '')

    expect(beside).toEqual([])
    expect(await standing(id)).toEqual({ state: 'screening', paid: [], ended: 1 })
  })

  it('STA-8 ends on the waitlist, and where the invitation is taken back before the answer', async () => {
    const [late, revoked] = [await invited(), await invited()]
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [late])
    const { version } = await line.now(late)
    const codes = [
      await line.door.move.run(line.as('coordinator'), late, { move: 'requeue', version }),
      await decided(revoked, { move: 'revoke_before_answer', reasonClass: 'our_mistake' }, boards),
    ]

    expect(codes).toEqual([
      { ok: true, value: { state: 'waitlisted' } },
      { ok: true, value: null },
    ])
    expect([await standing(late), await standing(revoked)]).toEqual([
      { state: 'waitlisted', paid: [], ended: 1 },
      { state: 'board', paid: [], ended: 1 },
    ])
  })
})
