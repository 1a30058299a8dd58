import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { launchBrowser } from '#test/support/browser.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import type { WebAnswer, WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { lookingContext } from '#test/web/u-checks/looks.js'

let line: MainLine
let staff: Console
let file: string
const people = new Map<string, WebClient>()
const logins = ['admin', 'auditor', 'board-1', 'coordinator', 'desk', 'founder', 'lead', 'reader-1', 'security']

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  file = await line.inVetting()
  people.set('visitor', staff.visitor())
  for (const login of logins) people.set(login, await staff.browserOf(login))
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const policy = [
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'same-origin',
  'no-store',
].join(' | ')
const said = ({ headers }: WebAnswer): string =>
  ['content-security-policy', 'referrer-policy', 'cache-control'].map((name) => headers[name]).join(' | ')

/** Every address somebody can ask for, of files the one there is; one more that does not exist. */
const targets = () => [
  ...routesOf(staff.app)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path.replace(/:\w+/, file)),
  '/nowhere',
  '/%',
]

describe('the pages of the console', () => {
  it('U19 say the same policy and referrer rule to every role, whatever the answer', async () => {
    const found = new Map<string, Set<string>>()
    const opened = new Set<string>()
    await Promise.all(
      [...people].map(async ([login, client]) => {
        for (const target of targets()) {
          const answer = await client.get(target)
          found.set(said(answer), (found.get(said(answer)) ?? new Set()).add(`${login} ${target}`))
          if (answer.status === 200) opened.add(target)
        }
      }),
    )

    expect([...found.keys()]).toEqual([policy])
    expect(opened.size).toBeGreaterThan(20)
  }, 30_000)

  it('U19 break the policy nowhere in a browser', async () => {
    const browser = await launchBrowser()
    const violations: string[] = []
    const context = await lookingContext(browser, violations)
    const page = await context.newPage()
    const visited: number[] = []
    const visits = {
      visitor: ['/sign-in'],
      coordinator: ['/', '/applications', `/applications/${file}`, '/nominations', '/lost-codes', '/late-codes'],
      lead: [`/applications/${file}`, `/applications/${file}/references`],
      'board-1': ['/board'],
      desk: ['/desk/cases'],
      auditor: ['/audit', '/sessions'],
    }
    for (const [login, places] of Object.entries(visits)) {
      const value = people.get(login)?.cookies.get('console')
      await context.clearCookies()
      if (value) await context.addCookies([{ name: 'console', value, url: staff.address, sameSite: 'Strict' }])
      for (const place of places) visited.push((await page.goto(staff.address + place))?.status() ?? 0)
    }
    const before = [...violations]
    await page.evaluate(`document.body.setAttribute('style', 'color: red')`)
    await page.waitForFunction(`document.body.hasAttribute('style')`)
    await browser.close()

    expect(visited).toEqual(visited.map(() => 200))
    expect(before).toEqual([])
    expect(violations).toHaveLength(1)
  }, 30_000)

  it('put the rubric beside what the person wrote from 64 rem on, and under it where there is less room', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const browser = await launchBrowser()
    const context = await browser.newContext()
    const value = people.get('reader-1')?.cookies.get('console') ?? ''
    await context.addCookies([{ name: 'console', value, url: staff.address, sameSite: 'Strict' }])
    const page = await context.newPage()
    await page.goto(`${staff.address}/applications/${id}`)
    const placeAt = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      const [records, rubric] = [
        await page.locator('section.check').first().boundingBox(),
        await page.locator('section:has(> #review)').boundingBox(),
      ]
      if (!records || !rubric) return 'missing'
      if (rubric.y >= records.y + records.height) return rubric.x === records.x ? 'under' : 'askew'
      return Math.abs(rubric.y - records.y) < 24 && rubric.x >= records.x + records.width ? 'beside' : 'askew'
    }
    const places = [await placeAt(1440), await placeAt(1024), await placeAt(1023), await placeAt(360)]
    await browser.close()

    expect(places).toEqual(['beside', 'beside', 'under', 'under'])
  }, 30_000)
})
