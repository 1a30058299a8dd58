import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { takeApproval } from '#features/decision/index.orm.js'
import { Directory } from '#platform/vault/directory.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { sealedApplication } from '#test/support/sealed-application.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let team: Team

beforeAll(async () => {
  world = await practiceWorld([
    ...usualStaff,
    { login: 'trustee', displayName: 'Trustee', roles: ['outside_second'] },
    { login: 'trustee-2', displayName: 'Trustee 2', roles: ['outside_second'] },
  ])
  staff = await startStaff(world)
  team = await Team.at(staff, ['board-1', 'lead', 'coordinator', 'desk', 'trustee', 'trustee-2'])
}, 90_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const idOf = async (login: string) => (await world.holder(login)).accountId
async function fileIn(state: string): Promise<string> {
  const { id } = await sealedApplication(world.sql('app_registration'), world.directory, world.editionId, 'File-canary')
  await sql('UPDATE app.application SET state = $2, version = 9 WHERE id = $1', [id, state])
  return id
}
const decisionOf = async (id: string) =>
  (
    await sql<{ id: string; state: string; second_id: string | null }>(
      'SELECT id, state, second_id FROM app.decision WHERE application_id = $1 ORDER BY nth DESC LIMIT 1',
      [id],
    )
  )[0]
const propose = async (id: string, login: string, fields: Record<string, string>): Promise<string> => {
  await team.act(login, `/applications/${id}/decisions`, { version: '9', ...fields })
  return (await decisionOf(id))?.id ?? ''
}
const appoint = async (login: string, target: Record<string, string>, memo: string) =>
  team.act(login, '/appointments', { ...target, account: await idOf('trustee'), memo })
const appointed = async (login: string): Promise<string> =>
  /href="\/appointments\/([0-9a-f-]{36})"/.exec((await team.as(login).get('/appointments')).text)?.[1] ?? ''

describe('a second person from outside', () => {
  it('reads the memo sealed to their key alone, and agrees to the decision they were appointed to', async () => {
    const id = await fileIn('board')
    const decision = await propose(id, 'board-1', { move: 'release_reject', reason_class: 'safety' })
    const page = await team.as('board-1').get(`/applications/${id}`)
    const long = await appoint('board-1', { decision }, 'x'.repeat(3001))
    const asked = await appoint('board-1', { decision }, 'Memo-canary')
    const appointment = await appointed('trustee')
    const memo = await team.as('trustee').get(`/appointments/${appointment}`)
    const foreign = [
      (await team.as('trustee-2').get(`/appointments/${appointment}`)).status,
      (await team.act('trustee-2', `/appointments/${appointment}/agreements`)).status,
      (await team.as('board-1').get(`/appointments/${appointment}`)).status,
    ]

    const agreed = await team.act('trustee', `/appointments/${appointment}/agreements`)

    expect(page.text).toContain(`/appointments/new?decision=${decision}`)
    expect([long.status, long.text.includes(`>${'x'.repeat(3001)}</textarea>`)]).toEqual([422, true])
    expect(asked.text).toContain('The person was asked.')
    expect(memo.text).toContain('<p dir="auto">Memo-canary</p>')
    expect(memo.text).not.toContain(id)
    expect(foreign).toEqual([404, 404, 404])
    expect(agreed.text).toContain('You agreed. Thank you.')
    expect(await decisionOf(id)).toMatchObject({ state: 'second_ok', second_id: await idOf('trustee') })
    const wraps = await sql(
      `SELECT count(*)::int AS n FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id WHERE r.schema_id = 'outside.memo' AND r.owner_id = $1`,
      [id],
    )
    expect(wraps).toEqual([{ n: 1 }])
    await team.release('board-1')
    expect(await sql('SELECT state FROM app.application WHERE id = $1', [id])).toEqual([{ state: 'rejected' }])
  })

  it('lets a move that happens at once be made by its author', async () => {
    const id = await fileIn('rejected')
    const decision = await propose(id, 'coordinator', { move: 'reopen', reason_class: 'our_mistake' })
    await appoint('coordinator', { decision }, 'Please agree')

    await team.act('trustee', `/appointments/${await appointed('trustee')}/agreements`)

    const rows = await sql('SELECT move, actor_id FROM app.history WHERE application_id = $1 AND decision_id = $2', [
      id,
      decision,
    ])
    expect(rows).toEqual([{ move: 'reopen', actor_id: await idOf('coordinator') }])
  })

  it.each([
    ['release_reject', 'board', 'board'],
    ['not_eligible', 'screening', 'screening'],
    ['revoke_before_answer', 'waitlisted', 'board'],
    ['cancel', 'confirmed', 'cancelled'],
  ])('agrees to %s of a restricted file, which a lead puts forward and makes', async (move, state, then) => {
    const id = await fileIn(state)
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
    const decision = await propose(id, 'lead', { move, reason_class: move === 'cancel' ? 'our_mistake' : 'safety' })
    await appoint('lead', { decision }, 'Please agree')

    await team.act('trustee', `/appointments/${await appointed('trustee')}/agreements`)

    expect(await decisionOf(id)).toMatchObject({
      state: then === state ? 'second_ok' : 'released',
      second_id: await idOf('trustee'),
    })
    expect(await sql('SELECT state FROM app.application WHERE id = $1', [id])).toEqual([{ state: then }])
    expect(
      await sql(`SELECT code FROM app.release_look($1, 'main', ARRAY['release_reject', 'not_eligible'])`, [
        world.editionId,
      ]),
    ).toEqual(then === state ? [{ code: 'ok' }] : [])
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE id = $1`, [decision])
  })

  it.each([
    ['desk', 'waitlisted', 'promote_late'],
    ['coordinator', 'invited', 'revoke_before_answer'],
  ])('is not asked by %s, who only puts a move forward that somebody else makes', async (login, state, move) => {
    const id = await fileIn(state)
    const [row] = await sql<{ id: string }>(
      'INSERT INTO app.decision (application_id, move, author_id, reason_class) VALUES ($1, $2, $3, $4) RETURNING id',
      [id, move, await idOf(login), 'other'],
    )
    const decision = row?.id ?? ''
    const page = await team.as(login).get(`/applications/${id}`)
    const asked = await team.as(login).get(`/appointments/new?decision=${decision}`)
    const posted = await appoint(login, { decision }, 'Memo')

    // The travel desk has no page of the file, and none of appointments.
    const isTold = login === 'coordinator'
    const why = 'Nobody from outside can be asked: one of the two must be somebody who may make this move.'
    expect([page, asked, posted].map(({ text }) => text.includes(why))).toEqual([isTold, isTold, isTold])
    expect(page.text).not.toContain('/appointments/new')
    expect([asked.status, posted.status]).toEqual(login === 'desk' ? [404, 404] : [200, 422])
    expect(await sql('SELECT 1 FROM app.outside_appointment WHERE decision_id = $1', [decision])).toEqual([])
    await sql('DELETE FROM app.decision WHERE id = $1', [decision])
  })

  it('agrees to an approval they were appointed to, which the act then takes', async () => {
    const id = await fileIn('screening')
    const [approval] = await sql<{ id: string }>(
      `INSERT INTO app.approval (edition_id, kind, object_id, author_id) VALUES ($1, 'lift_restriction', $2, $3) RETURNING id`,
      [world.editionId, id, await idOf('lead')],
    )
    const list = await team.as('lead').get('/approvals')
    await appoint('lead', { approval: approval?.id ?? '' }, 'Please agree')
    await team.act('trustee', `/appointments/${await appointed('trustee')}/agreements`)
    const taken = await (await world.as('app_staff')).transaction((tx) => takeApproval(tx, 'lift_restriction', id))

    expect(list.text).toContain(`/appointments/new?approval=${approval?.id}`)
    expect(taken).toMatchObject({ id: approval?.id, secondId: await idOf('trustee') })
  })

  it('is not asked while their key is not signed, and the memo is there to be sent to somebody else', async () => {
    const decision = await propose(await fileIn('board'), 'board-1', { move: 'release_waitlist', reason_class: 'fit' })
    staff.app.get(Directory, { strict: false }).strike([(await world.holder('trustee-2')).pair.publicKey])

    const refused = await team.act('board-1', '/appointments', {
      decision,
      account: await idOf('trustee-2'),
      memo: 'Memo-kept',
    })

    expect([refused.status, refused.text.includes('>Memo-kept</textarea>')]).toEqual([422, true])
    expect(refused.text).toContain('This colleague’s key is not signed by two keepers')
  })

  it('is nobody with a conflict, before they are appointed and after, whatever became known of it', async () => {
    const id = await fileIn('board')
    const decision = await propose(id, 'board-1', { move: 'release_waitlist', reason_class: 'fit' })
    const foreign = await appoint('lead', { decision }, 'Mine')
    await appoint('board-1', { decision }, 'Memo')
    const appointment = await appointed('trustee')
    const choice = () => team.as('board-1').get(`/appointments/new?decision=${decision}`)
    const before = (await choice()).text
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) SELECT $1, a, 'personal', 'pinned', a FROM unnest($2::uuid[]) a`,
      [id, [await idOf('trustee'), await idOf('trustee-2')]],
    )
    const answers = [
      await team.as('trustee').get(`/appointments/${appointment}`),
      await team.act('trustee', `/appointments/${appointment}/agreements`),
      await team.act('board-1', '/appointments', { decision, account: await idOf('trustee-2'), memo: 'Late' }),
      await team.act('board-1', '/appointments', { decision, account: await idOf('lead'), memo: 'Late' }),
    ]

    expect(foreign.status).toBe(404)
    expect([before.includes('>Trustee 2<'), (await choice()).text.includes('Trustee')]).toEqual([true, false])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(answers[2]?.text).toBe(answers[3]?.text)
    expect((await team.as('trustee').get('/appointments')).text).toContain('Nothing is asked of you.')
    expect(await sql(`SELECT state FROM app.decision WHERE id = $1`, [decision])).toEqual([{ state: 'pending' }])
    const memos = await sql(`SELECT 1 AS memo FROM sealed.record WHERE schema_id = 'outside.memo' AND owner_id = $1`, [
      id,
    ])
    expect(memos).toEqual([{ memo: 1 }])
  })

  it('is kept from a file that is still to be compared with a country they are excluded from', async () => {
    const id = await fileIn('board')
    const decision = await propose(id, 'board-1', { move: 'release_waitlist', reason_class: 'fit' })
    await appoint('board-1', { decision }, 'Memo')
    const appointment = await appointed('trustee')
    const read = async () => (await team.as('trustee').get(`/appointments/${appointment}`)).status
    expect(await read()).toBe(200)

    await sql(`INSERT INTO app.staff_exclusion (account_id, country, author_id) VALUES ($1, 'UG', $1)`, [
      await idOf('trustee'),
    ])
    const unknown = await read()
    await team.as('coordinator').get('/sessions')

    expect([unknown, await read()]).toEqual([404, 200])
    await team.act('board-1', `/applications/${id}/decisions/clearing`)
    expect(await read()).toBe(404)
  })

  it('opens nothing else of the console', async () => {
    const id = await fileIn('board')
    const absent = await team.as('trustee').get('/nowhere')
    // What stands open to strangers, and what everybody has of their own.
    const own = /^\/($|sessions|sign-|appointments$|first-sign-in|forgotten|own-key|me$|me\/contact$|edition-choice$)/
    const opened = []
    for (const { method, path } of routesOf(staff.app).filter((route) => !own.test(route.path))) {
      const target = path.replaceAll(/:\w+/g, id)
      const answer = method === 'GET' ? await team.as('trustee').get(target) : await team.act('trustee', target)
      if (answer.status !== 404 || answer.text !== absent.text) opened.push([method, path, answer.status])
    }

    expect(opened).toEqual([])
    expect((await team.as('trustee').get('/')).location).toBe('/appointments')
    expect((await team.as('trustee').get('/appointments')).text).not.toContain('canary')
  })
})
