import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { restrict } from '#features/vetting/staff/restricted/restrict.js'
import { seeFile } from '#features/application/index.orm.js'
import { PendingDecisions } from '#features/decision/staff/pending-decisions.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const restricted = async (id: string): Promise<string> => {
  const { database, keyring } = line.door
  const asked = { applicationId: id, reason: 'integrity', by: line.as('lead').accountId, keep: [] } as const
  await database.transaction((tx) => restrict(tx, { keyring, directory: line.world.directory }, asked))
  return id
}
const lifted = (id: string) =>
  sql(`UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1 AND kind = 'restricted'`, [id])
const concerned = (id: string) =>
  sql(`INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`, [
    id,
    line.as('lead').accountId,
  ])
const propose = async (login: string, id: string, move: ApplicationMove, reasonClass = 'safety') =>
  line.door.propose.run(line.as(login), id, { move, reasonClass, version: (await line.now(id)).version })
const agree = (login: string, id: string, decision: string) => line.door.second.run(line.as(login), id, decision)
const codeOf = (outcome: { ok: boolean; code?: string }) => outcome.code ?? outcome.ok
const stateOf = async (id: string) => (await line.now(id)).state
const decisionsOf = (id: string) =>
  sql<{ move: string; state: string }>('SELECT move, state FROM app.decision WHERE application_id = $1 ORDER BY nth', [
    id,
  ])
const look = () => line.door.release.dryRun(line.as('board-1'), 'main')

beforeEach(() => sql(`UPDATE app.decision SET state = 'superseded' WHERE state IN ('pending', 'second_ok')`))

describe('a restricted file', () => {
  it('is refused by two leads, and by nobody who does not see it', async () => {
    const id = await restricted(await line.onBoard())
    const strangers = await Promise.all(
      ['board-1', 'coordinator', 'security'].map(async (login) => codeOf(await propose(login, id, 'release_reject'))),
    )
    const proposed = await propose('lead', id, 'release_reject')
    const decision = proposed.ok ? (proposed.value ?? '') : ''
    const waiting = async (login: string) => {
      const list = await new PendingDecisions(line.door.database).waiting(line.as(login))
      return list.map((one) => one.decision.id)
    }
    const told = await sql<{ login: string }>(
      'SELECT s.login FROM app.told_second t JOIN app.staff_account s ON s.id = t.account_id WHERE t.id = $1',
      [decision],
    )
    const [first, second, board] = [await waiting('lead'), await waiting('lead-2'), await waiting('board-1')]
    const seconds = [await agree('lead', id, decision), await agree('board-1', id, decision)].map(codeOf)

    expect(strangers).toEqual(['not_found', 'not_found', 'not_found'])
    expect(told).toEqual([{ login: 'lead-2' }])
    expect([first, second, board]).toEqual([[], [decision], []])
    expect(seconds).toEqual(['second_person_missing', 'not_found'])
    expect(codeOf(await agree('lead-2', id, decision))).toBe(true)
    expect(await stateOf(id)).toBe('board')
  })

  it('is not for leads to refuse once it is everybody’s', async () => {
    const id = await line.onBoard()

    expect(codeOf(await propose('lead', id, 'release_reject'))).toBe('move_not_allowed')
  })

  it('goes out with the others of its wave at the same instant and words, and shows in nothing the board is told', async () => {
    const hidden = await restricted(await line.onBoard())
    const open = [await line.onBoard(), await line.onBoard(), await line.onBoard()]
    for (const id of open) await line.decided(id, 'release_reject', 'board-1', 'board-2')
    const before = await look()
    await line.decided(hidden, 'release_reject', 'lead', 'lead-2')
    await sql(`UPDATE app.decision SET reason_class = 'safety' WHERE application_id = $1`, [hidden])
    await sql(`UPDATE app.decision SET wording = 'whole_group' WHERE application_id = ANY ($1)`, [open])
    const after = await look()
    const outcome = await line.door.release.run(line.as('board-1'), 'main', before?.digest ?? '')
    const rows = await sql<{ mail: string; due: string; wording: string; role: string; is_hidden: boolean }>(
      `SELECT o.class AS mail, o.due_at::text AS due, d.wording, h.role, a.id = $1 AS is_hidden FROM app.application a
         JOIN app.history h ON h.application_id = a.id AND h.to_state = 'rejected' JOIN app.decision d ON d.id = h.decision_id
         JOIN app.outbox o ON o.application_id = a.id AND o.subject_version = h.version WHERE a.id = ANY ($2)`,
      [hidden, [hidden, ...open]],
    )
    const told = await sql('SELECT moved, skipped FROM app.release')

    expect(after).toEqual(before)
    expect(outcome).toEqual({ ok: true, value: { moved: 3, skipped: 0 } })
    expect(told).toEqual([{ moved: 3, skipped: 0 }])
    expect(rows.filter((row) => row.is_hidden)).toHaveLength(1)
    expect(new Set(rows.map(({ mail, due, wording, role }) => [mail, due, wording, role].join()))).toHaveProperty(
      'size',
      1,
    )
    expect(await seeFile(line.door.database, line.as('board-1'), hidden)).toBeNull()
  })

  it('never goes out alone, and neither when it waits, is held nor withdraws says so', async () => {
    const nothing = await look()
    const hidden = await restricted(await line.onBoard())
    await line.decided(hidden, 'release_reject', 'lead', 'lead-2')
    const seen = [await look()]
    const alone = await line.release()
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [hidden])
    seen.push(await look())
    await sql(`UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1 AND kind = 'on_hold'`, [hidden])
    await sql(`UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1`, [line.as('lead').accountId])
    seen.push(await look())
    await sql(`UPDATE app.staff_role SET ends_on = NULL WHERE account_id = $1`, [line.as('lead').accountId])
    await line.door.propose.clear(line.as('lead'), hidden)
    seen.push(await look())
    await line.door.propose.clear(line.as('lead-2'), hidden)
    seen.push(await look())
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [hidden])
    seen.push(await look())

    expect(seen).toEqual(seen.map(() => nothing))
    expect(alone).toEqual({ ok: false, code: 'nothing_to_release' })
  })

  it('keeps what the board agreed to before out of a release, until two leads took it back and decided anew', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    await restricted(id)
    const early = await propose('lead', id, 'release_reject')
    await line.door.propose.clear(line.as('lead'), id)
    await line.door.propose.clear(line.as('lead-2'), id)
    await line.decided(id, 'release_reject', 'lead', 'lead-2')
    const other = await line.onBoard()
    await line.decided(other, 'release_reject', 'board-1', 'board-2')

    expect(codeOf(early)).toBe('decision_agreed')
    expect(await line.release()).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })
    expect(await stateOf(id)).toBe('rejected')
    expect(await decisionsOf(id)).toEqual([
      { move: 'clear', state: 'released' },
      { move: 'release_invite', state: 'superseded' },
      { move: 'release_reject', state: 'released' },
    ])
  })

  it('gives what was agreed under the restriction up with it, so that the board decides', async () => {
    const id = await restricted(await line.onBoard())
    await line.decided(id, 'release_reject', 'lead', 'lead-2')
    await lifted(id)

    expect((await decisionsOf(id)).at(-1)).toEqual({ move: 'release_reject', state: 'superseded' })
    expect((await look())?.moving).toEqual({})
    expect(codeOf(await propose('board-1', id, 'release_reject', 'fit'))).toBe(true)
  })

  it('stays restricted while a concern stands, whoever writes to the table', async () => {
    const id = await restricted(await line.onBoard())
    await concerned(id)

    await expect(lifted(id)).rejects.toThrow('database_P0001')
    expect(await seeFile(line.door.database, line.as('board-1'), id)).toBeNull()
  })

  it('loses an open invitation or a place by two leads, at once, in the role the move has for everybody', async () => {
    const [invited, confirmed] = [await line.onBoard(), await line.onBoard()]
    for (const id of [invited, confirmed]) await line.decided(id, 'release_invite', 'board-1', 'board-2')
    await line.release()
    await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [confirmed])
    for (const id of [invited, confirmed]) await restricted(id)
    const revoked = await propose('lead', invited, 'revoke_before_answer', 'safety')
    const cancelled = await propose('lead', confirmed, 'cancel', 'safety')
    const both = [
      await agree('lead-2', invited, (revoked.ok && revoked.value) || ''),
      await agree('lead-2', confirmed, (cancelled.ok && cancelled.value) || ''),
    ]

    expect(both.map(codeOf)).toEqual([true, true])
    expect([await stateOf(invited), await stateOf(confirmed)]).toEqual(['board', 'cancelled'])
    expect(
      await sql(
        `SELECT h.move, h.role, s.login FROM app.history h JOIN app.staff_account s ON s.id = h.actor_id
         WHERE h.application_id = ANY ($1) AND h.move IN ('revoke_before_answer', 'cancel') ORDER BY h.move`,
        [[invited, confirmed]],
      ),
    ).toEqual([
      { move: 'cancel', role: 'board', login: 'lead-2' },
      { move: 'revoke_before_answer', role: 'board', login: 'lead-2' },
    ])
  })

  it('is found not eligible in screening by two leads', async () => {
    const id = await line.applied()
    await line.move('coordinator', id, 'open_screening')
    await restricted(id)
    const proposed = await propose('lead', id, 'not_eligible')

    expect(codeOf(await agree('lead-2', id, (proposed.ok && proposed.value) || ''))).toBe(true)
  })
})
