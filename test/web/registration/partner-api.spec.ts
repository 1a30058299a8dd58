import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newAccessCode } from '#platform/vault/access.js'
import { publicRoute } from '#platform/web/access/decorators.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { isApiPath } from '#platform/web/door/body.js'
import { type NominationApp, nominationApp } from '#test/support/nomination/public-app.js'
import { nominee, nomineeFields } from '#test/support/nomination/doors.js'
import { bearer, type Headers, type Json, read, seen, told } from '#test/support/web/api.js'
import type { WebAnswer } from '#test/support/web/client.js'
import type { Registration } from '#test/support/web/registration.js'
import type { World } from '#test/support/world.js'

let app: NominationApp
let world: World
let registration: Registration
let doors: NominationApp['doors']
let coordinator: NominationApp['coordinator']

beforeAll(async () => {
  app = await nominationApp()
  ;({ world, registration, doors, coordinator } = app)
}, 60_000)

afterAll(() => app.end())

const call = (method: string, at: string, body?: unknown, headers: Headers = {}) =>
  registration.visitor().json(method, `/api/v1/${at}`, body, headers)
const number = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{6}$/)
const week = expect.stringMatching(/^\d{4}-\d\d-\d\d$/)

async function newCode(name = 'Union QZUNION'): Promise<string> {
  const made = await doors.partners.make(coordinator, name)
  if (!made.ok) throw new Error(made.code)
  return made.value.code
}
const enter = async (code: string) => bearer(read(await call('POST', 'sessions', { code })).token)
const signedIn = async (name?: string) => enter(await newCode(name))
const name = (mark: string, session: Headers, more: Headers = {}) =>
  call('POST', 'nominations', { answers: nominee(mark) }, { ...session, ...more })

describe('a partner', () => {
  it('signs in where applicants do, without a cookie, and is told that it is one', async () => {
    const answer = await call('POST', 'sessions', { code: (await newCode()).toLowerCase() })

    expect([answer.status, answer.headers['set-cookie'], read(answer)]).toEqual([
      201,
      undefined,
      { token: expect.stringMatching(/^[\w-]{43}$/), kind: 'partner' },
    ])
  })

  it('puts people forward and sees number, week and whether the link was used, of its own alone', async () => {
    const [one, two] = [await signedIn('QZONE'), await signedIn('QZTWO')]

    const named = [await name('QZFIRST', one), await name('QZSECOND', two), await name('QZTHIRD', two)]
    const lists = [await call('GET', 'nominations', undefined, one), await call('GET', 'nominations', undefined, two)]

    expect(named.map((answer) => [answer.status, read(answer)])).toEqual(named.map(() => [201, { number }]))
    const rows = named.map((answer) => ({ number: read(answer).number, week, was_used: false }))
    const inOrder = (list: typeof rows) => list.toSorted((a, b) => (String(a.number) < String(b.number) ? -1 : 1))
    expect(lists.map(read)).toEqual([
      { name: 'QZONE', quota: 20, left: 19, nominations: rows.slice(0, 1) },
      { name: 'QZTWO', quota: 20, left: 18, nominations: inOrder(rows.slice(1)) },
    ])
  })

  it('is told what is missing, by pointer, and stores nothing of it', async () => {
    const session = await signedIn()
    const { nominee_why: _, ...answers } = nomineeFields('QZGAP', { nominee_address: 'a@x,b@y' })

    const unfit = await call('POST', 'nominations', { answers }, session)
    const odd = await call('POST', 'nominations', { answers: { ...nomineeFields('QZGAP'), state: 'used' } }, session)

    expect(told(unfit)).toEqual([422, 'incomplete'])
    expect((read(unfit).errors as Json[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/answers/nominee_address', 'email'],
      ['/answers/nominee_why', 'missing'],
    ])
    expect(told(odd)).toEqual([400, 'malformed'])
    expect(read(await call('GET', 'nominations', undefined, session)).nominations).toEqual([])
  })

  it('repeats a nomination with its key and has named one person, also after signing in again', async () => {
    const code = await newCode()
    const [session, later, other] = [await enter(code), await enter(code), await signedIn()]
    const key = { 'idempotency-key': 'QZKEY-0123456789-name' }

    const first = await name('QZKEYED', session, key)
    const again = [await name('QZKEYED', session, key), await name('QZKEYED', later, key)]
    const changed = await name('QZCHANGED', later, key)
    const theirs = await name('QZKEYED', other, key)

    expect(first.status).toBe(201)
    expect(again.map(({ status, text }) => [status, text])).toEqual(again.map(() => [first.status, first.text]))
    expect([told(changed), theirs.status, theirs.text === first.text]).toEqual([[422, 'key_other'], 201, false])
    expect(read(await call('GET', 'nominations', undefined, later)).nominations).toEqual([
      { number: read(first).number, week, was_used: false },
    ])
  })

  it('is stopped at its quota', async () => {
    const session = await signedIn()
    await world.operator.query('UPDATE app.partner SET quota = 1')

    const answers = [await name('QZQUOTA', session), await name('QZOVER', session)]
    await world.operator.query('UPDATE app.partner SET quota = 20')

    expect(answers.map(({ status }) => status)).toEqual([201, 409])
    expect(read(answers[1] as WebAnswer)).toEqual({
      type: '/problems/quota-reached',
      title: 'You have put forward as many people as was agreed. Talk to us if you need more.',
      status: 409,
      code: 'quota_reached',
    })
  })

  it('APP-10 gets the same 404 from every endpoint of others as from one that is not there, or no session of theirs', async () => {
    const session = await signedIn()
    const absent = await call('GET', 'nowhere', undefined, session)
    const others = routesOf(registration.app).filter(
      ({ path, permission = '' }) =>
        isApiPath(path) && permission !== publicRoute && !permission.startsWith('partner.'),
    )

    expect(others.length).toBeGreaterThan(25)
    for (const { method, path, permission = '' } of others) {
      const target = path
        .replace('/api/v1/', '')
        .replace(/:key/, 'contact')
        .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
      const answer = await call(method, target, {}, { ...session, 'if-match': '"0"' })
      expect([method, target, permission, answer.status, answer.text]).toEqual([
        method,
        target,
        permission,
        404,
        absent.text,
      ])
    }
  })

  it('has endpoints nobody else opens', async () => {
    const { token } = read(await call('POST', 'applications', {}))
    const applicant = bearer(token)

    for (const session of [applicant, {}]) {
      const answers = [
        await call('GET', 'nominations', undefined, session),
        await name('QZNOBODY', session),
        await call('DELETE', 'partner-session', undefined, session),
      ]
      expect(answers.map(told)).toEqual(answers.map(() => [401, 'sign_in']))
    }
    expect((await call('GET', 'sections', undefined, applicant)).status).toBe(200)
  })

  it('signs out for good, and a session ends with the partner’s code', async () => {
    const code = await newCode()
    const [one, two] = [await enter(code), await enter(code)]

    const out = await call('DELETE', 'partner-session', undefined, one)
    const after = [await call('GET', 'nominations', undefined, one), await call('GET', 'nominations', undefined, two)]
    for (const { id, isClosed } of await doors.partners.list(coordinator))
      if (!isClosed) await doors.partners.close(coordinator, id)
    const closed = [
      await call('GET', 'nominations', undefined, two),
      await call('POST', 'sessions', { code }),
      await call('POST', 'sessions', { code: newAccessCode() }),
    ]

    expect([out.status, after.map(({ status }) => status)]).toEqual([204, [401, 200]])
    expect(told(closed[0] as WebAnswer)).toEqual([401, 'sign_in'])
    expect(told(closed[1] as WebAnswer)).toEqual([401, 'wrong_code'])
    expect(seen(closed[1] as WebAnswer)).toEqual(seen(closed[2] as WebAnswer))
  })

  it('leaves no name, address, word, code or token in any log line or plain column', async () => {
    const code = await newCode('QZORGANISATION')
    const session = await enter(code)
    await world.operator.query('ALTER FUNCTION app.partner_id(bytea) RENAME TO partner_lost')
    const failed = [await call('POST', 'sessions', { code }), await name('QZLOGGED', session)]
    await world.operator.query('ALTER FUNCTION app.partner_lost(bytea) RENAME TO partner_id')
    const named = await name('QZLOGGED', session, { 'idempotency-key': 'QZKEY-0123456789-logs' })
    const lines = registration.log.join('\n')
    const rows = await world.operator.query(
      `SELECT jsonb_agg(n) AS nominations, (SELECT jsonb_agg(encode(i.answer, 'escape')) FROM app.idempotency i) AS kept FROM app.nomination n`,
    )

    expect([failed.map(({ status }) => status), named.status]).toEqual([[201, 500], 201])
    expect(lines).toContain('/api/v1/nominations')
    for (const secret of [code, (session.authorization ?? '').slice(7)]) expect(lines).not.toContain(secret)
    for (const text of [lines, JSON.stringify(rows)])
      expect(text).not.toMatch(/QZ(ORGANISATION|LOGGED|KEY)|example\.org/i)
    expect(rows).toHaveLength(1)
  })
})
