import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newSessionToken } from '#platform/vault/session-box.js'
import { formToken } from '#platform/web/access/form-token.js'
import { type RouteRow, routesOf } from '#platform/web/access/route-table.js'
import { isApiPath } from '#platform/web/door/body.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let member: WebClient
let token: string

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  member = registration.visitor()
  await begin(member)
  token = hiddenField((await member.get('/en/application/contact')).text, 'form_token')
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const absent = '00000000-0000-4000-8000-000000000000'
const targetOf = ({ path }: RouteRow): string =>
  path
    .replace(':lang', 'en')
    .replace(/:(section|key)/, 'contact')
    .replace(/:\w+/g, absent)

const changes = (isApi: boolean): RouteRow[] =>
  routesOf(registration.app).filter(({ method, path }) => method !== 'GET' && isApiPath(path) === isApi)
const everyPage = async (ask: (target: string, row: RouteRow) => Promise<number>, rows = changes(false)) => {
  const statuses: string[] = []
  for (const row of rows) statuses.push(`${row.path} ${await ask(targetOf(row), row)}`)
  return statuses
}
const all = (status: number, rows = changes(false)) => rows.map(({ path }) => `${path} ${status}`)
const inSession = () => changes(false).filter(({ permission }) => permission !== 'public')

/** What lies in the database of everybody's files and sessions. */
const kept = () =>
  world.operator.query(
    `SELECT (SELECT jsonb_agg(a ORDER BY a.id) FROM app.application a) AS files,
       (SELECT jsonb_agg(s.token_hash ORDER BY s.token_hash) FROM app.session s) AS sessions`,
  )

const foreign: readonly [string, () => Record<string, string>][] = [
  ['from another site', () => ({ origin: 'https://evil.example' })],
  ['from a page without an origin', () => ({ origin: 'null' })],
  ['over https', () => ({ origin: registration.address.replace('http:', 'https:') })],
  ['from another port', () => ({ origin: 'http://localhost:1' })],
  ['from a name below ours', () => ({ origin: registration.address.replace('localhost', 'x.localhost') })],
  ['with a path behind the origin', () => ({ origin: `${registration.address}/en` })],
  ['with two origins', () => ({ origin: `${registration.address}, https://evil.example` })],
  ['that says nothing of its origin', () => ({ origin: '' })],
  ['from another site, by its fetch metadata', () => ({ origin: '', 'sec-fetch-site': 'cross-site' })],
  ['from a sister site', () => ({ origin: '', 'sec-fetch-site': 'same-site', referer: `${registration.address}/en` })],
  ['from another page, by its referrer', () => ({ origin: '', referer: 'https://evil.example/en' })],
]

describe('every change on the pages', () => {
  it.each(foreign)('is refused %s, with the right token and cookie too', async (_, headers) => {
    const before = await kept()

    expect(
      await everyPage(async (target) => (await member.post(target, { form_token: token }, headers())).status),
    ).toEqual(all(403))
    expect(await kept()).toEqual(before)
  })

  it.each([
    ['no token', () => ({})],
    ['an empty one', () => ({ form_token: '' })],
    ['that of another session', () => ({ form_token: formToken(newSessionToken()) })],
    ['the right one twice', () => ({ form_token: [token, token] })],
    ['the right one under another name', () => ({ token })],
    ['the right one in small letters', () => ({ form_token: token.toLowerCase() })],
  ])('of a session is refused with %s', async (_, fields) => {
    const before = await kept()

    expect(await everyPage(async (target) => (await member.post(target, fields())).status, inSession())).toEqual(
      all(403, inSession()),
    )
    expect(await kept()).toEqual(before)
  })

  it('is refused with the token in the address, and makes nothing by GET', async () => {
    const before = await kept()

    const byGet = await everyPage(async (target) => (await member.get(`${target}?form_token=${token}`)).status)
    const inAddress = await everyPage(
      async (target) => (await member.post(`${target}?form_token=${token}`, {})).status,
      inSession(),
    )

    expect(byGet.filter((line) => / 5\d\d$/.test(line))).toEqual([])
    expect(inAddress).toEqual(all(403, inSession()))
    expect(await kept()).toEqual(before)
  })

  it.each([
    ['text/plain', '{"form_token":"x"}'],
    ['application/json', '{}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/x-www-form-urlencoded; charset=utf-7', 'a=b'],
  ])('takes no body of the type %s', async (type, body) => {
    const headers = { origin: registration.address, 'content-type': type }

    expect(await everyPage(async (target) => (await member.send('POST', target, headers, body)).status)).toEqual(
      all(415),
    )
  })

  it('leads whoever has no session to a page that says so, whatever token they bring', async () => {
    const fields = { form_token: token }
    const visitor = registration.visitor()

    for (const row of inSession()) {
      const { status, location } = await visitor.post(targetOf(row), fields)
      expect([row.path, status, location.startsWith('/en/')]).toEqual([row.path, 303, true])
      expect(location).toMatch(/\/sign-in\?ended=yes$|\/ended$/)
    }
  })
})

describe('every change of the API', () => {
  const signedIn = () => changes(true).filter(({ permission }) => permission !== 'public')

  it('takes neither the cookie nor a form', async () => {
    const before = await kept()
    const withCookie = await everyPage(
      async (target, { method }) => (await member.json(method, target, {}, { origin: registration.address })).status,
      signedIn(),
    )
    const asForm = await everyPage(
      async (target, { method }) =>
        (await member.send(method, target, { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b')).status,
      changes(true),
    )
    const asText = await everyPage(
      async (target, { method }) => (await member.send(method, target, { 'content-type': 'text/plain' }, '{}')).status,
      changes(true),
    )

    expect([withCookie, asForm, asText]).toEqual([
      all(401, signedIn()),
      all(415, changes(true)),
      all(415, changes(true)),
    ])
    expect(await kept()).toEqual(before)
  })
})

describe('a session', () => {
  it('is never the one somebody planted before signing in', async () => {
    const planted = newSessionToken().token.toString('base64url')
    const victim = registration.visitor()
    victim.keep('form', planted)
    const code = await begin(victim)
    const own = victim.cookies.get('form')
    victim.keep('form', planted)
    await victim.post('/en/sign-in', { code })

    const attacker = registration.visitor()
    attacker.keep('form', planted)
    expect([own, victim.cookies.get('form')]).not.toContain(planted)
    expect((await attacker.get('/en/application')).location).toBe('/en/sign-in?ended=yes')
  })

  it('of an attacker ends when its cookie was planted, and gets nothing of what the victim does', async () => {
    const attacker = registration.visitor()
    await begin(attacker)
    const planted = attacker.cookies.get('form') ?? ''
    const victim = registration.visitor()
    const code = await begin(victim)
    victim.keep('form', planted)
    await victim.post('/en/sign-in', { code })

    expect(victim.cookies.get('form')).not.toBe(planted)
    expect((await attacker.get('/en/application')).location).toBe('/en/sign-in?ended=yes')
  })
})
