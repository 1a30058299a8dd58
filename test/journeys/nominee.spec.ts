import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { sections } from '#features/application/registration/forms/sections.js'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { dumpDatabase, filesIn, findCanaries, type Place } from '#test/support/canaries.js'
import { nomineeFields, partnerCode } from '#test/support/nomination/doors.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'
import { phone, pressMain, put, reach, signIn } from './applicant-walk.js'

let running: RunningWorld
let browser: Browser

beforeAll(async () => {
  running = await runningWorld(usualStaff)
  browser = await launchBrowser()
}, 60_000)

afterAll(async () => {
  await browser.close()
  await running.end()
})

const stories = [
  { story: 'story 1: an organiser, English', lang: 'en', mark: 'Qn1kenya', received: 'Received' },
  { story: 'story 2: a lawyer, Arabic', lang: 'ar', mark: 'Qn2egypt', received: 'وصل' },
] as const

/** Posts a form of a page with the token and version it holds. */
async function act(client: WebClient, page: string, target: string, fields: Record<string, string> = {}) {
  const shown = await client.get(page)
  const version = hiddenField(shown.text, 'version')
  const own = { form_token: hiddenField(shown.text, 'form_token'), ...(version && { version }) }
  return client.post(target, { ...own, ...fields })
}

async function newPage(): Promise<Page> {
  const page = await (await phone(browser)).newPage()
  page.setDefaultTimeout(10_000)
  return page
}

describe.each(stories)('$story', ({ lang, mark, received }) => {
  const named = nomineeFields(mark, { nominee_language: lang })
  const address = `${mark.toLowerCase()}-nominee@example.org`
  const addresses: string[] = []
  const seen: string[] = []
  let partner: WebClient
  let number = ''
  let link = ''
  let code = ''
  let page: Page

  it('is put forward by a partner, who signs in with its code', async () => {
    const coordinator = await running.staff.browserOf('coordinator')
    const made = await act(coordinator, '/partners', '/partners', { name: `${mark}-union` })
    partner = running.registration.visitor()
    await partner.post(`/${lang}/sign-in`, {
      code: partnerCode(made.text),
    })

    const sent = await act(partner, `/${lang}/nominations/new`, `/${lang}/nominations`, named)

    number = sent.location.slice(-6)
    addresses.push(sent.location)
    expect(sent.location).toBe(`/${lang}/nominations?named=${number}`)
  })

  it('is invited by a coordinator, by one mail that says nothing', async () => {
    const coordinator = await running.staff.browserOf('coordinator')
    const list = await coordinator.get('/nominations')
    const target = new RegExp(`<a href="([^"]+)">${number}</a>`).exec(list.text)?.[1] ?? ''
    const invited = await act(coordinator, target, `${target}/invitations`)
    addresses.push(target, invited.location)
    const mine = () => running.trap.messages().filter(({ to }) => to.includes(address))
    await until('the mail is there', () => mine().length > 0)

    const [mail, ...more] = mine()
    const urls = (mail?.text.match(/https?:\S+/g) ?? []).map((url) => new URL(url))
    link = urls[0]?.pathname ?? ''
    expect([urls.length, more, link]).toEqual([1, [], expect.stringMatching(new RegExp(`^/${lang}/link/[\\w-]{22}$`))])
  })

  it('opens the link on a narrow phone without scripts and begins with an empty form', async () => {
    page = await newPage()
    await page.goto(running.registration.address + link)
    await pressMain(page)
    expect(new URL(page.url()).pathname).toBe(`/${lang}/invitation`)
    expect(await page.locator('main').innerText()).toContain(`${mark}-union`)
    expect(await page.evaluate(() => [document.dir, document.documentElement.scrollWidth])).toEqual([
      lang === 'ar' ? 'rtl' : 'ltr',
      360,
    ])

    await pressMain(page)
    code = (await page.locator('p.code').innerText()).replace(/\s/g, '')
    await pressMain(page)

    for (const { key } of sections) {
      await page.goto(`${running.registration.address}/${lang}/application/${key}`)
      seen.push(await page.content())
    }
    expect(seen.filter((html) => html.includes(mark))).toEqual([])
  }, 60_000)

  it('saves in three sittings, each in a browser of its own, and sends', async () => {
    const place = `${running.registration.address}/${lang}`
    const answers = Object.entries(completeAnswers(mark, lang))
    const cuts = [0, 4, 8, answers.length]
    for (const [i, cut] of cuts.slice(0, 3).entries()) {
      if (i > 0) {
        await page.context().close()
        page = await newPage()
        await signIn(page, place, code)
      }
      for (const [key, given] of answers.slice(cut, cuts[i + 1])) {
        await reach(page, `${place}/application/${key}`)
        await put(page, given)
        await page.locator('main button[value="continue"]').first().click()
        await page.waitForLoadState('load')
        addresses.push(page.url())
      }
    }
    await page.goto(`${place}/answers`)
    await pressMain(page)
    addresses.push(page.url())
    await page.goto(`${place}/home`)

    expect(new URL(page.url()).pathname).toBe(`/${lang}/home`)
    expect(await page.locator('main .notice h2').first().innerText()).toBe(received)
    expect((await running.registration.visitor().get(link)).status).toBe(404)
  }, 120_000)

  it('APP-10 leaves the partner a number, a week and "used", and no way further', async () => {
    const list = await partner.get(`/${lang}/nominations`)
    seen.push(list.text)

    expect(list.text).toContain(`<span dir="ltr">${number}</span>`)
    expect(list.text).not.toMatch(/Amal|nominee@/)
    for (const target of ['home', 'application', 'answers', 'application/story']) {
      expect([target, (await partner.get(`/${lang}/${target}`)).status]).toEqual([target, 404])
    }
  })

  it('is a file that says who named the person, to those who may know', async () => {
    const [file] = await running.world.operator.query<{ id: string }>(
      'SELECT a.id FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE n.number = $1',
      [number],
    )
    const target = `/applications/${file?.id}`
    const pages = await Promise.all(
      ['coordinator', 'lead', 'board-1'].map(async (login) => (await running.staff.browserOf(login)).get(target)),
    )

    expect(pages.map(({ text }) => text.includes(`${mark}-union`))).toEqual([true, true, false])
    expect(pages.map(({ text }) => text.includes(`${mark}-because`))).toEqual([false, true, false])
  })

  it('leaves no word of the nomination in database, logs, keys, mails, addresses or the partner’s pages', async () => {
    const told = [`${mark}-union`, `${mark}-nominee`, `${mark}-because`, `${mark}-known`, address]
    const text = (name: string, lines: readonly string[]): Place => ({ name, bytes: Buffer.from(lines.join('\n')) })
    const mails = running.trap.messages().map((mail) => mail.subject + mail.text)
    const places = [
      ...(await dumpDatabase(running.world.database)),
      ...filesIn([running.world.keyFolder]),
      text('logs', running.log()),
      text('mails', mails),
      text('addresses', addresses),
    ]

    expect(findCanaries(places, told)).toEqual([])
    expect(
      findCanaries(
        [text('pages', seen)],
        told.filter((word) => word !== `${mark}-union`),
      ),
    ).toEqual([])
    expect(findCanaries([text('control', [`x ${mark}-known`])], told)).toHaveLength(1)
    expect(running.log().join('\n')).not.toContain(link.split('/').at(-1) ?? 'no link')
  }, 60_000)
})
