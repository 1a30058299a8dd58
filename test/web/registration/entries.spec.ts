import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browser.js'
import { completeAnswers } from '#test/support/answers.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let browser: Browser

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  browser = await launchBrowser()
}, 60_000)

afterAll(async () => {
  await browser.close()
  await registration.close()
  await world.end()
})

const channels = '/en/application/channels'
const two = {
  safe_channels: [
    { channel: 'signal', handle: 'first-way', safe: 'yes' },
    { channel: 'phone', handle: 'second-way', safe: 'no' },
  ],
  contact_rules: ['never_sms'],
}
const values = ({ text }: WebAnswer, name: string): string[] =>
  [...text.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g'))].map(
    ([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  )
const handles = (page: WebAnswer) => [0, 1, 2].flatMap((i) => values(page, `safe_channels.${i}.handle`))
const buttons = ({ text }: WebAnswer): string[] =>
  [...text.matchAll(/<button name="(add|remove)" value="([^"]*)"/g)].map(([, name, value]) => `${name} ${value}`)

async function draft(): Promise<WebClient> {
  const client = registration.visitor()
  await begin(client)
  return client
}

describe('a question with several answers, without scripts', () => {
  it('begins with one entry and gains another at a press, with everything typed still there', async () => {
    const client = await draft()
    const first = await client.get(channels)
    const added = await savePage(
      client,
      channels,
      { ...two, safe_channels: two.safe_channels.slice(0, 1) },
      {
        add: 'safe_channels',
      },
    )
    const second = await client.get(added.location)

    expect([handles(first), buttons(first)]).toEqual([[''], ['add safe_channels']])
    expect(added.location).toBe(`${channels}?more=safe_channels#safe_channels.1.channel`)
    expect(handles(second)).toEqual(['first-way', ''])
    expect(second.text).toMatch(/value="never_sms" checked/)
    expect(second.text).not.toContain('id="summary"')
    expect(buttons(second)).toEqual(['remove safe_channels.0', 'remove safe_channels.1', 'add safe_channels'])
  })

  it('loses the entry that is removed and no other, and offers none beyond the most', async () => {
    const client = await draft()
    await savePage(client, channels, two)
    const full = await client.get(`${channels}?more=safe_channels`)

    const removed = await savePage(client, channels, two, { remove: 'safe_channels.0' })
    const left = await client.get(removed.location)

    expect(handles(full)).toEqual(['first-way', 'second-way', ''])
    expect(buttons(full)).toEqual(['remove safe_channels.0', 'remove safe_channels.1', 'remove safe_channels.2'])
    expect(handles(left)).toEqual(['second-way', ''])
    expect(left.text).toMatch(/<option value="phone" selected/)
    expect(left.text).toMatch(/value="never_sms" checked/)
  })

  it('keeps the way back to the check page', async () => {
    const client = await draft()
    const added = await savePage(client, channels, two, { add: 'safe_channels', change: 'safe_channels' })
    const shown = await client.get(added.location)

    expect(added.location).toBe(`${channels}?change=safe_channels&more=safe_channels#safe_channels.2.channel`)
    expect(hiddenField(shown.text, 'change')).toBe('safe_channels')
  })

  it('refuses a press on something that is no entry', async () => {
    const client = await draft()
    const odd: Record<string, string | string[]>[] = [
      { remove: 'safe_channels' },
      { remove: '__proto__.0' },
      { remove: 'contact_rules.0' },
      { add: 'safe_channels', remove: 'safe_channels.0' },
      { add: 'a.b' },
      { add: ['a', 'b'] },
    ]

    for (const press of odd) expect((await savePage(client, channels, two, press)).status).toBe(400)
    expect(hiddenField((await client.get(channels)).text, 'version')).toBe('0')
  })

  it('shows two people to name, and neither adds nor removes one', async () => {
    const client = await draft()
    const page = await client.get('/en/application/references')

    expect([values(page, 'referees.0.name'), values(page, 'referees.1.name'), buttons(page)]).toEqual([[''], [''], []])
  })

  it('takes several countries and languages from as many lists, and keeps each at its place', async () => {
    const client = await draft()
    await savePage(client, '/en/application/place', { ...completeAnswers('S').place, region_of_work: ['UG', '', 'KE'] })
    await savePage(client, '/en/application/conference', { why_now: 'x', interpretation_need: ['sign', 'fa'] })
    const chosen = (page: WebAnswer, name: string) =>
      [...page.text.matchAll(new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 'gs'))].map(
        ([, options = '']) => /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '',
      )

    expect(chosen(await client.get('/en/application/place'), 'region_of_work')).toEqual(['UG', 'KE', ''])
    expect(chosen(await client.get('/en/application/conference'), 'interpretation_need')).toEqual(['sign', 'fa', ''])
    const check = await client.get('/en/answers')
    expect(check.text).toContain('Sign language')
    expect(check.text).toContain('Persian')
  })
})

/** A browser on the page, signed in as this client. */
async function open(client: WebClient, target: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ javaScriptEnabled: true, viewport: { width: 360, height: 740 } })
  await context.addCookies([{ name: 'form', value: client.cookies.get('form') ?? '', url: registration.address }])
  const page = await context.newPage()
  await page.goto(registration.address + target)
  return { page, context }
}

/** What has the focus, as name and value. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    return `${at?.getAttribute('name') ?? at?.tagName ?? ''} ${at?.tagName === 'BUTTON' ? at.getAttribute('value') : ''}`
  })

describe.each(['en', 'ar'] as const)('by keyboard in %s', (lang) => {
  it('U12 goes through the entries and their buttons in the order of the page', async () => {
    const client = await draft()
    const target = `/${lang}/application/channels`
    await savePage(client, target, two)
    const { page, context } = await open(client, target)
    await page.locator('[name="safe_channels.0.channel"]').focus()

    const order = [await focused(page)]
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('Tab')
      order.push(await focused(page))
    }

    expect(order.map((one) => one.trim())).toEqual([
      'safe_channels.0.channel',
      'safe_channels.0.handle',
      'safe_channels.0.safe',
      'remove safe_channels.0',
      'safe_channels.1.channel',
      'safe_channels.1.handle',
      'safe_channels.1.safe',
      'remove safe_channels.1',
      'add safe_channels',
    ])
    await context.close()
  })

  it('shows what is said beside each question, and the question heavier than that', async () => {
    const client = await draft()
    const { page, context } = await open(client, `/${lang}/application/channels`)
    const seen = await page
      .locator('main .hint')
      .evaluateAll((hints) => hints.map((hint) => hint.getBoundingClientRect().height > 15))
    const weight = (at: string) =>
      page
        .locator(at)
        .first()
        .evaluate((one) => getComputedStyle(one).fontWeight)

    expect([seen.length > 3, seen.every(Boolean)]).toEqual([true, true])
    expect([await weight('main legend'), await weight('main .hint')]).toEqual(['600', '400'])
    await context.close()
  })

  it('goes on in the new entry after adding one; Enter in a field adds nothing', async () => {
    const client = await draft()
    const target = `/${lang}/application/channels`
    await savePage(client, target, two)
    const { page, context } = await open(client, target)

    await page.locator('button[name="add"]').press('Enter')
    await page.waitForURL(/more=/)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toMatch(/^safe_channels\.2\.(channel|handle) /)
    await page.locator('[name="safe_channels.0.handle"]').press('Enter')
    await page.waitForURL(/place$/)
    await context.close()
  })
})
