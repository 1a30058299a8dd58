import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { become, type Cast, errorPages, everyPage, openCast, type Shown } from './cast.js'
import { axeFindings, bringAxe, look, lookingContext } from './looks.js'

const widths = [1280, 360, 320]
/** Its text only: the other pseudo language differs in direction alone. */
const textAlone = new Set(['en-XA'])

const contrastIn = new Set(['en', 'ar'])

/** What was wrong, page by page; each list empty when all is well. */
interface Seen {
  readonly axe: string[]
  readonly moderate: Set<string>
  readonly overflow: string[]
  readonly small: string[]
  readonly dark: string[]
  readonly untranslated: string[]
  readonly foreign: string[]
  readonly violations: string[]
  readonly headers: Set<string>
}

/** Opens every page of the public app in these languages, at three widths, light and dark, and looks at it. */
export function checkPages(langs: readonly string[]): void {
  let cast: Cast
  let pages: Shown[]

  beforeAll(async () => {
    cast = await openCast('everybody')
    pages = await everyPage(cast)
  }, 240_000)

  afterAll(() => cast.close())

  describe.each(langs)('every page in %s', (lang) => {
    let seen: Seen

    beforeAll(async () => {
      seen = await walk(cast, pages, lang)
    }, 240_000)

    if (!textAlone.has(lang)) {
      it('U13 is axe clean in light, and readable in dark', () => {
        expect([seen.axe, seen.dark]).toEqual([[], []])
        if (seen.moderate.size > 0) console.log(`axe, moderate (${lang}): ${[...seen.moderate].join('\n')}`)
      })
    }

    it('U9 is whole at 320, 360 and 1280 pixels and with wider text, and nothing scrolls sideways', () => {
      expect(seen.overflow).toEqual([])
    })

    it('U10 has targets of 24 pixels at least, and main actions 44 high', () => {
      expect(seen.small).toEqual([])
    })

    it('U19 keeps the content policy, and U2 loads nothing from elsewhere', () => {
      expect([seen.violations, seen.foreign]).toEqual([[], []])
      expect([...seen.headers]).toEqual([policy])
    })

    if (lang.includes('-')) {
      it('U21 has every text in brackets that is not typed, a code, a number or a date', () => {
        expect(seen.untranslated).toEqual([])
      })
    }
  })
}

const policy = [
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'",
  'same-origin',
].join(' | ')

/** The main pages: looked at in dark, since contrast depends on no language, and in the other pseudo language. */
const isMain = /^\/LANG \(|code|\/contact |answers|home|reply|sign-in|tasks/

async function walk(cast: Cast, pages: readonly Shown[], lang: string): Promise<Seen> {
  const seen: Seen = {
    axe: [],
    moderate: new Set(),
    overflow: [],
    small: [],
    dark: [],
    untranslated: [],
    foreign: [],
    violations: [],
    headers: new Set(),
  }
  // The address without a language is English here, as the browser is.
  const shown = pages.filter(
    ({ name, target }) => (target !== '/' || lang === 'en') && (!textAlone.has(lang) || isMain.test(name)),
  )
  const halves = [0, 1].map((half) => shown.filter((_, i) => i % 2 === half))
  await Promise.all([...halves.map((half) => walkThrough(cast, half, lang, seen)), walkErrors(cast, lang, seen)])
  return seen
}

async function openWindow(cast: Cast, seen: Seen): Promise<Page> {
  const context = await lookingContext(cast.browser, seen.violations, { viewport: { width: 320, height: 740 } })
  await bringAxe(context)
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== cast.registration.address) seen.foreign.push(request.url())
  })
  return context.newPage()
}

async function walkThrough(cast: Cast, pages: readonly Shown[], lang: string, seen: Seen): Promise<void> {
  const page = await openWindow(cast, seen)
  for (const { name, person, target } of pages) {
    await become(page.context(), cast, person)
    const answer = await page.goto(cast.registration.address + target.replace('LANG', lang))
    const headers = answer?.headers() ?? {}
    seen.headers.add(`${headers['content-security-policy']} | ${headers['referrer-policy']}`)
    await inspect(page, name, lang, seen)
  }
  await page.context().close()
}

async function walkErrors(cast: Cast, lang: string, seen: Seen): Promise<void> {
  const page = await openWindow(cast, seen)
  for (const [kind, html] of errorPages(cast, lang)) {
    await page.route('**/what-went-wrong', (route) => route.fulfill({ body: html, contentType: 'text/html' }))
    await page.goto(`${cast.registration.address}/${lang}/what-went-wrong`)
    await page.unroute('**/what-went-wrong')
    await inspect(page, kind, lang, seen)
  }
  await page.context().close()
}

async function inspect(page: Page, name: string, lang: string, seen: Seen): Promise<void> {
  if (!textAlone.has(lang)) await inspectWidths(page, name, seen)
  await inspectText(page, name, seen)
  if (!textAlone.has(lang)) await inspectRoles(page, name, lang, seen)
  if (lang === 'en' && isMain.test(name)) await inspectDark(page, name, seen)
}

const note = (list: string[], name: string, found: readonly string[]) =>
  list.push(...found.map((one) => `${name}: ${one}`))

async function inspectText(page: Page, name: string, seen: Seen): Promise<void> {
  const { overflow, untranslated } = await look<{ overflow: string[]; untranslated: string[] }>(page, 'ofText()')
  note(seen.overflow, name, overflow)
  note(seen.untranslated, name, untranslated)
}

/** Ends at the narrowest width. */
async function inspectWidths(page: Page, name: string, seen: Seen): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    const { overflow, small } = await look<{ overflow: string[]; small: string[] }>(page, 'atWidth()')
    note(
      seen.overflow,
      name,
      overflow.map((one) => `${width} ${one}`),
    )
    note(
      seen.small,
      name,
      small.map((one) => `${width} ${one}`),
    )
  }
}

/** Contrast depends on no language, so one of each direction is enough for it. */
async function inspectRoles(page: Page, name: string, lang: string, seen: Seen): Promise<void> {
  const { serious, moderate } = await axeFindings(page, contrastIn.has(lang) ? 'all' : 'all but contrast')
  note(seen.axe, name, serious)
  for (const one of moderate) seen.moderate.add(one.split(':')[0] ?? one)
}

async function inspectDark(page: Page, name: string, seen: Seen): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  note(seen.dark, name, (await axeFindings(page, 'contrast')).serious)
  await page.emulateMedia({ colorScheme: 'light' })
}
