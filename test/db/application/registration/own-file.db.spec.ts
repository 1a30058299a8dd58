import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RecordAnswer } from '#domain/application/merged-record.js'
import { openCopy } from '#features/application/registration/after-sending/own-copy.store.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { HoldOwnFile } from '#features/application/registration/own/hold-own-file.js'
import { NewCode } from '#features/application/registration/own/new-code.js'
import { HoldFile } from '#features/application/staff/hold-file.js'
import { seeFile } from '#features/application/staff/see-file.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { textsOf } from '#words/compiled.js'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { sealedApplication } from '#test/support/sealed-application.js'

let line: MainLine
let sql: Sql
let own: HoldOwnFile
let officer: HoldFile
let time: TestClock

beforeAll(async () => {
  line = await openMainLine()
  sql = line.world.sql('app_registration')
  own = new HoldOwnFile(sql)
  officer = new HoldFile(line.door.database, new Audit(line.door.database))
  time = new TestClock(new Clock(), line.world.database)
}, 60_000)

afterAll(() => line.world.end())

async function person(state = 'submitted') {
  const { id, session } = await sealedApplication(sql, line.world.directory, line.world.editionId, 'words')
  await line.world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])
  if (state === 'invited') {
    await line.world.operator.query(
      `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at, reached_on, reached_how)
       VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10), app.today(), 'accepted')`,
      [id],
    )
  }
  const me = await new OwnSessions(sql).find(session)
  if (!me) throw new Error('no_session')
  return { id, me }
}

const tasks = (id: string) =>
  line.world.operator.query<{ kind: string; role: string; state: string }>(
    'SELECT kind, role, state FROM app.staff_task WHERE application_id = $1 ORDER BY kind',
    [id],
  )
const flags = (id: string) =>
  line.world.operator.query(
    `SELECT kind, set_by, lifted_on IS NOT NULL AS lifted FROM app.flag WHERE application_id = $1 ORDER BY kind`,
    [id],
  )
const isHeld = async (id: string): Promise<boolean | undefined> =>
  (await line.world.operator.query<{ held: boolean }>('SELECT app.is_held($1) AS held', [id]))[0]?.held
const invitation = async (id: string) =>
  (
    await line.world.operator.query<{ stopped: boolean; days_left: number }>(
      `SELECT stopped_on IS NOT NULL AS stopped, (deadline_at AT TIME ZONE 'UTC')::date - 1 - app.today() AS days_left
       FROM app.invitation WHERE application_id = $1`,
      [id],
    )
  )[0]

describe('a pause', () => {
  it('holds mail and release, and tells a coordinator without a reason, once', async () => {
    const { id, me } = await person()

    const answers = [await own.pause(me, true), await own.pause(me, true)]

    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(await flags(id)).toEqual([{ kind: 'paused', set_by: null, lifted: false }])
    expect(await tasks(id)).toEqual([{ kind: 'person_paused', role: 'coordinator', state: 'open' }])
    expect(await isHeld(id)).toBe(true)
  })

  it('tells the desk too about a delegate, and takes the tasks away when the person goes on', async () => {
    const { id, me } = await person('confirmed')

    await own.pause(me, true)
    const paused = await tasks(id)
    await own.pause(me, false)

    expect(paused.map(({ role }) => role)).toEqual(['travel_desk', 'coordinator'])
    expect((await tasks(id)).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(await isHeld(id)).toBe(false)
  })

  it('is not lifted by the security officer', async () => {
    const { id, me } = await person()
    await own.pause(me, true)

    await officer.run(line.as('security'), id, { act: 'lift' })
    await officer.run(line.as('security'), id, { act: 'lift_signal' })

    expect(await flags(id)).toEqual([{ kind: 'paused', set_by: null, lifted: false }])
  })

  it('STA-14 stops the answer clock, and leaves five days at least when the person goes on', async () => {
    const { id, me } = await person('invited')

    await own.pause(me, true)
    const stopped = await invitation(id)
    await time.move(6 * 86_400_000)
    await line.world.operator.query(`SELECT app.invitation_reached($1, 'inbox')`, [id])
    const stillStopped = await invitation(id)
    await line.world.operator.query(
      `UPDATE app.session SET idle_until = app.now() + interval '1 hour', ends_at = app.now() + interval '1 hour'`,
    )
    await own.pause(me, false)
    const runs = await invitation(id)
    await time.reset()

    expect(stopped).toEqual({ stopped: true, days_left: 7 })
    expect(stillStopped?.stopped).toBe(true)
    expect(runs).toEqual({ stopped: false, days_left: 5 })
  })

  it('needs something sent', async () => {
    const { me } = await person('draft')

    expect(await own.pause(me, true)).toEqual({ ok: false, code: 'not_found' })
  })
})

describe('the quiet signal', () => {
  it('holds everything, calls the security officer, and is theirs alone to see and to lift', async () => {
    const { id, me } = await person()

    await own.signal(me)
    await own.signal(me)

    expect(await flags(id)).toEqual([{ kind: 'duress', set_by: null, lifted: false }])
    expect(await tasks(id)).toEqual([{ kind: 'quiet_signal', role: 'security_officer', state: 'open' }])
    expect(await isHeld(id)).toBe(true)
    const seen = async (login: string) => {
      const file = await seeFile(line.door.database, line.as(login), id)
      return [file?.isHeld, file?.holds]
    }
    expect(await seen('coordinator')).toEqual([true, []])
    expect(await seen('security')).toEqual([true, ['duress']])
    expect(await officer.run(line.as('coordinator'), id, { act: 'lift_signal' })).toEqual({
      ok: false,
      code: 'not_found',
    })
    await own.pause(me, false)
    expect(await isHeld(id)).toBe(true)
    await officer.run(line.as('security'), id, { act: 'lift_signal' })
    expect(await isHeld(id)).toBe(false)
  })

  it('stops the answer clock like a hold', async () => {
    const { id, me } = await person('invited')

    await own.signal(me)
    const stopped = await invitation(id)
    await officer.run(line.as('security'), id, { act: 'lift_signal' })

    expect([stopped?.stopped, (await invitation(id))?.stopped]).toEqual([true, false])
  })
})

const key = 'field.work_summary.label'
const texts = textsOf('en') as Map<string, string>
const asked = texts.get(key) ?? ''

async function questionIn(id: string, said: (value: RecordAnswer[]) => RecordAnswer | undefined) {
  const opened = await line.door.open.run(line.as('lead'), id)
  if (!opened.ok) throw new Error(opened.code)
  const profile = opened.value.records.find(({ compartment }) => compartment === 'profile')
  return said([...(profile?.value.answers ?? [])])?.question
}
const summary = (answers: RecordAnswer[]) => answers.find(({ path }) => path === 'work_summary')

describe('what was submitted', () => {
  afterAll(() => void texts.set(key, asked))

  it('APP-6 shows its questions as they were read, whatever the form says later', async () => {
    const before = await sender(line.world, 'READ', true)
    texts.set(key, 'Something else entirely?')
    const after = await sender(line.world, 'LATER')
    await before.replace('conference', completeAnswers('READ').conference)

    expect(asked).not.toBe('')
    expect(await questionIn(before.id, summary)).toBe(asked)
    expect(await questionIn(after.id, summary)).toBe('Something else entirely?')
    const copy = await before.door.copies.find(await before.me())
    expect(copy?.find(({ key: section }) => section === 'story')?.answers[0]?.question).toBe(asked)

    await before.replace('story', completeAnswers('AGAIN').story)
    expect(await questionIn(before.id, summary)).toBe('Something else entirely?')
    texts.set(key, asked)
  })

  it('APP-2 is one application with one receipt and one copy, however often it is sent', async () => {
    const sent = await sender(line.world, 'ONCE', true)

    const again = await Promise.all([1, 2].map(async () => sent.door.submit.run(await sent.me(), 'en', true)))

    expect(again.map(({ ok }) => ok)).toEqual([true, true])
    expect(
      await line.world.operator.query(
        `SELECT (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
           (SELECT count(*)::int FROM app.outbox WHERE application_id = $1 AND kind = 'mail') AS mails,
           (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1 AND schema_id = 'copy') AS copies`,
        [sent.id],
      ),
    ).toEqual([{ history: 1, mails: 1, copies: 1 }])
  })

  it('APP-14 stays readable with a new code, and not with the old one', async () => {
    const sent = await sender(line.world, 'NEWCODE', true)
    const old = await sent.me()
    const before = await sent.door.copies.find(old)

    const renewed = await new NewCode(sql, new OwnDrafts(sql)).run(old, 'en')
    const me = renewed.ok ? await sent.door.sessions.find(renewed.value) : null

    expect(before?.length).toBeGreaterThan(0)
    expect(me && (await sent.door.copies.find(me))).toEqual(before)
    expect(await sent.door.copies.find(old)).toBeNull()
    const [row] = await line.world.operator.query<{ body: Buffer; version: number }>(
      `SELECT body, version FROM sealed.record WHERE owner_id = $1 AND schema_id = 'copy'`,
      [sent.id],
    )
    expect(() => openCopy(old, row?.version ?? 0, row?.body ?? Buffer.alloc(0))).toThrow('seal_broken')
  })
})
