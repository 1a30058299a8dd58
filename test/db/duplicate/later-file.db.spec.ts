import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { Outcome } from '#domain/outcome.js'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { CloseSecond } from '#features/decision/staff/close-second.js'
import { ReadScreening } from '#features/application/staff/screening/read-screening.js'
import { ReadScreeningFiles } from '#features/application/staff/screening/screening-files.js'
import { RunScreening } from '#features/application/staff/screening/run-screening.js'
import { dryRunOf } from '#features/decision/staff/many/dry-run.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { whilePressed } from './while-pressed.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { insideDeclaration } from '#test/support/staff-door.js'
import { knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { linePlanned } from '#test/support/people/line-planned.js'

let line: MainLine
let compare: CompareFiles
let closing: CloseSecond

beforeAll(async () => {
  line = await openMainLine()
  compare = new CompareFiles(line.door.database, line.door.alike, new Audit(line.door.database))
  closing = new CloseSecond(line.door.database, line.door.propose)
}, 60_000)

afterAll(() => line.world.end())

const judge = (login: string, verdict: 'same' | 'different', [first = '', second = '']: string[]) =>
  compare.judge(line.as(login), { first, second }, verdict)
const standIn = (id: string, state: string) =>
  line.world.operator.query('UPDATE app.application SET state = $2, version = version + 1 WHERE id = $1', [id, state])
/** An earlier and a later file, judged to be one person's; what a colleague can do about the later is done. */
const oneOf = async (state: string, actor = line.as('coordinator'), apply: () => Promise<string> = line.applied) => {
  const [earlier, later] = [await apply(), await apply()]
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

describe('the later file of one person', () => {
  it.each([
    ['submitted', 'kept_in_mind', 'task duplicate_to_close coordinator'],
    ['screening', 'put_forward', 'decision not_eligible duplicate'],
    ['more_info', 'kept_in_mind', 'task duplicate_to_close coordinator'],
    ['in_review', 'told', 'task duplicate_to_close board'],
    ['vetting', 'told', 'task duplicate_to_close board'],
    ['board', 'told', 'task duplicate_to_close board'],
    ['waitlisted', 'told', 'task duplicate_to_close board'],
    ['invited', 'place_told', 'task duplicate_to_close board'],
    ['confirmed', 'place_told', 'task duplicate_to_close board'],
  ])('APP-9 is put forward for closing from %s, or those who may are asked', async (state, became, waits) => {
    const pair = await oneOf(state)

    expect([pair.became, await waiting(pair.later), await waiting(pair.earlier)]).toEqual([became, [{ waits }], []])
  })

  it('APP-9 stays to be closed while another pair says so, whatever is said of this one', async () => {
    const [invited, confirmed] = [await oneOf('invited'), await oneOf('confirmed')]
    const other = await line.applied()
    const left = async () => [(await waiting(invited.later)).length, (await waiting(confirmed.later)).length]

    for (const { later } of [invited, confirmed]) await judge('coordinator', 'different', [other, later])
    const stays = await left()
    await judge('coordinator', 'different', [invited.earlier, invited.later])
    await standIn(confirmed.earlier, 'withdrawn')
    await judge('coordinator', 'different', [other, confirmed.later])

    expect([stays, await left()]).toEqual([
      [1, 1],
      [0, 0],
    ])
  })

  it.each([
    ['invited', 'revoke_before_answer'],
    ['confirmed', 'cancel'],
  ] as const)('APP-9 is put forward by the board from %s, by %s', async (state, move) => {
    const { later } = await oneOf(state)

    expect([codeOf(await propose('coordinator', later, move)), codeOf(await propose('board-1', later, move))]).toEqual([
      'move_not_allowed',
      true,
    ])
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
    await standIn(later, 'vetting')
    codes.push(codeOf(await propose('lead', later, 'clear')))
    await standIn(later, 'board')
    codes.push(codeOf(await propose('board-1', later, 'release_invite')))
    codes.push(codeOf(await propose('board-1', later, 'release_waitlist')))
    const many = await dryRunOf(line.door.database, line.as('board-1'), { move: 'release_invite', ids: [later] })
    const before = await line.traces(earlier)
    codes.push(codeOf(await propose('board-1', earlier, 'clear')))

    expect(codes).toEqual([...Array(4).fill('second_of_person'), 'move_not_allowed'])
    expect([many.ready, many.left, await line.traces(earlier)]).toEqual([[], { second_of_person: 1 }, before])
    expect(codeOf(await propose('board-1', later, 'release_reject'))).not.toBe('second_of_person')
  })

  it('APP-9 is not passed on, alone or with others, where that was said after the press and before its lock', async () => {
    const { database, alike, eligibility, move } = line.door
    const runs = new RunScreening(database, new ReadScreeningFiles(database, alike))
    const coordinator = line.as('coordinator')
    const whole = async () => (await sender(line.world, 'WHOLE')).id
    const { earlier, later } = await oneOf('screening', coordinator, whole)
    await eligibility.run(coordinator, later, insideDeclaration)
    const outcomes = []
    for (const press of [
      async () => move.run(coordinator, later, { move: 'pass', version: (await line.now(later)).version }),
      async () => runs.run(coordinator, 'pass', (await runs.plan(coordinator, 'pass')).mark),
    ]) {
      await judge('coordinator', 'different', [earlier, later])
      const before = await line.traces(later)
      const pressed = await whilePressed(line, press, later, (tx) =>
        tx.query(`UPDATE app.duplicate_pair SET verdict = 'same' WHERE $1 IN (first_id, second_id)`, [later]),
      )
      outcomes.push(codeOf(pressed))
      expect(await line.traces(later)).toEqual(before)
    }

    expect(outcomes).toEqual(['second_of_person', 'stale'])
  })

  it('APP-9 is not the next to be screened, until the judgement is taken back', async () => {
    const queue = new ReadScreening(new ReadScreeningFiles(line.door.database, line.door.alike))
    await line.world.operator.query(
      `UPDATE app.application SET state = 'in_review', version = version + 1 WHERE state = 'screening'`,
    )
    const alike = async () => (await sender(line.world, 'ALIKE')).id
    const { earlier, later } = await oneOf('screening', line.as('coordinator'), alike)
    const next = async () => (await queue.run(line.as('coordinator'), {})).nextFile
    const offered = [await next()]
    await judge('coordinator', 'different', [earlier, later])
    offered.push(await next())

    expect(offered).toEqual([null, later])
  })

  it('APP-9 is not agreed to or released once the judgement stands, and goes on when it is taken back', async () => {
    await line.world.operator.query(`UPDATE app.decision SET state = 'superseded' WHERE state = 'pending'`)
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
    const released = await line.release()

    expect([refused, agreed, await waiting(later)]).toEqual(['second_of_person', true, []])
    expect(released).toMatchObject({ ok: false, code: 'release_blocked', about: { code: 'second_of_person' } })
    await standIn(earlier, 'withdrawn')
    expect(await line.release()).toMatchObject({ ok: true, value: { moved: 1 } })
  })

  it('APP-9 WAIT-4 is passed over by the clock, which invites who waits behind it, until the judgement is taken back', async () => {
    const { operator, editionId } = line.world
    const { earlier, later } = await oneOf('waitlisted')
    await operator.query(`UPDATE app.edition SET auto_promote = true`)
    await operator.query(`UPDATE app.application SET queue_number = 0 WHERE id = $1`, [later])
    const [next] = await waitlistedPeople(operator, editionId, 1)
    await knownDays(operator, [{ id: later }, ...(next ? [next] : [])])
    const before = await line.traces(later)
    const run = async () => {
      await linePlanned(operator, editionId)
      const [ended] = await line.world.sql('app_worker').query('SELECT * FROM app.waitlist_run($1)', [editionId])
      return [ended, (await line.now(later)).state, (await line.now(next?.id ?? '')).state]
    }

    const passed = await run()
    const codes = await line.world
      .sql('app_worker')
      .query(`SELECT code FROM app.application_move($1, 'promote', 'system')`, [later])
    expect([passed, codes]).toEqual([
      [{ code: 'nobody_next', invited: 1 }, 'waitlisted', 'invited'],
      [{ code: 'second_person_missing' }],
    ])
    expect(await line.traces(later)).toEqual(before)
    await judge('coordinator', 'different', [earlier, later])
    expect(await run()).toEqual([{ code: 'nobody_next', invited: 1 }, 'invited', 'invited'])
    await operator.query(`UPDATE app.edition SET auto_promote = false`)
  })

  it('APP-9 WAIT-4 is next in no colleague’s line but theirs who must not know of the earlier one', async () => {
    const { operator, editionId } = line.world
    const { earlier, later } = await oneOf('waitlisted')
    await operator.query(`UPDATE app.application SET queue_number = 0 WHERE id = $1`, [later])
    const [next] = await waitlistedPeople(operator, editionId, 1)
    await knownDays(operator, [{ id: later }, ...(next ? [next] : [])])
    const inTurn = async (login: string) => {
      const actor = line.as(login)
      const read = await new ReadLine(line.door.database, line.door.keyring).run(actor)
      const [judged] = await operator.query<{ id: string }>('SELECT app.next_in_queue($1, false, $2) AS id', [
        editionId,
        actor.accountId,
      ])
      return [read.ok && read.value.inTurn, judged?.id]
    }
    await line.door.conflict.run(line.as('coordinator-2'), earlier, 'family')

    expect([await inTurn('coordinator'), await inTurn('coordinator-2')]).toEqual([
      [next?.id, next?.id],
      [later, later],
    ])
    await judge('coordinator', 'different', [earlier, later])
    expect(await inTurn('coordinator')).toEqual([later, later])
  })

  it('tells nothing of a restricted file: nobody is asked, nothing is refused', async () => {
    const { earlier, later } = await oneOf('board')
    await line.world.operator.query('DELETE FROM app.staff_task WHERE application_id = $1', [later])
    await line.world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [earlier])
    const judged = await judge('lead', 'same', [earlier, later])

    expect([judged.ok && judged.value.mayClose, await waiting(later)]).toEqual([false, []])
    expect(codeOf(await propose('board-1', later, 'release_waitlist'))).toBe(true)
    await standIn(later, 'vetting')
    expect(codeOf(await propose('lead', later, 'clear'))).toBe('second_of_person')
  })
})
