import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let compare: CompareFiles
let files: string[]
let latin: string
let arabic: string

const called = (display_name: string) => ({ contact: { display_name, no_code_word: true } })

beforeAll(async () => {
  line = await openMainLine()
  compare = new CompareFiles(line.door.database, line.door.alike, new Audit(line.door.database))
  files = [await line.applied(), await line.applied(), await line.applied(), await line.applied()]
  latin = (await sender(line.world, 'LATIN', false, called('Youssef Mansour'))).id
  arabic = (await sender(line.world, 'ARABIC', false, called('يوسف منصور'))).id
}, 60_000)

afterAll(() => line.world.end())

beforeEach(async () => {
  await line.world.operator.query('DELETE FROM app.duplicate_pair')
  await line.world.operator.query('DELETE FROM app.flag')
  await line.world.operator.query('DELETE FROM app.contact_index')
  for (const [i, mail] of ['one', 'one', 'two', 'other'].entries()) {
    await line.world.operator.query(`INSERT INTO app.contact_index VALUES ($1, decode(md5($2), 'hex'))`, [
      files[i],
      mail,
    ])
  }
})

const keyOf = (ids: readonly string[]): string => ids.toSorted().join(' ')
/** What each pair that is found was judged to be. */
const found = async (login = 'coordinator') =>
  Object.fromEntries(
    (await compare.run(line.as(login))).pairs.map(({ first, second, verdict }) => [
      keyOf([first.id, second.id]),
      verdict,
    ]),
  )
const sharing = (): string => keyOf(files.slice(0, 2))
const named = (): string => keyOf([latin, arabic])
const judge = (login: string, verdict: 'same' | 'different' | 'unsure', pair = files.slice(0, 2)) =>
  compare.judge(line.as(login), { first: pair[0] ?? '', second: pair[1] ?? '' }, verdict)
const standIn = (id: string | undefined, state: string) =>
  line.world.operator.query('UPDATE app.application SET state = $2, version = version + 1 WHERE id = $1', [id, state])
const nameOf = async (login: string) =>
  (
    await line.world.operator.query<{ name: string }>(
      'SELECT display_name AS name FROM app.staff_account WHERE login = $1',
      [login],
    )
  )[0]?.name
const restrict = (id: string | undefined) =>
  line.world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])

describe('files that may be one person’s', () => {
  it('APP-9 are proposed until a person has told them apart, whichever way round', async () => {
    const before = await found()
    await judge('coordinator', 'unsure')
    const unsure = await found()
    const outcome = await judge('coordinator', 'different', files.slice(0, 2).toReversed())

    expect(before).toEqual({ [sharing()]: null, [named()]: null })
    expect(unsure).toEqual({ [sharing()]: 'unsure', [named()]: null })
    expect([outcome.ok, await found()]).toEqual([true, { [named()]: null }])
  })

  it('APP-9 stay told apart when one of them is replaced or the judging is repeated', async () => {
    await judge('coordinator', 'different', [latin, arabic])
    await judge('coordinator', 'different', [latin, arabic])

    expect(await found()).toEqual({ [sharing()]: null })
    expect(await line.world.operator.query('SELECT verdict FROM app.duplicate_pair')).toEqual([
      { verdict: 'different' },
    ])
  })

  it('APP-9 come unjudged before unsure, and are judged again from the list of what was said', async () => {
    await judge('coordinator', 'unsure')
    const order = (await compare.run(line.as('coordinator'))).pairs.map(({ verdict }) => verdict)
    await judge('coordinator-2', 'different')
    const said = async (login: string) =>
      (await compare.judged(line.as(login))).rows.map(({ verdict, author }) => [verdict, author])
    await judge('coordinator', 'same', [latin, arabic])
    await restrict(latin)

    expect([order, await said('coordinator'), await said('lead'), await said('board-1')]).toEqual([
      [null, 'unsure'],
      [['different', await nameOf('coordinator-2')]],
      [['same', await nameOf('coordinator')]],
      [],
    ])
    expect(await compare.judged(line.as('coordinator'), `${latin}.${arabic}`)).toEqual({ rows: [], next: null })
  })

  it('are found by name across two scripts, with the reason and the earlier file first', async () => {
    await line.world.operator.query(
      'UPDATE app.application SET submitted_week = submitted_week - 14, version = version + 1 WHERE id = $1',
      [arabic],
    )
    const { pairs } = await compare.run(line.as('coordinator'))
    await line.world.operator.query(
      'UPDATE app.application SET submitted_week = submitted_week + 14, version = version + 1 WHERE id = $1',
      [arabic],
    )

    const pair = pairs.find(({ second }) => second.id === latin)
    expect([pair?.first.id, pair?.isInTwoScripts, pair?.first.name, pair?.second.name]).toEqual([
      arabic,
      true,
      'يوسف منصور',
      'Youssef Mansour',
    ])
    expect(pair?.reasons.every((reason) => reason.startsWith('name_'))).toBe(true)
  })

  it('are shown to coordinators alone, names opened after one line', async () => {
    const others = [await found('lead'), await found('reader-1'), await found('board-1'), await found('security')]

    expect(others).toEqual([{}, {}, {}, {}])
  })

  it('are judged by nobody else, and not with a file that is not there or with themselves', async () => {
    const outcomes = [
      await judge('lead', 'different'),
      await judge('coordinator', 'different', [files[0] ?? '', files[0] ?? '']),
      await judge('coordinator', 'different', [files[0] ?? '', '00000000-0000-4000-8000-000000000000']),
    ]

    expect(outcomes.map((one) => one.ok || one.code)).toEqual(['not_found', 'not_found', 'not_found'])
    expect(await line.world.operator.query('SELECT 1 FROM app.duplicate_pair')).toEqual([])
  })

  it.each(['withdrawn', 'rejected', 'expired'])(
    'APP-9 are a signal where one of them is %s, until told apart',
    async (state) => {
      await standIn(files[1], state)
      const ended = async (login = 'coordinator') =>
        (await compare.of(line.as(login), files[0] ?? '')).ended.map(({ first, second, reasons }) => [
          first,
          second,
          reasons,
        ])
      const seen = await ended()
      await restrict(files[1])
      const hidden = [
        await ended(),
        (await compare.run(line.as('coordinator'))).endedCount,
        (await ended('lead')).length,
      ]
      await line.world.operator.query('DELETE FROM app.flag')
      const unpaired = await found()
      await judge('coordinator', 'different')

      expect(seen).toMatchObject([[{ id: files[1], state }, { id: files[0] }, ['same_mail']]])
      expect([hidden, unpaired, await ended()]).toEqual([[[], 0, 1], { [named()]: null }, []])
      await standIn(files[1], 'submitted')
    },
  )
})

describe('a match with a restricted file', () => {
  it('is a signal to the vetting lead alone, and no other screen differs by it', async () => {
    await line.world.operator.query('DELETE FROM app.contact_index WHERE application_id = $1', [files[1]])
    const without = await compare.run(line.as('coordinator'))
    await line.world.operator.query(`INSERT INTO app.contact_index VALUES ($1, decode(md5('one'), 'hex'))`, [files[1]])
    await restrict(files[1])

    expect(await compare.run(line.as('coordinator'))).toEqual(without)
    expect(await found('lead')).toEqual({ [sharing()]: null })
    expect((await compare.run(line.as('lead'))).pairs[0]?.reasons).toEqual(['same_mail'])
    expect(await compare.of(line.as('coordinator'), files[0] ?? '')).toMatchObject({ pairs: [] })
    for (const login of ['reader-1', 'board-1', 'security']) expect(await found(login)).toEqual({})
  })

  it('is judged by the lead, and stays hidden from a coordinator whatever was found', async () => {
    await restrict(files[1])

    const [wrong, right] = [await judge('coordinator', 'same'), await judge('lead', 'same')]

    expect([wrong.ok, right.ok]).toEqual([false, true])
    expect([await found('coordinator'), await found('lead')]).toEqual([{ [named()]: null }, { [sharing()]: 'same' }])
  })
})

describe('what was written on the page of channels', () => {
  /** Somebody whose name is like nobody's, to be reached one way. */
  const reached = async (display_name: string, channel: string, handle: string): Promise<string> => {
    const channels = { safe_channels: [{ channel, handle, safe: 'yes' }], contact_rules: [] }
    return (await sender(line.world, 'REACHED', false, { ...called(display_name), channels })).id
  }

  it('APP-9 is compared as it was opened: a number or handle on any channel, but not a partner’s', async () => {
    const whatsapp = await reached('Birgitta Lindqvist', 'whatsapp', '+46 70 123 45 67')
    const signal = await reached('Teodoro Quispe', 'signal', '0046 (0)70-123 45 67')
    const phone = await reached('Nomvula Dlamini', 'phone', '0701234567')
    const handle = await reached('Jargal Enkhbold', 'signal', '@Robin.42')
    const again = await reached('Fiona Mackenzie', 'signal', 'robin.42')
    const elsewhere = await reached('Osman Karaca', 'whatsapp', 'Robin.42')
    await reached('Priya Raghunathan', 'partner', 'House of Law')
    await reached('Wei Zhang', 'partner', 'House of Law')

    const { pairs } = await compare.run(line.as('coordinator'))

    const reasons = Object.fromEntries(pairs.map((pair) => [keyOf([pair.first.id, pair.second.id]), pair.reasons]))
    expect(reasons).toEqual({
      [sharing()]: ['same_mail'],
      [named()]: ['name_sounds_alike'],
      [keyOf([whatsapp, signal])]: ['same_phone'],
      [keyOf([whatsapp, phone])]: ['phone_ending'],
      [keyOf([signal, phone])]: ['phone_ending'],
      [keyOf([handle, again])]: ['same_handle'],
      [keyOf([handle, elsewhere])]: ['handle_elsewhere'],
      [keyOf([again, elsewhere])]: ['handle_elsewhere'],
    })
  })
})
