import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterAll(async () => {
  await time.reset()
  await registration.close()
  await world.end()
})

const story = '/en/application/story'
const minuteMs = 60_000
const pressed = (value: string, name = 'then') => ({ [name]: value })
const byItself = pressed('autosave')

/** Somebody with the page open: what its form posts beside the answers. */
async function writer() {
  const client = registration.visitor()
  const code = await begin(client)
  const { text } = await client.get(story)
  return { client, code, own: { form_token: hiddenField(text, 'form_token'), version: hiddenField(text, 'version') } }
}

const shown = async (client: WebClient): Promise<string> => (await client.get(story)).text

describe('what the script of a page may post', () => {
  it('saves and answers the version to save over next time', async () => {
    const { client, own } = await writer()

    const first = await client.post(story, { ...own, work_summary: 'One', ...byItself })
    const second = await client.post(story, { ...own, version: '1', work_summary: 'Two', ...byItself })
    const byButton = await client.post(story, { ...own, version: '2', work_summary: 'Three' })

    expect([first.status, first.text, second.text, byButton.status]).toEqual([
      201,
      '{"version":1}',
      '{"version":2}',
      303,
    ])
    expect(await shown(client)).toContain('Three</textarea>')
  })

  it('saves over nothing that another window saved', async () => {
    const { client, own } = await writer()
    await client.post(story, { ...own, work_summary: 'Other window', ...byItself })

    const late = await client.post(story, { ...own, work_summary: 'This window', ...byItself })

    expect(late.status).toBe(409)
    expect(await shown(client)).toContain('Other window</textarea>')
  })

  it('U20 keeps a save by itself that came too late until the code is entered', async () => {
    const { client, code, own } = await writer()
    await time.move(61 * minuteMs)

    const late = await client.post(story, { ...own, work_summary: 'Typed on', ...byItself })
    const back = await client.post('/en/sign-in', { code })
    await time.reset()

    expect([late.location, back.location]).toEqual(['/en/sign-in?ended=kept', story])
    expect(await shown(client)).toContain('Typed on</textarea>')
  })

  it('says that somebody is still there, and the session stays open', async () => {
    const { client, own } = await writer()
    await time.move(50 * minuteMs)
    const stayed = await client.post('/en/presence', { form_token: own.form_token })
    await time.move(50 * minuteMs)
    const later = await client.get(story)
    await time.move(61 * minuteMs)
    const gone = await client.post('/en/presence', { form_token: own.form_token })
    await time.reset()

    expect([stayed.status, later.status, gone.status]).toEqual([204, 200, 303])
  })

  it('U17 saves on the way out, ends the session and forgets the cookie', async () => {
    const { client, code, own } = await writer()

    const left = await client.post(`${story}/leaving`, { ...own, work_summary: 'Half a' })

    expect([left.status, client.cookies.size]).toEqual([204, 0])
    expect((await client.get(story)).location).toBe('/en/sign-in?ended=yes')
    await client.post('/en/sign-in', { code })
    expect(await shown(client)).toContain('Half a</textarea>')
  })

  it('U17 lets somebody leave by the button at any time, by way of a page that says nothing', async () => {
    const { client, code, own } = await writer()
    const idler = await writer()
    const left = await client.post('/en/leaving', { form_token: own.form_token })
    await time.move(61 * minuteMs)
    await idler.client.post(story, { ...idler.own, work_summary: 'Typed on' })
    const late = await idler.client.post('/en/leaving', { form_token: idler.own.form_token })
    const back = await idler.client.post('/en/sign-in', { code: idler.code })
    await time.reset()

    expect([left.status, late.text, client.cookies.size]).toEqual([200, left.text, 0])
    expect(left.text).toContain('<meta http-equiv="refresh" content="0;url=https://weather.example/"/>')
    expect(left.text.replace(/<[^>]*>/g, '')).toBe('\u00a0Leave')
    expect(back.location).toBe(story)
    expect(await shown(idler.client)).toContain('Typed on</textarea>')
    expect((await client.post('/en/sign-in', { code })).status).toBe(303)
  })

  it('ends the session even when the page on the way out cannot be read', async () => {
    const { client, own } = await writer()

    const left = await client.post(`${story}/leaving`, { ...own, passport_number: 'x' })

    expect([left.status, client.cookies.size]).toEqual([400, 0])
  })
})

describe('coming back', () => {
  it('U6 leads to the page somebody left in the middle, the last one written in', async () => {
    const { client, code } = await writer()
    const ways: string[] = []
    const save = async (key: string, answers: Record<string, unknown>, press = 'continue') => {
      await savePage(client, `/en/application/${key}`, answers, pressed(press))
      ways.push((await registration.visitor().post('/en/sign-in', { code })).location)
    }
    await save('conference', { why_now: 'Half a sent' }, 'autosave')
    await save('place', { in_exile: 'no' })
    await save('conference', { why_now: 'Half a sentence' }, 'leave')
    await save('story', completeAnswers('POSITION').story ?? {})
    const [row] = await world.operator.query<Record<string, unknown>>('SELECT * FROM sealed.draft LIMIT 1')

    expect(ways).toEqual([
      '/en/application/conference',
      '/en/application/place',
      '/en/application/conference',
      '/en/application',
    ])
    expect(Object.keys(row ?? {})).toEqual(['application_id', 'section', 'version', 'status', 'body'])
  })
})
