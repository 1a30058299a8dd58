import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sections } from '#features/application/registration/forms/sections.js'
import type { FieldDescription } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
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

async function draft(lang: 'en' | 'ar' = 'en'): Promise<WebClient> {
  const client = registration.visitor()
  await begin(client, lang)
  return client
}

const hintOf = (html: string, name: string): string =>
  new RegExp(`id="${name.replaceAll('.', '\\.')}-hint"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''

/** Fields that are asked of some only, with the place of their first entry. */
const conditional = sections.flatMap(({ key, form }) => {
  const within = (fields: readonly FieldDescription[], path: string): string[] =>
    fields.flatMap((field) => [
      ...(field.showWhen ? [path + field.name] : []),
      ...within(field.fields ?? [], `${path}${field.name}.${field.control === 'repeat' ? '0.' : ''}`),
    ])
  return within(describeSection(form).fields, '').map((path) => ({ key, path }))
})

describe.each([
  ['en', /^(Only if|Not for) /],
  ['ar', /^(فقط|لا ينطبق)/],
] as const)('a question that concerns some only (%s)', (lang, words) => {
  it('says so where no script can hide it', async () => {
    const client = await draft(lang)

    expect(conditional.map(({ path }) => path)).toEqual([
      'proxy_consent',
      'safe_channels.0.safe',
      'voucher_name',
      'voucher_code',
    ])
    for (const { key, path } of conditional) {
      expect(hintOf((await client.get(`/${lang}/application/${key}`)).text, path)).toMatch(words)
    }
  })
})

describe('the questions', () => {
  it('begin in the language of the page', async () => {
    const page = await (await draft('ar')).get('/ar/application/start')

    expect(page.text.match(/<option value="ar" selected/g)).toHaveLength(2)
  })

  it('APP-3 let nobody who types for another be their referee, and say so at the field', async () => {
    const client = await draft()
    const { start = {} } = answersByProxy('SAME')
    const referees = [
      { name: 'A', relation: 'x', language: 'en', channel: 'a@example.net' },
      { name: 'B', relation: 'x', language: 'en', channel: ' SAME-proxy@Example.net' },
    ]
    await savePage(client, '/en/application/references', { referees, may_show_referee: 'name_only' })
    const before = await client.get('/en/application/references')
    await savePage(client, '/en/application/start', start)

    const after = await client.get('/en/application/references')
    const check = await client.get('/en/answers')

    expect(before.text).not.toContain('id="summary"')
    expect(after.text).toContain('id="referees.1.channel-error"')
    expect(after.text.match(/Name somebody else here than the person who types/g)).toHaveLength(2)
    expect(check.text).toContain('href="/en/application/references?change=referees.1.channel#referees.1.channel"')
    expect((await client.get('/en/application')).text).toMatch(
      /People who know your work(?:(?!<li)[^])*Needs attention/,
    )
  })

  it('take an application typed by a proxy for somebody known to us', async () => {
    const client = await draft()
    for (const [key, answers] of Object.entries(answersByProxy('PROXY')))
      await savePage(client, `/en/application/${key}`, answers)
    const check = await client.get('/en/answers')
    const sent = await client.postAndFollow('/en/submission', { form_token: hiddenField(check.text, 'form_token') })

    expect(check.text).toContain('PROXY-voucher')
    expect(sent.text).toContain('Received')
  })

  it('refuse a trace that is no page, and read the others as text', async () => {
    const client = await draft()
    await savePage(client, '/en/application/example', {
      recent_example: 'x',
      public_traces: [{ page: 'javascript:alert(1)' }, { page: 'example.org/page' }],
    })
    const shown = await client.get('/en/application/example')
    const check = await client.get('/en/answers')

    expect(shown.text).toContain('id="public_traces.0.page-error"')
    expect(shown.text).not.toContain('id="public_traces.1.page-error"')
    expect(check.text).toContain('<bdi dir="ltr">example.org/page</bdi>')
    expect(check.text).not.toMatch(/href="[^"]*(javascript|example\.org)/)
  })

  it('lead to the list of passports, which asks nothing', async () => {
    const client = await draft()
    const place = await client.get('/en/application/place')
    const list = await registration.visitor().get('/en/visa-list')

    expect(place.text).toContain('<a href="/en/visa-list" target="_blank" rel="noopener">')
    expect(list.status).toBe(200)
    expect(list.text).toMatch(/<li>Brazil<\/li>/)
    expect(list.text).toMatch(/No visa with a chip[^]*<li>Georgia<\/li>/)
    expect(list.text).toContain('only a passport with an identity card number in it')
    expect(list.text).toMatch(/Checked on \u2068?22 November 2026/)
    expect(list.text).not.toMatch(/<li>(Kenya|Russia|Western Sahara)<\/li>/)
    expect(list.text).not.toContain('<form')
    expect((await registration.visitor().get('/ar/visa-list')).text).toContain('<li>البرازيل</li>')
  })

  it('leave out taking part from a distance where the edition does not offer it', async () => {
    const { mode, ...conference } = completeAnswers('NEAR').conference ?? {}
    const pages = await withoutRemote(async (client) => {
      for (const [key, answers] of Object.entries({ ...completeAnswers('NEAR'), conference }))
        await savePage(client, `/en/application/${key}`, answers)
      const check = await client.get('/en/answers')
      const form_token = hiddenField(check.text, 'form_token')
      return [
        await client.get('/en/application/conference'),
        check,
        await client.postAndFollow('/en/submission', { form_token }),
      ]
    })

    expect(mode).toBe('in_person')
    expect(pages.filter(({ text }) => text.includes('How would you take part?'))).toEqual([])
    expect(pages.at(-1)?.text).toContain('Received')
    expect((await (await draft()).get('/en/application/conference')).text).toContain('How would you take part?')
  })
})

/** With a standing form, and so an edition not yet opened, that offers no taking part from a distance. */
async function withoutRemote<T>(run: (client: WebClient) => Promise<T>): Promise<T> {
  const offer = async (isOffered: boolean) => {
    await world.operator.query('DELETE FROM app.edition_form')
    await world.operator.query('UPDATE app.form_template SET offers_remote = $1', [isOffered])
    await new Promise((resolve) => setTimeout(resolve, 1100))
  }
  await offer(false)
  try {
    return await run(await draft())
  } finally {
    await offer(true)
  }
}
