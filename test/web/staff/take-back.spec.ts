import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DecisionForm } from '#features/decision/staff/propose-decision.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['board-1', 'board-2', 'coordinator', 'lead'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const propose = async (id: string, form: Partial<DecisionForm>, login: string) =>
  line.door.propose.run(line.as(login), id, {
    move: 'release_invite',
    reasonClass: 'fit',
    version: (await line.now(id)).version,
    ...form,
  })
/** Invited by two people of the board, with support, and not released. */
async function agreed(): Promise<string> {
  const id = await line.onBoard()
  const proposed = await propose(id, { support: ['flight'] }, 'board-1')
  await line.door.second.run(line.as('board-2'), id, (proposed.ok && proposed.value) || '')
  return id
}
const clear = (id: string, login: string) => line.door.propose.clear(line.as(login), id)
const standing = async (id: string) =>
  (
    await sql(
      `SELECT array_agg(d.move || ' ' || d.state ORDER BY d.nth) FILTER (WHERE d.move <> 'clear') AS decisions,
         ARRAY(SELECT e.category FROM app.entitlement e WHERE e.application_id = $1 AND e.removed_on IS NULL) AS support
       FROM app.decision d WHERE d.application_id = $1`,
      [id],
    )
  )[0]
const linesOf = async (id: string) =>
  (
    await sql<{ line: string }>(
      `SELECT e.verb || ' ' || e.purpose || ' ' || s.login AS line FROM audit.entry e JOIN app.staff_account s ON s.id = e.actor_id
       WHERE e.object_id = $1 AND e.verb IN ('decision.reopened', 'decision.cleared') ORDER BY e.seq`,
      [id],
    )
  ).map((row) => row.line)
const waits = { decisions: ['release_invite second_ok'], support: ['flight'] }

describe('what two people agreed to', () => {
  it('STA-6 is taken back by nobody without the role, nor replaced by another decision, nor by one equal to the state', async () => {
    const id = await agreed()
    const before = await line.traces(id)
    const codes = [
      await clear(id, 'coordinator'),
      await clear(id, 'lead'),
      await propose(id, { move: 'release_reject' }, 'board-1'),
      await propose(id, { move: 'clear', reasonClass: '' }, 'lead'),
    ]

    expect(codes).toEqual([
      { ok: false, code: 'move_not_allowed' },
      { ok: false, code: 'move_not_allowed' },
      { ok: false, code: 'decision_agreed' },
      { ok: false, code: 'move_not_allowed' },
    ])
    expect([await line.traces(id), await standing(id), await linesOf(id)]).toEqual([before, waits, []])
    await line.door.release.run(line.as('board-1'), 'main')
  })

  it('takes two to take back: it waits again after one, and goes, with what would be paid, after another', async () => {
    const id = await agreed()
    const page = await team.as('board-1').get(`/applications/${id}`)
    await team.act('board-1', `/applications/${id}/decisions/clearing`)
    const own = await team.as('board-1').get(`/applications/${id}`)
    const alone = await clear(id, 'board-1')
    const again = await propose(id, { move: 'release_reject' }, 'board-1')
    const halfway = await standing(id)
    const others = await team.as('coordinator').get(`/applications/${id}`)
    const second = await team.as('board-2').get(`/applications/${id}`)
    await team.act('board-2', `/applications/${id}/decisions/clearing`)

    expect(page.text).toContain('Take the agreement back')
    expect(own.text).toContain('You took the agreement back.')
    expect(others.text).not.toContain('/decisions/clearing')
    expect(second.text).toContain('Somebody took the agreement back')
    expect([alone, again].map((outcome) => !outcome.ok && outcome.code)).toEqual([
      'second_person_missing',
      'second_person_missing',
    ])
    expect(halfway).toEqual({ decisions: ['release_invite pending'], support: ['flight'] })
    expect(await standing(id)).toEqual({ decisions: ['release_invite superseded'], support: [] })
    expect(await linesOf(id)).toEqual([
      'decision.reopened release_invite board-1',
      'decision.cleared release_invite board-2',
    ])
  })

  it('STA-20 is counted by the release that went without it, once', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_reject', 'board-1', 'board-2')
    const text = (await team.as('board-1').get('/releases?wave=main')).text
    await line.door.release.run(line.as('board-1'), 'main')

    expect(text).toContain('One decision of two people was taken back since the last release.')
    expect((await line.door.release.dryRun(line.as('board-1'), 'main'))?.takenBack).toBe(0)
  })

  it('is agreed to anew by another person, and released then', async () => {
    const id = await agreed()
    await clear(id, 'board-2')
    const [decision] = await sql<{ id: string }>(
      `SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`,
      [id],
    )

    expect(await line.door.second.run(line.as('board-1'), id, decision?.id ?? '')).toMatchObject({
      code: 'second_person_missing',
    })
    expect(await line.door.second.run(line.as('board-2'), id, decision?.id ?? '')).toEqual({ ok: true, value: null })
    expect(await standing(id)).toEqual(waits)
    expect((await line.door.release.dryRun(line.as('board-1'), 'main'))?.takenBack).toBe(0)
    await line.door.release.run(line.as('board-1'), 'main')
    expect((await line.now(id)).state).toBe('invited')
  })
})

describe('what still waits for its second person', () => {
  it('STA-7 is taken back by its author or the role alone, with a line and without what would be paid', async () => {
    const id = await line.onBoard()
    await propose(id, { support: ['hotel'] }, 'board-1')

    expect(await clear(id, 'coordinator')).toEqual({ ok: false, code: 'move_not_allowed' })
    expect(await clear(id, 'board-2')).toEqual({ ok: true, value: null })
    expect(await standing(id)).toEqual({ decisions: ['release_invite superseded'], support: [] })
    expect(await linesOf(id)).toEqual(['decision.cleared release_invite board-2'])
  })

  it('STA-4 STA-7 goes, with what would be paid, when a decision equal to the state takes its place', async () => {
    const id = await line.onBoard()
    await propose(id, { support: ['hotel'] }, 'board-1')
    await sql(`UPDATE app.application SET state = 'waitlisted' WHERE id = $1`, [id])

    expect(await propose(id, { move: 'release_waitlist' }, 'board-1')).toEqual({ ok: true, value: null })
    expect(await standing(id)).toEqual({ decisions: ['release_invite superseded'], support: [] })
    expect(await linesOf(id)).toEqual(['decision.cleared release_invite board-1'])
  })
})
