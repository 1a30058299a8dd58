import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { KeepLineDays } from '#features/waitlist/staff/keep-line-days.js'
import { lateRows } from '#features/waitlist/staff/late/late-rows.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople, knownDays, named, waitlistedPeople } from '#test/support/people/invited.js'
import { keptApart } from '#test/support/people/kept-apart.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterEach(async () => {
  await sql(`UPDATE app.decision SET state = 'superseded' WHERE state IN ('pending', 'second_ok')`)
  await sql(
    `UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited', 'confirmed', 'expired')`,
  )
  await sql('UPDATE app.edition SET auto_promote = false, capacity = 200')
})
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const waiting = (count: number) => waitlistedPeople(line.world.operator, line.world.editionId, count)
const stateOf = async (person: Invited | undefined) => (await line.now(person?.id ?? '')).state
const stops = {
  'on hold': (id: string) => sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [id]),
  restricted: (id: string) => sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id]),
  'under a concern': (id: string) =>
    sql(`INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`, [
      id,
      line.as('lead').accountId,
    ]),
} as const
/** Two people’s decision as a row, and the move of it as the second of them makes it. */
const moved = async (person: Invited | undefined, move: string, logins?: readonly [string, string]) => {
  const [first, second] = logins ?? ['coordinator', 'coordinator-2']
  const [decision] = await sql<{ id: string }>(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class) VALUES ($1, $2, $3, $4, 'second_ok', 'other') RETURNING id`,
    [person?.id, move, line.as(first).accountId, line.as(second).accountId],
  )
  const actor = line.as(second)
  const [row] = await line.door.database.query<{ code: string }>(
    `SELECT code FROM app.application_move($1, $2, $3, $4, NULL, $5, 'other')`,
    [person?.id, move, actor.roles[0], actor.accountId, decision?.id],
  )
  await sql(`UPDATE app.decision SET state = 'superseded' WHERE id = $1 AND state = 'second_ok'`, [decision?.id])
  return row?.code
}
const promoted = async (person: Invited | undefined, login = 'coordinator') => {
  await named(line.world.operator, person)
  const [row] = await line.door.database.query<{ code: string }>(
    `SELECT code FROM app.application_move($1, 'promote', 'coordinator', $2)`,
    [person?.id, line.as(login).accountId],
  )
  return row?.code
}
const proposed = async (person: Invited | undefined, login = 'coordinator') => {
  const { version } = await line.now(person?.id ?? '')
  return line.door.propose.run(line.as(login), person?.id ?? '', { move: 'promote_other', reasonClass: 'fit', version })
}
const codeOf = (outcome: { ok: boolean; code?: string; value?: unknown }) => (outcome.ok ? 'ok' : outcome.code)
const apart = (one: Invited | undefined, other: Invited | undefined) =>
  keptApart(line.world.operator, line.as('security').accountId, one, other)
const keepDays = (login = 'coordinator') => {
  const { database, keyring } = line.door
  return new KeepLineDays(database, new ReadLine(database, keyring), new Audit(database)).run(line.as(login))
}
const runOfLine = () => line.world.sql('app_worker').query('SELECT * FROM app.waitlist_run($1)', [line.world.editionId])

describe.each(Object.entries(stops))('a file that is %s', (_, stop) => {
  it('WAIT-4 VIS-2 is promoted by nobody: not by one, two, the travel lead, the clock, nor reinstated or put back', async () => {
    const [stopped, next] = await waiting(2)
    await knownDays(
      line.world.operator,
      [stopped, next].flatMap((one) => one ?? []),
    )
    await stop(stopped?.id ?? '')
    const before = await line.traces(stopped?.id ?? '')
    const codes = [await promoted(stopped), await moved(stopped, 'promote_other')]
    codes.push(await moved(stopped, 'promote_late', ['desk', 'coordinator']))
    await sql('UPDATE app.edition SET auto_promote = true')
    await keepDays()
    await runOfLine()

    expect(codes).toEqual(['held', 'held', 'held'])
    expect([await stateOf(stopped), await stateOf(next)]).toEqual(['waitlisted', 'invited'])
    expect({ ...((await line.traces(stopped?.id ?? ''))[0] as object), decisions: 0 }).toEqual({
      ...(before[0] as object),
      decisions: 0,
    })
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [stopped?.id])
    expect([await moved(stopped, 'reinstate'), await moved(stopped, 'requeue')]).toEqual(['held', 'held'])
    expect(await stateOf(stopped)).toBe('expired')
  })

  it('WAIT-7 VIS-2 keeps nobody behind it from their turn, and makes no task and no late row', async () => {
    await sql(`DELETE FROM app.staff_task WHERE kind = 'place_to_pass_on'`)
    const [stopped] = await waiting(1)
    await stop(stopped?.id ?? '')
    await runOfLine()
    expect(await sql(`SELECT 1 FROM app.staff_task WHERE kind = 'place_to_pass_on' AND state = 'open'`)).toEqual([])
    await knownDays(
      line.world.operator,
      [stopped].flatMap((one) => one ?? []),
      -1,
    )
    expect(await lateRows(line.door.database, line.as('desk'))).toEqual([])

    const [next] = await waiting(1)

    expect(await promoted(next)).toBe('ok')
  })
})

describe('two people kept apart', () => {
  it('WAIT-6 are never both invited, though two people put each of them forward and agree at once', async () => {
    const [one, other] = await waiting(2)
    await apart(one, other)
    const first = await proposed(one)
    const second = await proposed(other)
    const agreed = await Promise.all(
      [
        [one, first],
        [other, second],
      ].map(async ([person, outcome]) =>
        codeOf(
          await line.door.second.run(
            line.as('coordinator-2'),
            (person as Invited).id,
            (outcome as { value: string }).value,
          ),
        ),
      ),
    )

    expect(agreed.filter((code) => code === 'ok')).toEqual(['ok'])
    expect(agreed.filter((code) => code !== 'ok')).toEqual(['kept_apart'])
    const left = (await stateOf(one)) === 'invited' ? other : one
    await sql(`UPDATE app.decision SET state = 'superseded' WHERE state = 'pending'`)
    expect(codeOf(await proposed(left))).toBe('kept_apart')
    expect(await stateOf(left)).toBe('waitlisted')
  })

  it('STA-19 are not brought together by a release, by an invitation renewed, nor by a no taken back', async () => {
    const [holder] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    const [released, expired] = await waiting(2)
    const [declined] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    for (const other of [released, expired, declined]) await apart(holder, other)
    await sql(`UPDATE app.application SET state = 'board' WHERE id = $1`, [released?.id])
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [expired?.id])
    const own = async (move: string) =>
      (
        await line.world
          .sql('app_registration')
          .one<{ code: string }>('SELECT code FROM app.own_move($1, $2)', [declined?.token, move])
      )?.code
    expect(await own('decline')).toBe('ok')

    expect([
      await moved(released, 'release_invite', ['board-1', 'board-2']),
      await moved(expired, 'reinstate'),
      await own('take_back'),
    ]).toEqual(['held', 'held', 'deadline_passed'])
    expect([await stateOf(released), await stateOf(expired), await stateOf(declined)]).toEqual([
      'board',
      'expired',
      'declined',
    ])
  })
})

describe('a withdrawal undone', () => {
  const withdrawn = async () => {
    const [person] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    await line.world.sql('app_registration').query('SELECT app.own_move($1, $2)', [person?.token, 'withdraw'])
    await sql('INSERT INTO app.word_check (application_id, account_id) VALUES ($1, $2)', [
      person?.id,
      line.as('coordinator').accountId,
    ])
    return person
  }

  it('STA-19 gives back a place that was kept back from the line, though no other is left', async () => {
    const person = await withdrawn()
    await sql(
      'UPDATE app.freed_place SET offer_from = app.now(), blocked_on = app.today(), blocked_by = $2 WHERE freed_by = $1',
      [person?.id, line.as('coordinator').accountId],
    )
    await sql(`UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed'])`)

    expect(await moved(person, 'undo_withdraw')).toBe('ok')
    expect(await stateOf(person)).toBe('invited')
  })

  it('STA-19 gives none back beside somebody the person is kept apart from', async () => {
    const person = await withdrawn()
    const [holder] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    await apart(person, holder)

    expect(await moved(person, 'undo_withdraw')).toBe('held')
    expect(await stateOf(person)).toBe('withdrawn')
  })
})

describe('somebody who gave a place up', () => {
  const cancelled = (person: Invited | undefined, from: string, move: string) =>
    sql(
      `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day)
       VALUES ($1, 3, 'confirm', 'invited', 'confirmed', 'applicant', app.today()), ($1, 4, $3, 'confirmed', $2, 'applicant', app.today())`,
      [person?.id, from, move],
    )

  it('WAIT-8 is not offered another out of turn, or late', async () => {
    const [person] = await waiting(1)
    await cancelled(person, 'cancelled', 'cancel')

    expect(codeOf(await proposed(person))).toBe('gave_up')
    expect(await moved(person, 'promote_other')).toBe('gave_up')
    expect(await moved(person, 'promote_late', ['desk', 'coordinator'])).toBe('gave_up')
  })

  it('WAIT-8 does not come into the line again, and is invited from the board only by two people', async () => {
    const [person] = await waiting(1)
    await cancelled(person, 'withdrawn', 'withdraw')
    const back = async () => {
      const { version } = await line.now(person?.id ?? '')
      return codeOf(await line.door.move.run(line.as('coordinator'), person?.id ?? '', { move: 'requeue', version }))
    }
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [person?.id])
    expect(await back()).toBe('gave_up')
    await sql(`UPDATE app.application SET state = 'board' WHERE id = $1`, [person?.id])

    expect(await moved(person, 'release_waitlist', ['board-1', 'board-2'])).toBe('gave_up')
    expect(await moved(person, 'release_invite', ['board-1', 'board-2'])).toBe('ok')
  })

  it('gave nothing up where it was taken back or undone', async () => {
    const [person] = await waiting(1)
    await cancelled(person, 'withdrawn', 'withdraw')
    await sql(
      `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day) VALUES ($1, 5, 'undo_withdraw', 'withdrawn', 'confirmed', 'system', app.today())`,
      [person?.id],
    )

    expect(await promoted(person)).toBe('ok')
  })
})
