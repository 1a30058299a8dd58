import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { apiDocument } from '#apps/registration/src/api/document.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { completeAnswers } from '#test/support/answers.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import type { WebAnswer } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

type Json = Record<string, unknown>
const read = ({ text }: WebAnswer): Json => JSON.parse(text) as Json

const call = async (method: string, at: string, body?: unknown, token?: string, headers: Record<string, string> = {}) =>
  registration
    .visitor()
    .json(method, `/api/v1/${at}`, body, { ...(token && { authorization: `Bearer ${token}` }), ...headers })

const put = (at: string, answers: unknown, token: string, version = 0) =>
  call('PUT', at, { answers }, token, { 'if-match': `"${version}"` })

async function begun(): Promise<{ token: string; code: string }> {
  return read(await call('POST', 'applications', {})) as { token: string; code: string }
}

async function sent(mark: string): Promise<string> {
  const { token } = await begun()
  for (const [key, answers] of Object.entries(completeAnswers(mark))) {
    await put(`sections/${key}`, answers, token)
  }
  await call('POST', 'submission', {}, token)
  return token
}

describe('the API', () => {
  it('takes an application from the code to the receipt', async () => {
    const first = await call('POST', 'applications', {})
    const { token, code } = read(first) as { token: string; code: string }
    for (const [key, answers] of Object.entries(completeAnswers('API'))) {
      expect((await put(`sections/${key}`, answers, token)).status).toBe(200)
    }

    const submitted = await call('POST', 'submission', {}, token)
    const again = await call('POST', 'submission', {}, token)
    const signedIn = await call('POST', 'sessions', { code: code.toLowerCase() })
    const home = await call('GET', 'home', undefined, read(signedIn).token as string)

    expect([first.status, submitted.status, again.status, signedIn.status, home.status]).toEqual([
      201, 201, 201, 201, 200,
    ])
    expect(read(home)).toMatchObject({ state: 'submitted', zone: 'Africa/Nairobi', visa: null, tasks: [] })
    expect(read(home).case_number).toBe(read(submitted).case_number)
    expect(home.text).not.toContain('API-')
    expect([first, submitted, home].map(({ headers }) => headers['set-cookie'])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('saves what is wrong and points at it', async () => {
    const { token } = await begun()

    const answers = { safe_channels: [{ channel: 'signal', safe: 'yes' }], contact_email: 'a@b@c' }
    const saved = await put('sections/channels', answers, token)
    const shown = await call('GET', 'sections/channels', undefined, token)
    const list = read(await call('GET', 'sections', undefined, token)).sections as Json[]

    expect([saved.status, read(saved).status, read(saved).version]).toEqual([200, 'attention', 1])
    expect(read(saved).errors).toEqual([
      {
        pointer: '/answers/safe_channels/0/handle',
        code: 'missing',
        detail: 'Write the number or name we should use for this way.',
      },
      expect.objectContaining({ pointer: '/answers/contact_email', code: 'email' }),
    ])
    expect(read(shown)).toMatchObject({ version: 1, answers: { contact_email: 'a@b@c' } })
    expect(list.map(({ key, status }) => `${key as string} ${status as string}`).slice(1, 4)).toEqual([
      'contact not_started',
      'channels attention',
      'place not_started',
    ])
  })

  it('APP-3 refuses to send what is not complete, with a pointer for every answer', async () => {
    const { token } = await begun()

    const refused = await call('POST', 'submission', {}, token, { 'accept-language': 'ar' })
    const problem = read(refused)

    expect([refused.status, refused.headers['content-type'], problem.type, problem.code]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
      '/problems/incomplete',
      'incomplete',
    ])
    const pointers = (problem.errors as Json[]).map(({ pointer }) => pointer)
    expect(pointers).toContain('/sections/start/answers/adult_on_arrival')
    expect(pointers).toContain('/sections/references/answers/referees/1/channel')
    expect((problem.errors as Json[])[0]?.detail).toMatch(/[\u0600-\u06FF]/)
  })

  it('refuses unknown properties, wrong types and versions that are none, and stores nothing', async () => {
    const { token } = await begun()
    const status = async (body: unknown, tag = '"0"') =>
      (await call('PUT', 'sections/contact', body, token, { 'if-match': tag })).status

    expect(await status({ answers: { display_name: 'A', nationality: 'SE' } })).toBe(400)
    expect(await status({ answers: { display_name: ['A'] } })).toBe(400)
    expect(await status({ answers: { display_name: { a: 1 } } })).toBe(400)
    expect(await status({ answers: [] })).toBe(400)
    expect(await status({ answers: {}, state: 'invited' })).toBe(400)
    expect(await status([])).toBe(400)
    for (const tag of ['0', 'W/"0"', '"-1"', '"x"', '*']) expect(await status({ answers: {} }, tag)).toBe(400)
    expect(read(await call('GET', 'sections/contact', undefined, token)).version).toBe(0)
  })

  it('tells a stale save, an unknown section and a minor apart from a good one', async () => {
    const { token } = await begun()
    await put('sections/contact', { display_name: 'A' }, token)
    const start = { ...completeAnswers('YOUNG').start, adult_on_arrival: 'no' }

    const stale = await put('sections/contact', { display_name: 'B' }, token)
    const unknown = await put('sections/passport', {}, token)
    const young = await put('sections/start', start, token)

    expect([stale, unknown, young].map((one) => `${one.status} ${read(one).code as string}`)).toEqual([
      '412 stale',
      '404 not_found',
      '422 too_young',
    ])
  })

  it('wants a live bearer token and takes no cookie instead', async () => {
    const browser = registration.visitor()
    await begin(browser)
    const { token } = await begun()
    await call('DELETE', 'session', undefined, token)

    for (const at of ['sections', 'home', 'sections/contact']) {
      expect((await browser.get(`/api/v1/${at}`)).status).toBe(401)
      expect((await call('GET', at, undefined, token)).status).toBe(401)
      expect((await call('GET', at, undefined, 'x'.repeat(43))).status).toBe(401)
    }
    expect(read(await call('GET', 'home', undefined, token))).toEqual({
      type: '/problems/sign-in',
      title: 'You were signed out. Saved answers are kept. Sign in to go on.',
      status: 401,
      code: 'sign_in',
    })
  })

  it('APP-14 gives one answer to a wrong code, a mistyped one and a case number', async () => {
    const { code } = await begun()
    const wrong = ['0000000000000000000000000', `${code.slice(0, 24)}${code.endsWith('0') ? '1' : '0'}`, '7K3M9Q', '']

    const answers = await Promise.all(wrong.map((one) => call('POST', 'sessions', { code: one })))

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(401)
  })

  it('withdraws and forgets, and cannot answer an invitation that is not there', async () => {
    const token = await sent('LEAVES')

    const early = await call('POST', 'reply', { answer: 'confirm' }, token)
    const odd = await call('POST', 'reply', { answer: 'maybe' }, token)
    const papers = await put('travel-papers', {}, token)
    const left = await call('POST', 'withdrawal', { forget: true }, token)
    const after = await call('GET', 'home', undefined, token)

    expect([early, odd, papers, left, after].map(({ status }) => status)).toEqual([409, 400, 404, 200, 401])
    expect([read(early).code, read(left)]).toEqual(['no_answer_yet', { state: 'erased' }])
  })

  it('wants to know which version a change was made over, and says which one there is', async () => {
    const { token } = await begun()

    const blind = await call('PUT', 'sections/contact', { answers: { display_name: 'A' } }, token)
    const saved = await put('sections/contact', { display_name: 'A' }, token)
    const shown = await call('GET', 'sections/contact', undefined, token)
    const next = await put('sections/contact', { display_name: 'B' }, token, 1)

    expect([blind.status, read(blind).code]).toEqual([428, 'version_needed'])
    expect([saved, shown, next].map(({ headers }) => headers.etag)).toEqual(['"1"', '"1"', '"2"'])
  })

  it('is described by its document, every route of it', () => {
    const routes = routesOf(registration.app).filter((route) => route.path.startsWith('/api/'))
    const paths = Object.keys(apiDocument(registration.app).paths)
    for (const route of routes) {
      expect(paths).toContain(route.path.replace(/:key$/, 'start').replace(/:(\w+)/g, '{$1}'))
    }
  })
})
