import type { Browser, BrowserContext } from 'playwright-core'
import { routesOf } from '#platform/web/access/route-table.js'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import { type ErrorKind, errorStatus } from '#platform/web/answer/error-kind.js'
import { sections } from '#features/application/registration/forms/sections.js'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { openLinkPage, refereeWorld } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { begin, type Registration, savePage } from '#test/support/web/registration.js'
import type { WebClient } from '#test/support/web/client.js'
import { usualStaff, type World } from '#test/support/world.js'

/** Stands in every text a person of the cast typed. */
const mark = 'Qz7'

/** The public app, a browser, and somebody at every point of the way, each signed in. */
export interface Cast {
  readonly world: World
  readonly registration: Registration
  readonly browser: Browser
  readonly people: ReadonlyMap<string, WebClient>
  /** Token of a referee's link. */
  readonly token: string
  close(): Promise<void>
}

export async function openCast(): Promise<Cast> {
  const running = await runningWorld(usualStaff)
  const { world, registration } = running
  const browser = await launchBrowser()
  const place = { registration, world }
  const people = new Map([['visitor', registration.visitor()]])
  for (const name of ['drafting', 'ready']) people.set(name, registration.visitor())
  await drafts(people)
  people.set('sent', (await sentApplication(place, `${mark}-sent`)).client)
  people.set('invited', (await invitedApplicant(place, `${mark}-invited`)).client)
  const delegate = await invitedApplicant(place, `${mark}-delegate`)
  people.set('delegate', delegate.client)
  await settle(world, delegate)
  const token = await referee(running, people)
  const newcomer = registration.visitor()
  await newcomer.post('/en/code', {})
  people.set('newcomer', newcomer)

  return {
    world,
    registration,
    browser,
    people,
    token,
    close: async () => {
      await browser.close()
      await running.end()
    },
  }
}

/** One with wrong and missing answers, one who could send. */
async function drafts(people: ReadonlyMap<string, WebClient>): Promise<void> {
  const [drafting, ready] = [people.get('drafting'), people.get('ready')]
  if (!drafting || !ready) throw new Error('nobody_drafts')
  for (const client of [drafting, ready]) await begin(client)
  for (const { key } of sections) await savePage(drafting, `/en/application/${key}`, {})
  await savePage(drafting, '/en/application/contact', { display_name: `${mark} ${'x'.repeat(150)}` })
  for (const [key, answers] of Object.entries(completeAnswers(mark))) {
    await savePage(ready, `/en/application/${key}`, answers)
  }
}

/** Confirmed, with tasks in every state, and the first message opened. */
async function settle(world: World, { client, id }: { readonly client: WebClient; readonly id: string }) {
  await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
  await world.operator.query(
    `INSERT INTO app.task (participation_id, task, owner, state, due_on)
       SELECT p.id, t.task, 'delegate', t.state, app.today() + t.days FROM app.participation p,
         (VALUES ('T02', 'open', 5), ('T19', 'open', -2), ('T06', 'done', 1)) AS t (task, state, days)
       WHERE p.application_id = $1`,
    [id],
  )
  const home = await client.get('/en/home')
  const opening = /action="([^"]*\/opening)"/.exec(home.text)?.[1]
  if (opening) await press(client, '/en/home', opening)
}

/** Somebody whose first referee has the form open and whose second has declined. Answers the first one's token. */
async function referee(running: RunningWorld, people: Map<string, WebClient>): Promise<string> {
  const at = await refereeWorld(running)
  const name = `${mark}-asked`
  const { client, id } = await at.inVetting(name)
  await at.ask.run(at.lead, id)
  const [token, other] = [await at.tokenFor(at.addressOf(name, 1)), await at.tokenFor(at.addressOf(name, 2))]
  const [first, second] = [running.registration.visitor(), running.registration.visitor()]
  await openLinkPage(first, token)
  await openLinkPage(second, other)
  await press(second, '/en/reference/decline', '/en/reference/decline')
  people.set('asked', client).set('referee', first)
  return token
}

/** One page somebody of the cast can open. */
export interface Shown {
  readonly name: string
  readonly person: string
  /** With `LANG` where the language stands. */
  readonly target: string
}

const kinds = (path: string): string[] =>
  path.includes(':section') ? sections.map(({ key }) => path.replace(':section', key)) : [path]

/** Every page there is, once for each text it can show: found by asking for every GET route as everybody. */
export async function everyPage({ registration, people, token }: Cast): Promise<Shown[]> {
  const homes = await Promise.all([...people.values()].map((client) => client.get('/en/home')))
  const message = homes.flatMap(({ text }) => /href="\/en\/messages\/([^"]+)"/.exec(text)?.[1] ?? [])[0] ?? ''
  const routes = routesOf(registration.app).filter(({ method, path }) => method === 'GET' && !path.startsWith('/api'))
  const pages: Shown[] = [{ name: 'a dead link', person: 'visitor', target: `/LANG/link/${'A'.repeat(22)}` }]
  const filled = (path: string) =>
    path.replace(':lang', 'LANG').replace(':id', message).replace(':token', token).replace(':place', '2')
  const closed: string[] = []
  for (const target of routes.flatMap(({ path }) => kinds(filled(path)))) {
    const texts = new Map<string, Shown>()
    for (const [person, client] of people) {
      const { status, text } = await client.get(target.replace('LANG', 'en'))
      const main = /<main[^]*<\/main>/.exec(text)?.[0].replace(/value="[\w-]{43}"|[0-9A-Z]{6}|[0-9a-f-]{36}/g, '') ?? ''
      if (status === 200 && !texts.has(main)) texts.set(main, { name: `${target} (${person})`, person, target })
    }
    if (texts.size === 0) closed.push(target)
    // A section differs between people by what was typed alone: the one full of errors shows most.
    pages.push(...[...texts.values()].slice(0, target.includes('/application/') ? 1 : 3))
  }
  if (closed.length > 0) throw new Error(`nobody of the cast can open ${closed.join(', ')}`)
  return pages
}

/** The pages that say what went wrong, as the app itself writes them. */
export function errorPages({ registration }: Cast, lang: string): [ErrorKind, string][] {
  const voice = registration.app.get(ErrorVoice, { strict: false })
  const request = { url: `/${lang}/x`, headers: {} } as Parameters<ErrorVoice['page']>[1]
  return (Object.keys(errorStatus) as ErrorKind[]).map((kind) => [kind, voice.page(kind, request, 'a1b2c3d4e5f6')])
}

/** Gives a browser the session of somebody of the cast. */
export async function become(context: BrowserContext, { registration, people }: Cast, person: string): Promise<void> {
  const value = people.get(person)?.cookies.get('form')
  await context.clearCookies()
  if (value)
    await context.addCookies([{ name: 'form', value, url: registration.address, httpOnly: true, sameSite: 'Strict' }])
}
