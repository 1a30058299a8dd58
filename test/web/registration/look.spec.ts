import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browser.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { langs, wordsFor } from '#words/index.js'

let world: World
let registration: Registration
let browser: Browser

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  browser = await launchBrowser()
}, 30_000)

afterAll(async () => {
  await browser.close()
  await registration.close()
  await world.end()
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
