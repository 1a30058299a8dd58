import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { Clock } from '#platform/clock/clock.js'
import { OutboxRing } from '#platform/outbox/ring.js'
import { TestClock } from '#test/support/clock.js'
import { MailWorld } from '#test/support/mail-world.js'
import { MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'

let world: MailWorld
let trap: MailTrap
let worker: RunningWorker
let clock: TestClock
const lead = randomUUID()

beforeAll(async () => {
  world = await MailWorld.make()
  trap = await MailTrap.start()
  clock = new TestClock(new Clock(), world.database)
  await clock.moveTo(new Date('2026-11-20T12:00:00Z'))
  worker = await startWorker(world.settings(trap.url), false)
  await world.admin.query(
    `INSERT INTO app.staff_account (id, login, display_name, salt, verifier_hash, sealed_keys, sealed_totp, public_key)
     VALUES ($1, 'lead', 'Lead', '', '', '', '', decode(repeat('00', 32), 'hex'))`,
    [lead],
  )
}, 60_000)

afterAll(async () => {
  await worker.stop()
  await trap.close()
  await world.drop()
})

const judge = (id: string, item: string, verdict: string) =>
  world.admin.query('INSERT INTO app.harm_finding (application_id, item, verdict, author_id) VALUES ($1, $2, $3, $4)', [
    id,
    item,
    verdict,
    lead,
  ])
const tasks = async (id: string) => {
  const { rows } = await world.admin.query<{ kind: string; role: string; state: string }>(
    'SELECT kind, role, state FROM app.staff_task WHERE application_id = $1 ORDER BY kind',
    [id],
  )
  return rows.map(({ kind, role, state }) => `${kind} ${role} ${state}`)
}
const ring = () => worker.app.get(OutboxRing).ring()
const waits = async (row: string) => {
  await until('the row was looked at', async () => {
    const { due_at } = await world.row<{ due_at: Date }>(row)
    return due_at.getTime() > (await now())
  })
}
const now = async () => {
  const { rows } = await world.admin.query<{ now: Date }>('SELECT app.now() AS now')
  return rows[0]?.now.getTime() ?? 0
}
const sent = () => trap.messages().map(({ messageId }) => messageId)

describe('a mail to somebody with an open do-no-harm item', () => {
  it('waits, whichever item is open, tells those who judge once, and goes once when the last is judged', async () => {
    const id = await world.applicant()
    await judge(id, 'contact', 'open')
    await judge(id, 'publicity', 'open')
    const row = await world.mailRow(id)
    await waits(row)
    const kept = await world.row(row)
    await clock.move(16 * 60_000)
    await ring()
    await waits(row)

    expect(kept).toMatchObject({ state: 'queued', attempt: 0, claim: null, settled_on: null })
    expect(await tasks(id)).toEqual([
      'mail_waits_harm vetting_lead open',
      'mail_waits_harm_officer security_officer open',
    ])
    await judge(id, 'contact', 'with_care')
    await ring()
    expect([sent(), await world.stateOf(row)]).toEqual([[], 'queued'])
    await judge(id, 'publicity', 'not_safe')
    await until('the mail went', async () => (await world.stateOf(row)) === 'accepted')
    await ring()
    expect(sent()).toEqual([`<${row}@host.example>`])
    expect(await tasks(id)).toEqual([
      'mail_waits_harm vetting_lead done',
      'mail_waits_harm_officer security_officer done',
    ])
    trap.clear()
  }, 20_000)

  it('waits while contact is not safe: once somebody is asked to tell the person, and judged safe later it goes', async () => {
    const id = await world.applicant()
    await judge(id, 'contact', 'not_safe')
    const row = await world.mailRow(id, 'answer_waiting')
    await waits(row)
    const first = await tasks(id)
    await world.admin.query(`UPDATE app.staff_task SET state = 'done' WHERE application_id = $1`, [id])
    await clock.move(16 * 60_000)
    await ring()
    await waits(row)
    const again = await tasks(id)
    const before = sent()
    await judge(id, 'contact', 'with_care')
    await until('the mail went', async () => (await world.stateOf(row)) === 'accepted')

    expect([first, again, before]).toEqual([['tell_by_phone coordinator open'], ['tell_by_phone coordinator done'], []])
    expect(sent()).toEqual([`<${row}@host.example>`])
    trap.clear()
  }, 20_000)

  it('waits also where the item was opened after the worker had taken the row: no byte goes', async () => {
    const id = await world.applicant()
    const row = await world.mailRow(id)
    const { rows } = await world.admin.query<{ taken: boolean }>(
      `SELECT count(*) = 1 AS taken FROM app.outbox_claim($1, 0, $2, 240)`,
      [row, lead],
    )
    await judge(id, 'letter', 'open')
    const marked = await world.admin.query('SELECT app.outbox_mark($1, $2) AS marked', [row, lead])

    // The running worker may have been first; then the mail went before anybody had a doubt.
    const state = await world.stateOf(row)
    expect([rows[0]?.taken, (marked.rows[0] as { marked: boolean }).marked, state]).toEqual(
      rows[0]?.taken ? [true, false, 'queued'] : [false, false, state],
    )
  })

  it('is no matter of anybody else: of whom nobody has looked at yet, mail goes as before', async () => {
    const [held, free] = [await world.applicant(), await world.applicant()]
    await judge(held, 'visa_data', 'open')
    const rows = [await world.mailRow(held), await world.mailRow(free)]
    await until('the other mail went', async () => (await world.stateOf(rows[1] ?? '')) === 'accepted')

    expect([await world.stateOf(rows[0] ?? ''), await tasks(free)]).toEqual(['queued', []])
  })
})
