import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FindFile } from '#features/application/staff/find-file.js'
import { FinishWaiting } from '#features/task/staff/finish-waiting.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { RaiseConcern } from '#features/vetting/staff/restricted/raise-concern.js'
import { ReadRestriction } from '#features/vetting/staff/restricted/read-restriction.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { SettleConcern } from '#features/vetting/staff/restricted/settle-concern.js'
import { Audit } from '#platform/audit/audit.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>
let act: ReturnType<typeof acts>

const acts = ({ door: { database, keyring, assign }, world: { directory } }: MainLine) => {
  const audit = new Audit(database)
  return {
    restrict: new RestrictFile(database, keyring, directory, audit, assign),
    raise: new RaiseConcern(database, keyring, directory, audit),
    settle: new SettleConcern(database, keyring, directory, audit),
    read: new ReadRestriction(database, keyring),
    waiting: new ListWaiting(database),
    finish: new FinishWaiting(database, audit),
  }
}

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
  act = acts(line)
}, 60_000)

afterAll(() => line.world.end())

const everybody = ['coordinator', 'lead', 'lead-2', 'reader-1', 'board-1', 'security', 'desk']
const seers = async (id: string) => {
  const found = await Promise.all(
    everybody.map(async (login) => [login, await new FindFile(line.door.database).run(line.as(login), id)] as const),
  )
  return found.flatMap(([login, file]) => (file ? [login] : []))
}
/** All a colleague is shown that could tell of a file. */
const shownTo = async (login: string) => {
  const { rows } = await line.door.list.run(line.as(login), {})
  const own = await new ListAssignments(line.door.database).own(line.as(login))
  const waiting = await act.waiting.run(line.as(login))
  return {
    ids: rows.map(({ id }) => id),
    counts: await line.door.list.counts(line.as(login)),
    own: own.map(({ id }) => id),
    waiting: waiting.map(({ kind }) => kind),
  }
}
const concernOf = async (id: string) => {
  const read = await act.read.run(line.as('lead'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value
}
const openTasks = (id: string) =>
  on.query<{ id: string; kind: string; role: string }>(
    `SELECT id, kind, role FROM app.staff_task WHERE application_id = $1 AND state = 'open' ORDER BY kind`,
    [id],
  )

describe('a restricted file', () => {
  it('is gone at once for all but leads and the officer who restricted it: lists, counts, keys, tasks', async () => {
    const id = await line.inReview()
    await on.reviewed(id, 'reader-1')
    await line.given(id, 'reader-2')
    await line.world.operator.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
       SELECT a.edition_id, k.kind, k.role, a.id FROM app.application a,
         (VALUES ('share_changes', 'coordinator'), ('quiet_signal', 'security_officer')) k (kind, role) WHERE a.id = $1`,
      [id],
    )
    const before = await shownTo('coordinator')
    expect([await seers(id), (await on.wraps(id, 'reader-1')) > 0]).toEqual([
      ['coordinator', 'lead', 'lead-2', 'reader-1', 'board-1', 'security'],
      true,
    ])

    const outcomes = [await act.restrict.run(line.as('board-1'), id, 'safety')]
    outcomes.push(await act.restrict.run(line.as('security'), id, 'safety'))
    outcomes.push(await act.restrict.run(line.as('lead'), id, 'other'))

    expect(outcomes.map((outcome) => outcome.ok || outcome.code)).toEqual(['not_found', true, true])
    expect(await seers(id)).toEqual(['lead', 'lead-2', 'security'])
    expect([await on.wraps(id, 'reader-1'), await on.wraps(id, 'reader-2')]).toEqual([0, 0])
    const after = await shownTo('coordinator')
    expect(before.ids.filter((one) => !after.ids.includes(one))).toEqual([id])
    expect([before.counts['in_review'], after.counts['in_review']]).toEqual([1, undefined])
    expect([before.waiting.includes('share_changes'), after.waiting]).toEqual([true, []])
    expect((await shownTo('reader-2')).own).toEqual([])
    const [restriction] = await on.query<{ reason: string; count: number }>(
      `SELECT min(reason) AS reason, count(*)::int AS count FROM app.flag WHERE application_id = $1`,
      [id],
    )
    expect(restriction).toEqual({ reason: 'safety', count: 1 })
    const [task] = (await openTasks(id)).filter(({ kind }) => kind === 'share_changes')
    expect(await act.finish.run(line.as('coordinator'), task?.id ?? '', { isTold: false })).toMatchObject({ ok: false })
  })

  it('keeps the quiet signal on the officer’s list, without the case, where the officer is not named', async () => {
    const id = await line.inReview()
    await act.restrict.run(line.as('lead'), id, 'safety')
    await line.world.operator.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
       SELECT a.edition_id, 'quiet_signal', 'security_officer', a.id FROM app.application a WHERE a.id = $1`,
      [id],
    )
    const mine = (await act.waiting.run(line.as('security'))).filter(({ application_id: of }) => of === null)

    expect(mine.map(({ kind, case_number }) => [kind, case_number])).toEqual([['quiet_signal', null]])
  })

  it('has its leads asked to tell the person whose contact is not safe, before the restriction and after', async () => {
    const id = await line.inReview()
    const { accountId, editionId } = line.as('lead-2')
    await on.query(
      `INSERT INTO app.harm_finding (application_id, item, verdict, author_id) VALUES ($1, 'contact', 'not_safe', $2)`,
      [id, accountId],
    )
    const kept = async (subject: string) => {
      const [row] = await on.query<{ id: string }>(
        `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', $2, $1, 1) RETURNING id`,
        [id, subject],
      )
      await on.query('SELECT app.outbox_claim($1, 0, gen_random_uuid(), 240)', [row?.id])
    }
    const logins = ['coordinator', 'coordinator-2', 'lead', 'lead-2', 'security', 'desk', 'board-1']
    const asked = async () => {
      const each = logins.map(async (login) => {
        const rows = (await act.waiting.run(line.as(login))).filter((row) => row.application_id === id)
        return rows.map(({ kind, role }) => `${login}: ${kind} as ${role}`)
      })
      return (await Promise.all(each)).flat()
    }
    await kept('answer_waiting')
    const open = await asked()
    await act.restrict.run(line.as('lead'), id, 'other')
    const restricted = await asked()
    await kept('question_waiting')
    const [first] = await openTasks(id)
    const told = await act.finish.run(line.as('lead'), first?.id ?? '', { isTold: true })
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'coordinator')`, [
      accountId,
      editionId,
    ])
    const later = await asked()
    await on.query(`UPDATE app.flag SET lifted_on = app.today() WHERE application_id = $1`, [id])
    const lifted = await asked()
    await on.query(`DELETE FROM app.staff_role WHERE account_id = $1 AND role = 'coordinator'`, [accountId])

    const coordinators = ['coordinator: tell_by_phone as coordinator', 'coordinator-2: tell_by_phone as coordinator']
    const leads = ['lead: tell_by_phone as vetting_lead', 'lead-2: tell_by_phone as vetting_lead']
    expect([open, restricted, told.ok, later]).toEqual([coordinators, leads, true, leads])
    expect(lifted).toEqual([...coordinators, 'lead-2: tell_by_phone as coordinator'])
  })

  it('is lifted by two leads, who give nobody a key back', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await act.restrict.run(line.as('lead'), id, 'safety')
    const alone = await act.restrict.lift(line.as('lead'), id)
    const notTheirs = await act.restrict.ask(line.as('coordinator'), id)
    await act.restrict.ask(line.as('lead'), id)
    const [approval] = await on.query<{ id: string }>('SELECT id FROM app.approval WHERE object_id = $1', [id])
    const own = await line.door.answers.agree(line.as('lead'), approval?.id ?? '', [])
    const unseen = await line.door.answers.agree(line.as('board-1'), approval?.id ?? '', [])
    const early = (await concernOf(id)).lifting
    await line.door.answers.agree(line.as('lead-2'), approval?.id ?? '', [])
    const agreed = (await concernOf(id)).lifting
    const lifted = await act.restrict.lift(line.as('lead'), id)
    const twice = await act.restrict.lift(line.as('lead'), id)

    expect([alone, notTheirs, own, unseen, lifted, twice].map((outcome) => outcome.ok || outcome.code)).toEqual([
      'second_person_missing',
      'not_found',
      'second_person_missing',
      'not_found',
      true,
      'not_found',
    ])
    expect([early, agreed]).toEqual(['asked', 'agreed'])
    expect(await seers(id)).toEqual(['coordinator', 'lead', 'lead-2', 'board-1', 'security'])
    expect(await on.wraps(id, 'reader-1')).toBe(0)
  })
})

describe('an integrity concern', () => {
  it('takes the file from its raiser as from anybody it is given away from, and says nothing in the plain', async () => {
    const [id, other] = [await line.inReview(), await line.inReview()]
    for (const file of [id, other]) await line.given(file, 'reader-1')
    const empty = await act.raise.run(line.as('reader-1'), id, ' ')
    const strange = await act.raise.run(line.as('reader-2'), id, 'QZFEAR')
    await line.door.assign.end(line.as('coordinator'), other, { ...line.as('reader-1'), role: 'reviewer' })
    const unassigned = await shownTo('reader-1')
    const ended = (file: string) =>
      on.query('SELECT ended_why FROM app.assignment WHERE application_id = $1 AND account_id = $2', [
        file,
        line.as('reader-1').accountId,
      ])
    const raised = await act.raise.run(line.as('reader-1'), id, 'QZFEAR-text')

    expect([empty, strange, raised].map((outcome) => outcome.ok || outcome.code)).toEqual([
      'incomplete',
      'not_found',
      true,
    ])
    expect([await ended(id), await seers(id), await on.wraps(id, 'reader-1')]).toEqual([
      await ended(other),
      ['lead', 'lead-2'],
      0,
    ])
    expect([unassigned.own, await shownTo('reader-1')]).toEqual([[id], { ids: [], counts: {}, own: [], waiting: [] }])
    expect((await concernOf(id)).concerns.map(({ author, text }) => [author, text])).toEqual([
      ['Reader 1', 'QZFEAR-text'],
    ])
    expect((await openTasks(id)).map(({ kind, role }) => [kind, role])).toEqual([['integrity_concern', 'vetting_lead']])
    expect(findCanaries(await dumpDatabase(line.world.database), ['QZFEAR'])).toEqual([])
    expect(await act.raise.run(line.as('coordinator'), id, 'again')).toEqual({ ok: false, code: 'not_found' })
  })

  it('stands before clearing until two people call it unfounded', async () => {
    const id = await line.inVetting()
    await line.checked(id)
    await act.raise.run(line.as('coordinator'), id, 'a text')
    const clear = async () => {
      const form = { move: 'clear', reasonClass: '', version: (await line.now(id)).version } as const
      const outcome = await line.door.propose.run(line.as('lead'), id, form)
      return outcome.ok || outcome.code
    }
    const say = async (outcome: 'unfounded' | 'confirmed') => {
      const concernId = (await concernOf(id)).concerns[0]?.id ?? ''
      await act.settle.run(line.as('lead'), id, { concernId, outcome })
      return (await concernOf(id)).concerns[0]?.settlement?.id ?? ''
    }
    const agree = async (login: string, settlement: string) => {
      const outcome = await act.settle.agree(line.as(login), id, settlement)
      return outcome.ok || outcome.code
    }

    const first = await say('confirmed')
    const answers = [await clear(), await agree('lead', first), await agree('lead-2', first), await clear()]
    const second = await say('unfounded')
    answers.push(
      await clear(),
      await agree('lead-2', first),
      await agree('security', second),
      await agree('lead-2', second),
    )

    expect(answers).toEqual([
      'concern_open',
      'second_person_missing',
      true,
      'concern_open',
      'concern_open',
      'stale',
      'not_found',
      true,
    ])
    expect(await clear()).toBe(true)
  })
})
