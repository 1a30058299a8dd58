import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DecisionForm } from '#features/decision/staff/propose-decision.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { plain } from '#test/support/web/client.js'
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
    await line.release()
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
    await line.release()

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
    await line.release()
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

describe('a wave', () => {
  const pageOf = async (login = 'board-1') => plain(await team.as(login).get('/releases?wave=main'))
  const agreedTo = async (move: 'release_reject' | 'release_waitlist' = 'release_reject') => {
    const id = await line.onBoard()
    await line.decided(id, move, 'board-1', 'board-2')
    return id
  }
  const proposed = async (move: 'release_invite' | 'release_reject' = 'release_invite') => {
    const id = await line.onBoard()
    await propose(id, { move }, 'board-1')
    return id
  }
  const flag = (kind: string, id: string) =>
    sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [id, kind])
  const harm = (id: string) =>
    sql(`INSERT INTO app.harm_finding (application_id, item, verdict) VALUES ($1, 'contact', 'open')`, [id])
  /** No file of an earlier case stands before the board, and none left the set. */
  const settle = async () => {
    await sql(`UPDATE app.application SET state = 'in_review' WHERE state = 'board'`)
    await sql(`UPDATE app.decision SET state = 'superseded', left_on = NULL
      WHERE state IN ('pending', 'second_ok') OR left_on IS NOT NULL`)
  }

  it('STA-20 goes out once all that was put forward is agreed to, named until then; who is undecided stops nothing', async () => {
    await settle()
    const [refused, invited, undecided] = [await agreedTo(), await proposed(), await line.onBoard()]
    await sql(`UPDATE app.application SET wave = 'early' WHERE id = $1`, [await proposed('release_reject')])
    const text = await pageOf()
    const before = await Promise.all([refused, invited].map(line.traces))
    const answer = plain(await team.release('board-1'))
    const code = await line.release()
    const after = await Promise.all([refused, invited].map(line.traces))
    await line.door.propose.clear(line.as('board-1'), invited)
    await line.decided(invited, 'release_invite', 'board-1', 'board-2')
    const whole = await pageOf()

    expect(text).toContain('One decision of this wave waits for a second person.')
    expect(text).toMatch(
      new RegExp(`all kinds go out together\\. Case Decision ${await line.numberOf(invited)} Invite Files`),
    )
    expect(text).toContain('One file of this wave stands before the board without a decision.')
    expect([text, whole].map((page) => page.includes('Release all of them'))).toEqual([false, true])
    expect(answer).toContain('Nothing was released. Settle first what is named below.')
    expect([code, after]).toEqual([{ ok: false, code: 'wave_unfinished' }, before])
    expect(await line.release()).toEqual({ ok: true, value: { moved: 2, skipped: 0 } })
    expect((await line.now(undecided)).state).toBe('board')
  })

  it('VIS-2 waits for no decision that its viewer may not know of, or that would be left out, and tells them of none', async () => {
    await settle()
    const goes = await agreedTo()
    const [hidden, held, restricted, open] = [await proposed(), await proposed(), await proposed(), await proposed()]
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [hidden, line.as('board-1').accountId],
    )
    await flag('on_hold', held)
    await flag('restricted', restricted)
    await harm(open)
    const [own, others] = [await pageOf(), await pageOf('board-2')]

    expect(own).not.toContain('second person')
    expect(others).toContain('One decision of this wave waits for a second person.')
    expect(others).toContain(await line.numberOf(hidden))
    expect(await line.release('board-2')).toEqual({ ok: false, code: 'wave_unfinished' })
    expect(await line.release()).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })
    expect((await line.now(goes)).state).toBe('rejected')
  })
  it('STA-20 that grew, shrank or changed since somebody looked is looked at again, and nothing is written', async () => {
    await settle()
    const [held, judged, stays, back] = [await agreedTo(), await agreedTo(), await agreedTo(), await agreedTo()]
    await flag('on_hold', held)
    const acts: (() => Promise<unknown>)[] = [
      agreedTo,
      () => clear(back, 'board-1').then(() => clear(back, 'board-2')),
      () => harm(judged),
      () => line.judged(judged),
      () => sql(`UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1`, [held]),
    ]
    const codes = []
    for (const act of acts) {
      const look = await line.door.release.dryRun(line.as('board-1'), 'main')
      await act()
      codes.push(await line.door.release.run(line.as('board-1'), 'main', look?.digest ?? ''))
    }
    const unlooked = await team.act('board-1', '/releases', { wave: 'main' })

    expect(codes).toEqual(acts.map(() => ({ ok: false, code: 'set_changed' })))
    expect([unlooked.status, plain(unlooked)]).toEqual([
      422,
      expect.stringContaining('What would go out now is not what you were shown.'),
    ])
    expect((await line.now(stays)).state).toBe('board')
    expect((await team.release('board-1')).status).toBe(200)
    expect((await line.now(stays)).state).toBe('rejected')
  })

  it('STA-20 goes out to the others where somebody withdrew, was erased, held, restricted or doubted since the look', async () => {
    await settle()
    const [gone, erased, held, restricted] = [await agreedTo(), await agreedTo(), await agreedTo(), await agreedTo()]
    const [doubted, stays] = [await agreedTo('release_waitlist'), await agreedTo()]
    const look = await line.door.release.dryRun(line.as('board-1'), 'main')
    await sql(`SELECT app.application_move(f, 'withdraw', 'applicant') FROM unnest($1::uuid[]) f`, [[gone, erased]])
    await sql(`SELECT app.application_move($1, 'erase', 'system')`, [erased])
    await flag('on_hold', held)
    await flag('restricted', restricted)
    await sql(
      `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`,
      [doubted, line.as('lead').accountId],
    )

    expect(await line.door.release.run(line.as('board-1'), 'main', look?.digest ?? '')).toEqual({
      ok: true,
      value: { moved: 1, skipped: 5 },
    })
    expect((await line.now(stays)).state).toBe('rejected')
  })
})
