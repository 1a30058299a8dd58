import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mayShare } from '#domain/vetting/apart.js'
import { FindProxies } from '#features/application/staff/screening/find-proxies.js'
import { FlagFile } from '#features/application/staff/screening/flag-file.js'
import { apartPairs } from '#features/vetting/staff/apart/apart-pairs.js'
import { KeepApart } from '#features/vetting/staff/apart/keep-apart.js'
import { ReadTypedBy } from '#features/vetting/staff/call/read-typed-by.js'
import { RecordCall } from '#features/vetting/staff/call/record-call.js'
import { Audit } from '#platform/audit/audit.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { insideDeclaration } from '#test/support/staff-door.js'

let line: MainLine
let flags: FlagFile

beforeAll(async () => {
  line = await openMainLine()
  flags = new FlagFile(line.door.database, new Audit(line.door.database))
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const coordinator = () => line.as('coordinator')
const verbsOf = async (id: string, like: string) =>
  (
    await query<{ line: string }>(
      `SELECT verb || ' ' || purpose AS line FROM audit.entry WHERE object_id = $1 AND verb LIKE $2 ORDER BY seq`,
      [id, like],
    )
  ).map((row) => row.line)

describe('flags apart from scores', () => {
  it('are set and lifted once by who may, and seen by who may', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const set = (login: string, kind: 'safeguarding' | 'earlier_conduct') =>
      flags.run(line.as(login), id, { act: 'set', kind, reason: 'colleague' })
    const seen = async (login: string) => {
      const [file] = (await line.door.list.run(line.as(login), {})).rows.filter((row) => row.id === id)
      return file ? (await flags.of(file)).map(({ kind, lifted }) => [kind, lifted !== null]) : null
    }

    const outcomes = [
      await set('coordinator', 'safeguarding'),
      await set('coordinator', 'safeguarding'),
      await set('coordinator', 'earlier_conduct'),
      await set('reader-1', 'safeguarding'),
      await set('board-1', 'safeguarding'),
      await set('lead', 'earlier_conduct'),
    ]

    expect(outcomes.map((one) => one.ok)).toEqual([true, true, false, false, false, true])
    expect(await seen('coordinator')).toEqual([['safeguarding', false]])
    expect(await seen('lead')).toEqual([
      ['earlier_conduct', false],
      ['safeguarding', false],
    ])
    expect(await seen('security')).toEqual([
      ['earlier_conduct', false],
      ['safeguarding', false],
    ])
    expect([await seen('reader-1'), await seen('reader-2')]).toEqual([[], null])
    for (const _ of [1, 2]) await flags.run(line.as('security'), id, { act: 'lift', kind: 'safeguarding' })
    expect(await seen('coordinator')).toEqual([['safeguarding', true]])
    expect(await verbsOf(id, 'flag%')).toEqual([
      'flag.set safeguarding',
      'flag.set earlier_conduct',
      'flag.lifted safeguarding',
    ])
  })

  it('go with the file, as every answer and comparison does', async () => {
    const [id, other] = [await line.applied(), await line.applied()]
    await line.move('coordinator', id, 'open_screening')
    await line.door.eligibility.run(coordinator(), id, insideDeclaration)
    await flags.run(coordinator(), id, { act: 'set', kind: 'media_profile', reason: 'public_trace' })
    await query('INSERT INTO app.duplicate_pair (first_id, second_id, verdict, author_id) VALUES ($1, $2, $3, $4)', [
      ...[id, other].toSorted(),
      'different',
      coordinator().accountId,
    ])

    for (const move of ['withdraw', 'erase'])
      await query(`SELECT app.application_move($1, $2, 'applicant')`, [id, move])

    const left = await query(
      `SELECT (SELECT count(*)::int FROM app.eligibility WHERE application_id = $1) AS answers,
         (SELECT count(*)::int FROM app.vetting_flag WHERE application_id = $1) AS flags,
         (SELECT count(*)::int FROM app.duplicate_pair WHERE $1 IN (first_id, second_id)) AS pairs`,
      [id],
    )
    expect(left).toEqual([{ answers: 0, flags: 0, pairs: 0 }])
  })
})

const typedBy = (channel: string) => ({
  start: {
    form_language: 'en',
    answer_language: 'en',
    safety_notice_ack: true,
    adult_on_arrival: 'yes',
    applying_for: 'proxy',
    'proxy_consent.name': 'Somebody',
    'proxy_consent.relation': 'neighbour',
    'proxy_consent.channel': channel,
    'proxy_consent.how_agreed': 'By voice.',
    'proxy_consent.agreed_on.day': '1',
    'proxy_consent.agreed_on.month': '2',
    'proxy_consent.agreed_on.year': '2026',
    'proxy_consent.language': 'en',
    'proxy_consent.code_kept_by': 'person',
  },
})

describe('a proxy for many', () => {
  const flagged = () =>
    query<{ id: string }>(
      `SELECT application_id AS id FROM app.vetting_flag WHERE kind = 'proxy_of_many' AND lifted_on IS NULL ORDER BY 1`,
    )

  it('is shown to screening as a flag, by what one look of the lead finds, and the channel stands nowhere', async () => {
    const { database, keyring } = line.door
    const proxies = new FindProxies(database, keyring, new Audit(database))
    const ways = [
      '+46 70 555 01 23',
      '0046705550123',
      '+46705550123',
      '070-555 01 23',
      '+46 705 550 123',
      '0046 705550123',
    ]
    const ids: string[] = []
    for (const [i, way] of ways.entries()) ids.push((await sender(line.world, `PROXY${i}`, false, typedBy(way))).id)
    const other = (await sender(line.world, 'PROXYELSE', false, typedBy('+46 70 999 99 99'))).id

    const first = await proxies.run(line.as('lead'))
    const after = await flagged()
    const again = await proxies.run(line.as('lead'))
    const codes = [await proxies.run(coordinator()), await proxies.list(coordinator())]

    expect([first, again]).toEqual([
      { ok: true, value: 6 },
      { ok: true, value: 6 },
    ])
    expect(after.map(({ id }) => id)).toEqual(ids.toSorted())
    expect(await verbsOf(ids[0] ?? '', 'flag%')).toEqual(['flag.set proxy_of_many'])
    expect((await proxies.list(line.as('lead')))?.files.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(codes).toEqual([{ ok: false, code: 'not_found' }, null])

    // A restricted file counts for itself alone: the five others fall below the limit.
    await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [ids[0]])
    await proxies.run(line.as('lead'))
    expect((await flagged()).map(({ id }) => id)).toEqual([ids[0]])
    expect(await verbsOf(other, 'flag%')).toEqual([])
  }, 30_000)
})

describe('an application a proxy typed', () => {
  it('is known as one once a coordinator opened it, and asks for a call that reached the person, whatever else came of calls', async () => {
    const own = (await sender(line.world, 'OWNHAND')).id
    const id = (await sender(line.world, 'BYPROXY', false, typedBy('+46 70 111 22 33'))).id
    const known = () =>
      query<{ id: string; by_proxy: boolean; missing: boolean }>(
        `SELECT a.id, t.by_proxy, app.spoken_missing(a.id) AS missing FROM app.application a LEFT JOIN app.typed_by t ON t.application_id = a.id
         WHERE a.id = ANY ($1) ORDER BY array_position($1, a.id)`,
        [[id, own]],
      )
    const { database } = line.door
    const [calls, typists] = [new RecordCall(database, new Audit(database)), new ReadTypedBy(database)]
    const said = async (login: string) => typists.of(line.as(login), await line.file(login, id))
    const before = await known()
    await line.door.open.run(line.as('board-1'), id)
    const sealed = await known()
    for (const file of [id, own]) await line.door.open.run(line.as('coordinator'), file)
    const opened = await known()
    const unspoken = [await said('board-1'), await said('lead')]
    await calls.run(line.as('coordinator'), id, { outcome: 'not_reached' })
    const still = await said('coordinator')
    await calls.run(line.as('coordinator'), id, { outcome: 'reached' })

    expect([before, sealed]).toEqual(
      [0, 1].map(() => [id, own].map((file) => ({ id: file, by_proxy: null, missing: false }))),
    )
    expect(opened).toEqual([
      { id, by_proxy: true, missing: true },
      { id: own, by_proxy: false, missing: false },
    ])
    expect([unspoken, still, await said('coordinator')]).toEqual([['unspoken', 'unspoken'], 'unspoken', 'spoken'])
    expect((await known()).map(({ missing }) => missing)).toEqual([false, false])
  })
})

describe('people who are kept apart', () => {
  const keeper = () => {
    const { database, keyring } = line.door
    return new KeepApart(database, keyring, line.world.directory, new Audit(database))
  }

  it('CON-5 are a pair of ids to those who select, a reason to security officers alone, and go with an erased file', async () => {
    const apart = keeper()
    const [a, b, c] = [await line.inReview(), await line.inReview(), await line.inReview()]
    const numberOf = async (id: string) => (await line.file('lead', id)).caseNumber
    const pair = { first: (await numberOf(a)).toLowerCase(), second: await numberOf(b), text: 'QZAPART' }
    const outcomes = [
      await apart.run(line.as('lead'), pair),
      await apart.run(line.as('security'), { ...pair, second: pair.first }),
      await apart.run(line.as('security'), { ...pair, second: 'ZZZZZZ' }),
      await apart.run(line.as('security'), pair),
      await apart.run(line.as('security'), { ...pair, first: pair.second, second: pair.first }),
    ]
    const listed = await apart.list(line.as('security'))
    const pairsOf = (login: string) => apartPairs(line.door.database, line.as(login))
    const pairs = await pairsOf('board-1')

    expect(outcomes.map((outcome) => outcome.ok || outcome.code)).toEqual([
      'not_found',
      'same_case',
      'case_unknown',
      true,
      true,
    ])
    expect(pairs).toEqual([[a, b].toSorted()])
    expect([await pairsOf('coordinator'), await pairsOf('reader-1'), await pairsOf('lead')]).toEqual([pairs, [], []])
    expect([mayShare(pairs, b, a), mayShare(pairs, a, c)]).toEqual([false, true])
    expect(listed.ok && listed.value.map(({ text }) => text)).toEqual(['QZAPART'])
    expect(await apart.list(line.as('board-1'))).toEqual({ ok: false, code: 'not_found' })
    expect(findCanaries(await dumpDatabase(line.world.database), ['QZAPART'])).toEqual([])

    const kept = (listed.ok && listed.value[0]?.id) || ''
    const ofOfficer = async () => [await apart.list(line.as('security')), await apart.end(line.as('security'), kept)]
    const hidden = [
      { ok: true, value: [] },
      { ok: false, code: 'not_found' },
    ]
    await conflictsOn(line).pin(a, 'security', 'family')
    expect(await ofOfficer()).toEqual(hidden)
    await conflictsOn(line).clear(a, 'security')
    await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [b])
    expect([await ofOfficer(), await pairsOf('board-1')]).toEqual([hidden, []])
    for (const move of ['withdraw', 'erase']) await query(`SELECT app.application_move($1, $2, 'applicant')`, [b, move])
    expect(await query('SELECT 1 FROM app.apart_pair WHERE id = $1', [kept])).toEqual([])
    expect(await query(`SELECT 1 FROM sealed.record WHERE schema_id = 'apart.note'`)).toEqual([])
  })
})
