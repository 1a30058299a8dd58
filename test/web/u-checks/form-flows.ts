import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { completeAnswers } from '#test/support/answers.js'
import { fill, fillSections, makeCode, pressMain, put, signIn } from '#test/journeys/applicant-walk.js'
import { axeFindings } from './looks.js'
import { type Playing, type Stage, StageView } from './stage.js'

const whole = completeAnswers('Walk')
const minuteMs = 60_000
/** What a browser could keep beside its one cookie, and how it looks when it keeps nothing. */
const stored = `Promise.all([localStorage.length, sessionStorage.length, indexedDB.databases(), caches.keys(),
  navigator.serviceWorker.getRegistrations()]).then(JSON.stringify)`
const stores = '[0,0,[],[],[]]'
/** Without the signs that set a figure or a name apart. */
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

/** Fills in, breaks off, comes back and sends, in these languages and widths. */
export function checkForm(stages: readonly Stage[], playing: Playing): void {
  describe.each(stages)('an application in $lang at $width pixels', (stage) => {
    const view = new StageView(playing, stage)
    const { words } = view

    it.each([
      ['U1', 'off', false],
      ['U4 U18', 'on, a copy kept,', true],
    ])(
      '%s is filled in and sent with scripts %s',
      async (_, __, hasScripts) => {
        const context = await view.open(hasScripts)
        const page = await context.newPage()

        await makeCode(page, view.at())
        // Typed as a person would in one language; how it is typed depends on none.
        await fillSections(page, view.at(), whole, stage.lang === 'en' ? fill : put)
        await page.goto(view.at('/answers'))
        if (hasScripts) await page.locator('main [name="keep_copy"]').check()
        await pressMain(page)

        const seen = [new URL(page.url()).pathname, await page.locator('h1').innerText()]
        expect(seen).toEqual([view.path('/sent'), words('sent.title')])
        expect(await context.cookies()).toHaveLength(1)
        // What waits for a timer needs scripts: axe, and the stores.
        expect(hasScripts ? await page.evaluate(stored) : stores).toBe(stores)
        expect(hasScripts ? (await axeFindings(page)).serious : []).toEqual([])
        expect(view.violations).toEqual([])
        await context.close()
      },
      60_000,
    )

    it('U24 U18 is one application with one mail after a double click and a reload, and nothing stays in the browser but one cookie', async () => {
      const page = await view.pageOf(stage.sender, '/answers')
      await page.locator('main button.main').dblclick()
      await page.waitForURL(`**${view.path('/sent')}`)
      await page.reload()
      await page.goBack()
      await page.goForward()

      const mails = await view.cast.world.operator.query(
        `SELECT count(*)::int AS mails FROM app.outbox o JOIN app.application a ON a.id = o.application_id
         WHERE $1 LIKE '%' || a.case_number || '%' AND o.kind = 'mail'`,
        [await page.locator('main').innerText()],
      )

      expect(mails).toEqual([{ mails: 1 }])
      expect(await page.evaluate(stored)).toBe(stores)
      const cookies = await page.context().cookies()
      expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
        ['form', true, 'Strict'],
      ])
      await page.context().close()
    })

    it('U5 puts the focus on the error summary; each line leads to its field and says the same there', async () => {
      const page = await view.pageOf('drafting', '/application/contact')

      const lines = page.locator('#summary a')
      const [error = '?'] = words('shell.title_error', { title: '#' }).split('#')
      expect(bare(await page.title()).startsWith(bare(error))).toBe(true)
      // The browser moves the focus with its first frame, which may come after the page has loaded.
      await page.waitForFunction(`document.activeElement?.id === 'summary'`, undefined, { timeout: 5000 })
      expect(await lines.count()).toBeGreaterThan(1)
      for (const line of await lines.all()) {
        await line.click()
        const field = ((await line.getAttribute('href')) ?? '').slice(1)
        expect(await page.evaluate('document.activeElement.id')).toBe(field)
        expect(await page.locator(`[id="${field}-error"]`).innerText()).toBe(await line.innerText())
        expect(await page.locator(`[id="${field}"]`).getAttribute('aria-invalid')).toBe('true')
      }
      await page.context().close()
    })

    it('U6 U7 keeps what was half typed when the browser is closed, for whoever brings the code in any spelling', async () => {
      const first = await view.open()
      const page = await first.newPage()
      await page.clock.install()
      const code = await makeCode(page, view.at())
      await page.goto(view.at('/application/conference'))
      await page.locator('#why_now').pressSequentially('Half a sent')
      await page.clock.fastForward('00:03')
      await page.locator('.saved', { hasText: /\d/ }).waitFor()
      expect(bare(await page.locator('.saved').innerText())).toMatch(savedLine(words('form.saved', { time: '#' })))
      await first.close()

      const second = await view.open()
      const later = await second.newPage()
      await signIn(later, view.at(), ` ${code.replaceAll('-', ' ').toLowerCase()} `)

      expect(new URL(later.url()).pathname).toBe(view.path('/application/conference'))
      expect(await later.locator('#why_now').inputValue()).toBe('Half a sent')
      await later.goto(view.at('/application'))
      const listed = later.locator('.tasks li', { hasText: words('section.conference.title') })
      expect(await listed.locator('.state').innerText()).toBe(words('progress.started'))
      await second.close()
    })

    it('U23 is told by the task list in its state, and a change leads back to its row', async () => {
      const context = await view.open()
      const page = await context.newPage()
      await makeCode(page, view.at())
      const states = async () => {
        await page.goto(view.at('/application'))
        return (await page.locator('.tasks .state').allInnerTexts()).slice(0, 4)
      }
      const save = async (key: string, answers: Record<string, unknown>) => {
        await page.goto(view.at(`/application/${key}`))
        await fill(page, answers)
        await page.locator('main button[value="continue"]').click()
      }
      const told = (...names: readonly ('done' | 'attention' | 'started' | 'not_started')[]) =>
        names.map((name) => words(`progress.${name}`))

      expect(await states()).toEqual(told('not_started', 'not_started', 'not_started', 'not_started'))
      await save('start', whole['start'] ?? {})
      await save('contact', { display_name: 'x'.repeat(130) })
      await save('channels', {})
      expect(await states()).toEqual(told('done', 'attention', 'started', 'not_started'))

      await page.goto(view.at('/answers'))
      await page.locator('[id="row-pronouns"] a').click()
      expect(await page.locator('[id="row-pronouns"]').count()).toBe(0)
      await fill(page, { ...whole['contact'] })
      await page.locator('main button[value="continue"]').click()
      await page.waitForURL(`**${view.path('/answers#row-pronouns')}`)
      expect(await page.evaluate('document.activeElement.id')).toBe('row-pronouns')
      await context.close()
    })

    // How long depends on no language: each of the three in one of them.
    it.each(stage.lang === 'en' ? idles : idles.slice(0, 1))(
      'U20 takes a save after the chosen time (%s) and applies it with the code 23 hours later',
      async (idle, minutes) => {
        const context = await view.open(false)
        const page = await context.newPage()
        const code = await makeCode(page, view.at(), () => chooseIdle(page, idle))
        await page.goto(view.at('/application/story'))
        await page.locator('#work_summary').fill('Typed before the time was over')
        await view.time.move(minutes * minuteMs)
        await page.locator('main button[value="continue"]').click()
        expect(await page.locator('main').innerText()).toContain(words('sign_in.kept'))

        await view.time.move((23 * 60 - minutes) * minuteMs)
        await page.locator('main [name="code"]').fill(code)
        await pressMain(page)
        await view.time.reset()

        expect(new URL(page.url()).pathname).toBe(view.path('/application/story'))
        expect(await page.locator('#work_summary').inputValue()).toBe('Typed before the time was over')
        await context.close()
      },
    )

    it('U8 gets the same text for a wrong code twenty times, is slowed down, and locks nobody out', async () => {
      const { registration } = view.cast
      const owner = registration.visitor()
      const context = await view.open(false)
      const code = await makeCode(await context.newPage(), view.at())
      await context.close()
      const answers = []
      for (let i = 0; i < 20; i += 1) {
        answers.push(
          await registration.visitor().post(view.path('/sign-in'), { code: '0000-0000-0000-0000-0000-0000-0' }),
        )
      }
      const texts = new Map(answers.map(({ status, text }) => [status, text]))

      expect(new Set(texts.keys())).toEqual(new Set([422, 429]))
      for (const { status, text } of answers) expect(text).toBe(texts.get(status))
      expect((await owner.post(view.path('/sign-in'), { code })).location).toBe(view.path('/application'))
    })
  })
}

const idles: readonly [idle: string, minutes: number][] = [
  ['short', 16],
  ['hour', 61],
  ['long', 241],
]

const chooseIdle = (page: Page, idle: string): Promise<void> =>
  page.locator(`main [name="idle"][value="${idle}"]`).check()

/** The line with any time in it, in any language's figures. */
const savedLine = (line: string): RegExp =>
  new RegExp(
    `^${bare(line)
      .replace(/[[\].*+?^${}()|]/g, '\\$&')
      .replace('#', '.+')}$`,
  )

/** What depends on no language, shown in one. */
export function checkFormOnce(stage: Stage, playing: Playing): void {
  const view = new StageView(playing, stage)
  const { words } = view

  describe('a page of questions', () => {
    it('saves over its own saves, and sends a page pressed while one is under way', async () => {
      const context = await view.open()
      const page = await context.newPage()
      await page.clock.install()
      await makeCode(page, view.at())
      await page.goto(view.at('/application/story'))
      await page.locator('#work_summary').pressSequentially('One')
      await page.clock.fastForward('00:03')
      await page.locator('.saved', { hasText: /\d/ }).waitFor()
      await page.locator('#work_summary').pressSequentially(' two')
      await page.evaluate(
        `{ Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange')) }`,
      )
      await page.locator('main button.second').click()
      await page.waitForURL(`**${view.path('/application')}`)

      await page.goto(view.at('/application/story'))
      expect(await page.locator('#work_summary').inputValue()).toBe('One two')
      await context.close()
    })

    it('counts the room left in a limited text, and the excess', async () => {
      const page = await view.pageOf('drafting', '/application/story')
      const count = page.locator('#work_summary + p')

      await page.locator('#work_summary').fill('𝒜b')
      expect(bare(await count.innerText())).toMatch(/^Characters left: \d*98$/)
      await page.locator('#work_summary').fill('x'.repeat(5000))
      expect(bare(await count.innerText())).toMatch(/^Characters too many: \d+$/)
      expect(await count.getAttribute('class')).toBe('error')
      await page.context().close()
    })

    it('asks two minutes before its end, goes on with "Stay", and leads to the code when nobody answers', async () => {
      const context = await view.open()
      const page = await context.newPage()
      await page.clock.install()
      await makeCode(page, view.at())
      await page.goto(view.at('/application/story'))
      const question = page.locator('dialog[open]')

      await page.clock.fastForward('56:00')
      expect(await question.count()).toBe(0)
      await page.clock.fastForward('02:00')
      await question.waitFor()
      expect(await page.evaluate('document.activeElement.textContent')).toBe(words('idle.stay'))
      expect((await axeFindings(page)).serious).toEqual([])
      const [stayed] = await Promise.all([page.waitForResponse('**/presence'), page.keyboard.press('Enter')])
      expect([stayed.status(), await question.count()]).toEqual([204, 0])

      await page.clock.fastForward('58:00')
      await question.waitFor()
      await page.clock.fastForward('03:00')
      await page.waitForURL(`**${view.path('/sign-in?ended=yes')}`)
      await context.close()
    })
  })
}
