import type { Browser, BrowserContext } from 'playwright-core'
import { routesOf } from '#platform/web/access/route-table.js'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import { type ErrorKind, errorStatus } from '#platform/web/answer/error-kind.js'
import { sections } from '#features/application/registration/forms/sections.js'
import { completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { invited, nominationDoors } from '#test/support/nomination/doors.js'
import {
  invitedApplicant,
  type Place,
  press,
  sentApplication,
  waitlistedApplicant,
} from '#test/support/people/applicant.js'
import { linkHolder } from '#test/support/people/link-holder.js'
import { actorOf, staffDoor } from '#test/support/staff-door.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import type { WebClient } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

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

/** Those who could send as they are. */
const complete = ['ready', 'first sender', 'second sender']

/** Everybody, or only those who are still writing, which takes a moment instead of some seconds. */
export async function openCast(who: 'everybody' | 'writers' = 'writers'): Promise<Cast> {
  const world = await practiceWorld(who === 'everybody' ? usualStaff : [])
  const registration = await startRegistration(world)
  const browser = await launchBrowser()
  const people = new Map([['visitor', registration.visitor()]])
  for (const name of ['drafting', ...complete, 'newcomer']) people.set(name, registration.visitor())
  await drafts(people)
  const token = who === 'everybody' ? await joinedByOthers({ world, registration }, people) : ''

  return {
    world,
    registration,
    browser,
    people,
    token,
    close: async () => {
      await browser.close()
      await registration.close()
      await world.end()
    },
  }
}

/** Everybody who has sent, and those who come by a link or a code of a partner's. Answers the link of a referee. */
async function joinedByOthers(place: Place, people: Map<string, WebClient>): Promise<string> {
  people.set('sent', (await sentApplication(place, `${mark}-sent`)).client)
  people.set('invited', (await invitedApplicant(place, `${mark}-invited`)).client)
  await waits(place, people)
  const delegate = await invitedApplicant(place, `${mark}-delegate`)
  people.set('delegate', delegate.client)
  await settle(place.world, delegate)
  people.set('keeper', await keeper(place))
  return comers(place, people)
}

/** One with wrong and missing answers, some who could send, one whose code sheet is still open. */
async function drafts(people: ReadonlyMap<string, WebClient>): Promise<void> {
  const [drafting, newcomer, ...whole] = ['drafting', 'newcomer', ...complete].map((name) => people.get(name))
  if (!drafting || !newcomer) throw new Error('nobody_drafts')
  await newcomer.post('/en/code', {})
  await begin(drafting)
  for (const { key } of sections) await savePage(drafting, `/en/application/${key}`, {})
  await savePage(drafting, '/en/application/contact', { display_name: `${mark} ${'x'.repeat(150)}` })
  for (const client of whole) {
    if (!client) throw new Error('nobody_ready')
    await begin(client)
    for (const [key, answers] of Object.entries(completeAnswers(mark))) {
      await savePage(client, `/en/application/${key}`, answers)
    }
  }
}

/** On the waitlist, one of them asked whether they still want to come. */
async function waits(place: Place, people: Map<string, WebClient>): Promise<void> {
  const asked = await waitlistedApplicant(place, `${mark}-waits`)
  await place.world.operator.query('INSERT INTO app.waitlist_interest (application_id, nth) VALUES ($1, 1)', [asked.id])
  people.set('waiting', asked.client)
  people.set('waiting quietly', (await waitlistedApplicant(place, `${mark}-quiet`)).client)
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

/** Those who come by a link or with a code of a partner's: a referee, a nominee, a partner. Answers the referee's link. */
export async function comers({ registration, world }: Place, people: Map<string, WebClient>): Promise<string> {
  const { referee, applicant, token } = await linkHolder({ registration, world }, `${mark}-asked`)
  const doors = nominationDoors(world, await staffDoor(world))
  const coordinator = await actorOf(world, 'coordinator')
  const { link } = await invited(doors, coordinator, `${mark}-named`)
  const partnership = await doors.partners.make(coordinator, `${mark} Union`)
  if (!partnership.ok) throw new Error(partnership.code)
  const [nominee, partner] = [registration.visitor(), registration.visitor()]
  await nominee.post(`/en/link/${link}`, {})
  await partner.post('/en/sign-in', { code: partnership.value.code })
  people.set('asked', applicant.client).set('referee', referee).set('nominee', nominee).set('partner', partner)
  return token
}

/** Somebody who kept a copy and has typed the code for it. */
export async function keeper({ registration }: Place): Promise<WebClient> {
  const client = registration.visitor()
  const code = await begin(client)
  for (const [key, answers] of Object.entries(completeAnswers(`${mark}-kept`))) {
    await savePage(client, `/en/application/${key}`, answers)
  }
  await press(client, '/en/answers', '/en/submission', { keep_copy: 'yes' })
  await press(client, '/en/code/again/copy', '/en/code/again/copy', { code })
  return client
}

/** One page somebody of the cast can open. */
export interface Shown {
  readonly name: string
  readonly person: string
  /** With `LANG` where the language stands. */
  readonly target: string
}

const fillings = (path: string): string[] =>
  path.includes(':section') ? sections.map(({ key }) => path.replace(':section', key)) : [path]

/** Every page there is, once for each text it can show: found by asking for every GET route as everybody. */
export async function everyPage({ registration, people, token }: Cast): Promise<Shown[]> {
  const homes = await Promise.all([...people.values()].map((client) => client.get('/en/home')))
  const message = homes.flatMap(({ text }) => /href="\/en\/messages\/([^"]+)"/.exec(text)?.[1] ?? [])[0] ?? ''
  const given = { ':lang': 'LANG', ':id': message, ':token': token, ':place': '1', ':papers': 'copy' }
  const filled = (path: string) =>
    Object.entries(given).reduce((text, [name, value]) => text.replace(name, value), path)
  const routes = routesOf(registration.app).filter(({ method, path }) => method === 'GET' && !path.startsWith('/api'))
  const pages: Shown[] = [{ name: 'a dead link', person: 'visitor', target: `/LANG/link/${'A'.repeat(22)}` }]
  const closed: string[] = []
  for (const { path } of routes) {
    const targets = fillings(filled(path))
    const found = (await Promise.all(targets.map((target) => shownAt(target, people)))).flat()
    if (found.length === 0) closed.push(path)
    pages.push(...found.filter(({ isPage }) => isPage))
  }
  if (closed.length > 0) throw new Error(`nobody of the cast can open ${closed.join(', ')}`)
  return pages
}

/** What the cast gets at one address, a page of the same text once. */
async function shownAt(target: string, people: Cast['people']): Promise<(Shown & { isPage: boolean })[]> {
  const texts = new Map<string, Shown & { isPage: boolean }>()
  for (const [person, client] of people) {
    const { status, text } = await client.get(target.replace('LANG', 'en'))
    const main = /<main[^]*<\/main>/.exec(text)?.[0]
    const plain = (main ?? '').replace(/value="[\w-]{43}"|[0-9A-Z]{6}|[0-9a-f-]{36}/g, '')
    if (status === 200 && !texts.has(plain)) {
      texts.set(plain, { name: `${target} (${person})`, person, target, isPage: main !== undefined })
    }
  }
  // A section differs between people by what was typed alone: the one full of errors shows most.
  return [...texts.values()].slice(0, /\/(application|replacement)\//.test(target) ? 1 : 3)
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
