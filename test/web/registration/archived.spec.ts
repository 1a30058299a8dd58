import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { Office } from '#test/journeys/staff-acts.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

const archived = (is: boolean): Promise<unknown> =>
  world.operator.query(`UPDATE app.edition SET archived_on = CASE WHEN $1 THEN app.today() END`, [is])
const everything = () =>
  world.operator.query(
    `SELECT (SELECT json_agg(a ORDER BY a.id) FROM app.application a) AS files, (SELECT json_agg(d ORDER BY d.application_id, d.section) FROM sealed.draft d) AS drafts,
       (SELECT count(*) FROM sealed.record) AS records, (SELECT count(*) FROM app.history) AS moves, (SELECT count(*) FROM app.note) AS notes,
       (SELECT count(*) FROM app.assignment) AS assignments, (SELECT json_agg(t ORDER BY t.id) FROM app.task t) AS tasks, (SELECT count(*) FROM app.outbox) AS outbox`,
  )
const closed = 'Nothing can be added or changed any more.'
const post = async (client: WebClient, page: string, target: string, fields: Record<string, string>) =>
  client.post(target, { form_token: hiddenField((await client.get(page)).text, 'form_token'), ...fields })

afterEach(() => archived(false))

describe('APP-10 an archived edition', () => {
  it('refuses every write of applicants, calmly, and still shows them their page', async () => {
    const place = { registration, world }
    const [writing, sent, invited] = [
      registration.visitor(),
      await sentApplication(place, 'OVER-SENT'),
      await invitedApplicant(place, 'OVER-ASKED'),
    ]
    await begin(writing)
    await archived(true)
    const before = await everything()

    const answers = [
      await registration.visitor().post('/en/code', {}),
      await savePage(writing, '/en/application/story', { work_summary: 'too late' }),
      await post(sent.client, '/en/write', '/en/write', { topic: 'application', text: 'too late' }),
      await post(invited.client, '/en/reply', '/en/reply', { answer: 'confirm' }),
      await post(invited.client, '/en/reply', '/en/reply', { answer: 'decline' }),
    ]
    const api = await registration.visitor().json('POST', '/api/v1/applications', {})

    expect(answers.map(({ status, text }) => [status, text.includes(closed)])).toEqual(answers.map(() => [409, true]))
    expect([api.status, JSON.parse(api.text)]).toEqual([
      409,
      expect.objectContaining({ code: 'archived', title: expect.stringContaining(closed) }),
    ])
    expect((await sent.client.get('/en/home')).text).toContain('Received')
    expect(await everything()).toEqual(before)
  })

  it('refuses every write of staff', async () => {
    const { id } = await sentApplication({ registration, world }, 'OVER-READ')
    const office = new Office(staff)
    await office.move('coordinator', id, 'open_screening')
    await office.screen('coordinator', id)
    const [reader] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE login = 'reader-1'`,
    )
    const coordinator = await office.browser('coordinator')
    await archived(true)
    const before = await everything()
    const page = await coordinator.get(`/applications/${id}`)
    const own = { form_token: hiddenField(page.text, 'form_token'), version: hiddenField(page.text, 'version') }

    const answers = [
      await coordinator.post(`/applications/${id}/moves`, { ...own, move: 'pass' }),
      await coordinator.post(`/applications/${id}/eligibility`, {
        form_token: own.form_token,
        for_others: 'no',
        universality: 'no',
        peaceful: 'no',
        rests_on: 'other',
      }),
      await coordinator.post(`/applications/${id}/flags`, {
        form_token: own.form_token,
        act: 'set',
        flag: 'safeguarding',
        flag_reason: 'colleague',
      }),
      await coordinator.post(`/applications/${id}/assignments`, {
        form_token: own.form_token,
        to: `reviewer:${reader?.id}`,
      }),
    ]

    expect(page.status).toBe(200)
    expect(answers.map(({ status, text }) => [status, text.includes('This edition is archived.')])).toEqual([
      [409, true],
      [409, true],
      [409, true],
      [409, true],
    ])
    expect(await everything()).toEqual(before)
  })

  it('VIS-6 shows a reader nothing and takes nothing from them, as if their files were not there', async () => {
    const { id } = await sentApplication({ registration, world }, 'OVER-ASSIGNED')
    const office = new Office(staff)
    await office.move('coordinator', id, 'open_screening')
    await office.screen('coordinator', id)
    const coordinator = await office.browser('coordinator')
    const [row] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE login = 'reader-2'`,
    )
    const file = `/applications/${id}`
    await post(coordinator, file, `${file}/assignments`, { to: `reviewer:${row?.id}` })
    const reader = await staff.browserOf('reader-2')
    const own = { form_token: hiddenField((await reader.get('/')).text, 'form_token') }
    const open = [await reader.get(file), await reader.get('/applications')]
    await archived(true)
    const before = await everything()

    const answers = [
      await reader.get(file),
      await reader.post(`${file}/conflicts`, { ...own, kind: 'none' }),
      await reader.post(`${file}/reviews`, { ...own, eligibility: 'yes', version: '0', act: 'save' }),
    ]

    expect(open.map(({ status, text }) => [status, text.includes(id)])).toEqual([
      [200, true],
      [200, true],
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await reader.get('/applications')).text).not.toContain(id)
    expect(await everything()).toEqual(before)
  })

  it('still lets a person withdraw and have everything erased', async () => {
    const place = { registration, world }
    const [sent, invited] = [await sentApplication(place, 'OVER-ERASED'), await invitedApplicant(place, 'OVER-LEAVING')]
    await press(invited.client, '/en/reply', '/en/reply', { answer: 'confirm' })
    await archived(true)

    await post(sent.client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })
    await post(invited.client, '/en/withdrawal', '/en/withdrawal', { keep: 'rules' })

    const states = await world.operator.query(
      `SELECT a.state, (SELECT count(*)::int FROM sealed.record r WHERE r.owner_id = a.id) > 0 AS kept
       FROM app.application a WHERE a.id IN ($1, $2) ORDER BY a.state`,
      [sent.id, invited.id],
    )
    expect(states).toEqual([
      { state: 'erased', kept: false },
      { state: 'withdrawn', kept: true },
    ])
  })

  it('is archived and opened again from its page, once it is over', async () => {
    const coordinator = await staff.browserOf('coordinator')
    const early = await post(coordinator, '/edition-call', '/edition-call/archive', { archived: 'yes' })
    await world.operator.query(
      `UPDATE app.edition SET arrival_on = app.today() - 5, programme_from = app.today() - 4, programme_to = app.today() - 2, departure_on = app.today() - 1`,
    )
    const done = await post(coordinator, '/edition-call', '/edition-call/archive', { archived: 'yes' })
    const page = await coordinator.get('/edition-call')
    const undone = await post(coordinator, '/edition-call', '/edition-call/archive', { archived: 'no' })

    expect((await coordinator.get(early.location)).text).toContain('This edition is not over yet.')
    expect([done.location, undone.location]).toEqual(['/edition-call', '/edition-call'])
    expect(page.text).toMatch(/Archived on [^<]+\. Nobody can write to it\./)
    expect(await world.operator.query('SELECT archived_on FROM app.edition')).toEqual([{ archived_on: null }])
  })
})
