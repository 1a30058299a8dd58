import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sealRecord } from '#platform/vault/record.js'
import { TestClock } from '#test/support/clock.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const sent = (mark: string) => sentApplication({ registration, world }, mark)
const invited = (mark: string) => invitedApplicant({ registration, world }, mark)

const stateOf = async (id: string) =>
  (await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [id]))[0]?.state

describe('the home page', () => {
  it('shows state, case number and receipt, and none of the answers', async () => {
    const { client } = await sent('HOMEPAGE')

    const home = await client.get('/ar/home')

    expect(home.text).toContain('dir="rtl"')
    expect(home.text).toMatch(/<h2>تم الاستلام|وصل|استُلم/)
    expect(home.text).not.toContain('HOMEPAGE')
    expect((await client.get('/en/application')).location).toBe('/en/home')
    expect((await client.get('/en/application/contact')).status).toBe(404)
  })

  it('APP-13 keeps a message however often it is opened, until it is removed', async () => {
    const { client, id } = await sent('INBOX')
    const [row] = await world.operator.query<{ public_key: Buffer }>(
      'SELECT public_key FROM app.access WHERE application_id = $1',
      [id],
    )
    const place = { owner: id, compartment: 'applicant', schema: 'message', version: 1 }
    const record = sealRecord(place, { text: 'First line <b>\nSecond line' }, [row?.public_key ?? Buffer.alloc(32)])
    await world.operator.query(
      `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body) VALUES ($1, $2, 'applicant', 'message', 1, $3)`,
      [record.id, id, record.body],
    )
    await world.operator.query('INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3)', [
      record.id,
      record.wraps[0]?.recipient,
      record.wraps[0]?.wrap,
    ])
    const [message] = await world.operator.query<{ id: string }>(
      `INSERT INTO app.message (application_id, kind, subject_version, record_id) VALUES ($1, 'question_waiting', 9, $2) RETURNING id`,
      [id, record.id],
    )
    const path = `/en/messages/${message?.id}`

    const unopened = await client.get(path)
    const opened = await press(client, '/en/home', `${path}/opening`)
    await press(client, '/en/home', `${path}/opening`)
    const again = await client.get(path)
    const removed = await press(client, path, `${path}/removal`)

    expect(unopened.location).toBe('/en/home')
    expect(opened.text).toContain('<p dir="auto">First line &lt;b></p><p dir="auto">Second line</p>')
    expect(again.text).toBe(opened.text)
    expect(removed.text).not.toContain('A question for you')
    expect((await client.get(path)).status).toBe(404)
    expect(await world.operator.query('SELECT 1 FROM sealed.record WHERE id = $1', [record.id])).toEqual([])
  })

  it('cannot be read by the code after sending: not one record has a wrap for the person', async () => {
    const { id } = await sent('SEALED')
    const [row] = await world.operator.query<{ recipients: number; own: number }>(
      `SELECT count(*)::int AS recipients, count(*) FILTER (WHERE r.compartment = 'applicant')::int AS own
       FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id WHERE r.owner_id = $1
         AND w.recipient = substring(sha256((SELECT public_key FROM app.access WHERE application_id = $1)) FROM 1 FOR 16)`,
      [id],
    )

    expect(row).toEqual({ recipients: 0, own: 0 })
  })
})

describe('an invitation', () => {
  it('STA-15 shows the deadline in the zone of the person, and is confirmed once', async () => {
    const { client, id } = await invited('YES')

    const page = await client.get('/en/reply')
    const yes = await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const twice = await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })

    expect(page.text).toContain('East Africa Time')
    expect(page.text).not.toContain('world time (UTC)')
    expect([yes.text.includes('You have a place'), twice.text.includes('You have a place')]).toEqual([true, true])
    expect(
      await world.operator.query(
        `SELECT class FROM app.outbox WHERE application_id = $1 AND class = 'place_confirmed'`,
        [id],
      ),
    ).toHaveLength(1)
  })

  it('STA-13 is declined, taken back within a day, and not after it', async () => {
    const { client, id, code } = await invited('NO')

    await press(client, '/en/reply', '/en/reply', { answer: 'decline' })
    const declined = await stateOf(id)
    await press(client, '/en/reply', '/en/reply', { answer: 'take_back' })
    const back = await stateOf(id)
    await press(client, '/en/reply', '/en/reply', { answer: 'decline' })
    await time.move(25 * 3_600_000)
    const later = registration.visitor()
    await later.post('/en/sign-in', { code })
    const token = hiddenField((await later.get('/en/home')).text, 'form_token')
    const refused = await later.postAndFollow('/en/reply', { form_token: token, answer: 'take_back' })
    await time.reset()

    expect([declined, back, await stateOf(id)]).toEqual(['declined', 'invited', 'declined'])
    expect(refused.text).toContain('The answer time has passed.')
  })

  it('STA-12 is refused with its reason after it has expired', async () => {
    const { client, id } = await invited('LATE')
    await world.operator.query(
      `UPDATE app.invitation SET deadline_at = app.now() - interval '4 days', expires_at = app.now() - interval '1 day' WHERE application_id = $1`,
      [id],
    )

    const late = await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })

    expect(late.text).toContain('The answer time has passed. Write to us')
    expect(await stateOf(id)).toBe('invited')
  })

  const answered = async (client: WebClient, answer: string) =>
    client.post('/en/reply', { form_token: hiddenField((await client.get('/en/home')).text, 'form_token'), answer })

  // Undecided, and decided but not released, are one code: a decision that waits must not show (DOMAIN §3.4), and a code of its own
  // would tell everybody who asks that one does.
  it('STA-9 is refused to who has none, by a code of their state, and to a stranger; a decision that waits tells nothing', async () => {
    const cases = [
      ['board', 'no_answer_yet', 'You do not need to do anything.'],
      ['board', 'no_answer_yet', 'You do not need to do anything.'],
      ['waitlisted', 'on_waitlist', 'This is not a refusal. If a place becomes free for you, we invite you'],
      ['rejected', 'not_selected', 'You were not selected this time'],
      ['withdrawn', 'withdrew', 'Write to us today if you did not mean to'],
      ['expired', 'deadline_passed', 'Write to us, and a person will look at it.'],
    ] as const
    const people = []
    for (const [i, [state]] of cases.entries()) {
      const person = await sent(`NONE-${i}`)
      await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [person.id, state])
      people.push(person)
    }
    await world.operator.query(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state)
       VALUES ($1, 'release_invite', gen_random_uuid(), gen_random_uuid(), 'second_ok')`,
      [people[1]?.id],
    )
    const owner = await invited('OWNER')
    const ids = people.map(({ id }) => id)
    const traces = () =>
      world.operator.query(
        `SELECT a.id, a.state, a.version, (SELECT count(*)::int FROM app.history h WHERE h.application_id = a.id) AS history,
           (SELECT count(*)::int FROM app.outbox o WHERE o.application_id = a.id) AS outbox FROM app.application a
         WHERE a.id = ANY ($1) ORDER BY a.id`,
        [[...ids, owner.id]],
      )
    const before = await traces()

    const pages = []
    for (const { client } of people) {
      const { location } = await answered(client, 'confirm')
      pages.push({
        location,
        text: (await client.get(location)).text.replaceAll(/name="form_token" value="[^"]*"/g, ''),
      })
    }
    // No address names a file: whoever has no session of their own has no answer to give.
    const visitor = await registration.visitor().post('/en/reply', { answer: 'confirm' })
    const stranger = await world
      .sql('app_registration')
      .query(`SELECT code FROM app.own_move(sha256('stranger'), 'confirm')`)

    expect(pages.map(({ location }) => location)).toEqual(cases.map(([, code]) => `/en/reply?notice=${code}`))
    expect(pages.map(({ text }, i) => text.includes(cases[i]?.[2] ?? '?'))).toEqual(cases.map(() => true))
    expect(pages[1]?.text).toBe(pages[0]?.text)
    expect([visitor.status, visitor.location.split('?')[0], stranger]).toEqual([
      303,
      '/en/sign-in',
      [{ code: 'not_found' }],
    ])
    expect(await traces()).toEqual(before)
  })

  it('STA-9 cannot be answered by whoever has none', async () => {
    const { client, id } = await sent('UNINVITED')

    const codes: string[] = []
    for (const answer of ['confirm', 'decline', 'take_back', 'give_back']) {
      codes.push((await answered(client, answer)).location)
    }
    expect(codes.map((to) => to.replace('/en/reply?notice=', ''))).toEqual([
      'no_answer_yet',
      'no_answer_yet',
      'move_not_allowed',
      'move_not_allowed',
    ])
    const token = hiddenField((await client.get('/en/home')).text, 'form_token')
    expect((await client.post('/en/reply', { form_token: token, answer: 'release_invite' })).status).toBe(400)
    expect(await stateOf(id)).toBe('submitted')
  })
})

describe('leaving', () => {
  it('withdraws at once and can still be read about', async () => {
    const { client, id } = await sent('LEAVES')

    const left = await press(client, '/en/withdrawal', '/en/withdrawal')
    const home = await client.get('/en/home')

    expect(left.text).toContain('You withdrew')
    expect([await stateOf(id), home.text.includes('You withdrew')]).toEqual(['withdrawn', true])
  })

  it('erases everything when asked to: records, wraps, code and session', async () => {
    const { client, id, code } = await sent('FORGET')

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    const [row] = await world.operator.query(
      `SELECT (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1) AS records, (SELECT count(*)::int FROM app.access WHERE application_id = $1) AS codes,
         (SELECT count(*)::int FROM app.session WHERE application_id = $1) AS sessions`,
      [id],
    )
    expect([await stateOf(id), row]).toEqual(['erased', { records: 0, codes: 0, sessions: 0 }])
    expect(client.cookies.size).toBe(0)
    expect((await registration.visitor().post('/en/sign-in', { code })).status).toBe(422)
  })
})
