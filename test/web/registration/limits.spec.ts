import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newAccessCode } from '#platform/vault/access.js'
import { TestClock } from '#test/support/clock.js'
import { begin, type ProxiedRegistration, startBehindProxy, startRegistration } from '#test/support/web/registration.js'
import type { WebAnswer, WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: ProxiedRegistration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startBehindProxy(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

let networks = 0
/** An address in a network nobody has used yet. */
const elsewhere = (): string => `10.${Math.floor(networks / 250)}.${(networks += 1) % 250}.7`
const at = (address: string): WebClient => registration.visitorFrom(address)
const signIn = (client: WebClient, code: string) => client.post('/en/sign-in', { code })

const tally = (answers: readonly WebAnswer[]) =>
  answers.reduce<Record<number, number>>((all, { status }) => ({ ...all, [status]: (all[status] ?? 0) + 1 }), {})

async function inTurn(count: number, ask: (nth: number) => Promise<WebAnswer>): Promise<WebAnswer[]> {
  const answers: WebAnswer[] = []
  for (let i = 0; i < count; i += 1) answers.push(await ask(i))
  return answers
}

describe('tries at a return code', () => {
  it('U8 slows one wrong code tried 20 times, with one text throughout, and lets the owner in', async () => {
    const code = await begin(at(elsewhere()))
    const [thief, wrong] = [elsewhere(), newAccessCode()]

    const answers = await inTurn(20, () => signIn(at(thief), wrong))

    expect(tally(answers)).toEqual({ 422: 5, 429: 15 })
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(2)
    expect((await signIn(at(elsewhere()), code)).status).toBe(303)
    expect((await signIn(at(thief), code)).status).toBe(303)
  })

  it('says when to come back, to pages and to the API, and lets them in then', async () => {
    const code = await begin(at(elsewhere()))
    for (let i = 0; i < 5; i += 1) await signIn(at(elsewhere()), code)

    const page = await signIn(at(elsewhere()), code)
    const api = await at(elsewhere()).json('POST', '/api/v1/sessions', { code })
    await time.move(60_000)
    const later = await signIn(at(elsewhere()), code)
    await time.reset()

    expect([page.status, page.headers['retry-after'], api.status, api.headers['retry-after']]).toEqual([
      429,
      '60',
      429,
      '60',
    ])
    expect(page.text).toContain('Please wait a moment')
    expect([api.headers['content-type'], JSON.parse(api.text)]).toEqual([
      'application/problem+json; charset=utf-8',
      {
        type: '/problems/too-many',
        title: 'There were too many tries. Wait one minute, then try again. Nothing is lost.',
        status: 429,
        code: 'too_many',
      },
    ])
    expect(later.status).toBe(303)
  })

  it('stops 800 guesses from one network by counting them, and nobody elsewhere', async () => {
    const code = await begin(at(elsewhere()))
    const guesser = elsewhere()
    const guesses = 800
    const sessions = () => world.operator.query('SELECT count(*)::int AS n FROM app.session')
    const before = await sessions()
    const began = Date.now()

    const pair = () => [
      signIn(at(guesser), newAccessCode()),
      at(guesser).json('POST', '/api/v1/sessions', { code: newAccessCode() }),
    ]
    const answers: WebAnswer[] = []
    while (answers.length < guesses) answers.push(...(await Promise.all(Array.from({ length: 10 }, pair).flat())))
    const refilled = Math.ceil((Date.now() - began) / 500)

    const { 429: slowed = 0, 422: onPages = 0, 401: onApi = 0 } = tally(answers)
    expect(slowed + onPages + onApi).toBe(guesses)
    expect(onPages + onApi).toBeGreaterThanOrEqual(120)
    expect(onPages + onApi).toBeLessThanOrEqual(120 + refilled)
    expect(await sessions()).toEqual(before)
    expect((await signIn(at(elsewhere()), code)).status).toBe(303)
  }, 60_000)
})

describe('open doors', () => {
  it('count codes made, codes typed and links for one network together', async () => {
    const here = elsewhere()
    const neighbour = here.replace(/7$/, '200')

    const answers = await inTurn(200, (nth) => signIn(at(nth % 2 === 0 ? here : neighbour), 'mistyped'))

    expect(tally(answers)[429]).toBeGreaterThan(0)
    expect((await signIn(at(here), newAccessCode())).status).toBe(429)
    expect((await at(here).post('/en/code', {})).headers['retry-after']).toBe('60')
    expect((await at(here).get('/en/sign-in')).status).toBe(200)
    expect((await at(elsewhere()).post('/en/code', {})).status).toBe(303)
  })

  it('believe the entry the proxy wrote and no other', async () => {
    const proxied = elsewhere()
    const answers = await inTurn(200, (nth) => signIn(at(`198.51.${nth}.1, ${proxied}`), 'mistyped'))

    expect(tally(answers)[429]).toBeGreaterThan(0)
  })

  it('write no address anywhere', async () => {
    const [address, network] = ['203.0.113.77', '203.0.113']
    await begin(at(address))
    await signIn(at(address), newAccessCode())

    const buckets = await world.operator.query<{ bucket: Buffer }>('SELECT bucket FROM app.rate_bucket')

    expect(registration.log.join('')).not.toContain(network)
    expect(buckets.every(({ bucket }) => bucket.length === 32)).toBe(true)
    expect(buckets.length).toBeGreaterThan(2)
  })

  it('count the connection in a practice copy', async () => {
    const practice = await startRegistration(world)

    const answers = await inTurn(200, () => signIn(practice.visitor(), 'mistyped'))
    await practice.close()

    expect(tally(answers)[429]).toBeGreaterThan(0)
  })
})

describe('while tries cannot be counted', () => {
  it('signing in is closed; making a code, saving and sending stay open', async () => {
    const owner = at(elsewhere())
    const code = await begin(owner)
    await world.operator.query('ALTER FUNCTION app.rate_take(text, integer, integer) RENAME TO rate_take_lost')

    const closed = await signIn(at(elsewhere()), code)
    const api = await at(elsewhere()).json('POST', '/api/v1/sessions', { code })
    const made = await at(elsewhere()).post('/en/code', {})
    const sending = await owner.get('/en/answers')
    await world.operator.query('ALTER FUNCTION app.rate_take_lost(text, integer, integer) RENAME TO rate_take')

    expect([closed.status, api.status, made.status, sending.status]).toEqual([503, 503, 303, 200])
    expect((await signIn(at(elsewhere()), code)).status).toBe(303)
  })
})
