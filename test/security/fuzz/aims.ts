import type { INestApplication } from '@nestjs/common'
import { apiDocument } from '#apps/registration/src/api/document.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { isApiPath } from '#platform/web/door/body.js'
import { WebClient } from '#test/support/web/client.js'
import { type Caller, tokenTextOf } from './callers.js'
import { type FoundForm, formsIn, linksIn } from './forms.js'
import type { WatchedApp } from './watched-app.js'

/** A place of the app a request can be aimed at, with what it would take. */
export type Aim = Readonly<{ route: string; method: string; target: string }> &
  Readonly<{ kind: 'look' } | { kind: 'form'; form: FoundForm } | { kind: 'api'; schema: unknown }>

const lang = 'en'
const pagesAtMost = 120
const absentId = '00000000-0000-4000-8000-000000000000'

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)
const filled = (path: string, link: string): string =>
  path
    .replace(':lang', lang)
    .replace(':token', link)
    .replace(':section', 'contact')
    .replace(':key', 'contact')
    .replace(/:\w+/g, absentId)

/** Every page a caller finds by following links from every page of the route table, and the forms on them. */
async function crawl(app: INestApplication, { port, host }: WatchedApp, caller: Caller) {
  const client = new WebClient(`http://localhost:${port}`, { host })
  const cookie = tokenTextOf(caller)
  if (cookie) client.keep('form', cookie)
  const pages = routesOf(app).filter(({ method, path }) => method === 'GET' && !isApiPath(path))
  const waiting = pages.map(({ path }) => filled(path, caller.link))
  const forms = new Map<string, FoundForm>()
  const seen = new Set<string>()
  for (let target = waiting.shift(); target !== undefined && seen.size < pagesAtMost; target = waiting.shift()) {
    if (seen.has(target) || !/^\/($|en(\/|$))/.test(target)) continue
    seen.add(target)
    const { text } = await client.get(target)
    waiting.push(...linksIn(text))
    for (const form of formsIn(text)) forms.set(form.action, form)
  }
  return { seen, forms }
}

const formWith = (action: string, names: readonly string[]): FoundForm => ({
  action,
  controls: new Map(['form_token', 'version', ...names].map((name) => [name, [name === 'version' ? '0' : 'words']])),
})

/** Everything this caller can aim at: each row of the route table at least once, each operation of the API document. */
export async function aimsFor(app: INestApplication, running: WatchedApp, caller: Caller): Promise<Aim[]> {
  const { seen, forms } = await crawl(app, running, caller)
  const operations = operationsOf(app)
  const names = [...new Set([...forms.values()].flatMap(({ controls }) => [...controls.keys()]))]

  return routesOf(app).flatMap(({ method, path }): Aim[] => {
    const route = `${method} ${path}`
    if (isApiPath(path))
      return operations
        .filter((one) => one.method === method && patternOf(path).test(one.target))
        .map((one) => ({ ...one, route, kind: 'api' }))
    const pattern = patternOf(path)
    const own = filled(path, caller.link)
    if (method === 'GET') {
      const targets = new Set([own, ...[...seen].filter((target) => pattern.test(target))])
      return [...targets].map((target) => ({ route, method, target, kind: 'look' }))
    }
    const found = [...forms.values()].filter(({ action }) => pattern.test(action))
    const shown = found.length > 0 ? found : [formWith(own, names.slice(0, 12))]
    return shown.map((form) => ({ route, method, target: form.action, kind: 'form', form }))
  })
}

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }
}

function operationsOf(app: INestApplication) {
  return Object.entries(apiDocument(app).paths).flatMap(([documented, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      target: documented.replace(/\{\w+\}/g, absentId),
      schema: requestBody?.content?.['application/json']?.schema,
    })),
  )
}
