import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { leavingPermission } from '#apps/registration/src/shell/registration-gate.js'
import { newAccessCode } from '#platform/vault/access.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { type NominationApp, nominationApp } from '#test/support/nomination/public-app.js'
import { nomineeFields } from '#test/support/nomination/doors.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration } from '#test/support/web/registration.js'
import type { World } from '#test/support/world.js'

let app: NominationApp
let world: World
let registration: Registration
let doors: NominationApp['doors']
let coordinator: NominationApp['coordinator']

beforeAll(async () => {
  app = await nominationApp()
  ;({ world, registration, doors, coordinator } = app)
}, 60_000)

afterAll(() => app.end())

const uuid = '00000000-0000-4000-8000-000000000000'
const filled = (path: string) =>
  path
    .replace(':lang', 'en')
    .replace(/:(section|key)/, 'contact')
    .replace(/:\w+/, uuid)

async function newCode(): Promise<string> {
  const made = await doors.partners.make(coordinator, 'Union QZUNION')
  if (!made.ok) throw new Error(made.code)
  return made.value.code
}
async function signedIn(lang = 'en'): Promise<WebClient> {
  const client = registration.visitor()
  await client.post(`/${lang}/sign-in`, { code: await newCode() })
  return client
}
const tokenOf = async (client: WebClient, page: string) => hiddenField((await client.get(page)).text, 'form_token')
const send = async (client: WebClient, fields: Record<string, string>, lang = 'en') =>
  client.post(`/${lang}/nominations`, { form_token: await tokenOf(client, `/${lang}/nominations/new`), ...fields })

describe.each([
  ['en', 'Left: ⁨20⁩ of ⁨20⁩', 'Not used', 'We have it'],
  ['ar', 'المتبقي: ⁨20⁩ من ⁨20⁩', 'لم يُستعمل', 'وصلنا الترشيح'],
])('a partner, without a script, in %s', (lang, left, unused, thanks) => {
  it('signs in where applicants do and finds its quota, puts somebody forward, and sees a number', async () => {
    const client = registration.visitor()
    const entered = await client.post(`/${lang}/sign-in`, { code: (await newCode()).toLowerCase() })
    const start = await client.get(entered.location)

    const sent = await send(client, nomineeFields('Web'), lang)
    const list = await client.get(sent.location)

    expect([entered.status, entered.location]).toEqual([303, `/${lang}/nominations`])
    expect(start.text).toContain('Union QZUNION')
    expect(start.text.replace(/[\u2068\u2069]/g, '')).toContain(left.replace(/[\u2068\u2069]/g, ''))
    expect(sent.location).toMatch(new RegExp(`^/${lang}/nominations\\?named=[0-9A-Z]{6}$`))
    const number = sent.location.slice(-6)
    expect(list.text).toContain(`<span dir="ltr">${number}</span>`)
    expect([list.text.includes(unused), list.text.includes(thanks)]).toEqual([true, true])
    expect(list.text).not.toMatch(/Web-|nominee@example/)
  })

  it('gets the form again with what was typed and what is missing', async () => {
    const client = await signedIn(lang)

    const answer = await send(
      client,
      { nominee_name: 'Amal QZTYPED', nominee_channel: 'email', nominee_address: 'a@x,b@y' },
      lang,
    )

    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="Amal QZTYPED"')
    for (const path of ['nominee_address', 'nominee_language', 'nominee_why', 'nominee_known', 'nominee_agreed']) {
      expect(answer.text).toContain(`href="#${path}"`)
    }
    expect(answer.text).not.toContain('href="#nominee_name"')
  })
})

describe('a partner', () => {
  it('APP-10 gets the same 404 on every page and act that is not its own, the exit aside', async () => {
    const client = await signedIn()
    const token = await tokenOf(client, '/en/nominations/new')
    const absent = await client.get('/en/nowhere')
    const others = routesOf(registration.app).filter(
      ({ path, permission = '' }) =>
        !path.startsWith('/api/') &&
        !['public', leavingPermission].includes(permission) &&
        !permission.startsWith('partner.'),
    )

    expect(others.length).toBeGreaterThan(20)
    for (const { method, path } of others) {
      const target = filled(path)
      const answer = method === 'GET' ? await client.get(target) : await client.post(target, { form_token: token })
      expect([method, target, answer.status, answer.text]).toEqual([method, target, 404, absent.text])
    }
    const bearer = { authorization: `Bearer ${client.cookies.get('form')}` }
    expect((await client.json('GET', '/api/v1/home', undefined, bearer)).status).toBe(404)
  })

  it('has pages nobody else finds', async () => {
    const member = registration.visitor()
    await begin(member)

    for (const target of ['/en/nominations', '/en/nominations/new', '/en/invitation']) {
      expect([target, (await member.get(target)).location]).toEqual([target, '/en/sign-in?ended=yes'])
      expect((await registration.visitor().get(target)).location).toBe('/en/sign-in?ended=yes')
    }
  })

  it('is told the same of a closed code as anybody of an unknown one', async () => {
    const code = await newCode()
    for (const { id, isClosed } of await doors.partners.list(coordinator))
      if (!isClosed) await doors.partners.close(coordinator, id)

    const closed = await registration.visitor().post('/en/sign-in', { code })
    const unknown = await registration.visitor().post('/en/sign-in', { code: newAccessCode() })

    expect([closed.status, closed.text]).toEqual([422, unknown.text])
    expect(closed.headers['set-cookie']).toBeUndefined()
  })

  it('is stopped at its quota with what was typed kept, and signs out for good', async () => {
    await world.operator.query('UPDATE app.edition SET partner_quota = 1')
    const client = await signedIn()
    await send(client, nomineeFields('First'))
    const form = await client.get('/en/nominations/new')
    const second = await client.post('/en/nominations', {
      form_token: hiddenField(form.text, 'form_token'),
      ...nomineeFields('Second'),
    })

    expect([second.status, second.text.includes('as many people as was agreed')]).toEqual([422, true])
    expect(second.text).toContain('Amal Second-nominee')
    const out = await client.post('/en/nominations/sign-out', { form_token: hiddenField(form.text, 'form_token') })
    expect([out.location, client.cookies.size]).toEqual(['/en', 0])
    expect(
      await world.operator.query(
        `SELECT 1 FROM app.nomination WHERE partner_id IN (SELECT id FROM app.partner WHERE quota = 1)`,
      ),
    ).toHaveLength(1)
  })
})
