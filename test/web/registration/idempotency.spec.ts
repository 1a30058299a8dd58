import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let clock: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  clock = new TestClock(new Clock(), world.database)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const key = 'a5b3c1d9-4c2f-4c57-9f7e-QZKEY'

const call = (method: string, at: string, body: unknown, headers: Record<string, string>) =>
  registration.visitor().json(method, `/api/v1/${at}`, body, headers)

async function signedIn(): Promise<{ authorization: string }> {
  const { text } = await call('POST', 'applications', {}, {})
  return { authorization: `Bearer ${(JSON.parse(text) as { token: string }).token}` }
}

const saved = { answers: { display_name: 'QZNAME' } }
const save = (session: { authorization: string }, given: Record<string, string> = {}, body: unknown = saved) =>
  call('PUT', 'sections/contact', body, { ...session, 'if-match': '"0"', 'idempotency-key': key, ...given })

describe('a write that bears an Idempotency-Key', () => {
  it('is done once and answered twice, byte for byte, its ETag too', async () => {
    const session = await signedIn()

    const first = await save(session)
    const again = await save(session)
    const without = await call('PUT', 'sections/contact', saved, { ...session, 'if-match': '"0"' })

    expect([again.status, again.text, again.headers.etag]).toEqual([first.status, first.text, first.headers.etag])
    expect([first.status, first.headers.etag, without.status]).toEqual([200, '"1"', 412])
  })

  it('gives a refusal again as it was, though it would not be refused now', async () => {
    const session = await signedIn()

    const refused = await call('POST', 'reply', { answer: 'confirm' }, { ...session, 'idempotency-key': key })
    const again = await call('POST', 'reply', { answer: 'confirm' }, { ...session, 'idempotency-key': key })

    expect(refused.status).toBe(409)
    expect([again.status, again.text, again.headers['content-type']]).toEqual([
      refused.status,
      refused.text,
      'application/problem+json; charset=utf-8',
    ])
  })

  it('is refused for another body, another version or another address, and changes nothing', async () => {
    const session = await signedIn()
    await save(session)

    const others = await Promise.all([
      save(session, {}, { answers: { display_name: 'QZOTHER' } }),
      save(session, { 'if-match': '"1"' }),
      call('POST', 'withdrawal', {}, { ...session, 'idempotency-key': key }),
    ])
    const shown = await registration.visitor().json('GET', '/api/v1/sections/contact', undefined, session)

    expect(others.map(({ status, text }) => [status, (JSON.parse(text) as { code: string }).code])).toEqual(
      others.map(() => [422, 'key_other']),
    )
    expect(JSON.parse(shown.text)).toMatchObject({ version: 1, answers: { display_name: 'QZNAME' } })
  })

  it('is done by one of twenty at once; the others wait or get its answer', async () => {
    const session = await signedIn()

    const all = await Promise.all(Array.from({ length: 20 }, () => save(session)))

    const done = all.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ text }) => text)).size).toBe(1)
    expect(all.every(({ status, text }) => status === 200 || text.includes('key_running'))).toBe(true)
  })

  it('belongs to its application alone', async () => {
    const [one, two] = [await signedIn(), await signedIn()]

    const answers = [await save(one), await save(two, {}, { answers: { display_name: 'QZTWO' } })]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  it('is free again after a request that our own error ended, and after a death once a minute has passed', async () => {
    const session = await signedIn()
    const odd = await save(session, {}, { answers: { passport: 'x' } })
    const good = await save(session)
    const running = { ...session, 'idempotency-key': `${key}-dead` }
    const reply = () => call('POST', 'reply', { answer: 'confirm' }, running)
    await reply()
    await world.operator.query(`UPDATE app.idempotency SET answer = NULL`)

    const waiting = await reply()
    await clock.move(61_000)
    const free = await reply()
    await clock.reset()

    expect([odd.status, good.status]).toEqual([400, 200])
    expect([waiting.text.includes('key_running'), free.text.includes('move_not_allowed')]).toEqual([true, true])
  })

  it('wants sixteen visible characters or more, and is forgotten after a day', async () => {
    const session = await signedIn()
    const unfit = await Promise.all(
      ['short', 'x'.repeat(129), 'with space in the key'].map((one) => save(session, { 'idempotency-key': one })),
    )
    await save(session)
    await clock.move(25 * 3_600_000)
    await world.operator.query(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)

    const later = await save(session)
    await clock.reset()

    expect(unfit.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(later.status).toBe(412)
  })

  it('leaves neither key nor answer in the database', async () => {
    await save(await signedIn())

    const rows = await world.operator.query(
      "SELECT encode(answer, 'escape') AS answer, encode(key_hash, 'hex') AS key FROM app.idempotency",
    )

    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/QZ[A-Z]{3}|contact|version/)
  })
})
