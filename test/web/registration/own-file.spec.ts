import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle, liveStates } from '#domain/application/lifecycle.js'
import type { Lifecycle } from '#domain/lifecycle.js'
import { sections } from '#features/application/registration/forms/sections.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { isOffered, langs } from '#words/index.js'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
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

const fieldsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map(([, name = '']) => name)),
]
const never = /passport|nationality|birth|address|photo|file|upload|scan|\bcv\b|surname|family_name|(first|last)_name/

describe('the form', () => {
  it('APP-1 asks the same in every language, and no passport data, birth date, address, photo or file', async () => {
    const client = registration.visitor()
    await begin(client)
    const asked = new Map<string, string[]>()
    for (const lang of langs.filter(isOffered)) {
      const pages = await Promise.all(sections.map(({ key }) => client.get(`/${lang}/application/${key}`)))
      expect([lang, ...pages.map(({ status }) => status)]).toEqual([lang, ...sections.map(() => 200)])
      expect(pages.filter(({ text }) => /type="file"|enctype=/.test(text))).toEqual([])
      asked.set(
        lang,
        pages.flatMap(({ text }) => fieldsIn(text)),
      )
    }

    expect(asked.size).toBeGreaterThanOrEqual(7)
    for (const names of asked.values()) expect(names).toEqual(asked.get('en'))
    expect(asked.get('en')).toContain('display_name')
    expect(asked.get('en')?.filter((name) => never.test(name))).toEqual([])
  })
})

/** Everything of one person that could change. */
const traces = (id: string) =>
  world.operator.query(
    `SELECT a.state, a.version, (SELECT json_agg(json_build_array(d.section, d.version) ORDER BY d.section) FROM sealed.draft d WHERE d.application_id = a.id) AS draft,
       (SELECT json_agg(m ORDER BY m.id) FROM app.message m WHERE m.application_id = a.id) AS messages,
       (SELECT count(*)::int FROM app.session s WHERE s.application_id = a.id) AS sessions,
       (SELECT count(*)::int FROM sealed.record r WHERE r.owner_id = a.id) AS records
     FROM app.application a WHERE a.id = $1`,
    [id],
  )

async function drafting(mark: string): Promise<{ client: WebClient; code: string; id: string }> {
  const before = new Set((await draftIds()).map(({ id }) => id))
  const client = registration.visitor()
  const code = await begin(client)
  await savePage(client, '/en/application/contact', completeAnswers(mark).contact ?? {})
  const id = (await draftIds()).find((row) => !before.has(row.id))?.id ?? ''
  return { client, code, id }
}
const draftIds = () => world.operator.query<{ id: string }>(`SELECT id FROM app.application WHERE state = 'draft'`)

describe('somebody with one file', () => {
  it('APP-10 who types for another person gets the same 404 for everything of a second file', async () => {
    const other = await sentApplication({ registration, world }, 'SECOND')
    const proxy = await drafting('PROXY')
    for (const [key, answers] of Object.entries(answersByProxy('PROXY')))
      await savePage(proxy.client, `/en/application/${key}`, answers)
    await press(proxy.client, '/en/answers', '/en/submission')
    const token = hiddenField((await proxy.client.get('/en/home')).text, 'form_token')
    const [message] = await world.operator.query<{ id: string }>(
      'SELECT id FROM app.message WHERE application_id = $1',
      [other.id],
    )
    const before = await traces(other.id)
    const absent = await proxy.client.get('/en/nowhere')
    const routes = routesOf(registration.app).filter(({ path }) => path.includes(':id') && !path.startsWith('/api/'))

    expect(routes.length).toBeGreaterThan(3)
    for (const { method, path } of routes) {
      for (const id of [message?.id ?? '', other.id]) {
        const target = path.replace(':lang', 'en').replace(':id', id)
        const fields = { form_token: token, ...(path.includes('/tasks/') && { version: '1' }) }
        const answer = method === 'GET' ? await proxy.client.get(target) : await proxy.client.post(target, fields)
        expect([method, target, answer.status, answer.text]).toEqual([method, target, 404, absent.text])
      }
    }
    expect(await traces(other.id)).toEqual(before)
  })

  it('APP-10 deletes their own draft and no other, whoever they name', async () => {
    const [mine, other] = [await drafting('MINE'), await drafting('THEIRS')]
    const before = await traces(other.id)
    const token = hiddenField((await mine.client.get('/en/withdrawal')).text, 'form_token')
    const theirs = hiddenField((await other.client.get('/en/withdrawal')).text, 'form_token')

    const named = await mine.client.post('/en/withdrawal', { form_token: token, application_id: other.id })
    const borrowed = await mine.client.post('/en/withdrawal', { form_token: theirs })
    const still = await traces(mine.id)
    await mine.client.post('/en/withdrawal', { form_token: token })

    expect([named.status, borrowed.status]).toEqual([400, 403])
    expect(still).toHaveLength(1)
    expect(await traces(mine.id)).toEqual([
      { state: 'erased', version: 2, draft: null, messages: null, sessions: 0, records: 0 },
    ])
    expect(await traces(other.id)).toEqual(before)
    expect((await registration.visitor().post('/en/sign-in', { code: mine.code })).status).toBe(422)
    expect((await other.client.get('/en/application/contact')).text).toContain('THEIRS-name')
  })
})

const table: Lifecycle = applicationLifecycle
const erasable = Object.keys(table).filter((state) => 'erase' in (table[state]?.moves ?? {}))
const stateOf = async (id: string) =>
  (await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [id]))[0]?.state
const leftOf = async (id: string) =>
  (
    await world.operator.query(
      `SELECT (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1) AS records,
         (SELECT count(*)::int FROM app.access WHERE application_id = $1) AS codes,
         (SELECT count(*)::int FROM app.session WHERE application_id = $1) AS sessions,
         (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
         (SELECT count(*)::int FROM app.consent WHERE application_id = $1) AS consents,
         (SELECT count(*)::int FROM app.outbox WHERE application_id = $1 AND kind = 'mail' AND state IN ('queued', 'deferred')) AS mails`,
      [id],
    )
  )[0]
const nothing = { records: 0, codes: 0, sessions: 0, messages: 0, consents: 0, mails: 0 }

describe('withdrawing', () => {
  it('ends every other session at once, takes waiting mails back, and says who holds papers', async () => {
    const { client, code, id } = await invitedApplicant({ registration, world }, 'LEAVES')
    const other = registration.visitor()
    await other.post('/en/sign-in', { code })
    await world.operator.query(
      `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'answer_waiting', $1, 77)`,
      [id],
    )
    const page = await client.get('/en/withdrawal')

    const receipt = await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'rules' })

    expect(page.text).toContain('Nobody. We have given papers about you to nobody.')
    expect(receipt.text).toContain('You withdrew')
    expect(receipt.text).toMatch(/Your case number is .?[0-9A-Z]{6}/)
    expect((await other.get('/en/home')).location).toBe('/en/sign-in?ended=yes')
    expect((await client.get('/en/home')).text).toContain('You withdrew')
    expect(
      await world.operator.query(
        `SELECT class, state FROM app.outbox WHERE application_id = $1 AND kind = 'mail' ORDER BY class, subject_version`,
        [id],
      ),
    ).toEqual([
      { class: 'answer_waiting', state: 'withdrawn' },
      { class: 'receipt', state: 'queued' },
      { class: 'receipt', state: 'queued' },
    ])
    expect((await registration.visitor().post('/en/sign-in', { code })).status).toBe(303)
  })

  it('names the embassy once papers were handed in there', async () => {
    const { client, id } = await invitedApplicant({ registration, world }, 'EMBASSY')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    await world.operator.query(
      `INSERT INTO app.visa_step (participation_id, version, move, from_state, to_state, role, on_day)
       SELECT id, 99, 'lodge', 'appointment', 'lodged', 'travel_desk', app.today() FROM app.participation WHERE application_id = $1`,
      [id],
    )

    const page = await client.get('/en/withdrawal')

    expect(page.text).toContain('An embassy or a visa centre')
    expect(page.text).toContain('Papers that we already gave to others cannot be called back.')
  })

  it.each([
    ['rules', false],
    ['next_edition', true],
  ])('keeps what was chosen: %s', async (keep, isGiven) => {
    const { client, id } = await sentApplication({ registration, world }, `KEEP${isGiven}`)

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep })

    expect(await stateOf(id)).toBe('withdrawn')
    expect(
      await world.operator.query(
        `SELECT is_given FROM app.consent WHERE application_id = $1 AND kind = 'next_edition' ORDER BY number DESC LIMIT 1`,
        [id],
      ),
    ).toEqual([{ is_given: isGiven }])
  })
})

describe('erasing', () => {
  it.each([...liveStates])('MAIL-5 leaves nothing of somebody who withdraws from %s', async (state) => {
    const { client, code, id } = await sentApplication({ registration, world }, `E${state.replace('_', '')}`)
    await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])

    const done = await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(done.text).toContain('Everything you wrote is erased')
    expect([await stateOf(id), await leftOf(id)]).toEqual(['erased', nothing])
    expect(client.cookies.size).toBe(0)
    expect((await registration.visitor().post('/en/sign-in', { code })).status).toBe(422)
  })

  it.each(erasable.filter((state) => state !== 'confirmed'))('is open to somebody whose file is %s', async (state) => {
    const { client, id } = await sentApplication({ registration, world }, `O${state.replace('_', '')}`)
    await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])
    const page = await client.get('/en/withdrawal')

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(page.text).not.toContain('for the next time')
    expect([await stateOf(id), await leftOf(id)]).toEqual(['erased', nothing])
  })
})
