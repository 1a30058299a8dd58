import type { Browser, BrowserContext, Page } from 'playwright-core'
import { asPosted } from '#test/support/web/registration.js'

/** An old phone: narrow, and without scripts. Nothing glides on it, or each press after a jump waits a second. */
export function phone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
  })
}

/** Puts answers into the fields of the page as a person would: typing, choosing, ticking. */
export async function fill(page: Page, answers: Readonly<Record<string, unknown>>): Promise<void> {
  let kinds = await kindsOn(page)
  for (const [name, given] of Object.entries(asPosted(answers))) {
    if (kinds[name] === undefined) {
      await openEntry(page, name)
      kinds = await kindsOn(page)
    }
    for (const [i, value] of [given].flat().entries()) await fillOne(page, { name, kind: kinds[name] ?? '' }, value, i)
  }
}

/** Puts the same answers in at one stroke, where how they are typed proves nothing: scripts are off, so nobody listens. */
export async function put(page: Page, answers: Readonly<Record<string, unknown>>): Promise<void> {
  const left = new Map(Object.entries(asPosted(answers)).map(([name, given]) => [name, [given].flat()]))
  for (;;) {
    const done = await page.locator('main [name]').evaluateAll(putValues, Object.fromEntries(left))
    for (const name of done) left.delete(name)
    const [next] = left.keys()
    if (next === undefined) return
    if (done.length === 0) throw new Error(`no field for ${[...left.keys()].join(', ')}`)
    await openEntry(page, next)
  }
}

interface AnyField {
  readonly name: string
  readonly type: string
  readonly options?: Iterable<{ readonly value: string; selected: boolean }>
  value: string
  checked: boolean
}

/** Runs in the page. The names whose fields were found. */
function putValues(elements: readonly unknown[], given: Record<string, string[]>): string[] {
  const fields = elements as readonly AnyField[]
  const seen: Record<string, number> = {}
  for (const field of fields.filter(({ name, type }) => name in given && type !== 'hidden')) {
    const values = given[field.name] ?? []
    const nth = seen[field.name] ?? 0
    seen[field.name] = nth + 1
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value)
    else if (field.options) {
      const wanted = field.type === 'select-multiple' ? values : [values[nth] ?? '']
      for (const option of field.options) option.selected = wanted.includes(option.value)
    } else field.value = values[0] ?? ''
  }
  return Object.keys(seen)
}

/** Element and type of each field of the page, by its name. */
const kindsOn = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('main [name]')
    .evaluateAll((fields) =>
      Object.fromEntries(
        fields.map((field) => [field.getAttribute('name'), `${field.tagName} ${field.getAttribute('type') ?? ''}`]),
      ),
    )

/** Presses "Add another" while the entry a field belongs to is not on the page yet. */
async function openEntry(page: Page, name: string): Promise<void> {
  const repeat = /^([a-z_]+)\.\d+\./.exec(name)?.[1]
  if (repeat === undefined) return
  await page.locator(`main button[name="add"][value="${repeat}"]`).click()
  await page.waitForLoadState('load')
}

type Named = { readonly name: string; readonly kind: string }

async function fillOne(page: Page, { name, kind }: Named, value: string, nth: number): Promise<void> {
  const fields = page.locator(`main [name="${name}"]`)
  if (kind.startsWith('SELECT')) await fields.nth(nth).selectOption(value)
  else if (/radio|checkbox/.test(kind)) await page.locator(`main [name="${name}"][value="${value}"]`).check()
  else await fields.first().fill(value)
}

/** Presses the main button of the page's own form. */
export async function pressMain(page: Page): Promise<void> {
  await Promise.all([page.waitForLoadState('load'), page.locator('main a.main, main button.main').first().click()])
}

/** From the start page to a code that was written down; the code without its groups. `look` sees the open sheet. */
export async function makeCode(page: Page, start: string, look?: () => Promise<void>): Promise<string> {
  await page.goto(start)
  await pressMain(page)
  await pressMain(page)
  const code = (await page.locator('p.code').innerText()).replace(/\s/g, '')
  await look?.()
  await pressMain(page)
  return code
}

/** Opens a page, unless the press before has led there already. */
export async function reach(page: Page, address: string): Promise<void> {
  if (page.url() !== address) await page.goto(address)
}

/** Fills every section through its own page. */
export async function fillSections(
  page: Page,
  place: string,
  sections: Readonly<Record<string, Record<string, unknown>>>,
  how: typeof fill = fill,
) {
  for (const [key, answers] of Object.entries(sections)) {
    await reach(page, `${place}/application/${key}`)
    await how(page, answers)
    await page.locator('main button[value="continue"]').first().click()
    await page.waitForLoadState('load')
  }
}

/** Comes back with the code on another day, in another browser. */
export async function signIn(page: Page, place: string, code: string): Promise<void> {
  await page.goto(`${place}/sign-in`)
  await page.locator('main [name="code"]').fill(code.toLowerCase())
  await pressMain(page)
}
