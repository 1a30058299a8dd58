import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type NominationApp, nominationApp } from '#test/support/nomination/public-app.js'
import { wholeReference } from '#test/support/people/referee.js'
import { bearer, type Json, read, referenceAnswers, seen, told } from '#test/support/web/api.js'
import type { WebAnswer } from '#test/support/web/client.js'
import type { Registration } from '#test/support/web/registration.js'
import type { World } from '#test/support/world.js'

let app: NominationApp
let world: World
let registration: Registration
let api: NominationApp['api']

beforeAll(async () => {
  app = await nominationApp()
  ;({ world, registration, api } = app)
}, 60_000)

afterAll(() => app.end())

const call = (...given: Parameters<typeof api.call>) => api.call(...given)
const open = (link: string) => api.open(link)
const nominee = (mark: string) => app.nominee(mark)

describe('a personal link', () => {
  it('is opened by the token in the body, as often as it is pressed, and says of what kind it is', async () => {
    const [{ link }, { link: other }] = [await api.asked('QZKIND'), await nominee('QZKIND')]

    const [first, again, named] = [await open(link), await open(link), await open(other)]

    expect([first.status, again.status, first.headers['set-cookie']]).toEqual([201, 201, undefined])
    expect([read(first), read(named)]).toEqual([
      { token: expect.stringMatching(/^[\w-]{43}$/), kind: 'reference', expires_on: expect.stringMatching(/^\d{4}-/) },
      { token: expect.stringMatching(/^[\w-]{43}$/), kind: 'nomination', expires_on: expect.stringMatching(/^\d{4}-/) },
    ])
    expect(read(again).token).not.toBe(read(first).token)
    const [row] = await world.operator.query<{ openings: number }>(
      `SELECT openings FROM app.link WHERE kind = 'nomination' ORDER BY openings DESC LIMIT 1`,
    )
    expect(row?.openings).toBe(2)
  })

  it('that is unknown, no link at all, used, ended or expired gives one answer, and so does asking for a fresh one', async () => {
    const [used, ended, expired] = [await api.asked('QZUSED'), await nominee('QZENDED'), await api.asked('QZPAST')]
    await call('PUT', 'reference', { answers: referenceAnswers('QZUSED') }, { ...used.session, 'if-match': '"1"' })
    await call('POST', 'invitation/objection', undefined, ended.session)
    await world.operator.query('UPDATE app.link SET expires_on = app.today() - 1 WHERE application_id = $1', [
      expired.applicant.id,
    ])
    const links = ['A'.repeat(22), 'QZNOLINK', used.link, ended.link, expired.link]

    const opened = await Promise.all(links.map(open))
    const renewed = await Promise.all(links.map((link) => call('POST', 'links/renewal', { link })))

    expect(read(opened[0] as WebAnswer)).toEqual({
      type: '/problems/not-found',
      title: expect.stringMatching(/./),
      status: 404,
      code: 'not_found',
    })
    expect(opened.map(seen)).toEqual(links.map(() => seen(opened[0] as WebAnswer)))
    expect(renewed.map(seen)).toEqual(links.map(() => seen(renewed[0] as WebAnswer)))
    expect([renewed[0]?.status, renewed[0]?.text]).toEqual([204, ''])
    expect(await world.operator.query(`SELECT application_id FROM app.staff_task WHERE kind = 'link_renewal'`)).toEqual(
      [{ application_id: expired.applicant.id }],
    )
    for (const { session } of [used, expired]) {
      expect(told(await call('GET', 'reference', undefined, session))).toEqual([401, 'sign_in'])
    }
    expect(told(await call('GET', 'invitation', undefined, ended.session))).toEqual([401, 'sign_in'])
  })

  it('is asked for in a body of its own shape', async () => {
    for (const body of [{}, { token: 'x' }, { link: 7 }, { link: 'x', more: 'y' }, ['x']]) {
      expect(told(await call('POST', 'links', body))).toEqual([400, 'malformed'])
      expect(told(await call('POST', 'links/renewal', body))).toEqual([400, 'malformed'])
    }
  })
})

describe('a referee', () => {
  it('VIS-8 reads the name the applicant allowed and the questions, in the language asked for, and nothing else', async () => {
    const { session } = await api.asked('QZNAME')

    const shown = await call('GET', 'reference', undefined, session)
    const arabic = read(await call('GET', 'reference', undefined, { ...session, 'accept-language': 'ar' }))
    const edits = await Promise.all(
      ['replacements/contact', 'sections/contact'].map((at) => call('PUT', at, { answers: {} }, session)),
    )

    const { questions, ...rest } = read(shown)
    expect(edits.map(told)).toEqual(edits.map(() => [401, 'sign_in']))
    expect([shown.status, shown.headers.etag, rest]).toEqual([
      200,
      '"1"',
      {
        state: 'asked',
        version: 1,
        expires_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        name: 'QZNAME',
        organisation: null,
        language: 'en',
        answers: { confidential: 'confidential' },
      },
    ])
    const list = questions as Json[]
    expect(list.map(({ path }) => path)).toEqual(Object.keys(wholeReference('')).toSpliced(1, 0, 'how_know_more'))
    expect(list[0]).toEqual({
      path: 'how_know',
      label: 'How do you know this person?',
      hint: null,
      is_needed: 'yes',
      choices: expect.arrayContaining([{ value: 'works_together', label: expect.stringMatching(/./) }]),
    })
    expect([arabic.language, (arabic.questions as Json[])[0]?.label]).toEqual([
      'ar',
      expect.stringMatching(/[\u0600-\u06ff]/),
    ])
  })

  it('sends once, over the version that was read, and the link is used up', async () => {
    const { link, session, state } = await api.asked('QZSENT')
    const body = { answers: referenceAnswers('QZSENT') }

    const bare = await call('PUT', 'reference', body, session)
    const stale = await call('PUT', 'reference', body, { ...session, 'if-match': '"7"' })
    const before = await state()
    const sent = await call('PUT', 'reference', body, { ...session, 'if-match': '"1"' })
    const again = await call('PUT', 'reference', body, { ...session, 'if-match': '"1"' })

    expect([told(bare), told(stale), before]).toEqual([[428, 'version_needed'], [412, 'stale'], 'asked'])
    expect([sent.status, read(sent), await state()]).toEqual([200, { state: 'answered' }, 'answered'])
    expect([told(again), told(await open(link))]).toEqual([
      [401, 'sign_in'],
      [404, 'not_found'],
    ])
  })

  it('is told what is missing, by pointer, and what no form has, and nothing is kept', async () => {
    const { session, state } = await api.asked('QZGAPS')
    const { since_when: _, verify_me_by: __, ...answers } = referenceAnswers('QZGAPS')
    const put = (given: unknown) => call('PUT', 'reference', { answers: given }, { ...session, 'if-match': '"1"' })

    const unfit = await put({ ...answers, how_know: 'other' })
    const odd = await put({ ...answers, passport: 'x' })
    const later = read(await call('GET', 'reference', undefined, session))

    expect(told(unfit)).toEqual([422, 'incomplete'])
    expect((read(unfit).errors as Json[]).map(({ pointer }) => pointer)).toEqual([
      '/answers/how_know_more',
      '/answers/since_when',
      '/answers/verify_me_by/channel',
      '/answers/verify_me_by/handle',
      '/answers/verify_me_by/time',
    ])
    expect([told(odd), later.answers, await state()]).toEqual([
      [400, 'malformed'],
      { confidential: 'confidential' },
      'asked',
    ])
  })

  it('VIS-9 says no, twice the same, cannot send then, and takes it back by the same link', async () => {
    const { session, state } = await api.asked('QZNO')
    const key = { ...session, 'idempotency-key': 'QZKEY-0123456789-decline' }

    const no = [
      await call('POST', 'reference/decline', undefined, session),
      await call('POST', 'reference/decline', undefined, key),
    ]
    const shown = await call('GET', 'reference', undefined, session)
    const body = { answers: referenceAnswers('QZNO') }
    const sent = [
      await call('PUT', 'reference', body, { ...session, 'if-match': '"1"' }),
      await call('PUT', 'reference', body, { ...session, 'if-match': '"2"' }),
    ]
    const yes = await call('POST', 'reference/acceptance', undefined, session)
    const replayed = await call('POST', 'reference/decline', undefined, key)

    expect(no.map((one) => [one.status, read(one)])).toEqual(no.map(() => [200, { state: 'declined' }]))
    expect([read(shown).state, shown.headers.etag, sent.map(told)]).toEqual([
      'declined',
      '"2"',
      [
        [412, 'stale'],
        [409, 'move_not_allowed'],
      ],
    ])
    expect([yes.status, read(yes), replayed.text, await state()]).toEqual([
      200,
      { state: 'asked' },
      no[1]?.text,
      'asked',
    ])
  })

  it('repeats a write with its key in another session of the same link, and no other link has that key', async () => {
    const [{ link, session }, other] = [await api.asked('QZKEYED'), await api.asked('QZOTHER')]
    const key = { 'idempotency-key': 'QZKEY-0123456789-anywhere', 'if-match': '"9"' }
    const body = { answers: referenceAnswers('QZKEYED') }

    const first = await call('PUT', 'reference', body, { ...session, ...key })
    const again = await call('PUT', 'reference', body, { ...(await api.signedIn(link)), ...key })
    const changed = await call('PUT', 'reference', { answers: {} }, { ...session, ...key })
    const theirs = await call('POST', 'reference/decline', undefined, { ...other.session, ...key })

    expect([told(first), again.text]).toEqual([[412, 'stale'], first.text])
    expect([told(changed), theirs.status]).toEqual([[422, 'key_other'], 200])
  })

  it('opens nothing of an applicant, a nominee or a partner, nor an applicant anything of theirs', async () => {
    const { session, applicant } = await api.asked('QZWALLS')
    const theirs = bearer(applicant.client.cookies.get('form'))
    const foreign = [
      'home',
      'sections',
      'sections/contact',
      'copy',
      'referees',
      'consents',
      'nominations',
      'invitation',
    ]

    const answers = await Promise.all(foreign.map((at) => call('GET', at, undefined, session)))
    const own = await Promise.all(
      ['reference', 'invitation', 'nominations'].map((at) => call('GET', at, undefined, theirs)),
    )

    expect((await call('GET', 'home', undefined, theirs)).status).toBe(200)
    expect(answers.map(told)).toEqual(foreign.map(() => [401, 'sign_in']))
    expect(own.map(told)).toEqual([
      [401, 'sign_in'],
      [401, 'sign_in'],
      [401, 'sign_in'],
    ])
  })
})

describe('what is left behind', () => {
  it('holds no name, word, key, link or token in any log line', async () => {
    const { link, session } = await api.asked('QZLOG')
    const send = (key: string) =>
      call(
        'PUT',
        'reference',
        { answers: referenceAnswers('QZLOG') },
        { ...session, 'if-match': '"1"', 'idempotency-key': key },
      )
    const signature = '(bytea, integer, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[])'
    await world.operator.query(`ALTER FUNCTION app.reference_answer${signature} RENAME TO reference_lost`)
    const failed = await send('QZKEY-0123456789-lost')
    await world.operator.query(`ALTER FUNCTION app.reference_lost${signature} RENAME TO reference_answer`)
    const sent = await send('QZKEY-0123456789-lost')
    await call('POST', 'links/renewal', { link })
    const lines = registration.log.join('\n')

    expect([failed.status, sent.status]).toEqual([500, 200])
    expect(lines).toContain('/api/v1/reference')
    expect(lines).not.toContain(link)
    expect(lines).not.toContain((session.authorization ?? '').slice(7))
    expect(lines).not.toMatch(/QZ[A-Z]{3}|example\.(org|net)/)
    const kept = await world.operator.query(`SELECT encode(answer, 'escape') AS answer FROM app.idempotency`)
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toMatch(/QZ[A-Z]{3}|declined|stale/)
  })

  it('is a count: a network that tries links in a row is slowed', async () => {
    const answers = await Promise.all(Array.from({ length: 130 }, () => open('B'.repeat(22))))

    expect(new Set(answers.map((answer) => told(answer).join(' ')))).toEqual(new Set(['404 not_found', '429 too_many']))
  })
})
