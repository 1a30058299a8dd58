import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { keptApart } from '#test/support/people/kept-apart.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let count = 0

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['board-1', 'board-2'])
}, 60_000)
afterEach(async () => {
  await sql(`UPDATE app.decision SET state = 'superseded', left_on = NULL WHERE state IN ('pending', 'second_ok')`)
  await sql('UPDATE app.edition SET capacity = 200')
})
afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const idOf = (login: string) => line.as(login).accountId

/** A file in this state about which two people agreed; its case number. */
async function agreed(move: string, [state, ...by]: readonly string[] = ['board', 'board-1', 'board-2']) {
  count += 1
  const number = `Z${String(count).padStart(5, '0')}`
  const [row] = await sql<{ id: string }>(
    `INSERT INTO app.application (edition_id, state, case_number, submitted_week) VALUES ($1, $2, $3, app.today()) RETURNING id`,
    [line.world.editionId, state, number],
  )
  const id = row?.id ?? ''
  await sql(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class) VALUES ($1, $2, $3, $4, 'second_ok', 'fit')`,
    [id, move, ...by.map(idOf)],
  )
  return { id, number }
}
const released = (login = 'board-1') => line.release(login)
const dryRun = (login = 'board-1') => line.door.release.dryRun(line.as(login), 'main')
const stateOf = async ({ id }: { id: string }) => (await line.now(id)).state
const conflict = ({ id }: { id: string }, login: string) =>
  sql(
    `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
    [id, idOf(login)],
  )
const apart = (one: { id: string }, other: { id: string }) =>
  keptApart(line.world.operator, idOf('security'), one, other)
const harm = ({ id }: { id: string }, verdict: 'open' | 'safe') =>
  sql(`INSERT INTO app.harm_finding (application_id, item, verdict, author_id) VALUES ($1, 'contact', $2, $3)`, [
    id,
    verdict,
    idOf('lead'),
  ])
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
const page = async (login = 'board-1') => textOf((await team.as(login).get('/releases?wave=main')).text)
const post = (login = 'board-1') => team.release(login)

describe('whoever releases', () => {
  it('STA-20 VIS-2 releases a file too that a conflict hides from them, as its two people decided, and is told nothing of it', async () => {
    const hidden = await agreed('release_reject', ['board', 'board-1', 'board-2'])
    const open = await agreed('release_reject')
    // A third member of the board, who has the conflict.
    await sql(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'board')`, [
      idOf('security'),
      line.world.editionId,
    ])
    const third = { ...line.as('security'), roles: [...line.as('security').roles, 'board' as const] }
    await conflict(hidden, 'security')
    const shown = await line.door.release.dryRun(third, 'main')
    const outcome = await line.door.release.run(third, 'main', shown?.digest ?? '')

    expect(shown).toMatchObject({ moving: { release_reject: 1 }, skipped: 0, isBlocked: false, blockers: [] })
    expect(outcome).toEqual({ ok: true, value: { moved: 2, skipped: 0 } })
    expect([await stateOf(hidden), await stateOf(open)]).toEqual(['rejected', 'rejected'])
    expect(
      await sql('SELECT DISTINCT actor_id AS mover, role FROM app.history WHERE application_id = ANY ($1)', [
        [hidden.id, open.id],
      ]),
    ).toEqual([{ mover: idOf('board-1'), role: 'board' }])
    expect(
      await sql(`SELECT actor_id AS by FROM audit.entry WHERE verb = 'wave.released' ORDER BY seq DESC LIMIT 1`),
    ).toEqual([{ by: idOf('security') }])
  })

  it('VIS-2 is told that something stops it, and no number, where the file that does is hidden from them', async () => {
    const hidden = await agreed('release_reject', ['board', 'board-2', 'board-1'])
    const stays = await agreed('release_waitlist')
    await sql(`UPDATE app.application SET state = 'screening' WHERE id = $1`, [hidden.id])
    await conflict(hidden, 'board-1')

    const refused = await post()

    expect(await released()).toEqual({ ok: false, code: 'release_blocked', about: { code: 'move_not_allowed' } })
    expect([refused.status, textOf(refused.text)]).toEqual([422, expect.stringContaining('cannot be shown to you')])
    expect(refused.text).not.toContain(hidden.number)
    expect(await page('board-2')).toContain(`${hidden.number} That step does not follow from the present state.`)
    expect(await stateOf(stays)).toBe('board')
  })

  it('STA-20 releases what a second from outside agreed to', async () => {
    await sql(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'outside_second')`, [
      idOf('desk'),
      line.world.editionId,
    ])
    const file = await agreed('not_eligible', ['screening', 'coordinator', 'desk'])
    await sql(
      `INSERT INTO app.outside_appointment (edition_id, decision_id, account_id, author_id, memo_id)
       SELECT $1, d.id, d.second_id, d.author_id, gen_random_uuid() FROM app.decision d WHERE d.application_id = $2`,
      [line.world.editionId, file.id],
    )

    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })
    expect(await stateOf(file)).toBe('rejected')
  })
})

describe('a wave', () => {
  it('STA-20 leaves out a file whose question of harm was opened again, names it, and takes it along once it is judged', async () => {
    const [open, other] = [await agreed('release_reject'), await agreed('release_reject')]
    await harm(open, 'open')
    const text = await page()

    expect(text).toMatch(new RegExp(`Left out of this release[^.]*${open.number}[^.]*do-no-harm`))
    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 1 } })
    expect([await stateOf(open), await stateOf(other)]).toEqual(['board', 'rejected'])
    expect(await sql('SELECT 1 FROM app.outbox WHERE application_id = $1', [open.id])).toEqual([])
    await harm(open, 'safe')
    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })
    expect(await stateOf(open)).toBe('rejected')
  })

  it('STA-20 leaves out whose application a proxy typed until somebody has spoken with the person', async () => {
    const open = await agreed('release_reject')
    await sql('INSERT INTO app.typed_by (application_id, by_proxy) VALUES ($1, true)', [open.id])
    const text = await page()

    expect(text).toMatch(new RegExp(`Left out of this release[^.]*${open.number}[^.]*A proxy typed this application`))
    expect(await released()).toEqual({ ok: false, code: 'nothing_to_release' })
    expect(await stateOf(open)).toBe('board')
    await sql(`INSERT INTO app.call_note (application_id, author_id, outcome) VALUES ($1, $2, 'reached')`, [
      open.id,
      idOf('lead'),
    ])
    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })
    expect(await stateOf(open)).toBe('rejected')
  })

  it('STA-20 gives no place and no turn under a concern, without a name, and refuses like every other refusal', async () => {
    const files = [await agreed('release_invite'), await agreed('release_waitlist'), await agreed('release_reject')]
    for (const { id } of files) {
      await sql(
        `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`,
        [id, idOf('lead')],
      )
    }
    const text = await page()

    expect(text).toContain('2 files would be left out')
    for (const { number } of files) expect(text).not.toContain(number)
    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 2 } })
    expect(await Promise.all(files.map(stateOf))).toEqual(['board', 'board', 'rejected'])
    const id = files[0]?.id ?? ''
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE application_id = $1`, [id])
    const many = new DecideMany(line.door.database, new Audit(line.door.database))
    const asked = { reasonClass: 'fit', version: (await line.now(id)).version }
    expect((await many.dryRun(line.as('board-1'), { move: 'release_waitlist', ids: [id] }))?.left).toEqual({ held: 1 })
    expect((await many.dryRun(line.as('board-1'), { move: 'release_reject', ids: [id] }))?.ready).toEqual([id])
    expect(await line.door.propose.run(line.as('board-1'), id, { ...asked, move: 'release_invite' })).toEqual({
      ok: false,
      code: 'held',
    })
    expect(await line.door.propose.run(line.as('board-1'), id, { ...asked, move: 'release_reject' })).toMatchObject({
      ok: true,
    })
  })

  it('WAIT-8 puts nobody on the waitlist who gave a place up, and says so wherever it is decided', async () => {
    const { id, number } = await agreed('release_waitlist')
    await sql(
      `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day) VALUES ($1, 0, 'withdraw', 'confirmed', 'withdrawn', 'applicant', app.today())`,
      [id],
    )
    const text = await page()
    const refused = await released()
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE application_id = $1`, [id])
    const many = new DecideMany(line.door.database, new Audit(line.door.database))
    const asked = { reasonClass: 'fit', version: (await line.now(id)).version, move: 'release_waitlist' } as const

    expect(text).toContain(`${number} This person gave a place up after saying yes. The waitlist offers them no other.`)
    expect(refused).toMatchObject({ ok: false, about: { code: 'gave_up', caseNumber: number } })
    expect((await many.dryRun(line.as('board-1'), { ...asked, ids: [id] }))?.left).toEqual({ gave_up: 1 })
    expect(await line.door.propose.run(line.as('board-1'), id, asked)).toEqual({ ok: false, code: 'gave_up' })
  })

  it('WAIT-6 with more invitations than places says how many are asked for and how many are left, and blames no file', async () => {
    const files = [await agreed('release_invite'), await agreed('release_invite'), await agreed('release_reject')]
    await sql(`UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed']) + 1`)
    const text = await page()
    const refused = await post()

    expect(text).toContain('2 invitations would go out, and one place is left.')
    expect(text).not.toContain('Release all of them')
    expect(textOf(refused.text)).toContain('Nothing was released.')
    expect(await released()).toEqual({
      ok: false,
      code: 'release_blocked',
      about: { code: 'no_place', needed: 2, left: 1 },
    })
    expect(await Promise.all(files.map(stateOf))).toEqual(['board', 'board', 'board'])
  })

  it('CON-5 never brings two people together who are kept apart, and says of both no more than that', async () => {
    const [one, other, third] = [
      await agreed('release_invite'),
      await agreed('release_invite'),
      await agreed('release_invite'),
    ]
    await apart(one, other)
    const shown = await dryRun()
    const text = await page()

    expect(shown?.blockers.map(({ caseNumber, code }) => [caseNumber, code])).toEqual([
      [one.number, 'kept_apart'],
      [other.number, 'kept_apart'],
    ])
    expect(text).toContain(
      `${one.number} This person and somebody with a place cannot both come. See the security officer.`,
    )
    expect(await released()).toMatchObject({ ok: false, about: { code: 'kept_apart' } })
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE application_id = $1`, [other.id])
    expect(await released()).toEqual({ ok: true, value: { moved: 2, skipped: 0 } })
    expect([await stateOf(one), await stateOf(other), await stateOf(third)]).toEqual(['invited', 'board', 'invited'])
  })

  it('CON-5 VIS-2 leaves out like a stopped file whoever must not come beside somebody the board may not know of', async () => {
    const [holder, one] = [await agreed('release_invite'), await agreed('release_invite')]
    await sql(`UPDATE app.application SET state = 'invited' WHERE id = $1`, [holder.id])
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE application_id = $1`, [holder.id])
    await apart(one, holder)
    expect((await dryRun())?.blockers).toEqual([{ id: one.id, caseNumber: one.number, code: 'kept_apart' }])
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [holder.id])
    const other = await agreed('release_reject')
    const [shown, text] = [await dryRun(), await page()]

    expect([shown?.isBlocked, shown?.blockers, shown?.skipped]).toEqual([false, [], 1])
    expect(text).toContain('One file would be left out')
    expect(text).not.toMatch(/both come/)
    expect(text).not.toContain(one.number)
    expect(await released()).toEqual({ ok: true, value: { moved: 1, skipped: 1 } })
    expect([await stateOf(one), await stateOf(other)]).toEqual(['board', 'rejected'])
  })

  it('CON-5 VIS-2 names nobody to a colleague from whom a conflict hides the other of the two', async () => {
    const [one, hidden] = [
      await agreed('release_invite', ['board', 'board-1', 'board-2']),
      await agreed('release_invite', ['board', 'board-1', 'board-2']),
    ]
    await apart(one, hidden)
    await conflict(hidden, 'security')
    const third = { ...line.as('security'), roles: [...line.as('security').roles, 'board' as const] }
    const shown = await line.door.release.dryRun(third, 'main')

    expect([shown?.isBlocked, shown?.blockers]).toEqual([true, []])
  })
})
