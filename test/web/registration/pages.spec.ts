import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { sections } from '#features/application/registration/forms/sections.js'
import { langs, wordsFor } from '#words/index.js'
import { invitedApplicant, press } from '#test/support/people/applicant.js'
import { launchBrowser } from '#test/support/browser.js'
import type { WebClient } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import { comers, keeper } from '#test/web/u-checks/cast.js'

let world: World
let registration: Registration
let browser: Browser
const guests = new Map<string, WebClient>()

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  browser = await launchBrowser()
  await comers({ registration, world }, guests)
  guests.set('keeper', await keeper({ registration, world }))
}, 60_000)

afterAll(async () => {
  await browser.close()
  await registration.close()
  await world.end()
})

const wireBytes = async (client: WebClient, target: string): Promise<number> => {
  const { status, headers } = await client.get(target, { 'accept-encoding': 'br' })
  expect([target, status]).toEqual([target, 200])
  return Number(headers['content-length'])
}

const kib = 1024

/** The pages of those who come by a link or a partner's code, and what a person may do after sending. */
const guestPages: Readonly<Record<string, readonly string[]>> = {
  referee: ['reference'],
  nominee: ['invitation'],
  partner: ['nominations', 'nominations/new'],
  asked: ['people/1', 'replacement', 'replacement/channels', 'replacement/risk', 'replacement/safety'],
  keeper: ['copy', 'code/again/copy', 'preferences', 'consents', 'pause', 'write', 'new-code', 'replacement'].concat(
    sections.filter(({ key }) => key !== 'start').map(({ key }) => `replacement/${key}`),
  ),
}

describe.each(['en', 'ar'] as const)('the pages in %s on the wire', (lang) => {
  it('U2 need at most 8 KB for the start page and 14 KB for any other, stylesheet and icon included', async () => {
    const applicant = registration.visitor()
    await begin(applicant, lang)
    const { client: delegate } = await invitedApplicant({ registration, world }, `SIZE-${lang}`)
    await press(delegate, '/en/reply', '/en/reply', { answer: 'confirm' })
    const start = await applicant.get(`/${lang}`)
    const shared = await Promise.all(
      [...start.text.matchAll(/(?:href|src)="(\/a\/[^"]+)"/g)].map(([, asset = '']) => wireBytes(applicant, asset)),
    )
    const around = shared.reduce((sum, bytes) => sum + bytes, 0)

    const pages = [
      ...['needs', 'code', 'sign-in', 'application', 'answers', 'help', 'privacy', 'visa-list'].map(
        (name) => [applicant, name] as const,
      ),
      ...sections.map(({ key }) => [applicant, `application/${key}`] as const),
      ...['home', 'tasks', 'reply', 'travel-papers', 'withdrawal'].map((name) => [delegate, name] as const),
    ]
    const others = Object.entries(guestPages).flatMap(([who, names]) =>
      names.map((name) => [guests.get(who) ?? applicant, name] as const),
    )
    const sizes = await Promise.all(
      [...pages, ...others].map(
        async ([client, name]) => [name, (await wireBytes(client, `/${lang}/${name}`)) + around] as const,
      ),
    )

    expect(shared).toHaveLength(3)
    expect((await wireBytes(applicant, `/${lang}`)) + around).toBeLessThanOrEqual(8 * kib)
    expect(sizes.filter(([, bytes]) => bytes > 14 * kib)).toEqual([])
    if (process.env.SHOW) console.log(sizes.toSorted((a, b) => b[1] - a[1]).slice(0, 6), around)
  })

  it('U2 load nothing from anywhere else', async () => {
    const client = registration.visitor()
    await begin(client, lang)

    for (const name of ['', '/needs', '/application/place', '/answers']) {
      const { text } = await client.get(`/${lang}${name}`)
      const loaded = [...text.matchAll(/<(?:link|script|img|iframe|source)[^>]*(?:href|src)="([^"]*)"/g)].map(
        ([, at]) => at,
      )
      expect(loaded.filter((at) => !at?.startsWith('/a/'))).toEqual([])
      expect(text.match(/<script[^>]*>[^<]*/g)).toEqual([
        expect.stringMatching(/^<script src="\/a\/\w+\.js" defer[^>]*>$/),
      ])
      expect(text).not.toMatch(/\sstyle=|\son\w+="/)
    }
  })
})

/** A page as the browser of somebody with a draft shows it, on a narrow phone. */
async function opened(target: string): Promise<Page> {
  const client = registration.visitor()
  await begin(client)
  await savePage(client, '/en/application/contact', { display_name: 'x'.repeat(200) })
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const cookie = { name: 'form', value: client.cookies.get('form') ?? '', url: registration.address }
  await context.addCookies([cookie])
  const page = await context.newPage()
  await page.goto(registration.address + target)
  return page
}

const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('main ${selector}'))['${property}']`)

describe('what explains a question', () => {
  it('is there to be seen: hints as lines of text, questions and errors heavier, hidden words hidden', async () => {
    const page = await opened('/en/application/contact')
    const hints = await page.locator('main .hint').all()
    const heights = await Promise.all(hints.map(async (hint) => (await hint.boundingBox())?.height ?? 0))

    expect(hints.length).toBeGreaterThanOrEqual(2)
    expect(heights.filter((height) => height < 15)).toEqual([])
    expect(await styleOf(page, '.hint', 'fontWeight')).toBe('400')
    expect([await styleOf(page, 'label', 'fontWeight'), await styleOf(page, '.error', 'fontWeight')]).toEqual([
      '600',
      '600',
    ])
    expect(await styleOf(page, '.hint', 'color')).not.toBe(await styleOf(page, 'label', 'color'))

    await page.goto(`${registration.address}/en/answers`)
    const suffix = await page.locator('.change .hidden').first().boundingBox()
    expect(suffix?.height).toBeLessThanOrEqual(1)
    expect(await styleOf(page, 'dt', 'fontWeight')).toBe('600')
    await page.context().close()
  })

  it.each(langs)('speaks %s on pages of that language, in its own direction, and fits 320 px', async (lang) => {
    const page = await opened(`/${lang}/application/contact`)
    const words = wordsFor(lang)

    expect(await page.locator('html').getAttribute('dir')).toBe(words.dir)
    expect(await page.locator('h1').innerText()).toBe(words.find('section.contact.title'))
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await page.context().close()
  })
})
