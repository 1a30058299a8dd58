import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sections } from '#features/application/registration/forms/sections.js'
import { apply, begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { describeSection } from '#platform/form/section.js'
import { completeAnswers } from '#test/support/answers.js'
import { hiddenField } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

describe.each(['en', 'ar'] as const)('an application in %s without scripts', (lang) => {
  it('U1 goes from the start page to the receipt and shows the state afterwards', async () => {
    const client = registration.visitor()
    const start = await client.get(`/${lang}`)

    const code = await begin(client, lang)
    const sent = await apply(client, `WHOLE-${lang}`, lang)
    const home = await client.get(`/${lang}/home`)

    expect([start.status, sent.status, home.status]).toEqual([200, 200, 200])
    expect(start.text).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`)
    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]$/)
    const number = /[0-9A-HJKMNP-TV-Z]{6}/.exec(sent.text.replace(/<[^>]*>/g, ' '))?.[0] ?? ''
    expect(home.text).toContain(number)
    expect(home.text).not.toContain(`WHOLE-${lang}`)
  })
})

describe('an application', () => {
  it('shows its code once, before the first question', async () => {
    const client = registration.visitor()
    await client.post('/en/code', {})
    const first = await client.get('/en/code')
    const again = await client.get('/en/code')
    await savePage(client, '/en/application/contact', { display_name: 'A' })
    const later = await client.get('/en/code')

    expect(first.text).toContain('class="code"')
    expect(again.text).toContain('class="code"')
    expect(later.text).not.toContain('class="code"')
    expect([...client.cookies.keys()]).toEqual(['form'])
  })

  it('gives a sheet that says where to come back and how to know our mails; the receipt says the latter again', async () => {
    const client = registration.visitor()
    await client.post('/ar/code', {})
    const sheet = await client.get('/ar/code')
    const other = registration.visitor()
    await begin(other)
    const sent = await apply(other, 'FACTS')

    const mails =
      'Our mails come from \u2068updates@host.example\u2069. The subject is always one of two: “\u2068There is an update\u2069” or “\u2068Your answer is needed\u2069”.'
    const facts = [...sheet.text.matchAll(/<dt>([^<]*)<\/dt><dd><strong[^>]*>([^<]*)/g)].map(([, name, value]) => [
      name,
      value,
    ])
    expect(facts).toEqual([
      ['عنوان العودة', `${new URL(registration.address).host}/ar`],
      ['رقم الملف', expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{6}$/)],
      ['علامة البريد', expect.stringMatching(/^\S+ \S+$/)],
      ['يُمحى في', expect.stringMatching(/^\d{1,2} \S+ \d{4}$/)],
    ])
    expect(sent.text).toContain('We never ask for this code by mail, phone or chat.')
    expect(sent.text).toContain(mails)
  })

  it('APP-3 keeps what is wrong or missing, names all of it on sending, and goes out once it is right', async () => {
    const client = registration.visitor()
    await begin(client)
    const saved = await savePage(client, '/en/application/contact', { display_name: `<b>${'x'.repeat(200)}` })
    const again = await client.get(saved.location)
    const check = await client.get('/en/answers')

    const refused = await client.postAndFollow('/en/submission', { form_token: hiddenField(check.text, 'form_token') })

    expect([saved.status, saved.location]).toEqual([303, '/en/application/contact'])
    expect(again.text).toMatch(/<title>Error: \u2068?Application/)
    expect(again.text).toContain(`value="&lt;b>${'x'.repeat(200)}"`)
    expect(again.text.match(/Shorten this to/g)).toHaveLength(2)
    expect(refused.text).toContain('Some answers are missing. Fill them in, then send again.')
    for (const key of [
      'start',
      'contact',
      'channels',
      'place',
      'work',
      'story',
      'example',
      'conference',
      'risk',
      'safety',
      'references',
      'balance',
      'consents',
    ]) {
      expect(refused.text).toContain(`href="/en/application/${key}?change=`)
    }
    expect((await apply(client, 'APP3')).text).toContain('Received')
  })

  it('keeps the page and the text when the language is switched', async () => {
    const client = registration.visitor()
    await begin(client)
    const story = { work_summary: 'We go to court.\nWith families.' }

    const switched = await savePage(client, '/en/application/story', story, { language: 'ar' })
    const arabic = await client.get(switched.location)

    expect(switched.location).toBe('/ar/application/story')
    expect(arabic.text).toContain('We go to court.\nWith families.')
  })

  it('goes back to the row it was changed from', async () => {
    const client = registration.visitor()
    await begin(client)
    const shown = await client.get('/en/application/balance?change=costs_needed')
    const own = {
      form_token: hiddenField(shown.text, 'form_token'),
      version: '0',
      change: hiddenField(shown.text, 'change'),
    }

    const saved = await client.post('/en/application/balance', { ...own, costs_needed: ['flight'] })

    expect(saved.location).toBe('/en/answers#row-costs_needed')
  })

  it('keeps what was typed when another window saved first', async () => {
    const client = registration.visitor()
    await begin(client)
    const shown = await client.get('/en/application/contact')
    const token = { form_token: hiddenField(shown.text, 'form_token'), version: '0' }
    await client.post('/en/application/contact', { ...token, display_name: 'First window' })

    const second = await client.post('/en/application/contact', { ...token, display_name: 'Second window' })

    expect(second.status).toBe(409)
    expect(second.text).toContain('value="Second window"')
    expect(hiddenField(second.text, 'version')).toBe('1')
    expect((await client.get('/en/application/contact')).text).toContain('value="First window"')
  })

  it('APP-1 takes no field it does not ask for, and stores nothing then', async () => {
    const client = registration.visitor()
    await begin(client)
    const never = ['passport_number', 'nationality', 'birth_date', 'address', 'home_address', 'photo', 'cv', 'file']

    for (const { key } of sections) {
      for (const field of [...never, '__proto__', `${key}.nationality`]) {
        const page = `/en/application/${key}`
        expect([
          field,
          (await savePage(client, page, completeAnswers('N')[key] ?? {}, { [field]: 'x' })).status,
        ]).toEqual([field, 400])
      }
    }
    for (const other of ['contact_email', 'known_to_us']) {
      expect((await savePage(client, '/en/application/contact', { display_name: 'A' }, { [other]: 'x' })).status).toBe(
        400,
      )
    }
    expect((await savePage(client, '/en/application/contact', { display_name: 'x'.repeat(481) })).status).toBe(400)
    for (const { key } of sections) {
      expect(hiddenField((await client.get(`/en/application/${key}`)).text, 'version')).toBe('0')
    }
  })

  it('APP-11 leads somebody under age to a kind page and stores nothing', async () => {
    const client = registration.visitor()
    await begin(client)

    const led = await savePage(client, '/en/application/start', {
      ...completeAnswers('AGE').start,
      adult_on_arrival: 'no',
    })

    const kind = (await client.get(led.location)).text
    expect(kind).toContain('We stored nothing of this page.')
    expect(kind).toContain('Ask the person or group who told you about this')
    expect(hiddenField((await client.get('/en/application/start')).text, 'version')).toBe('0')
  })

  it('APP-2 U24 is sent once, however often the button is pressed', async () => {
    const client = registration.visitor()
    await begin(client)
    for (const [key, answers] of Object.entries(completeAnswers('TWICE')))
      await savePage(client, `/en/application/${key}`, answers)
    const token = hiddenField((await client.get('/en/answers')).text, 'form_token')

    const both = await Promise.all([1, 2, 3].map(() => client.post('/en/submission', { form_token: token })))
    const late = await client.post('/en/submission', { form_token: token })

    expect([...both, late].map(({ status, location }) => `${status} ${location}`)).toEqual(
      Array(4).fill('303 /en/sent'),
    )
    const [row] = await world.operator.query<{ mails: number; moves: number }>(
      `SELECT (SELECT count(*)::int FROM app.outbox WHERE kind = 'mail' AND application_id = a.id) AS mails,
         (SELECT count(*)::int FROM app.history WHERE application_id = a.id) AS moves
       FROM app.application a WHERE a.case_number = $1`,
      [/[0-9A-HJKMNP-TV-Z]{6}/.exec((await client.get('/en/home')).text.replace(/^[^]*Case number/, ''))?.[0]],
    )
    expect(row).toEqual({ mails: 1, moves: 1 })
  })

  it('APP-4 takes a name of any script, whole and unchanged', async () => {
    const client = registration.visitor()
    await begin(client)
    const names = ['Abenet', 'می\u200cخواهم', "O'Brien", 'Амаль Amal أمل', 'Ba Ma Nu Htay', '𝒜'.repeat(120)]

    for (const name of names) {
      await savePage(client, '/en/application/contact', { display_name: name, no_code_word: true })
      const shown = await client.get('/en/application/contact')
      expect(shown.text).toContain(`value="${name}"`)
      expect(shown.text).not.toContain('id="summary"')
      expect((await client.get('/en/answers')).text).toContain(`<bdi dir="auto">${name}</bdi>`)
    }
  })

  it('APP-4 asks for one name, nowhere for a first and a last', () => {
    const names = sections.flatMap(({ form }) => describeSection(form).fields.map(({ name }) => name))

    expect(names.filter((name) => /name/.test(name))).toEqual(['display_name', 'voucher_name'])
  })

  it('APP-11 is complete without an address where nobody may write', async () => {
    for (const channels of [
      { safe_channels: [{ channel: 'none' }] },
      { safe_channels: [{ channel: 'email', safe: 'no' }], contact_rules: ['do_not_write'] },
    ]) {
      const client = registration.visitor()
      await begin(client)
      for (const [key, answers] of Object.entries({ ...completeAnswers('QUIET'), channels }))
        await savePage(client, `/en/application/${key}`, answers)
      const check = await client.get('/en/answers')
      const sent = await client.postAndFollow('/en/submission', { form_token: hiddenField(check.text, 'form_token') })

      expect(sent.text).toContain('Received')
    }
  })
})
