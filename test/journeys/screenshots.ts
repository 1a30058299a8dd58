// `npm run screenshots`: pictures of the main pages into `screenshots/`, phone and desktop, both directions, light and dark.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { root, startRunCluster } from '#test/support/cluster.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { usualStaff } from '#test/support/world.js'
import { fill, fillSections, makeCode, pressMain } from './applicant-walk.js'

const folder = path.join(root, 'screenshots')
const screens = [
  { name: 'phone', viewport: { width: 360, height: 740 } },
  { name: 'desktop', viewport: { width: 1280, height: 900 } },
]
const schemes = ['light', 'dark'] as const
const looks = screens.flatMap((screen) => schemes.map((scheme) => ({ screen, scheme })))
const staffScreens = { home: '/', applications: '/applications', board: '/board', keepers: '/keepers' }

interface Look {
  readonly lang: 'en' | 'ar'
  readonly screen: (typeof screens)[number]
  readonly scheme: (typeof schemes)[number]
}

async function newPage(browser: Browser, { screen, scheme }: Omit<Look, 'lang'>): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: screen.viewport, colorScheme: scheme })
  return context.newPage()
}

/** The way of one applicant, a picture at every page. */
async function applicant(browser: Browser, running: RunningWorld, look: Look): Promise<number> {
  const { lang, screen, scheme } = look
  const page = await newPage(browser, look)
  const place = `${running.registration.address}/${lang}`
  let taken = 0
  const take = async (name: string): Promise<void> => {
    await page.screenshot({ path: path.join(folder, `${name}-${lang}-${screen.name}-${scheme}.png`), fullPage: true })
    taken += 1
  }
  await page.goto(place)
  await take('start')
  await page.goto(`${place}/needs`)
  await take('needs')
  await makeCode(page, place, () => take('code'))
  const answers = completeAnswers('Ada', lang)
  await page.goto(`${place}/application/contact`)
  await fill(page, { display_name: '' })
  await pressMain(page)
  await page.goto(`${place}/application/contact`)
  await take('section-with-errors')
  await fillSections(page, place, answers)
  await page.goto(`${place}/application`)
  await take('sections')
  await page.goto(`${place}/application/story`)
  await take('section')
  await page.goto(`${place}/answers`)
  await take('check')
  await pressMain(page)
  await take('sent')
  await page.goto(`${place}/home`)
  await take('home')
  await page.goto(`${place}/withdrawal`)
  await take('withdrawal')
  await page.context().close()
  return taken
}

async function staff(browser: Browser, running: RunningWorld, look: Omit<Look, 'lang'>): Promise<number> {
  const page = await newPage(browser, look)
  const client = await running.staff.browserOf('coordinator')
  await page.goto(`${running.staff.address}/sign-in`)
  const name = (what: string) => path.join(folder, `staff-${what}-en-${look.screen.name}-${look.scheme}.png`)
  await page.screenshot({ path: name('sign-in'), fullPage: true })
  const value = client.cookies.get('console') ?? ''
  await page.context().addCookies([{ name: 'console', value, url: running.staff.address }])
  for (const [what, target] of Object.entries(staffScreens)) {
    await page.goto(running.staff.address + target)
    await page.screenshot({ path: name(what), fullPage: true })
  }
  await page.context().close()
  return Object.keys(staffScreens).length + 1
}

const cluster = await startRunCluster()
try {
  mkdirSync(folder, { recursive: true })
  const running = await runningWorld(usualStaff)
  const browser = await launchBrowser()
  let taken = 0
  for (const look of looks) {
    for (const lang of ['en', 'ar'] as const) taken += await applicant(browser, running, { lang, ...look })
    taken += await staff(browser, running, look)
    console.log(`${taken} pictures`)
  }
  await browser.close()
  await running.end()
} finally {
  await cluster.stop()
}
