import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { TestClock } from '#test/support/clock.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let security: WebClient
let coordinator: WebClient
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'security', 'desk'].includes(login)))
  registration = await startRegistration(world)
  staff = await startStaff(world)
  security = await staff.browserOf('security')
  coordinator = await staff.browserOf('coordinator')
  time = new TestClock(registration.clock, world.database)
}, 60_000)

beforeEach(async () => {
  await world.operator.query('DELETE FROM app.danger_contact')
})

afterAll(async () => {
  await time.reset()
  await staff.close()
  await registration.close()
  await world.end()
})

type Fields = Readonly<Record<string, string | readonly string[]>>

const list = '/danger-contacts'
const line = { name: 'Line for defenders', reach: '+46 (8) 123 45-67', languages: ['ar', 'en', ''], hours: 'Every day' }

async function post(client: WebClient, from: string, target: string, fields: Fields) {
  const shown = await client.get(from)
  const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }
  return client.post(target, { ...own, ...fields })
}
const add = (fields: Fields, client = security) => post(client, `${list}/new`, list, fields)
const stored = () =>
  world.operator.query<{ id: string; name: string; version: number }>(
    'SELECT id, name, version FROM app.danger_contact ORDER BY place',
  )
const onlyPath = async () => `${list}/${(await stored())[0]?.id}`

/** The start page once what was held of the list is old. */
async function start(lang: string, headers: Readonly<Record<string, string>> = {}) {
  await time.move(6000)
  return registration.visitor().get(`/${lang}`, headers)
}
const dangerPart = (text: string): string =>
  /<h2>(?:If you are in danger|إذا كنت)[\s\S]*?(?=<\/main>)/.exec(text)?.[0] ?? ''

/** 260 letters that no compression finds a pattern in. */
const noise = (letters: string, seed: number): string =>
  [...createHash('shake256', { outputLength: 260 }).update(`${seed}`).digest()]
    .map((byte) => letters[byte % letters.length])
    .join('')

describe('whom to turn to in danger', () => {
  it('stands on the start page as staff typed it, in English and in Arabic', async () => {
    const added = await add(line)
    await add({ name: 'خط المساعدة', reach: '@help-line', languages: 'fa', hours: '' }, coordinator)

    const english = dangerPart((await start('en')).text)
    const arabic = dangerPart((await start('ar')).text)

    expect(added.location).toBe(list)
    for (const part of [english, arabic]) {
      expect(part).toContain('<bdi>Line for defenders</bdi>')
      expect(part).toContain('<a href="tel:+4681234567">')
      expect(part).toContain('<bdi dir="ltr">+46 (8) 123 45-67</bdi>')
      expect(part).toContain('<bdi>Every day</bdi>')
      expect(part.indexOf('Line for defenders')).toBeLessThan(part.indexOf('خط المساعدة'))
      expect(part).toContain('<bdi>@help-line</bdi>')
      expect(part.match(/tel:/g)).toHaveLength(1)
    }
    expect(english).toContain('This is not an emergency service.')
    expect(english).toMatch(/Arabic.* and .*English/)
    expect(english).not.toContain('No numbers are listed')
    expect(arabic).toMatch(/العربية.*الإنجليزية/)
    expect(arabic).toContain('الفارسية')
  })

  it('is said to be nobody yet while the list is empty', async () => {
    const { text } = await start('en')

    expect(dangerPart(text)).toContain(
      '<p>This is not an emergency service. No numbers are listed yet. Ask a person you trust for help first.</p>',
    )
  })

  it.each([
    ['112', 'tel:112'],
    ['٠٨ ١٢٣', 'tel:08123'],
    ['+1 234 567 890 123 45', 'tel:+123456789012345'],
    ['+1 234 567 890 123 456', null],
    ['12', null],
    ['0800 HELP', null],
    ['https://help.example/', null],
    ['javascript:alert(1)', null],
  ])('can be tapped where the way is a phone number only: %s', async (reach, target) => {
    await add({ ...line, reach })

    const { text } = await start('en')

    expect(/<li>[\s\S]*?href="([^"]*)"/.exec(dangerPart(text))?.[1] ?? null).toBe(target)
    expect(text).toContain(`>${reach}</bdi>`)
  })

  it('stays text whatever it holds, on the start page and for staff', async () => {
    const marked = `"'><b id=got>`
    await add({ ...line, name: marked, reach: marked, hours: marked })

    const pages = [await start('en'), await start('ar'), await security.get(list), await security.get(await onlyPath())]

    for (const { text } of pages) {
      expect(text).not.toContain('<b id=got>')
      expect(text).toContain('&lt;b id=got>')
    }
  })

  it.each([
    ['en', 'abcdefghijklmnopqrstuvwxyz'],
    ['ar', 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'],
  ])('U2 leaves the start page in %s within 8 KB with ten entries full to the last letter', async (lang, letters) => {
    for (let number = 0; number < 10; number += 1) {
      const text = noise(letters, number)
      const parts = { name: text.slice(0, 80), reach: text.slice(80, 200), hours: text.slice(200) }
      await add({ ...parts, languages: ['en', 'fr', 'es', 'ar', 'ru', 'fa'] })
    }

    const page = await start(lang, { 'accept-encoding': 'br' })
    const { text } = await start(lang)
    const assets = [...text.matchAll(/(?:href|src)="(\/a\/[^"]+)"/g)].map(([, asset = '']) => asset)
    const shared = await Promise.all(
      assets.map((asset) => registration.visitor().get(asset, { 'accept-encoding': 'br' })),
    )
    const bytes = [page, ...shared].map(({ headers }) => Number(headers['content-length']))

    expect(dangerPart(text).match(/<li>/g)).toHaveLength(10)
    expect(shared).toHaveLength(3)
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8 * 1024)
    if (process.env.SHOW) console.log(lang, bytes)
  })
})

describe('keeping the list', () => {
  it.each([
    ['name', 80],
    ['reach', 120],
    ['hours', 60],
  ])('takes %s up to %i characters, and keeps what was typed when it is longer', async (field, limit) => {
    const below = await add({ ...line, [field]: 'b'.repeat(limit - 1) })
    const equal = await add({ ...line, [field]: 'e'.repeat(limit) })
    const above = await add({ ...line, [field]: 'a'.repeat(limit + 1) })

    expect([below.status, equal.status, above.status]).toEqual([303, 303, 422])
    expect(above.text).toContain(`Shorten this to ${limit} characters`)
    expect(above.text).toContain(`href="#${field}"`)
    expect(above.text).toContain(`value="${'a'.repeat(limit + 1)}"`)
    expect(await stored()).toHaveLength(2)
  })

  it('takes six languages, and neither none nor seven nor one that is not known', async () => {
    const six = ['en', 'fr', 'es', 'ar', 'ru', 'zh-Hans']

    const answers = [
      await add({ ...line, languages: six }),
      await add({ ...line, languages: ['', ''] }),
      await add({ ...line, languages: [...six, 'sv'] }),
      await add({ ...line, languages: ['en', 'xx'] }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([303, 422, 422, 422])
    expect(answers[2]?.text).toContain('Choose 6 at most')
    expect(await stored()).toHaveLength(1)
  })

  it('changes an entry over the version that was seen, and removes it', async () => {
    await add(line)
    const path = await onlyPath()
    const shown = await security.get(path)
    const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }

    const changed = await security.post(path, { ...own, ...line, name: 'Renamed' })
    const stale = await security.postAndFollow(path, { ...own, ...line, name: 'Lost' })
    const now = await stored()
    const removed = await post(coordinator, path, `${path}/removals`, {})

    expect(shown.text).toContain('value="+46 (8) 123 45-67"')
    expect(shown.text).toContain('<option value="ar" selected>')
    expect(changed.location).toBe(list)
    expect(stale.text).toContain('Somebody changed this meanwhile')
    expect(stale.text).toContain('value="Renamed"')
    expect(now).toMatchObject([{ name: 'Renamed', version: 2 }])
    expect([removed.location, await stored()]).toEqual([list, []])
  })

  it('moves entries up and down from the list, where they can', async () => {
    for (const name of ['First', 'Second', 'Third']) await add({ ...line, name })
    const [first, , third] = await stored()
    const page = await security.get(list)
    const own = { form_token: hiddenField(page.text, 'form_token'), version: '1' }

    const down = await security.post(`${list}/${first?.id}/moves`, { ...own, way: 'down' })
    const up = await security.post(`${list}/${third?.id}/moves`, { ...own, way: 'up' })
    const again = await security.postAndFollow(`${list}/${third?.id}/moves`, { ...own, way: 'up' })
    const sideways = await security.post(`${list}/${first?.id}/moves`, { ...own, way: 'left' })

    expect(page.text.match(/value="up"/g)).toHaveLength(2)
    expect(page.text.match(/value="down"/g)).toHaveLength(2)
    expect([down.location, up.location, sideways.status]).toEqual([list, list, 400])
    expect(again.text).toContain('Somebody changed this meanwhile')
    expect((await stored()).map(({ name }) => name)).toEqual(['Second', 'Third', 'First'])
  })

  it('says that the list is full at the eleventh entry, which stays on the page', async () => {
    for (let number = 1; number <= 10; number += 1) await add({ ...line, name: `Line ${number}` })

    const eleventh = await add({ ...line, name: 'Line 11' })

    expect(eleventh.status).toBe(422)
    expect(eleventh.text).toContain('The list holds ten entries. Remove one first.')
    expect(eleventh.text).toContain('value="Line 11"')
    expect(await stored()).toHaveLength(10)
  })

  it('is the same 404 for other roles and for entries that are not there', async () => {
    await add(line)
    const path = await onlyPath()
    const before = await stored()
    const desk = await staff.browserOf('desk')
    const token = hiddenField((await desk.get('/sessions')).text, 'form_token')

    for (const target of [list, `${list}/new`, path]) expect((await desk.get(target)).status).toBe(404)
    for (const target of [list, path, `${path}/moves`, `${path}/removals`])
      expect((await desk.post(target, { form_token: token, version: '1', way: 'up', ...line })).status).toBe(404)
    for (const target of [`${list}/00000000-0000-4000-8000-000000000000`, `${list}/%27`])
      expect((await security.get(target)).status).toBe(404)
    expect(await stored()).toEqual(before)
  })
})
