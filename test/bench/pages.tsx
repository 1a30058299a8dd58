// What the applicants' pages weigh and take on a very slow network, and how fast they are drawn.
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { sections } from '#features/application/registration/forms/sections.js'
import { describeSection } from '#platform/form/section.js'
import { render } from '#platform/web/render.js'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { WebClient } from '#test/support/web/client.js'
import { begin, savePage } from '#test/support/web/registration.js'
import { fill, makeCode, pressMain } from '#test/journeys/applicant-walk.js'
import { ApplicantPage } from '#ui/applicant-page.js'
import { SectionFields } from '#ui/section-fields.js'
import { wordsFor } from '#words/index.js'
import type { Row } from './table.js'

const kib = 1024
const rounds = 3
/** 2G: 400 ms there and back, 50 kbit/s down, 20 up, nothing cached. */
const slow = { offline: false, latency: 400, downloadThroughput: 50_000 / 8, uploadThroughput: 20_000 / 8 }

type Limits = readonly [must: number, goal: number]

const atMost = (what: string, unit: string, ours: readonly number[], [must, goal]: Limits): Row => ({
  what,
  unit,
  ours,
  must,
  goal,
  kind: 'most',
})

/** Bytes of one answer as it goes over the wire. */
async function wire(client: WebClient, target: string): Promise<{ bytes: number; text: string }> {
  const pressed = await client.get(target, { 'accept-encoding': 'br' })
  const plain = await client.get(target)
  return { bytes: Number(pressed.headers['content-length'] ?? plain.text.length), text: plain.text }
}

async function weights(client: WebClient): Promise<Row[]> {
  const starts: number[] = []
  const others: number[] = []
  let script = 0
  for (const lang of ['en', 'ar']) {
    const start = await wire(client, `/${lang}`)
    const assets = [...start.text.matchAll(/(?:href|src)="(\/a\/[^"]+)"/g)].map(([, target = '']) => target)
    const sizes = new Map(
      await Promise.all(assets.map(async (target) => [target, (await wire(client, target)).bytes] as const)),
    )
    starts.push((start.bytes + [...sizes.values()].reduce((sum, size) => sum + size, 0)) / kib)
    const style = sizes.get(assets.find((target) => target.endsWith('.css')) ?? '') ?? 0
    const names = ['needs', 'code', 'application', 'answers', ...sections.map(({ key }) => `application/${key}`)]
    for (const name of names) others.push(((await wire(client, `/${lang}/${name}`)).bytes + style) / kib)
    script =
      gzipSync((await client.get(assets.find((target) => target.endsWith('.js')) ?? '')).text, { level: 9 }).length /
      kib
  }
  return [
    atMost('start page with all it loads, brotli', 'KB', starts, [8, 5]),
    atMost('largest page with its stylesheet, brotli', 'KB', [Math.max(...others)], [14, 10]),
    atMost('script, gzip', 'KB', [script], [4, 3]),
  ]
}

async function emulating(context: BrowserContext): Promise<{ page: Page; network: CDPSession }> {
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  return { page, network }
}

/** First contentful paint and load, in seconds, each time in a window that has nothing cached. */
async function slowRows(browser: Browser, address: string, client: WebClient): Promise<Row[]> {
  const pages = { start: '/en', 'one section': '/en/application/contact', check: '/en/answers' }
  const rows: Row[] = []
  for (const [name, target] of Object.entries(pages)) {
    const seen: { paint: number[]; load: number[] } = { paint: [], load: [] }
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
      await context.addCookies([{ name: 'form', value: client.cookies.get('form') ?? '', url: address }])
      const { page, network } = await emulating(context)
      await network.send('Network.emulateNetworkConditions', slow)
      await page.goto(address + target, { waitUntil: 'load' })
      const [paint = 0, load = 0] = await page.evaluate<number[]>(
        `[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.timing.loadEventStart - performance.timing.navigationStart]`,
      )
      seen.paint.push(paint / 1000)
      seen.load.push(load / 1000)
      await context.close()
    }
    rows.push(atMost(`U3 2G, ${name}: first paint`, 's', seen.paint, [2, 1.6]))
    rows.push(atMost(`U3 2G, ${name}: load`, 's', seen.load, [2.5, 2]))
  }
  return rows
}

/** Everything that comes down the wire while one person applies, page after page, headers counted. */
async function wholeWay(browser: Browser, address: string): Promise<Row> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  const { page, network } = await emulating(context)
  let bytes = 0
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const answers = completeAnswers('Ada')
  await makeCode(page, `${address}/en`)
  await page.locator('.tasks a').first().click()
  for (let key = keyOf(page); key !== 'answers'; key = keyOf(page)) {
    await fill(page, answers[key] ?? {})
    await page.locator('main button[value="continue"]').first().click()
    await page.waitForURL((url) => !url.pathname.endsWith(`/${key}`))
  }
  await pressMain(page)
  await page.waitForURL('**/sent')
  await context.close()
  return atMost('one whole application, all pages', 'KB', [bytes / kib], [90, 70])
}

const keyOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** Milliseconds to draw the largest page of questions, the frame around it included. */
function drawing(): Row {
  const words = wordsFor('en')
  const answers = completeAnswers('Ada')
  const draw = ({ key, form }: (typeof sections)[number]): string =>
    render(
      <ApplicantPage
        words={words}
        title={key}
        assets={{ style: '/a/1.css', icon: '/a/2.svg', script: '/a/3.js' }}
        languages={[]}
        exit="/"
        links={{ help: '/', accessibility: '/', privacy: '/' }}
      >
        <SectionFields
          words={words}
          fields={describeSection(form).fields}
          values={answers[key] ?? {}}
          errors={{}}
          about={{ date: '1 May 2027' }}
        />
      </ApplicantPage>,
    )
  const [largest] = sections.toSorted((a, b) => draw(b).length - draw(a).length)
  if (!largest) throw new Error('no_sections')
  const perPage: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now()
    for (let i = 0; i < 500; i += 1) draw(largest)
    // The first round warms up.
    if (round > 0) perPage.push((performance.now() - began) / 500)
  }
  return atMost(`drawing the largest section (${largest.key}), a page`, 'ms', perPage, [1, 0.5])
}

/** All rows about applicants' pages, for a registration process that answers at this port. */
export async function applicantRows(port: number): Promise<Row[]> {
  const address = `http://127.0.0.1:${port}`
  const client = new WebClient(address)
  await begin(client)
  for (const [key, answers] of Object.entries(completeAnswers('Ada')))
    await savePage(client, `/en/application/${key}`, answers)
  const browser = await launchBrowser()
  try {
    const slowly = await slowRows(browser, address, client)
    return [...(await weights(client)), await wholeWay(browser, address), ...slowly, drawing()]
  } finally {
    await browser.close()
  }
}
