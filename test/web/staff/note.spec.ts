import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let team: Team
const logins = ['coordinator', 'security', 'desk', 'lead', 'board-1']

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => logins.includes(login)))
  registration = await startRegistration(world)
  staff = await startStaff(world)
  team = await Team.at(staff, logins)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

const write = (client: WebClient, topic: string, text: string) =>
  press(client, '/en/write', '/en/write', { topic, text })
const noteOf = async (id: string) =>
  (
    await world.operator.query<{ id: string }>(
      'SELECT id FROM app.note WHERE application_id = $1 ORDER BY number DESC LIMIT 1',
      [id],
    )
  )[0]?.id ?? ''
const tasks = (id: string) =>
  world.operator.query('SELECT kind, role, state FROM app.staff_task WHERE application_id = $1 ORDER BY kind', [id])
const traces = (id: string) =>
  world.operator.query(
    `SELECT (SELECT count(*)::int FROM app.note WHERE application_id = $1) AS notes,
       (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1) AS records,
       (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox`,
    [id],
  )

describe('writing to us', () => {
  it('reaches the role of the topic alone, and the answer comes to the inbox by a neutral mail', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'WRITES')

    const receipt = await write(client, 'safety', 'Line-canary one\nLine two')
    const note = await noteOf(id)
    const listed = await team.as('security').get('/notes')
    const opened = await team.as('security').get(`/notes/${note}`)
    const waiting = await tasks(id)
    await team.act('security', `/notes/${note}/answers`, { text: 'Answer-canary\nfor you' })
    const home = await client.get('/en/home')
    const target = /action="(\/en\/messages\/[^"]+\/opening)"[^>]*>(?:(?!<\/form>).)*An answer to your message/.exec(
      home.text,
    )?.[1]
    const message = await press(client, '/en/home', target ?? '')

    expect(receipt.text).toContain('We have your message')
    expect(receipt.text).not.toContain('canary')
    expect(listed.text).toContain(`/notes/${note}`)
    expect(opened.text).toContain('<p dir="auto">Line-canary one</p><p dir="auto">Line two</p>')
    expect(waiting).toEqual([{ kind: 'note_safety', role: 'security_officer', state: 'open' }])
    expect(message.text).toContain('<p dir="auto">Answer-canary</p><p dir="auto">for you</p>')
    expect((await team.as('security').get(`/notes/${note}`)).text).toContain('Answer-canary')
    expect(await tasks(id)).toEqual([{ kind: 'note_safety', role: 'security_officer', state: 'done' }])
    expect(
      await world.operator.query(`SELECT state FROM app.outbox WHERE application_id = $1 AND class = 'note_answered'`, [
        id,
      ]),
    ).toEqual([{ state: 'queued' }])
    for (const login of ['coordinator', 'desk', 'lead', 'board-1']) {
      expect((await team.as(login).get(`/notes/${note}`)).status).toBe(404)
    }
    const verbs = await world.operator.query<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE object_id = $1 AND verb LIKE 'note.%' ORDER BY seq`,
      [id],
    )
    expect(verbs.map(({ verb }) => verb)).toEqual(['note.opened', 'note.answered', 'note.opened'])
  })

  it('is answered once, though two people answer', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'TWICE')
    await write(client, 'application', 'A question')
    const note = await noteOf(id)
    await team.act('coordinator', `/notes/${note}/answers`, { text: 'First' })
    const before = await traces(id)

    const second = await team.act('coordinator', `/notes/${note}/answers`, { text: 'Second' })

    expect(second.text).toContain('Somebody answered this meanwhile.')
    expect(await traces(id)).toEqual(before)
  })

  it('is open in every state after sending, about travel only with a place', async () => {
    const { client, id } = await invitedApplicant({ registration, world }, 'STATES')
    const without = await client.get('/en/write')
    const refused = await write(client, 'travel', 'Too early')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const sent = await write(client, 'travel', 'My flight')
    const byDesk = await team.as('desk').get(`/notes/${await noteOf(id)}`)
    await press(client, '/en/withdrawal', '/en/withdrawal')
    const left = await write(client, 'application', 'I have left')

    expect(without.text).not.toContain('Travel and visa')
    expect(refused.text).toContain('This cannot be done at this point.')
    expect(sent.text).toContain('We have your message')
    expect(byDesk.text).toContain('My flight')
    expect(left.text).toContain('We have your message')
  })

  it('keeps what was typed when it cannot be sent, and names what is missing', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'WRONG')
    const token = hiddenField((await client.get('/en/write')).text, 'form_token')
    const long = 'x'.repeat(1501)

    const both = await client.post('/en/write', { form_token: token, text: '' })
    const tooLong = await client.post('/en/write', { form_token: token, topic: 'safety', text: long })

    expect([both.status, both.text.includes('href="#topic"'), both.text.includes('href="#text"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(tooLong.text).toContain(`>${long}</textarea>`)
    expect(tooLong.text).toContain('Shorten your message to 1,500 characters')
    expect(await tasks(id)).toEqual([])
  })

  it('takes five a day, the sixth tomorrow', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'FIVE')
    for (let sent = 0; sent < 5; sent += 1) await write(client, 'application', `Note ${sent}`)
    const before = await traces(id)

    const sixth = await write(client, 'safety', 'Sixth')
    const after = await traces(id)
    await world.operator.query('UPDATE app.note SET on_day = on_day - 1 WHERE application_id = $1', [id])
    const tomorrow = await write(client, 'safety', 'Sixth')

    expect(sixth.text).toContain('You have written five messages today.')
    expect(sixth.text).toContain('>Sixth</textarea>')
    expect(after).toEqual(before)
    expect(tomorrow.text).toContain('We have your message')
  })

  it('has no page before something was sent, and goes with the file', async () => {
    const drafting = registration.visitor()
    await begin(drafting)
    const { client, id } = await sentApplication({ registration, world }, 'ERASED')
    await write(client, 'safety', 'Words')
    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect((await drafting.get('/en/write')).status).toBe(404)
    expect(await traces(id)).toEqual([{ notes: 0, records: 0, outbox: 1 }])
  })

  it('is due after three working days, whatever the weekend', async () => {
    const days = await world.operator.query<{ due: string }>(
      `SELECT app.working_day_after(d::date, 3)::text AS due FROM generate_series(date '2027-03-01', date '2027-03-07', interval '1 day') d`,
    )

    expect(days.map(({ due }) => due)).toEqual([
      '2027-03-04',
      '2027-03-05',
      '2027-03-08',
      '2027-03-09',
      '2027-03-10',
      '2027-03-10',
      '2027-03-10',
    ])
  })

  it('is read with a new code as before', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'RENEWED')
    await write(client, 'application', 'A question')
    await team.act('coordinator', `/notes/${await noteOf(id)}/answers`, { text: 'Kept answer' })
    await press(client, '/en/new-code', '/en/new-code')
    await write(client, 'application', 'Another')
    await team.act('coordinator', `/notes/${await noteOf(id)}/answers`, { text: 'Newer answer' })
    const home = await client.get('/en/home')

    const targets = [...home.text.matchAll(/action="(\/en\/messages\/[^"]+\/opening)"/g)].map(([, at = '']) => at)
    const texts = []
    for (const target of targets) texts.push((await press(client, '/en/home', target)).text)

    expect(texts.filter((text) => text.includes('Kept answer'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('Newer answer'))).toHaveLength(1)
  })
})
