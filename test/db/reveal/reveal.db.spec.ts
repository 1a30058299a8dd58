import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Revealable } from '#domain/staff/reveal.js'
import { AnswerReveal } from '#features/reveal/staff/answer-reveal.js'
import { AskReveal } from '#features/reveal/staff/ask-reveal.js'
import { ListReveals } from '#features/reveal/staff/list-reveals.js'
import { ReadReveal } from '#features/reveal/staff/read-reveal.js'
import { EndReveals } from '#features/reveal/worker/end-reveals.job.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'

let line: MainLine
let time: TestClock
let ask: AskReveal
let answers: AnswerReveal
let reading: ReadReveal
let list: ListReveals

beforeAll(async () => {
  line = await openMainLine()
  time = new TestClock(new Clock(), line.world.database)
  const { database, keyring } = line.door
  const parts = [database, keyring, line.world.directory, new StepUpWindow(database), new Audit(database)] as const
  ask = new AskReveal(...parts)
  answers = new AnswerReveal(...parts)
  reading = new ReadReveal(database, keyring, new StepUpWindow(database))
  list = new ListReveals(database)
}, 60_000)
afterEach(() => time.reset())
afterAll(() => line.world.end())

const sql = <T>(text: string, values: unknown[] = []) => line.world.operator.query<T>(text, values)
/** Signed in just now a second time. */
const fresh = async (login: string): Promise<StaffActor> => {
  const actor = await signedIn(line.world, login)
  await openWindow(line.world, actor)
  return actor
}
const asked = async (actor: StaffActor, id: string, compartment: Revealable = 'risk', reason = 'QZWHY') => {
  const outcome = await ask.run(actor, id, { compartment, reason })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const wraps = async () =>
  (await sql<{ count: number }>('SELECT count(*)::int AS count FROM wraps.dek_wrap'))[0]?.count ?? 0
const said = async (actor: StaffActor, id: string) => {
  const outcome = await reading.run(actor, id)
  return outcome.ok ? (outcome.value.record as { text?: string } | undefined)?.text : outcome.code
}
const log = (id: string) =>
  sql<{ verb: string }>(`SELECT verb FROM audit.entry WHERE object_id = $1 AND verb LIKE 'reveal%' ORDER BY seq`, [id])
const mailed = async () =>
  (
    await sql<{ mail: string }>(
      `SELECT o.class || ' ' || a.login AS mail FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
       WHERE o.class IN ('second_asked', 'reveal_notice') AND a.login <> 'founder' ORDER BY 1`,
    )
  ).map(({ mail }) => mail)

describe('a sealed part of one file', () => {
  it('opens to who asked for sixty minutes, by a keeper, and its wraps go with the hour', async () => {
    await sql(`UPDATE app.staff_account SET address = login || '@example.org'`)
    const id = await line.applied('QZRISK')
    const [coordinator, lead] = [await fresh('coordinator'), await fresh('lead')]
    const reveal = await asked(coordinator, id)
    const again = await asked(coordinator, id)
    const [reason, hidden] = [await reading.reason(lead, reveal), await reading.reason(coordinator, reveal)]
    const [early, before] = [await said(coordinator, reveal), await wraps()]
    const told = await mailed()

    const opened = await answers.open(lead, reveal)
    const [during, held] = [await said(coordinator, reveal), await wraps()]
    const others = [await said(lead, reveal), await said(await fresh('coordinator-2'), reveal)]
    await time.move(59 * 60_000)
    const late = await said(coordinator, reveal)
    await time.move(60_000)
    const over = await said(coordinator, reveal)
    await new EndReveals(line.world.sql('app_worker')).run()

    expect([again, reason?.text, hidden]).toEqual([reveal, 'QZWHY', null])
    expect([early, opened, during, late, over]).toEqual([
      'not_found',
      { ok: true, value: null },
      'QZRISK',
      'QZRISK',
      'not_found',
    ])
    expect(others).toEqual(['not_found', 'not_found'])
    expect([held, await wraps()]).toEqual([before + 1, before])
    expect(told).toEqual(['second_asked lead', 'second_asked security'])
    expect((await mailed()).slice(0, 3)).toEqual([
      'reveal_notice auditor',
      'reveal_notice lead',
      'reveal_notice security',
    ])
    expect((await log(id)).map(({ verb }) => verb)).toEqual([
      'reveal.asked',
      'reveal_reason.opened',
      'reveal.opened',
      'reveal.read',
      'reveal.read',
      'reveal.ended',
    ])
    expect(findCanaries(await dumpDatabase(line.world.database), ['QZWHY', 'QZRISK'])).toEqual([])
  })

  it('is not opened by who asked, by who keeps another key, without a second sign-in, or past a conflict', async () => {
    const id = await line.applied()
    const [coordinator, desk] = [await fresh('coordinator'), await fresh('desk')]
    const [lead, stale] = [await fresh('lead'), await signedIn(line.world, 'lead')]
    const reveal = await asked(coordinator, id)
    const codes = [
      await answers.open(coordinator, reveal),
      await answers.open(desk, reveal),
      await answers.open(stale, reveal),
      await ask.run(await signedIn(line.world, 'coordinator-2'), id, { compartment: 'risk', reason: 'x' }),
      await ask.run(coordinator, id, { compartment: 'risk', reason: '  ' }),
      await ask.run(coordinator, id, { compartment: 'contact', reason: 'x' }),
      await ask.run(lead, id, { compartment: 'identity', reason: 'x' }),
      await ask.run(desk, id, { compartment: 'risk', reason: 'x' }),
    ]
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'pinned', $2)`,
      [id, coordinator.accountId],
    )
    const before = await wraps()
    codes.push(await answers.open(lead, reveal))

    expect(codes.map((outcome) => outcome.ok || outcome.code)).toEqual([
      'second_person_missing',
      'not_found',
      'step_up_needed',
      'step_up_needed',
      'reason_missing',
      'open_already',
      'keys_apart',
      'not_found',
      'conflict',
    ])
    expect([await wraps(), await sql('SELECT state, second_id FROM app.reveal WHERE id = $1', [reveal])]).toEqual([
      before,
      [{ state: 'pending', second_id: null }],
    ])
    await expect(
      line.door.database.query(`UPDATE app.reveal SET state = 'refused', second_id = author_id WHERE id = $1`, [
        reveal,
      ]),
    ).rejects.toThrow('database_23514')
  })

  it('is ended by who keeps watch, leaves what was assigned meanwhile, and is listed without the case to who has none', async () => {
    const id = await line.applied('QZTEXT')
    const [asker, lead] = [await fresh('coordinator'), await fresh('lead')]
    const first = await asked(asker, id)
    await answers.open(lead, first)
    const ended = await answers.end(await fresh('security'), first)
    const after = await said(asker, first)
    const second = await asked(asker, id)
    await answers.open(lead, second)
    const given = await line.door.assign.run(line.as('lead'), id, { accountId: asker.accountId, role: 'coordinator' })
    await answers.end(asker, second)
    const opened = await line.door.open.run(asker, id)
    const shown = async (login: string) =>
      (await list.run(await signedIn(line.world, login)))
        .filter(({ applicationId }) => applicationId === id)
        .map(({ state, caseNumber, mayAnswer }) => [state, caseNumber === null, mayAnswer])

    expect([ended, after, given.ok]).toEqual([{ ok: true, value: null }, 'not_found', true])
    expect(opened.ok && opened.value.records.map(({ compartment }) => compartment)).toContain('risk')
    expect(await shown('auditor')).toEqual([
      ['ended', true, false],
      ['ended', true, false],
    ])
    expect(await shown('lead')).toEqual([
      ['ended', false, false],
      ['ended', false, false],
    ])
    expect(await shown('coordinator-2')).toEqual([])
    const third = await asked(await fresh('coordinator-2'), id)
    await answers.refuse(lead, third)
    await sql(`UPDATE app.application SET state = 'erased' WHERE id = $1`, [id])
    expect(await sql('SELECT 1 FROM app.reveal WHERE application_id = $1', [id])).toEqual([])
  })
})
