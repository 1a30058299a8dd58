import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { bearer, type Headers, type Json, read, told } from '#test/support/web/api.js'
import type { WebAnswer } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let session: Headers
let code: string

const call = (method: string, at: string, body?: unknown, headers = session) =>
  registration.visitor().json(method, `/api/v1/${at}`, body, headers)
const put = (at: string, answers: unknown, version: number) =>
  call('PUT', at, { answers }, { ...session, 'if-match': `"${version}"` })
const flags = async () =>
  (await world.operator.query<{ kind: string }>('SELECT kind FROM app.flag WHERE lifted_on IS NULL ORDER BY kind')).map(
    ({ kind }) => kind,
  )

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  const begun = read(await call('POST', 'applications', {}, {}))
  code = begun.code as string
  session = bearer(begun.token)
  for (const [key, answers] of Object.entries(completeAnswers('QZAFTER'))) await put(`sections/${key}`, answers, 0)
  await call('POST', 'submission', { keep_copy: true })
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

describe('the API after sending', () => {
  it('APP-7 replaces a section over the version the caller saw, and shows no answer', async () => {
    const before = await call('GET', 'replacements')
    const story = completeAnswers('QZNEW').story

    const saved = await put('replacements/story', story, 1)
    const stale = await put('replacements/story', story, 1)
    const incomplete = await put('replacements/story', {}, 2)
    const after = await call('GET', 'replacements')

    expect([saved.status, read(saved), saved.headers.etag]).toEqual([200, { key: 'story', version: 2 }, '"2"'])
    expect([told(stale), told(incomplete)]).toEqual([
      [412, 'stale'],
      [422, 'incomplete'],
    ])
    expect((read(incomplete).errors as Json[]).map(({ pointer }) => pointer)).toContain('/answers/work_summary')
    const versionsIn = (answer: WebAnswer) =>
      (read(answer).sections as Json[])
        .filter(({ key }) => key === 'story' || key === 'work')
        .map(({ version }) => version)
    expect([versionsIn(before), versionsIn(after)]).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(after.text + saved.text).not.toMatch(/QZ[A-Z]{3}/)
  })

  it('has no section of that name, and needs to know the version', async () => {
    const blind = await call('PUT', 'replacements/story', { answers: {} })

    expect([told(await put('replacements/passport', {}, 1)), told(blind)]).toEqual([
      [404, 'not_found'],
      [428, 'version_needed'],
    ])
  })

  it('answers no question that was not asked', async () => {
    expect(told(await call('POST', 'question/answer', {}))).toEqual([409, 'move_not_allowed'])
  })

  it('opens the kept copy after the code alone, never a safety answer in it, and removes it for good', async () => {
    const closed = await call('GET', 'copy')
    const wrong = await call('POST', 'code-again', { code: '0'.repeat(25) })
    const typed = await call('POST', 'code-again', { code })
    const open = await call('GET', 'copy')
    const removed = await call('DELETE', 'copy')
    const gone = await call('GET', 'copy')

    expect([told(closed), told(wrong), typed.status, open.status, removed.status, told(gone)]).toEqual([
      [409, 'code_needed'],
      [401, 'wrong_code'],
      204,
      200,
      204,
      [404, 'not_found'],
    ])
    const keys = (read(open).sections as Json[]).map(({ key }) => key)
    expect(keys).toContain('story')
    expect(keys).not.toContain('risk')
    expect(open.text).toContain('QZNEW')
  })

  it('knows the people who were named by place and state, once they are asked', async () => {
    const referee = { name: 'A', relation: 'B', language: 'en', channel: 'c@example.org' }

    const list = await call('GET', 'referees')
    const early = await call('POST', 'referees/1', { answers: { referee } })
    const none = await call('POST', 'referees/3', { answers: { referee } })

    expect([read(list), told(early), told(none)]).toEqual([{ referees: [] }, [404, 'not_found'], [404, 'not_found']])
  })
})

describe('the API of the own file', () => {
  it('takes a note on an open topic, and says what is missing of one', async () => {
    const sent = await call('POST', 'notes', { topic: 'application', text: 'QZNOTE' })
    const early = await call('POST', 'notes', { topic: 'travel', text: 'QZNOTE' })
    const empty = await call('POST', 'notes', { topic: 'safety' })

    expect([sent.status, told(early), told(empty)]).toEqual([201, [409, 'move_not_allowed'], [422, 'incomplete']])
    expect((read(empty).errors as Json[]).map(({ pointer }) => pointer)).toEqual(['/text'])
  })

  it('lists what was agreed to, takes one back, and refuses to take back the needed one', async () => {
    const back = await call('POST', 'consents/partner_vetting', { is_given: false })
    const needed = await call('POST', 'consents/processing', { is_given: false })
    const unknown = await call('POST', 'consents/anything', { is_given: true })
    const list = read(await call('GET', 'consents')).consents as Json[]

    expect([back.status, told(needed), told(unknown)]).toEqual([200, [409, 'move_not_allowed'], [404, 'not_found']])
    expect(list.map(({ kind, is_given: given }) => [kind, given])).toContainEqual(['partner_vetting', false])
    expect(list.map(({ kind, is_given: given }) => [kind, given])).toContainEqual(['processing', true])
  })

  it('pauses and goes on, twice the same; the quiet signal looks like nothing', async () => {
    const paused = [await call('POST', 'pause', { is_paused: true }), await call('POST', 'pause', { is_paused: true })]
    const during = await flags()
    const home = await call('GET', 'home')
    const signal = await call('POST', 'signal', {})
    const after = await call('GET', 'home')
    await call('POST', 'pause', { is_paused: false })

    expect([paused.map(({ status }) => status), during]).toEqual([[200, 200], ['paused']])
    expect([signal.status, signal.text, after.text]).toEqual([204, '', home.text])
    expect(await flags()).toEqual(['duress'])
  })

  it('says anew how we may write, names no host that is not ours, and stops all mail', async () => {
    const anew = { form_language: 'fr', contact_email: 'new@example.org' }

    const saved = await call('POST', 'preferences', anew)
    const foreign = await call('POST', 'preferences', { ...anew, mail_host: 'evil.example' })
    const stopped = await call('PUT', 'mail-stop', undefined)

    expect([saved.status, foreign.status, stopped.status]).toEqual([204, 400, 204])
  })

  it('APP-14 makes a new code: the old code and the old session are dead at once', async () => {
    const made = await call('POST', 'codes', {})
    const { token, code: fresh, case_number: number } = read(made)

    const old = [await call('GET', 'home'), await call('POST', 'sessions', { code }, {})]
    const signedIn = await call('POST', 'sessions', { code: fresh }, {})
    const home = await call('GET', 'home', undefined, bearer(token))

    expect([made.status, old.map(({ status }) => status), signedIn.status]).toEqual([201, [401, 401], 201])
    expect(read(home).case_number).toBe(number)
  })

  it('APP-14 makes another new code under the same Idempotency-Key, and none for the token that is dead', async () => {
    const key = { 'idempotency-key': 'a-key-that-keeps-nothing' }
    const begun = read(await call('POST', 'applications', {}, {})) as { token: string; code: string }

    const made = await call('POST', 'codes', {}, { ...bearer(begun.token), ...key })
    const dead = await call('POST', 'codes', {}, { ...bearer(begun.token), ...key })
    const { token, code: second } = read(made)
    const again = await call('POST', 'codes', {}, { ...bearer(token), ...key })
    const signedIn = [second, read(again).code].map((one) => call('POST', 'sessions', { code: one }, {}))

    expect([made, dead, again].map(({ status }) => status)).toEqual([201, 401, 201])
    expect(new Set([begun.code, second, read(again).code]).size).toBe(3)
    expect((await Promise.all(signedIn)).map(({ status }) => status)).toEqual([401, 201])
    expect(await world.operator.query('SELECT 1 FROM app.idempotency')).toEqual([])
  })
})
