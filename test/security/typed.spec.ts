import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
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

type Json = Record<string, unknown>
const call = async (method: string, at: string, token: string, body?: unknown, headers = {}): Promise<WebAnswer> =>
  registration.visitor().json(method, `/api/v1/${at}`, body, { authorization: `Bearer ${token}`, ...headers })

async function kept(section: string, answers: Json): Promise<{ answers: Json; codes: unknown[] }> {
  const begun = await registration.visitor().json('POST', '/api/v1/applications', {})
  const { token } = JSON.parse(begun.text) as { token: string }
  const saved = await call('PUT', `sections/${section}`, token, { answers }, { 'if-match': '"0"' })
  const shown = await call('GET', `sections/${section}`, token)
  const { errors } = JSON.parse(saved.text) as { errors: { pointer: string; code: string }[] }
  return {
    answers: (JSON.parse(shown.text) as { answers: Json }).answers,
    codes: errors.map(({ pointer, code }) => [pointer, code]),
  }
}

describe('a name', () => {
  it.each([
    ['composed', 'Ame\u0301lie'.normalize('NFC')],
    ['decomposed', 'Ame\u0301lie'.normalize('NFD')],
    ['with a joiner', '\u0646\u06CC\u200C\u0644\u0648\u0641\u0631'],
    ['with an override', 'abc\u202Egnp.exe'],
    ['with an isolate', '\u2067\u0645\u0631\u064A\u0645\u2069'],
    ['of four bytes', '\u{1F600} \u{20BB7}\u91CE'],
    ['of a family', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'],
    ['with an apostrophe', `O'Neil & "Sons" <b>`],
    ['of one letter', 'A'],
  ])('%s is kept as it was typed', async (_, name) => {
    expect((await kept('contact', { display_name: name })).answers).toMatchObject({ display_name: name })
  })

  it.each([
    ['NUL', 'A\u0000b'],
    ['half a pair', 'A\uD800b'],
    ['a line break', 'A\r\nBcc: b@x.org'],
  ])('with %s is kept too, and flagged', async (_, name) => {
    const { codes } = await kept('contact', { display_name: name })

    expect(codes).toContainEqual(['/answers/display_name', 'plain_text'])
  })
})

describe('an address', () => {
  it.each([
    'a@x.org,b@y.org',
    'a@x.org;b@y.org',
    'a@x.org b@y.org',
    'a@x.org\r\nBcc: b@y.org',
    '"a b"@x.org',
    'a(b@y.org)@x.org',
    'friends: a@x.org, b@y.org;',
    'A <a@x.org>',
    'a@ex\u0430mple.org',
    'a@x.org\u200F',
  ])('%j is kept and flagged, and cannot be sent', async (address) => {
    const { answers, codes } = await kept('channels', { contact_email: address })

    expect([answers.contact_email, codes]).toEqual([
      address.trim(),
      expect.arrayContaining([['/answers/contact_email', 'email']]),
    ])
  })

  it('with a look-alike domain written for machines is another address, and is not folded into the first', async () => {
    const { codes } = await kept('channels', { contact_email: 'a@xn--exmple-4nf.org' })

    expect(codes).not.toContainEqual(['/answers/contact_email', 'email'])
  })
})

const filled = async (client: WebClient, mark: string): Promise<string> => {
  await begin(client)
  for (const [key, answers] of Object.entries(completeAnswers(mark))) {
    await savePage(client, `/en/application/${key}`, answers)
  }
  return hiddenField((await client.get('/en/answers')).text, 'form_token')
}

const traces = () =>
  world.operator.query<{ history: number; messages: number; mails: number }>(
    `SELECT (SELECT count(*)::int FROM app.history) AS history, (SELECT count(*)::int FROM app.message) AS messages,
       (SELECT count(*)::int FROM app.outbox WHERE kind = 'mail') AS mails`,
  )

describe('sending', () => {
  it('twenty times at once sends once, and every press gets the receipt', async () => {
    const client = registration.visitor()
    const token = await filled(client, 'TWENTY')
    const [before] = await traces()

    const presses = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/en/submission', { form_token: token })),
    )
    const [after] = await traces()

    expect(presses.map(({ status, location }) => `${status} ${location}`)).toEqual(presses.map(() => '303 /en/sent'))
    expect(after).toEqual({
      history: (before?.history ?? 0) + 1,
      messages: (before?.messages ?? 0) + 1,
      mails: (before?.mails ?? 0) + 1,
    })
  })

  it('from one tab while another saves sends what was there, or says that it changed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const client = registration.visitor()
      const token = await filled(client, `TABS${round}`)
      const page = await client.get('/en/application/story')
      const own = { form_token: token, version: hiddenField(page.text, 'version') }

      const [sent, saved] = await Promise.all([
        client.post('/en/submission', { form_token: token }),
        client.post('/en/application/story', { ...own, work_summary: 'Typed in the other tab' }),
      ])

      const isSent = sent.location === '/en/sent'
      expect([isSent, sent.location === '/en/answers?notice=stale']).toContain(true)
      expect(saved.status === 303 || (isSent && saved.status === 404)).toBe(true)
      const [row] = await world.operator.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM sealed.draft d JOIN app.application a ON a.id = d.application_id WHERE a.state <> 'draft'`,
      )
      expect(row?.count).toBe(0)
    }
  })
})
