import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { TestClock } from '#test/support/clock.js'
import { apply, begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
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

const uuid = '00000000-0000-4000-8000-000000000000'
const filled = (path: string) =>
  path.replace(':lang', 'en').replace(':section', 'contact').replace(':key', 'contact').replace(':id', uuid)

/** Every route of the pages and the API, its parameters filled in. */
const routes = () => routesOf(registration.app).map((route) => ({ ...route, target: filled(route.path) }))
const changes = () => routes().filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))

const signIn = (client: WebClient, code: string) => client.post('/en/sign-in', { code })

const strange = [
  ['host', 'example.org'],
  ['x-forwarded-for', '192.0.2.1'],
  ['forwarded', 'for=192.0.2.1'],
] as const

describe('the doors of the public app', () => {
  it('answers 421 on every route to a foreign host and to anything relayed', async () => {
    const style = /href="(\/a\/[^"]+\.css)"/.exec((await registration.visitor().get('/en')).text)?.[1] ?? ''
    const targets = [
      ...routes().map(({ method, target }) => [method, target]),
      ['GET', style],
      ['GET', '/nowhere'],
      ['GET', '/%'],
    ]

    for (const [method = '', target = ''] of targets) {
      for (const [name, value] of strange) {
        const answer = await registration.visitor().send(method, target, { [name]: value })
        expect(`${method} ${target} ${answer.status}`).toBe(`${method} ${target} 421`)
        expect(answer.text).toContain('This practice copy answers on this computer only.')
      }
    }
  })

  it('takes no post from another site, and none without the token of the session', async () => {
    const member = registration.visitor()
    await begin(member)

    for (const { target, permission } of changes()) {
      const foreign = await member.post(target, {}, { origin: 'https://evil.example' })
      const silent = await member.post(target, {}, { origin: '' })
      expect([target, foreign.status, silent.status]).toEqual([target, 403, 403])
      const bare = await member.post(target, {})
      const forged = await member.post(target, { form_token: 'x'.repeat(43) })
      const statuses = permission === 'public' ? [] : [bare.status, forged.status]
      expect([target, ...statuses]).toEqual([target, ...statuses.map(() => 403)])
    }
  })

  it('takes forms on pages, JSON on the API, and nothing else', async () => {
    const origin = registration.address
    const send = (method: string, target: string, type: string, body: string) =>
      registration.visitor().send(method, target, { origin, 'content-type': type }, body)

    for (const { method, target, path } of routes().filter((route) => route.method !== 'GET')) {
      const wrong = path.startsWith('/api/') ? 'application/x-www-form-urlencoded' : 'application/json'
      for (const type of [wrong, 'text/plain', 'multipart/form-data; boundary=x']) {
        expect([target, type, (await send(method, target, type, '{}')).status]).toEqual([target, type, 415])
      }
    }
  })

  it('leads everybody who is not signed in to the same page, referees to their own, and tells the API 401', async () => {
    for (const { method, target, path, permission } of routes().filter((route) => route.permission !== 'public')) {
      const isApi = path.startsWith('/api/')
      const answer = isApi
        ? await registration.visitor().json(method, target, {})
        : method === 'GET'
          ? await registration.visitor().get(target)
          : await registration.visitor().post(target, {})
      const seen = isApi ? [answer.status] : [answer.status, answer.location]
      expect([target, permission, ...seen]).toEqual([
        target,
        permission,
        ...(isApi
          ? [401]
          : [303, permission?.startsWith('reference.') ? '/en/reference/ended' : '/en/sign-in?ended=yes']),
      ])
    }
  })

  it('gives the same 404 for what is absent, another language and another person', async () => {
    const member = registration.visitor()
    await begin(member)
    const absent = await member.get('/en/nowhere')
    const others = [
      '/xx',
      '/xx/home',
      '/en/application/passport',
      `/en/messages/${uuid}`,
      '/en/messages/1',
      '/en/travel-papers',
      '/en/tasks',
      '/en/reply',
    ]

    for (const target of others) {
      const answer = await member.get(target)
      expect([target, answer.status, answer.text]).toEqual([target, 404, absent.text])
    }
    expect(absent.text).toContain('This page does not exist')
  })

  it('changes nothing by GET', async () => {
    const member = registration.visitor()
    await begin(member)
    const before = await world.operator.query('SELECT * FROM app.application ORDER BY id')

    for (const { target } of changes()) await member.get(target)

    expect(await world.operator.query('SELECT * FROM app.application ORDER BY id')).toEqual(before)
  })
})

describe('signing in', () => {
  it('U6 U7 opens the draft again from another browser, however the code is typed', async () => {
    const first = registration.visitor()
    const code = await begin(first)
    await savePage(first, '/en/application/story', { work_summary: 'A line to come back to' })
    const typings = [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `]

    for (const typed of typings) {
      const other = registration.visitor()
      const answer = await signIn(other, typed)
      expect(answer.location).toBe('/en/application')
      expect((await other.get('/en/application/story')).text).toContain('A line to come back to')
    }
  })

  it('U8 says the same to a wrong code, a mistyped one, a case number and an erased one, and never shows the code', async () => {
    const leaver = registration.visitor()
    const erased = await begin(leaver)
    const page = await leaver.get('/en/withdrawal')
    await leaver.post('/en/withdrawal', { form_token: hiddenField(page.text, 'form_token') })
    const typed = [
      erased,
      `${erased.slice(0, -1)}${erased.endsWith('0') ? '1' : '0'}`,
      '0000-0000-0000-0000-0000-0000-0',
      '7K3M9Q',
      '<b>',
    ]

    const answers = await Promise.all(typed.map((code) => signIn(registration.visitor(), code)))

    expect(new Set(answers.map(({ status, text }) => `${status}${text}`)).size).toBe(1)
    expect([answers[0]?.status, answers[0]?.text.includes(erased)]).toEqual([422, false])
    expect(answers[0]?.text.match(/This code does not open anything\. Check each group and try again\./g)).toHaveLength(
      2,
    )
  })

  it('U8 slows down a wrong code and still lets the owner in', async () => {
    const owner = registration.visitor()
    const code = await begin(owner)
    const statuses: number[] = []
    for (let i = 0; i < 8; i += 1)
      statuses.push((await signIn(registration.visitor(), 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-Z')).status)

    expect(statuses.filter((status) => status === 422 || status === 429)).toHaveLength(8)
    expect((await signIn(registration.visitor(), code)).status).toBe(303)
  })

  it('gets a new session each time; the old cookie and the one signed out of open nothing', async () => {
    const client = registration.visitor()
    const code = await begin(client)
    const first = client.cookies.get('form') ?? ''
    await signIn(client, code)
    const second = client.cookies.get('form') ?? ''
    const page = await client.get('/en/application')

    const left = await client.post('/en/sign-out', { form_token: hiddenField(page.text, 'form_token') })

    expect(first).not.toBe(second)
    expect([left.location, client.cookies.size]).toEqual(['/en', 0])
    expect(left.headers['clear-site-data']).toBe('"cache", "cookies", "storage"')
    for (const old of [first, second]) {
      const thief = registration.visitor()
      thief.keep('form', old)
      expect((await thief.get('/en/application')).location).toBe('/en/sign-in?ended=yes')
    }
  })

  it('ends a session after the time the person chose, and keeps what was saved', async () => {
    const client = registration.visitor()
    await client.post('/en/code', {})
    const sheet = await client.get('/en/code')
    await client.post('/en/code/keeping', { form_token: hiddenField(sheet.text, 'form_token'), idle: 'short' })
    await savePage(client, '/en/application/contact', { display_name: 'Kept' })

    await time.move(14 * 60_000)
    const inTime = await client.get('/en/application')
    await time.move(16 * 60_000)
    const tooLate = await client.get('/en/application')
    await time.reset()

    expect([inTime.status, tooLate.status, tooLate.location]).toEqual([200, 303, '/en/sign-in?ended=yes'])
  })

  it('U18 sets one cookie, and only once a code exists', async () => {
    const client = registration.visitor()
    for (const target of ['/', '/en', '/ar/needs', '/en/sign-in', '/en/help'])
      expect((await client.get(target)).headers['set-cookie']).toBeUndefined()

    const made = await client.post('/en/code', {})

    expect(made.headers['set-cookie']).toEqual([
      expect.stringMatching(/^form=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
  })
})

describe('two people', () => {
  it('see nothing of each other', async () => {
    const [anna, berta] = [registration.visitor(), registration.visitor()]
    await begin(anna)
    await begin(berta)
    await savePage(anna, '/en/application/contact', { display_name: 'Anna-canary' })
    await apply(berta, 'BERTA')
    const [message] = await world.operator.query<{ id: string }>(
      `SELECT m.id FROM app.message m JOIN app.application a ON a.id = m.application_id WHERE a.state = 'submitted'`,
    )
    const token = hiddenField((await anna.get('/en/application')).text, 'form_token')

    for (const verb of ['opening', 'removal']) {
      const answer = await anna.post(`/en/messages/${message?.id}/${verb}`, { form_token: token })
      expect(answer.status).toBe(404)
    }
    const bertas = hiddenField((await berta.get('/en/home')).text, 'form_token')
    expect((await anna.post('/en/submission', { form_token: bertas })).status).toBe(403)
    expect((await berta.get('/en/home')).text).not.toContain('canary')
    expect(
      await world.operator.query('SELECT opened_on, removed_on FROM app.message WHERE id = $1', [message?.id]),
    ).toEqual([{ opened_on: null, removed_on: null }])
  })
})

describe('the log of the public app', () => {
  it('holds route patterns and no address, code, name, cookie or text', async () => {
    const client = registration.visitor()
    const code = await begin(client)
    await savePage(client, '/en/application/contact?canary-query=1', { display_name: 'canary-name' })
    await client.get('/en/nowhere/canary-path', { 'user-agent': 'canary-agent' })
    await signIn(registration.visitor(), code)

    const lines = registration.log.join('')

    expect(lines).toContain('"route":"/:lang/application/:section"')
    expect(lines).not.toMatch(/canary|127\.0\.0\.1|localhost|user-agent/)
    for (const secret of [code, code.replaceAll('-', ''), client.cookies.get('form') ?? 'none'])
      expect(lines).not.toContain(secret)
  })
})
