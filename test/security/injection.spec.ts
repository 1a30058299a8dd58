import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { routesOf } from '#platform/web/access/route-table.js'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { Office } from '#test/journeys/staff-acts.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { freePort, hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const mark = 'QZSCRIPT'
const payload = `"'><script src=//x>${mark}</script><img src=x onerror=alert(1)><b id=got>{{7*7}}`
const escaped = '&lt;script'
let world: World
let registration: Registration
let staff: Console
let browser: Browser

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
  browser = await launchBrowser()
}, 60_000)

afterAll(async () => {
  await browser.close()
  await staff.close()
  await registration.close()
  await world.end()
})

// Short enough for the shortest text field there is.
const short = `"><img src=x onerror=a()>`

/** The same answers with markup in every text that is free. */
const poisoned = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes(mark) && !value.startsWith('http') ? short + value : value
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner)]))
}

type Cookie = { readonly name: string; readonly value: string }

/** Opens pages in a real browser and tells what ran, loaded or was forbidden there. */
async function ranOn(address: string, cookie: Cookie, targets: readonly string[]) {
  const context = await browser.newContext()
  await context.addCookies([{ ...cookie, url: address }])
  const page = await context.newPage()
  const heard: string[] = []
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => heard.push('dialog')))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) heard.push(`${page.url()} ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) heard.push(`asked ${request.url()}`)
  })
  let shown = 0
  for (const target of targets) {
    await page.goto(`${address}${target}`)
    if ((await page.content()).includes(mark)) shown += 1
    const elements = await page.locator('#got, script[src*="//x"], img[src="x"]').count()
    if (elements > 0) heard.push(`${target} ${elements} elements`)
  }
  await context.close()
  return { heard, shown }
}

/** A page of nobody's that shows what it was given as it is. */
async function carelessPage() {
  const port = await freePort()
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').setHeader('content-security-policy', `default-src 'none'`)
    response.end(`<p>${payload}</p>`)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { address: `http://127.0.0.1:${port}`, close }
}

const pages = (app: Registration['app']) =>
  routesOf(app).filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/'))

describe('a script in every text of an application', () => {
  it('would be seen where it is not text', async () => {
    const careless = await carelessPage()
    const { heard } = await ranOn(careless.address, { name: 'a', value: 'b' }, ['/'])
    careless.close()

    expect(heard).toContainEqual(expect.stringContaining('elements'))
    expect(heard).toContainEqual(expect.stringContaining('Content Security Policy'))
  })

  it('stays text on the pages of the applicant', async () => {
    const client = registration.visitor()
    await begin(client)
    for (const [key, answers] of Object.entries(completeAnswers(mark))) {
      await savePage(client, `/en/application/${key}`, poisoned(answers) as Record<string, unknown>)
    }
    const sections = Object.keys(completeAnswers(mark)).map((key) => `/en/application/${key}`)
    const cookie = { name: 'form', value: client.cookies.get('form') ?? '' }

    const draft = await ranOn(registration.address, cookie, [...sections, '/en/answers'])
    const check = await client.get('/en/answers')
    const sent = await client.post('/en/submission', { form_token: hiddenField(check.text, 'form_token') })
    const home = await ranOn(registration.address, cookie, ['/en/home', '/en/sent'])

    expect([draft.heard, home.heard, sent.location]).toEqual([[], [], '/en/sent'])
    expect(draft.shown).toBeGreaterThan(6)
  }, 120_000)

  it('stays text for colleagues who open the file', async () => {
    const [file] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'submitted'`,
    )
    const id = file?.id ?? ''
    await new Office(staff).move('coordinator', id, 'open_screening')
    const targets = pages(staff.app).map(({ path }) => path.replace(':id', id))
    const seen: Record<string, number> = {}

    for (const login of ['coordinator', 'lead', 'desk', 'board-1']) {
      const client = await staff.browserOf(login)
      const texts = await Promise.all(targets.map(async (target) => (await client.get(target)).text))
      const marked = targets.filter((_, i) => texts[i]?.includes(mark))
      const cookie = { name: 'console', value: client.cookies.get('console') ?? '' }
      const { heard, shown } = await ranOn(staff.address, cookie, marked)
      expect({ login, heard }).toEqual({ login, heard: [] })
      seen[login] = shown
    }

    expect(seen.coordinator).toBeGreaterThan(0)
    expect(seen.lead).toBeGreaterThan(0)
  }, 120_000)
})

describe('a script in an address', () => {
  const queries = ['notice', 'change', 'more', 'ended', 'q', 'state', 'wave', 'after', 'before', 'show', 'task', 'day']
  const search = queries.map((name) => `${name}=${encodeURIComponent(payload)}`).join('&')
  const unsafe = ({ text, headers }: WebAnswer): boolean =>
    text.includes(payload) || text.includes('<script src=//x>') || JSON.stringify(headers).includes(mark)

  it('is never in a page or a header, of either app, whoever asks', async () => {
    const member = registration.visitor()
    await begin(member)
    const colleague = await staff.browserOf('coordinator')
    const asked: [WebClient, string][] = [
      ...[registration.visitor(), member].flatMap((client) =>
        pages(registration.app).map(({ path }): [WebClient, string] => [client, path.replace(':lang', 'en')]),
      ),
      ...pages(staff.app).map(({ path }): [WebClient, string] => [colleague, path]),
    ]

    for (const [client, path] of asked) {
      const inPath = path.replace(/:\w+/g, encodeURIComponent(payload))
      for (const target of new Set([`${path.replace(/:\w+/g, 'contact')}?${search}`, inPath])) {
        const answer = await client.get(target)
        expect([target, answer.status < 500, unsafe(answer)]).toEqual([target, true, false])
      }
    }
  }, 60_000)

  it('comes back escaped in the field it was typed into', async () => {
    const member = registration.visitor()
    await begin(member)

    await savePage(member, '/en/application/story', { work_summary: payload })
    const shown = await member.get('/en/application/story')

    expect([shown.text.includes(escaped), shown.text.includes(payload)]).toEqual([true, false])
  })
})

const breaks = ['\r\nx-injected: 1', '\nx-injected: 1', '\rx-injected: 1', '\u2028x-injected: 1', '%0d%0ax-injected: 1']

describe('a line break in what reaches a header', () => {
  it.each(breaks)('%j makes no header', async (text) => {
    const member = registration.visitor()
    await begin(member)
    const own = (await member.get('/en/application/contact')).text
    const fields = { form_token: hiddenField(own, 'form_token'), version: '0' }

    const answers = [
      await member.post('/en/application/contact', { ...fields, change: `display_name${text}` }),
      await member.post('/en/application/contact', { ...fields, language: `ar${text}` }),
      await member.post('/en/application/contact', { ...fields, add: `safe_channels${text}` }),
      await member.post(`/en${encodeURIComponent(text)}/code`, {}),
      await member.get(`/en/application?notice=${encodeURIComponent(text)}`),
      await member.post('/en/sign-in', { code: `0000${text}` }),
      await member.json('PUT', '/api/v1/sections/contact', {}, { 'if-match': `"1${encodeURIComponent(text)}"` }),
    ]

    expect(answers.map(({ headers }) => headers['x-injected'])).toEqual(answers.map(() => undefined))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404, 200, 422, 401])
  })
})
