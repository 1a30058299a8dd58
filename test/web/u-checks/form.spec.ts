import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BrowserContext, Page } from 'playwright-core'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { fill, fillSections, makeCode, pressMain, signIn } from '#test/journeys/applicant-walk.js'
import { become, type Cast, openCast } from './cast.js'
import { checkKeyboard } from './keyboard.js'
import { axeFindings, lookingContext } from './looks.js'

let cast: Cast
let time: TestClock
let place: string
const violations: string[] = []

beforeAll(async () => {
  cast = await openCast()
  time = new TestClock(cast.registration.clock, cast.world.database)
  place = `${cast.registration.address}/en`
}, 120_000)

afterAll(async () => {
  await time.reset()
  await cast.close()
})

const open = (javaScriptEnabled = true): Promise<BrowserContext> =>
  lookingContext(cast.browser, violations, { javaScriptEnabled })
const whole = completeAnswers('Walk')
const minuteMs = 60_000
/** What a browser could keep beside its one cookie, and how it looks when it keeps nothing. */
const stored = `Promise.all([localStorage.length, sessionStorage.length, indexedDB.databases(), caches.keys(),
  navigator.serviceWorker.getRegistrations()]).then(JSON.stringify)`
const stores = '[0,0,[],[],[]]'

/** A page of somebody of the cast. */
async function pageOf(person: string, target: string): Promise<Page> {
  const context = await open()
  await become(context, cast, person)
  const page = await context.newPage()
  await page.goto(cast.registration.address + target)
  return page
}

describe('an application on a phone', () => {
  it.each([
    ['U1', 'off', false],
    ['U4 U18', 'on, a copy kept,', true],
  ])(
    '%s is filled in and sent with scripts %s',
    async (_, __, hasScripts) => {
      const context = await open(hasScripts)
      const page = await context.newPage()

      await makeCode(page, place)
      await fillSections(page, place, whole)
      await page.goto(`${place}/answers`)
      if (hasScripts) await page.locator('main [name="keep_copy"]').check()
      await pressMain(page)

      expect([new URL(page.url()).pathname, await page.locator('h1').innerText()]).toEqual(['/en/sent', 'Received'])
      expect(await context.cookies()).toHaveLength(1)
      // What waits for a timer needs scripts: axe, and the stores.
      expect(hasScripts ? await page.evaluate(stored) : stores).toBe(stores)
      expect(hasScripts ? (await axeFindings(page)).serious : []).toEqual([])
      expect(violations).toEqual([])
      await context.close()
    },
    60_000,
  )

  it('U24 U18 is one application with one mail after a double click and a reload, and nothing stays in the browser but one cookie', async () => {
    const page = await pageOf('ready', '/en/answers')
    await page.locator('main button.main').dblclick()
    await page.waitForURL('**/en/sent')
    await page.reload()
    await page.goBack()
    await page.goForward()

    const number = /case number is \u2068?(\w{6})/.exec(await page.locator('main').innerText())?.[1]
    const mails = await cast.world.operator.query(
      `SELECT count(*)::int AS mails FROM app.outbox o JOIN app.application a ON a.id = o.application_id
       WHERE a.case_number = $1 AND o.kind = 'mail'`,
      [number],
    )

    expect(mails).toEqual([{ mails: 1 }])
    expect(await page.evaluate(stored)).toBe(stores)
    expect((await page.context().cookies()).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['form', true, 'Strict'],
    ])
    await page.context().close()
  })
})

describe('a page of questions', () => {
  it('U5 puts the focus on the error summary; each line leads to its field and says the same there', async () => {
    const page = await pageOf('drafting', '/en/application/contact')

    const lines = page.locator('#summary a')
    expect(await page.title()).toMatch(/^Error: /)
    expect(await page.evaluate('document.activeElement.id')).toBe('summary')
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
    const first = await open()
    const page = await first.newPage()
    const code = await makeCode(page, place)
    await page.goto(`${place}/application/conference`)
    await page.locator('#why_now').pressSequentially('Half a sent')
    await page.locator('.saved', { hasText: /^Saved \u2068?\d\d:\d\d\u2069?$/ }).waitFor()
    await first.close()

    const second = await open()
    const later = await second.newPage()
    await signIn(later, place, ` ${code.replaceAll('-', ' ').toLowerCase()} `)

    expect(new URL(later.url()).pathname).toBe('/en/application/conference')
    expect(await later.locator('#why_now').inputValue()).toBe('Half a sent')
    await later.goto(`${place}/application`)
    const listed = later.locator('.tasks li', { hasText: 'Taking part' })
    expect(await listed.locator('.state').innerText()).toBe('Started')
    await second.close()
  })

  it('saves over its own saves, and sends a page pressed while one is under way', async () => {
    const context = await open()
    const page = await context.newPage()
    await makeCode(page, place)
    await page.goto(`${place}/application/story`)
    await page.locator('#work_summary').pressSequentially('One')
    await page.locator('.saved', { hasText: 'Saved' }).waitFor()
    await page.locator('#work_summary').pressSequentially(' two')
    await page.evaluate(
      `{ Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange')) }`,
    )
    await page.locator('main button.second').click()
    await page.waitForURL('**/en/application')

    await page.goto(`${place}/application/story`)
    expect(await page.locator('#work_summary').inputValue()).toBe('One two')
    await context.close()
  })

  it('counts the room left in a limited text, and the excess', async () => {
    const page = await pageOf('drafting', '/en/application/story')
    const count = page.locator('#work_summary + p')

    await page.locator('#work_summary').fill('𝒜b')
    expect((await count.innerText()).replace(/[\u2068\u2069]/g, '')).toMatch(/^Characters left: \d*98$/)
    await page.locator('#work_summary').fill('x'.repeat(5000))
    expect((await count.innerText()).replace(/[\u2068\u2069]/g, '')).toMatch(/^Characters too many: \d+$/)
    expect(await count.getAttribute('class')).toBe('error')
    await page.context().close()
  })

  it('U23 is told by the task list in its state, and a change leads back to its row', async () => {
    const context = await open()
    const page = await context.newPage()
    await makeCode(page, place)
    const states = async () => {
      await page.goto(`${place}/application`)
      return (await page.locator('.tasks .state').allInnerTexts()).slice(0, 4)
    }
    const save = async (key: string, answers: Record<string, unknown>) => {
      await page.goto(`${place}/application/${key}`)
      await fill(page, answers)
      await page.locator('main button[value="continue"]').click()
    }

    expect(await states()).toEqual(Array(4).fill('Not started'))
    await save('start', whole['start'] ?? {})
    await save('contact', { display_name: 'x'.repeat(130) })
    await save('channels', {})
    expect(await states()).toEqual(['Done', 'Needs attention', 'Started', 'Not started'])

    await page.goto(`${place}/answers`)
    await page.locator('[id="row-pronouns"] a').click()
    expect(await page.locator('[id="row-pronouns"]').count()).toBe(0)
    await fill(page, { ...whole['contact'] })
    await page.locator('main button[value="continue"]').click()
    await page.waitForURL('**/en/answers#row-pronouns')
    expect(await page.evaluate('document.activeElement.id')).toBe('row-pronouns')
    await context.close()
  })
})

describe('the keyboard', () => {
  checkKeyboard(pageOf)
})

describe('a session left alone', () => {
  it.each([
    ['short', 16],
    ['hour', 61],
    ['long', 241],
  ])(
    'U20 takes a save after the chosen time (%s) and applies it with the code 23 hours later',
    async (idle, minutes) => {
      const context = await open(false)
      const page = await context.newPage()
      const code = await makeCode(page, place, async () => {
        await page.locator(`main [name="idle"][value="${idle}"]`).check()
      })
      await page.goto(`${place}/application/story`)
      await page.locator('#work_summary').fill('Typed before the time was over')
      await time.move(minutes * minuteMs)
      await page.locator('main button[value="continue"]').click()
      expect(await page.locator('main').innerText()).toContain('What you had typed is kept.')

      await time.move((23 * 60 - minutes) * minuteMs)
      await page.locator('main [name="code"]').fill(code)
      await pressMain(page)
      await time.reset()

      expect(new URL(page.url()).pathname).toBe('/en/application/story')
      expect(await page.locator('#work_summary').inputValue()).toBe('Typed before the time was over')
      await context.close()
    },
  )

  it('asks two minutes before its end, goes on with "Stay", and leads to the code when nobody answers', async () => {
    const context = await open()
    const page = await context.newPage()
    await page.clock.install()
    await makeCode(page, place)
    await page.goto(`${place}/application/story`)
    const question = page.locator('dialog[open]')

    await page.clock.fastForward('56:00')
    expect(await question.count()).toBe(0)
    await page.clock.fastForward('02:00')
    await question.waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Stay')
    expect((await axeFindings(page)).serious).toEqual([])
    const [stayed] = await Promise.all([page.waitForResponse('**/en/presence'), page.keyboard.press('Enter')])
    expect([stayed.status(), await question.count()]).toEqual([204, 0])

    await page.clock.fastForward('58:00')
    await question.waitFor()
    await page.clock.fastForward('03:00')
    await page.waitForURL('**/en/sign-in?ended=yes')
    await context.close()
  })
})

describe('a wrong code', () => {
  it('U8 gets the same text twenty times, is slowed down, and locks nobody out', async () => {
    const { registration } = cast
    const owner = registration.visitor()
    const context = await open(false)
    const page = await context.newPage()
    const code = await makeCode(page, place)
    await context.close()
    const answers = []
    for (let i = 0; i < 20; i += 1) {
      answers.push(await registration.visitor().post('/en/sign-in', { code: '0000-0000-0000-0000-0000-0000-0' }))
    }
    const texts = new Map(answers.map(({ status, text }) => [status, text]))

    expect(new Set(texts.keys())).toEqual(new Set([422, 429]))
    for (const { status, text } of answers) expect(text).toBe(texts.get(status))
    expect((await owner.post('/en/sign-in', { code })).location).toBe('/en/application')
  })
})
