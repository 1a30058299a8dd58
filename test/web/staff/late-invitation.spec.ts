import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { linePlanned } from '#test/support/people/line-planned.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let late: Invited
let inTime: Invited
let unknown: Invited

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'coordinator-2', 'desk', 'board-1', 'lead', 'security'])
  const people = await waitlistedPeople(line.world.operator, line.world.editionId, 3)
  ;[late, inTime, unknown] = people as [Invited, Invited, Invited]
  await knownDays(line.world.operator, [late], -1)
  await knownDays(line.world.operator, [inTime], 30)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const numberOf = async ({ id }: Invited) =>
  (await sql<{ n: string }>('SELECT case_number AS n FROM app.application WHERE id = $1', [id]))[0]?.n ?? ''
const personOf = async ({ id }: Invited) => `${id}.${(await line.now(id)).version}`
const page = async () => (await team.as('desk').get('/waitlist/late')).text
const decisions = () =>
  sql<{ id: string }>('SELECT id, application_id AS file, move, state, reason_class AS reason FROM app.decision')
const warnings = () =>
  sql(
    `SELECT kind, role, state, application_id AS file, edition_id AS edition FROM app.staff_task WHERE kind = 'late_invitation'`,
  )
const entitled = async () =>
  (
    await sql<{ category: string }>('SELECT category FROM app.entitlement WHERE removed_on IS NULL ORDER BY category')
  ).map(({ category }) => category)
const moved = (person: Invited, move: string, login: string, decision: string | null = null) =>
  line.door.database.query(`SELECT code FROM app.application_move($1, $2, $3, $4, NULL, $5, 'other')`, [
    person.id,
    move,
    line.as(login).roles[0],
    line.as(login).accountId,
    decision,
  ])
/** Two people’s decision as a row, whoever they are. */
const agreedBy = async (person: Invited, move: string, logins: readonly [string, string]) =>
  (
    await sql<{ id: string }>(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class) VALUES ($1, $2, $3, $4, 'second_ok', 'other') RETURNING id`,
      [person.id, move, line.as(logins[0]).accountId, line.as(logins[1]).accountId],
    )
  )[0]?.id ?? ''
const dropped = (id: string) => sql(`DELETE FROM app.decision WHERE id = $1`, [id])

describe('somebody whose last safe day is over', () => {
  it('WAIT-9 stands on the travel lead’s page alone, which is nobody else’s', async () => {
    const text = await page()

    expect(text).toContain(await numberOf(late))
    expect(text).not.toContain(await numberOf(inTime))
    expect(text).not.toContain(await numberOf(unknown))
    for (const login of ['coordinator', 'board-1', 'lead', 'security']) {
      expect([login, (await team.as(login).get('/waitlist/late')).status]).toEqual([login, 404])
      const posted = await team.act(login, '/waitlist/late', { person: await personOf(late), reason_class: 'other' })
      expect([login, posted.status]).toEqual([login, 404])
    }
    expect((await team.as('desk').get('/waitlist')).status).toBe(404)
    expect((await team.as('coordinator').get(`/applications/${late.id}`)).text).not.toContain(
      'Invite although it is late',
    )
  })

  it('WAIT-9 is refused by the table to any two who are not the travel lead and a coordinator, and to the clock', async () => {
    const before = await line.traces(late.id)
    const codes: unknown[] = []
    for (const [move, logins] of [
      ['promote_other', ['coordinator', 'coordinator-2']],
      ['promote_late', ['coordinator', 'coordinator-2']],
      ['promote_late', ['desk', 'board-1']],
    ] as const) {
      const id = await agreedBy(late, move, logins)
      codes.push(await moved(late, move, 'coordinator-2', id))
      await dropped(id)
    }
    const early = await agreedBy(inTime, 'promote_late', ['desk', 'coordinator'])
    codes.push(await moved(inTime, 'promote_late', 'coordinator', early))
    await dropped(early)
    await sql('UPDATE app.edition SET auto_promote = true')
    await sql(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [inTime.id])
    await linePlanned(line.world.operator, line.world.editionId)
    await line.world.sql('app_worker').query('SELECT * FROM app.waitlist_run($1)', [line.world.editionId])

    expect(codes).toEqual([
      [{ code: 'too_late' }],
      [{ code: 'second_person_missing' }],
      [{ code: 'second_person_missing' }],
      [{ code: 'not_late' }],
    ])
    expect(await line.traces(late.id)).toEqual(before)
    expect(await warnings()).toEqual([])
  })

  it('WAIT-9 is put forward by the travel lead, agreed to by a coordinator, and told to the board', async () => {
    await sql('UPDATE app.edition SET auto_promote = false, capacity = 1, express_hours = 48')
    await sql(
      `INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from, cause, by_role, freed_on, held_as)
       VALUES ($1, $2, 1, app.now(), 'expire', 'system', app.today(), 'invited')`,
      [line.world.editionId, inTime.id],
    )
    const asked = { person: await personOf(late), reason_class: 'time_confirmed', support: ['flight', 'hotel'] }
    const put = await team.act('desk', '/waitlist/late', asked)
    const twice = await team.act('desk', '/waitlist/late', asked)
    const [decision] = await decisions()
    const own = await team.act('desk', `/applications/${late.id}/decisions/${decision?.id}/approvals`)
    const file = await team.as('coordinator').get(`/applications/${late.id}`)
    expect((await line.now(late.id)).state).toBe('waitlisted')
    const agreed = await team.act('coordinator', `/applications/${late.id}/decisions/${decision?.id}/approvals`)

    expect(put.text).toContain('The decision waits for a second person.')
    expect(put.text).toContain('Put forward: waits for a coordinator')
    expect(twice.text).toContain('Another decision about this person waits.')
    expect(own.status).toBe(404)
    expect(file.text).toContain('the board is told')
    expect(file.text).toMatch(/Support: \u2068?The flight, The hotel/)
    expect(await entitled()).toEqual(['flight', 'hotel'])
    expect(agreed.status).toBe(200)
    expect(await decisions()).toEqual([
      { id: decision?.id, file: late.id, move: 'promote_late', state: 'released', reason: 'time_confirmed' },
    ])
    expect(
      await sql(
        `SELECT h.move, h.role, h.reason, p.why, p.feasible, i.express, f.freed_by AS place,
           i.expires_at BETWEEN app.now() + interval '47 hours' AND app.now() + interval '49 hours' AS hurried
         FROM app.history h JOIN app.promotion p USING (application_id, version) JOIN app.invitation i USING (application_id)
           JOIN app.freed_place f ON f.id = p.place_id AND f.passed_to = h.application_id AND f.passed_version = h.version
         WHERE h.application_id = $1 AND h.to_state = 'invited'`,
        [late.id],
      ),
    ).toEqual([
      {
        move: 'promote_late',
        role: 'coordinator',
        reason: 'time_confirmed',
        why: 'late',
        feasible: 'no',
        express: true,
        place: inTime.id,
        hurried: true,
      },
    ])
    expect(await warnings()).toEqual([
      { kind: 'late_invitation', role: 'board', state: 'open', file: late.id, edition: line.world.editionId },
    ])
    expect((await team.as('board-1').get('/')).text).toContain('Somebody was invited after their last safe day')
    expect((await team.as('coordinator').get('/')).text).not.toContain('Somebody was invited after')
  })

  it('WAIT-6 WAIT-8 takes the one place once, and frees it once', async () => {
    await knownDays(line.world.operator, [unknown], -1)
    await team.act('desk', '/waitlist/late', { person: await personOf(unknown), reason_class: 'way_changed' })
    const [waiting] = (await decisions()).filter((row) => (row as { state?: string }).state === 'pending')
    const full = await team.act('coordinator', `/applications/${unknown.id}/decisions/${waiting?.id}/approvals`)
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [late.id])
    await sql(`UPDATE app.freed_place SET offer_from = app.now() WHERE freed_by = $1`, [late.id])
    const answers = await Promise.all(
      ['coordinator', 'coordinator-2'].map((login) =>
        line.door.second.run(line.as(login), unknown.id, waiting?.id ?? ''),
      ),
    )

    expect(full.text).toContain('There is no place left.')
    expect(answers.filter(({ ok }) => ok).length).toBe(1)
    expect(
      await sql('SELECT freed_by AS lost, passed_to AS to FROM app.freed_place ORDER BY freed_by = $1', [late.id]),
    ).toEqual([
      { lost: inTime.id, to: late.id },
      { lost: late.id, to: unknown.id },
    ])
    expect((await warnings()).length).toBe(2)
  })
})
