import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { BrowserContext, Page } from 'playwright-core'
import { until } from '#test/support/until.js'
import { savePage } from '#test/support/web/registration.js'
import { makeCode, signIn } from '#test/journeys/applicant-walk.js'
import { axeFindings, look } from './looks.js'
import { type Playing, type Stage, StageView } from './stage.js'

const harmless = 'https://weather.example/'

/** A window for which the harmless site exists; a site that `hangs` never answers. */
async function open(view: StageView, hasScripts: boolean, hangs = false): Promise<BrowserContext> {
  const context = await view.open(hasScripts)
  await context.route(`${harmless}**`, async (route) => {
    if (!hangs) await route.fulfill({ body: '<h1>Rain</h1>', contentType: 'text/html' })
  })
  return context
}

/** Somebody with a half typed answer on the screen; the code of their sheet. */
async function typing(view: StageView, context: BrowserContext): Promise<{ page: Page; code: string }> {
  const page = await context.newPage()
  const code = await makeCode(page, view.at())
  await page.goto(view.at('/application/story'))
  await page.locator('#work_summary').fill('canary-half')
  return { page, code }
}

/** Says on the console what the page still holds, and how long after the last press, once its body has changed. */
const stopwatch = `{
  const pressedAt = () => (globalThis.at = performance.now())
  addEventListener('click', pressedAt, true)
  addEventListener('keydown', pressedAt, true)
  new MutationObserver(() => {
    console.log(JSON.stringify({ ms: performance.now() - at, left: document.title + document.documentElement.outerHTML }))
  }).observe(document.body, { childList: true })
}`

/** The quick exit, paper and names of two scripts, in these languages and widths. */
export function checkLeaving(stages: readonly Stage[], playing: Playing): void {
  describe.each(stages)('leaving in $lang at $width pixels', (stage) => {
    const view = new StageView(playing, stage)

    it('U17 is a plain link without scripts before signing in, to the site of the language', async () => {
      const context = await open(view, false)
      const page = await context.newPage()
      await page.goto(view.at())
      await page.locator('.exit').click()
      await page.waitForURL(`${harmless}**`)

      expect(page.url()).toBe(stage.lang === 'ar' ? `${harmless}ar` : harmless)
      await context.close()
    })

    it('U17 shows no answers on Back without scripts, and loses none that were saved', async () => {
      const context = await open(view, false)
      const { page, code } = await typing(view, context)
      await page.locator('main button[value="leave"]').click()
      await page.goto(view.at('/application/story'))
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
      expect(seen).toContain(view.path('/sign-in'))
      expect(seen.join()).not.toContain('canary')
      await signIn(page, view.at(), code)
      await page.goto(view.at('/application/story'))
      expect(await page.locator('#work_summary').inputValue()).toBe('canary-half')
      await context.close()
    })

    it.each(['the link', 'Shift three times'])(
      'U17 hides the page at once though the site never answers (%s)',
      async (way) => {
        const context = await open(view, true, true)
        const { page } = await typing(view, context)
        const heading = await page.locator('h1').innerText()
        await page.evaluate(stopwatch)

        const changed = page.waitForEvent('console')
        if (way === 'the link') await page.locator('.exit').click({ noWaitAfter: true })
        else for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
        const { ms, left } = JSON.parse((await changed).text()) as { ms: number; left: string }

        expect(ms).toBeLessThan(100)
        expect(left).toContain('<body></body>')
        expect([left.includes('canary'), left.includes(heading)]).toEqual([false, false])
        await context.close()
      },
    )

    it('U17 saves, ends the session, and Back shows no answers', async () => {
      const context = await open(view, true)
      const { page, code } = await typing(view, context)
      await page.locator('.exit').click()
      await page.waitForURL(`${harmless}**`)
      await until('the session has ended', async () => (await context.cookies()).length === 0)

      await page.goBack()
      const { pathname, search } = new URL(page.url())
      expect(pathname + search).toBe(view.path('/sign-in?ended=yes'))
      expect(await page.content()).not.toContain('canary')

      await signIn(page, view.at(), code)
      await page.goto(view.at('/application/story'))
      expect(await page.locator('#work_summary').inputValue()).toBe('canary-half')
      await context.close()
    })

    it.each([
      ['the code page', 'newcomer', '/code'],
      ['the check page', 'ready', '/answers'],
    ])('U14 %s takes two sheets at most on paper, without buttons or links around it', async (_, person, target) => {
      const { sheets, text } = await printed(view, person, target)

      // Texts of the pseudo language are two fifths longer than those of any other.
      const most = stage.lang === 'ar-XB' ? 3 : 2
      expect([sheets > 0, sheets <= most]).toEqual([true, true])
      if (!hasPdfText) return console.log('pdftotext is not here: the text of the sheets was not read')
      const lines = text.split('\n').map((line) => line.trim())
      const pressed = pressable.map((key) => view.words(key))
      expect(pressed.filter((name) => lines.some((line) => line === name || line.endsWith(`  ${name}`)))).toEqual([])
      const codes = text.match(/^\s*([0-9A-Z]{4}-){6}[0-9A-Z]\s*$/gm) ?? []
      expect(codes).toHaveLength(target === '/code' ? 1 : 0)
    })

    it('U22 keeps order and punctuation of names of two scripts in a list as they stand alone', async () => {
      const client = view.cast.people.get('ready')
      if (!client) throw new Error('nobody_ready')
      for (const name of names) {
        await savePage(client, '/en/application/contact', {
          display_name: name,
          pronouns: 'ب (she)',
          no_code_word: true,
        })
        const page = await view.pageOf('ready', '/answers')
        const inList = await look(page, `places('[id="row-display_name"] bdi')`)
        await page.evaluate(`{
          const alone = document.createElement('div')
          alone.append(Object.assign(document.createElement('bdi'), { id: 'alone', textContent: ${JSON.stringify(name)} }))
          alone.style.font = getComputedStyle(document.querySelector('[id="row-display_name"] bdi')).font
          document.body.replaceChildren(alone)
        }`)

        expect(await page.evaluate(`document.querySelector('#alone').textContent`)).toBe(name)
        expect(inList).toEqual(await look(page, `places('#alone')`))
        await page.context().close()
      }
    })
  })
}

const names = ['أمل Amal (Nairobi)', "O'Brien, Séan – أ. ب.", 'Имя (نور)!', '12 Rue – شارع 5']
const pressable = [
  'shell.exit',
  'shell.back',
  'button.change',
  'button.send',
  'button.have_it',
  'shell.help',
  'shell.sign_out',
  'shell.skip',
] as const

/** The page as a printer gets it. */
async function printed(view: StageView, person: string, target: string): Promise<{ sheets: number; text: string }> {
  const page = await view.pageOf(person, target)
  const pdf = await page.pdf({ format: 'A4' })
  await page.context().close()
  return { sheets: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0, text: textOf(pdf) }
}

function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'delegates-pdf-'))
  const file = path.join(folder, 'page.pdf')
  writeFileSync(file, pdf)
  const ran = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  // It sets the direction of lines apart with signs of its own.
  return (ran.stdout ?? '').replace(/[\u200e\u200f\u202a-\u202e]/g, '')
}

const hasPdfText = spawnSync('pdftotext', ['-v']).status === 0
/** What depends on no language, shown in one. */
export function checkLeavingOnce(stage: Stage, playing: Playing): void {
  const view = new StageView(playing, stage)

  describe('the quick exit', () => {
    it('is not set off by capital letters', async () => {
      const context = await open(view, true)
      const { page } = await typing(view, context)

      await page.locator('#work_summary').press('Shift+KeyA')
      await page.locator('#work_summary').press('Shift+KeyB')
      await page.locator('#work_summary').press('Shift+KeyC')

      expect(await page.locator('#work_summary').inputValue()).toContain('ABC')
      await context.close()
    })
  })

  describe('the checks themselves', () => {
    it('see what is wrong where something is', async () => {
      const context = await view.open()
      const page = await context.newPage()
      await page.goto(view.at())
      await page.evaluate(`document.querySelector('main').innerHTML =
        '<img src="/a/none.png"><p id="faint">Faint</p><div id="wide">Wide</div><button id="small">x</button>'
        document.querySelector('#faint').style.color = '#eee'
        document.querySelector('#wide').style.inlineSize = '200vw'
        document.querySelector('#small').style.cssText = 'block-size: 10px; min-block-size: 0; padding: 0'`)

      const { serious } = await axeFindings(page)
      expect(serious.map((text) => text.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']))
      expect(await look<string[]>(page, 'overflow()')).toContain('div#wide Wide')
      expect((await look<string[]>(page, 'smallTargets()')).map((text) => text.slice(0, 14))).toContain(
        'button#small x',
      )
      expect(await look<string[]>(page, 'untranslated()')).toContain('Faint')
      await context.close()
    })
  })
}
