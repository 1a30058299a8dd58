import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BrowserContext, Page } from 'playwright-core'
import { until } from '#test/support/until.js'
import { savePage } from '#test/support/web/registration.js'
import { makeCode, signIn } from '#test/journeys/applicant-walk.js'
import { become, type Cast, openCast } from './cast.js'
import { axeFindings, look, lookingContext } from './looks.js'

let cast: Cast
let place: string
const violations: string[] = []
const harmless = 'https://weather.example/'

beforeAll(async () => {
  cast = await openCast()
  place = `${cast.registration.address}/en`
}, 120_000)

afterAll(() => cast.close())

/** A window for which the harmless site exists; a site that `hangs` never answers. */
async function open(options: { javaScriptEnabled?: boolean; hangs?: boolean } = {}): Promise<BrowserContext> {
  const { hangs = false, javaScriptEnabled = true } = options
  const context = await lookingContext(cast.browser, violations, { javaScriptEnabled })
  await context.route(`${harmless}**`, async (route) => {
    if (!hangs) await route.fulfill({ body: '<h1>Rain</h1>', contentType: 'text/html' })
  })
  return context
}

/** Somebody with a half typed answer on the screen; the code of their sheet. */
async function typing(context: BrowserContext): Promise<{ page: Page; code: string }> {
  const page = await context.newPage()
  const code = await makeCode(page, place)
  await page.goto(`${place}/application/story`)
  await page.locator('#work_summary').fill('canary-half')
  return { page, code }
}

/** Says on the console what the page still holds, and how long after the press, once its body has changed. */
const stopwatch = `{
  const pressedAt = () => (globalThis.at ??= performance.now())
  addEventListener('click', pressedAt, true)
  addEventListener('keydown', pressedAt, true)
  new MutationObserver(() => {
    console.log(JSON.stringify({ ms: performance.now() - at, left: document.title + document.documentElement.outerHTML }))
  }).observe(document.body, { childList: true })
}`

describe('the quick exit', () => {
  it('U17 is a plain link without scripts before signing in, to the site of the language', async () => {
    const context = await open({ javaScriptEnabled: false })
    const page = await context.newPage()
    const exits: string[] = []
    for (const lang of ['en', 'ar']) {
      await page.goto(`${cast.registration.address}/${lang}`)
      await page.locator('.exit').click()
      await page.waitForURL(`${harmless}**`)
      exits.push(page.url())
    }

    expect(exits).toEqual([harmless, `${harmless}ar`])
    await context.close()
  })

  it('U17 shows no answers on Back without scripts, and loses none that were saved', async () => {
    const context = await open({ javaScriptEnabled: false })
    const { page, code } = await typing(context)
    await page.locator('main button[value="leave"]').click()
    await page.goto(`${place}/application/story`)
    await page.locator('.exit').click()
    await page.waitForURL(`${harmless}**`)
    const cookies = await context.cookies()
    const seen: string[] = []
    for (let i = 0; i < 3; i += 1) {
      await page.goBack()
      await page.waitForLoadState()
      seen.push(new URL(page.url()).pathname, await page.content())
    }

    expect(cookies).toEqual([])
    expect(seen).toContain('/en/sign-in')
    expect(seen.join()).not.toContain('canary')
    await signIn(page, place, code)
    await page.goto(`${place}/application/story`)
    expect(await page.locator('#work_summary').inputValue()).toBe('canary-half')
    await context.close()
  })

  it.each(['the link', 'Shift three times'])(
    'U17 hides the page at once though the site never answers (%s)',
    async (way) => {
      const context = await open({ hangs: true })
      const { page } = await typing(context)
      await page.evaluate(stopwatch)

      const changed = page.waitForEvent('console')
      if (way === 'the link') await page.locator('.exit').click({ noWaitAfter: true })
      else for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
      const { ms, left } = JSON.parse((await changed).text()) as { ms: number; left: string }

      expect(ms).toBeLessThan(100)
      expect(left).toContain('<body></body>')
      expect(left).not.toMatch(/canary|Your story/)
      await context.close()
    },
  )

  it('U17 saves, ends the session, and Back shows no answers', async () => {
    const context = await open()
    const { page, code } = await typing(context)
    await page.locator('.exit').click()
    await page.waitForURL(`${harmless}**`)
    await until('the session has ended', async () => (await context.cookies()).length === 0)

    await page.goBack()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/en/sign-in?ended=yes')
    expect(await page.content()).not.toContain('canary')

    await signIn(page, place, code)
    await page.goto(`${place}/application/story`)
    expect(await page.locator('#work_summary').inputValue()).toBe('canary-half')
    await context.close()
  })

  it('is not set off by capital letters', async () => {
    const context = await open()
    const { page } = await typing(context)

    await page.locator('#work_summary').press('Shift+KeyA')
    await page.locator('#work_summary').press('Shift+KeyB')
    await page.locator('#work_summary').press('Shift+KeyC')

    expect(await page.locator('#work_summary').inputValue()).toContain('ABC')
    await context.close()
  })
})

/** The page as a printer gets it. */
async function printed(person: string, target: string): Promise<{ sheets: number; text: string }> {
  const context = await open()
  await become(context, cast, person)
  const page = await context.newPage()
  await page.goto(cast.registration.address + target)
  const pdf = await page.pdf({ format: 'A4' })
  await context.close()
  return { sheets: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0, text: textOf(pdf) }
}

function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'delegates-pdf-'))
  const file = path.join(folder, 'page.pdf')
  writeFileSync(file, pdf)
  const ran = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return ran.stdout ?? ''
}

const hasPdfText = spawnSync('pdftotext', ['-v']).status === 0
const pressed = ['Leave', 'Back', 'Change', 'Send application', 'I have it', 'Help', 'Sign out', 'Skip']

describe('on paper', () => {
  it.each([
    ['the code page', 'newcomer', '/en/code'],
    ['the check page', 'ready', '/en/answers'],
  ])('U14 %s takes two sheets at most, without buttons or links around it', async (_, person, target) => {
    const { sheets, text } = await printed(person, target)

    expect([sheets > 0, sheets <= 2]).toEqual([true, true])
    if (!hasPdfText) return console.log('pdftotext is not here: the text of the sheets was not read')
    const words = text.split('\n').map((line) => line.trim())
    expect(pressed.filter((name) => words.some((line) => line === name || line.endsWith(`  ${name}`)))).toEqual([])
    const codes = text.match(/^\s*([0-9A-Z]{4}-){6}[0-9A-Z]\s*$/gm) ?? []
    expect(codes).toHaveLength(target === '/en/code' ? 1 : 0)
  })
})

describe('names of two scripts', () => {
  const names = ['أمل Amal (Nairobi)', "O'Brien, Séan – أ. ب.", 'Имя (نور)!', '12 Rue – شارع 5']

  it.each(['en', 'ar'])('U22 keep order and punctuation in a list as they stand alone (%s)', async (lang) => {
    const client = cast.people.get('ready')
    if (!client) throw new Error('nobody_ready')
    for (const name of names) {
      await savePage(client, '/en/application/contact', { display_name: name, pronouns: 'ب (she)', no_code_word: true })
      const context = await open()
      await become(context, cast, 'ready')
      const page = await context.newPage()
      await page.goto(`${cast.registration.address}/${lang}/answers`)
      const inList = await look(page, `places('[id="row-display_name"] bdi')`)
      await page.evaluate(`{
        const alone = document.createElement('div')
        alone.append(Object.assign(document.createElement('bdi'), { id: 'alone', textContent: ${JSON.stringify(name)} }))
        alone.style.font = getComputedStyle(document.querySelector('[id="row-display_name"] bdi')).font
        document.body.replaceChildren(alone)
      }`)

      expect(await page.evaluate(`document.querySelector('#alone').textContent`)).toBe(name)
      expect(inList).toEqual(await look(page, `places('#alone')`))
      await context.close()
    }
  })
})

describe('the checks themselves', () => {
  it('see what is wrong where something is', async () => {
    const context = await open()
    const page = await context.newPage()
    await page.goto(place)
    await page.evaluate(`document.querySelector('main').innerHTML =
      '<img src="/a/none.png"><p id="faint">Faint</p><div id="wide">Wide</div><button id="small">x</button>'
      document.querySelector('#faint').style.color = '#eee'
      document.querySelector('#wide').style.inlineSize = '200vw'
      document.querySelector('#small').style.cssText = 'block-size: 10px; min-block-size: 0; padding: 0'`)

    const { serious } = await axeFindings(page)
    expect(serious.map((text) => text.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']))
    expect(await look<string[]>(page, 'overflow()')).toContain('div#wide Wide')
    expect((await look<string[]>(page, 'smallTargets()')).map((text) => text.slice(0, 14))).toContain('button#small x')
    expect(await look<string[]>(page, 'untranslated()')).toContain('Faint')
    await context.close()
  })
})
