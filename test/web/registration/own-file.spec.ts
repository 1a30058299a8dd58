import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sections } from '#features/application/registration/forms/sections.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { isOffered, langs } from '#words/index.js'

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
