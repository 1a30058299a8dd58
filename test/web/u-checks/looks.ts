import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { root } from '#test/support/cluster.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const inPage = readFileSync(path.join(root, 'test/web/u-checks/in-page.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A browser window whose pages can be looked at. What its pages do against the policy, or fail at, is noted. */
export async function lookingContext(
  browser: Browser,
  violations: string[],
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text())
  })
  context.on('weberror', (error) => violations.push(String(error.error())))
  return context
}

/** Windows whose pages bring axe along. */
const bringing = new WeakSet<BrowserContext>()

/** Has every page of a window bring axe along: sending each half a megabyte took a quarter of the time. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: axe })
  bringing.add(context)
}

/** Calls one of the looks inside the page. */
export async function look<T>(page: Page, call: string): Promise<T> {
  return page.evaluate(`globalThis.look ?? (() => { ${inPage} })(); look.${call}`)
}

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

export interface Findings {
  /** Serious or critical: none is allowed. */
  readonly serious: readonly string[]
  readonly moderate: readonly string[]
}

/** Whether colours stand out: the slowest rule, and the only one that depends on no text. */
const contrast = 'color-contrast'
type Rules = 'all' | 'contrast' | 'all but contrast'

/** What axe finds on the page as it stands. */
export async function axeFindings(page: Page, which: Rules = 'all'): Promise<Findings> {
  const runOnly = which === 'contrast' ? { type: 'rule', values: [contrast] } : { type: 'tag', values: tags }
  const rules = which === 'all but contrast' ? { [contrast]: { enabled: false } } : {}
  const options = JSON.stringify({ runOnly, rules, resultTypes: ['violations'] })
  const run = `axe.run({ exclude: [['option']] }, ${options}).then(({ violations }) => violations)`
  const violations: Violation[] = await page.evaluate(bringing.has(page.context()) ? run : `${axe}; ${run}`)
  const lines = violations.map(({ id, impact, nodes }) => ({ impact, text: `${id}: ${nodes[0]?.html.slice(0, 160)}` }))
  const isSerious = ({ impact }: { readonly impact: string | null }) => impact === 'serious' || impact === 'critical'

  return {
    serious: lines.filter(isSerious).map(({ text }) => text),
    moderate: lines.filter((line) => !isSerious(line)).map(({ text }) => text),
  }
}
