import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import type { WebAnswer } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

type Json = Record<string, unknown>

let world: World
let registration: Registration
let session: { authorization: string }
let code: string

const read = ({ text }: WebAnswer): Json => (text === '' ? {} : (JSON.parse(text) as Json))
const bearer = (token: unknown) => ({ authorization: `Bearer ${token as string}` })
const call = (method: string, at: string, body?: unknown, headers: Record<string, string> = session) =>
  registration.visitor().json(method, `/api/v1/${at}`, body, headers)
const told = (answer: WebAnswer) => [answer.status, read(answer).code]
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
  for (const [key, answers] of Object.entries(completeAnswers('QZOWN'))) {
    await call('PUT', `sections/${key}`, { answers }, { ...session, 'if-match': '"0"' })
  }
  await call('POST', 'submission', {})
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
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
