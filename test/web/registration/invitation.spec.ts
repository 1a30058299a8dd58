import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { TestClock } from '#test/support/clock.js'
import { invited, nominationDoors, type NominationDoors } from '#test/support/nomination/doors.js'
import { actorOf, staffDoor } from '#test/support/staff-door.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const day = 86_400_000
let world: World
let registration: Registration
let doors: NominationDoors
let coordinator: StaffActor
let clock: TestClock

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  doors = nominationDoors(world, await staffDoor(world))
  coordinator = await actorOf(world, 'coordinator')
  clock = new TestClock(registration.clock, world.database)
}, 60_000)

afterEach(() => clock.reset())
afterAll(async () => {
  await registration.close()
  await world.end()
})

const stateOf = async (id: string) =>
  (await world.operator.query<{ state: string }>('SELECT state FROM app.nomination WHERE id = $1', [id]))[0]?.state
const press = async (client: WebClient, lang: string, act: string) =>
  client.post(`/${lang}/invitation/${act}`, {
    form_token: hiddenField((await client.get(`/${lang}/invitation`)).text, 'form_token'),
  })
async function opened(lang: string, link: string): Promise<WebClient> {
  const client = registration.visitor()
  const answer = await client.post(`/${lang}/link/${link}`, {})
  expect([answer.status, answer.location]).toEqual([303, `/${lang}/invitation`])
  return client
}

describe.each([
  ['en', 'A member of our staff', 'Start my application'],
  ['ar', 'شخص من فريقنا', 'بدء طلبي'],
])('a nominee, without a script, in %s', (lang, by, start) => {
  it('reads who named them and begins with an empty form; only the first saved page uses the link up', async () => {
    const { id, link } = await invited(doors, coordinator, `Web${lang}`)
    const door = await registration.visitor().get(`/${lang}/link/${link}`)
    const again = await registration.visitor().get(`/${lang}/link/${link}`)
    const client = await opened(lang, link)
    const shown = await client.get(`/${lang}/invitation`)

    const begun = await press(client, lang, 'start')
    const sheet = await client.get(begun.location)
    const blank = await client.get(`/${lang}/application/contact`)
    const before = await stateOf(id)
    const saved = await savePage(client, `/${lang}/application/contact`, { display_name: 'Amal' })

    expect([door.status, again.text === door.text, await registration.visitor().get(`/${lang}/link/x`)]).toMatchObject([
      200,
      true,
      { status: 404 },
    ])
    expect(door.text).not.toContain(by)
    expect([shown.text.includes(by), shown.text.includes(start)]).toEqual([true, true])
    for (const page of [door, shown, sheet, blank]) expect(page.text).not.toMatch(new RegExp(`Web${lang}`))
    expect([begun.location, before, saved.status, await stateOf(id)]).toEqual([`/${lang}/code`, 'invited', 303, 'used'])
    expect((await registration.visitor().get(`/${lang}/link/${link}`)).status).toBe(404)
  })

  it('says no, and everything is erased', async () => {
    const { id, link } = await invited(doors, coordinator, `No${lang}`)
    const client = await opened(lang, link)

    const answer = await press(client, lang, 'objection')

    expect([answer.location, await stateOf(id), client.cookies.size]).toEqual([
      `/${lang}/invitation-ended`,
      'objected',
      0,
    ])
    expect((await client.get(answer.location)).status).toBe(200)
    expect(await world.operator.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [id])).toEqual([])
  })
})

describe('a link that opens nothing', () => {
  it('looks the same whether unknown, used, objected to or expired, and so does asking for a fresh one', async () => {
    const used = await invited(doors, coordinator, 'Used')
    const client = await opened('en', used.link)
    await press(client, 'en', 'start')
    await savePage(client, '/en/application/contact', {})
    const objected = await invited(doors, coordinator, 'Objected')
    await press(await opened('en', objected.link), 'en', 'objection')
    const expired = await invited(doors, coordinator, 'Expired')
    await clock.move(15 * day)

    const links = ['A'.repeat(22), used.link, objected.link, expired.link]
    const answers: unknown[][] = []
    for (const link of links) {
      const visitor = registration.visitor()
      const asked = await visitor.post(`/en/link/${link}/renewal`, {})
      const pages = [await visitor.get(`/en/link/${link}`), await visitor.post(`/en/link/${link}`, {})]
      answers.push([
        asked.status,
        asked.location,
        ...pages.map(({ status, text }) => [status, text.replaceAll(link, 'LINK')]),
      ])
    }

    expect(answers[0]?.slice(0, 2)).toEqual([303, '/en/link-asked'])
    expect(answers.map((answer) => JSON.stringify(answer))).toEqual(links.map(() => JSON.stringify(answers[0])))
    expect(await world.operator.query(`SELECT role FROM app.staff_task WHERE kind = 'link_renewal'`)).toEqual([
      { role: 'coordinator' },
    ])
  })

  it('of which a session is still open leads to the sign-in page', async () => {
    const { link } = await invited(doors, coordinator, 'Open')
    const client = await opened('en', link)
    await clock.move(15 * day)

    expect((await client.get('/en/invitation')).location).toBe('/en/sign-in?ended=yes')
    expect((await client.get('/en/application')).location).toBe('/en/sign-in?ended=yes')
  })

  it('is all its holder has: no page of an applicant, and none of a partner', async () => {
    const { link } = await invited(doors, coordinator, 'Holder')
    const client = await opened('en', link)

    for (const target of ['/en/home', '/en/application', '/en/application/contact', '/en/answers', '/en/nominations']) {
      expect([target, (await client.get(target)).location]).toEqual([target, '/en/sign-in?ended=yes'])
    }
  })
})
