import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { Outcome } from '#domain/outcome.js'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { CloseSecond } from '#features/decision/staff/close-second.js'
import { dryRunOf } from '#features/decision/staff/many/dry-run.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let compare: CompareFiles
let closing: CloseSecond
let files: string[]
let latin: string
let arabic: string

const called = (display_name: string) => ({ contact: { display_name, no_code_word: true } })

beforeAll(async () => {
  line = await openMainLine()
  compare = new CompareFiles(line.door.database, line.door.alike, new Audit(line.door.database))
  closing = new CloseSecond(line.door.database, line.door.propose)
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

  it('are not those whose file is over', async () => {
    await line.world.operator.query(
      `UPDATE app.application SET state = 'withdrawn', version = version + 1 WHERE id = $1`,
      [files[1]],
    )

    expect(await found()).toEqual({ [named()]: null })
    await line.world.operator.query(
      `UPDATE app.application SET state = 'submitted', version = version + 1 WHERE id = $1`,
      [files[1]],
    )
  })
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

describe('the later file of one person', () => {
  const standIn = (id: string, state: string) =>
    line.world.operator.query('UPDATE app.application SET state = $2, version = version + 1 WHERE id = $1', [id, state])
  /** An earlier and a later file, judged to be one person's; what a colleague can do about the later is done. */
  const oneOf = async (state: string, actor = line.as('coordinator')) => {
    const [earlier, later] = [await line.applied(), await line.applied()]
    await line.world.operator.query(
      'UPDATE app.application SET submitted_week = submitted_week - 7, version = version + 1 WHERE id = $1',
      [earlier],
    )
    await standIn(later, state)
    const outcome = await compare.judge(actor, { first: later, second: earlier }, 'same')
    if (!outcome.ok) throw new Error(outcome.code)
    const became = outcome.value.mayClose ? await closing.run(actor, outcome.value.later) : 'left'
    return { earlier, later, became }
  }
  const waiting = (id: string) =>
    line.world.operator.query(
      `SELECT 'decision ' || move || ' ' || reason_class AS waits FROM app.decision WHERE application_id = $1 AND state = 'pending'
       UNION ALL SELECT 'task ' || kind || ' ' || role FROM app.staff_task WHERE application_id = $1 AND state = 'open'`,
      [id],
    )
  const propose = async (login: string, id: string, move: ApplicationMove) =>
    line.door.propose.run(line.as(login), id, { move, reasonClass: 'other', version: (await line.now(id)).version })
  const codeOf = (outcome: Outcome<unknown, string>) => outcome.ok || outcome.code

  it.each([
    ['submitted', 'kept_in_mind', 'task duplicate_to_close coordinator'],
    ['screening', 'put_forward', 'decision not_eligible duplicate'],
    ['more_info', 'kept_in_mind', 'task duplicate_to_close coordinator'],
    ['in_review', 'told', 'task duplicate_to_close board'],
    ['vetting', 'told', 'task duplicate_to_close board'],
    ['board', 'told', 'task duplicate_to_close board'],
    ['waitlisted', 'told', 'task duplicate_to_close board'],
  ])('APP-9 is put forward for closing from %s, or those who may are asked', async (state, became, waits) => {
    const pair = await oneOf(state)

    expect([pair.became, await waiting(pair.later), await waiting(pair.earlier)]).toEqual([became, [{ waits }], []])
  })

  it.each(['in_review', 'board', 'waitlisted'])(
    'APP-9 is put forward from %s by a coordinator who sits on the board, and once',
    async (state) => {
      const both: StaffActor = { ...line.as('board-1'), roles: ['board', 'coordinator'] }
      const { earlier, later, became } = await oneOf(state, both)
      const again = await closing.run(both, await line.file('board-1', later))
      const [waits] = [await waiting(later)]
      await compare.judge(both, { first: earlier, second: later }, 'different')

      expect([became, again, waits]).toEqual([
        'put_forward',
        'put_forward',
        [{ waits: 'decision release_reject duplicate' }],
      ])
    },
  )

  it('APP-9 goes no further: not to vetting, not to the board, not to a place, alone or with others', async () => {
    const { earlier, later } = await oneOf('in_review')
    const codes = [codeOf(await line.move('coordinator', later, 'shortlist'))]
    codes.push(codeOf(await propose('board-1', later, 'release_invite')))
    await standIn(later, 'vetting')
    codes.push(codeOf(await propose('lead', later, 'clear')))
    codes.push(codeOf(await propose('board-1', later, 'release_waitlist')))
    const many = await dryRunOf(line.door.database, line.as('board-1'), { move: 'release_invite', ids: [later] })
    const before = await line.traces(earlier)
    codes.push(codeOf(await propose('board-1', earlier, 'clear')))

    expect(codes).toEqual([...Array(4).fill('second_of_person'), 'move_not_allowed'])
    expect([many.ready, many.left, await line.traces(earlier)]).toEqual([[], { second_of_person: 1 }, before])
    expect(codeOf(await propose('board-1', later, 'release_reject'))).not.toBe('second_of_person')
  })

  it('APP-9 is not agreed to or released once the judgement stands, and goes on when it is taken back', async () => {
    const { earlier, later } = await oneOf('board')
    await judge('coordinator', 'different', [earlier, later])
    const proposed = await propose('board-1', later, 'release_invite')
    await judge('coordinator', 'same', [earlier, later])
    const second = async () =>
      codeOf(await line.door.second.run(line.as('board-2'), later, (proposed.ok && proposed.value) || ''))
    const refused = await second()
    await judge('coordinator', 'different', [earlier, later])
    const agreed = await second()
    await judge('coordinator', 'same', [earlier, later])
    const released = await line.door.release.run(line.as('board-1'), 'main')

    expect([refused, agreed, await waiting(later)]).toEqual(['second_of_person', true, []])
    expect(released).toMatchObject({ ok: false, code: 'release_blocked', about: { code: 'second_of_person' } })
    await standIn(earlier, 'withdrawn')
    expect(await line.door.release.run(line.as('board-1'), 'main')).toMatchObject({ ok: true, value: { moved: 1 } })
  })

  it('tells nothing of a restricted file: nobody is asked, nothing is refused', async () => {
    const { earlier, later } = await oneOf('board')
    await line.world.operator.query('DELETE FROM app.staff_task WHERE application_id = $1', [later])
    await restrict(earlier)
    const judged = await judge('lead', 'same', [earlier, later])

    expect([judged.ok && judged.value.mayClose, await waiting(later)]).toEqual([false, []])
    expect(codeOf(await propose('board-1', later, 'release_waitlist'))).toBe(true)
    await standIn(later, 'vetting')
    expect(codeOf(await propose('lead', later, 'clear'))).toBe('second_of_person')
  })
})
