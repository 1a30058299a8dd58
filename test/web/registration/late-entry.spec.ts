import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { LateCodes } from '#features/edition/staff/late-codes.js'
import { SessionSheet } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { press } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock
let closesAt: Date
const minute = 60_000

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => login === 'coordinator'))
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
  const [row] = await world.operator.query<{ at: Date }>('SELECT closes_at AS at FROM app.call_window')
  closesAt = row?.at ?? new Date()
}, 60_000)

beforeEach(() => time.reset())

afterAll(async () => {
  await registration.close()
  await world.end()
})

/** To so many minutes from the closing; what is signed in stays so. */
async function moveTo(minutes: number): Promise<void> {
  await time.moveTo(new Date(closesAt.getTime() + minutes * minute))
  await world.operator.query(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)
}

async function fill(client: WebClient, mark: string): Promise<void> {
  for (const [key, answers] of Object.entries(completeAnswers(mark))) {
    await savePage(client, `/en/application/${key}`, answers)
  }
}

async function drafted(mark: string): Promise<WebClient> {
  const client = registration.visitor()
  await begin(client)
  await fill(client, mark)
  return client
}

const send = (client: WebClient, fields: Record<string, string> = {}) =>
  press(client, '/en/answers', '/en/submission', fields)

async function lateCode(): Promise<string> {
  const database = await world.as('app_staff')
  const coordinator = await signedIn(world, 'coordinator')
  const codes = new LateCodes(database, new Audit(database), new SessionSheet(database))
  await codes.make(coordinator, 1)
  return (await codes.shown(coordinator))[0] ?? ''
}

const free = async (): Promise<number> =>
  (
    await world.operator.query<{ free: number }>(
      'SELECT count(*)::int AS free FROM app.late_code WHERE used_by IS NULL',
    )
  )[0]?.free ?? -1

describe('a draft begun before the call closes', () => {
  it.each([
    ['a minute before the two hours end', 119, true],
    ['as they end', 120, false],
    ['a minute after', 121, false],
  ])('APP-12 may be sent until two hours after it: %s', async (_, minutes, isSent) => {
    const client = await drafted(`GRACE${minutes}`)
    await moveTo(minutes)

    const answer = await send(client)

    expect(answer.text.includes('Your application is sealed')).toBe(isSent)
    expect(answer.text.includes('href="#late_code"')).toBe(!isSent)
    expect(answer.text.includes('id="late_code"')).toBe(!isSent)
    expect((await client.get('/en/home')).status).toBe(isSent ? 200 : 303)
  })

  it('APP-12 is sent later with a late code, which is then used up', async () => {
    const [client, other] = [await drafted('LATE'), await drafted('OTHER')]
    const code = await lateCode()
    const before = await free()
    await moveTo(24 * 60)

    const wrong = await send(client, { late_code: '0000-0000-0000-0000-0000-0000-1' })
    const typed = await send(client, { late_code: code.toLowerCase() })
    const again = await send(other, { late_code: code })

    expect(wrong.text).toContain('This code for late entry does not open anything')
    expect(wrong.text).not.toContain('0000-0000')
    expect(typed.text).toContain('Your application is sealed')
    expect(again.text).toContain('or it was used')
    expect(await free()).toBe(before - 1)
    expect(await world.operator.query(`SELECT count(*)::int AS late FROM app.application WHERE wave = 'late'`)).toEqual(
      [{ late: 1 }],
    )
  })
})

describe('once the call has closed', () => {
  it('begins with a late code only, which a draft does not use up, and sends without asking again', async () => {
    const code = await lateCode()
    const before = await free()
    await moveTo(24 * 60)
    const client = registration.visitor()
    const start = await client.get('/en')

    const without = await client.postAndFollow('/en/code', {})
    const wrong = await client.postAndFollow('/en/code', { late_code: 'nothing' })
    const begun = await client.post('/en/code', { late_code: code })
    const sheet = await client.get('/en/code')
    await client.post('/en/code/keeping', { form_token: hiddenField(sheet.text, 'form_token') })
    const stillFree = await free()
    await fill(client, 'LATESTART')
    const sent = await send(client)

    expect(start.text).toContain('name="late_code"')
    expect(without.text).toContain('The time for sending has passed.')
    expect(wrong.text).toContain('This code for late entry does not open anything')
    expect([begun.location, stillFree]).toEqual(['/en/code', before])
    expect(sent.text).toContain('Your application is sealed')
    expect(await free()).toBe(before - 1)
  })

  it('gives no grace to a draft begun late whose code somebody else has used', async () => {
    const code = await lateCode()
    await moveTo(30)
    const [first, second] = [registration.visitor(), registration.visitor()]
    for (const client of [first, second]) {
      await client.post('/en/code', { late_code: code })
      await fill(client, 'SHARED')
    }

    const one = await send(first)
    const two = await send(second)

    expect(one.text).toContain('Your application is sealed')
    expect(two.text).toContain('href="#late_code"')
  })
})

describe('how long a draft is kept', () => {
  const dayOf = async (): Promise<{ kept: number; weekday: number; type: string } | undefined> =>
    (
      await world.operator.query<{ kept: number; weekday: number; type: string }>(
        `SELECT keep_until - app.today() AS kept, extract(isodow FROM keep_until)::int AS weekday, pg_typeof(keep_until)::text AS type
         FROM app.application WHERE state = 'draft' ORDER BY keep_short DESC, keep_until LIMIT 1`,
      )
    )[0]

  it('APP-12 is chosen on the code page or later, rounded up to a week, a date only', async () => {
    const client = registration.visitor()
    await client.post('/en/code', {})
    const sheet = await client.get('/en/code')
    await client.post('/en/code/keeping', { form_token: hiddenField(sheet.text, 'form_token'), keep: 'short' })
    const short = await dayOf()
    const list = await client.get('/en/application')
    const shown = await press(client, '/en/application', '/en/keeping', { keep: 'call' })

    expect(short?.kept).toBeGreaterThanOrEqual(14)
    expect(short?.kept).toBeLessThan(21)
    expect([short?.weekday, short?.type]).toEqual([7, 'date'])
    expect(list.text).toMatch(/Erased on .{10,30} if you send nothing/)
    expect(shown.text).toMatch(/id="keep"[^>]*value="call"[^>]*checked|value="call" checked/)
    expect(
      await world.operator.query(
        `SELECT count(*)::int AS short FROM app.application WHERE keep_short AND state = 'draft'`,
      ),
    ).toEqual([{ short: 0 }])
  })
})

describe('late codes in the console', () => {
  it('are shown once, to a coordinator, and stored as a hash', async () => {
    const database = await world.as('app_staff')
    const codes = new LateCodes(database, new Audit(database), new SessionSheet(database))
    const coordinator = await signedIn(world, 'coordinator')
    const reader = { ...coordinator, roles: ['reviewer' as const] }

    await codes.make(coordinator, 3)
    const shown = await codes.shown(coordinator)
    const elsewhere = await codes.shown(await signedIn(world, 'coordinator'))
    await codes.handedOver(coordinator)

    expect([shown.length, elsewhere, await codes.shown(coordinator)]).toEqual([3, [], []])
    expect(await codes.make(reader, 1)).toEqual({ ok: false, code: 'not_found' })
    expect(
      (await world.operator.query<{ hash: Buffer }>('SELECT hash FROM app.late_code')).every(
        ({ hash }) => hash.length === 32,
      ),
    ).toBe(true)
    const [line] = await world.operator.query('SELECT verb, purpose FROM audit.entry ORDER BY seq DESC LIMIT 1')
    expect(line).toEqual({ verb: 'late_code.made', purpose: '3' })
  })
})
