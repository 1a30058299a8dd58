import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { Clock } from '#platform/clock/clock.js'
import { OutboxRing } from '#platform/outbox/ring.js'
import { deliverMail } from '#platform/outbox/jobs.js'
import { Doorbell } from '#platform/queue/doorbell.js'
import { TestClock } from '#test/support/clock.js'
import { MailWorld } from '#test/support/mail-world.js'
import { buildQueueSchema, dropQueueSchema } from '#test/support/queue/queue-schema.js'
import { MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'

const noon = new Date('2026-11-20T12:00:00Z')

let world: MailWorld
let trap: MailTrap
let clock: TestClock
let worker: RunningWorker

const start = () => startWorker(world.settings(trap.url), false)

const settled = async (id: string) => {
  await until(
    'the row is settled',
    async () => !['queued', 'claimed', 'handing_over'].includes(await world.stateOf(id)),
  )
  return world.stateOf(id)
}

beforeAll(async () => {
  world = await MailWorld.make()
  trap = await MailTrap.start()
  clock = new TestClock(new Clock(), world.database)
  await clock.moveTo(noon)
  worker = await start()
})

afterEach(async () => {
  await world.admin.query(`UPDATE app.outbox SET state = 'withdrawn' WHERE state IN ('queued', 'deferred')`)
  trap.clear()
  trap.behave({ kind: 'accept' })
  await clock.moveTo(noon)
})

afterAll(async () => {
  await worker.stop()
  await trap.close()
  await world.drop()
})

describe('delivering a mail', () => {
  it('sends one neutral text to exactly the stored address', async () => {
    const id = await world.mailRow(await world.applicant())

    expect(await settled(id)).toBe('accepted')
    const [mail, ...more] = trap.messages()
    expect(more).toEqual([])
    expect(mail?.to).toEqual(['amina@example.org'])
    expect(mail?.messageId).toBe(`<${id}@host.example>`)
    expect(
      mail?.raw
        .split('\r\n\r\n')[0]
        ?.match(/^[\w-]+(?=:)/gm)
        ?.toSorted(),
    ).toEqual([
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ])
    expect(mail?.text).toContain('amber lantern')
    expect(mail?.text).toContain('sign.example.org')
    expect(await world.row(id)).toMatchObject({ reply_code: 250, due_at: null, claim: null, lease_until: null })
  })

  it('names no host where the person wants none', async () => {
    const id = await world.mailRow(await world.applicant({ host: null }))

    expect(await settled(id)).toBe('accepted')
    expect(trap.messages()[0]?.text).not.toContain('example.org')
  })

  it('MAIL-3 defers after a temporary answer, and sends when the time has come', async () => {
    trap.behave({ kind: 'refuse', code: 450, at: 'recipient' })
    const id = await world.mailRow(await world.applicant())

    expect(await settled(id)).toBe('deferred')
    expect(await world.row(id)).toMatchObject({ reply_code: 450, attempt: 1, settled_on: null })
    trap.behave({ kind: 'accept' })
    await clock.move(61_000)
    await worker.app.get(OutboxRing).ring()
    await until('the mail went', async () => (await world.stateOf(id)) === 'accepted')
    expect(trap.messages()).toHaveLength(1)
  })

  it('MAIL-3 shows a permanent refusal to staff and leaves it', async () => {
    trap.behave({ kind: 'refuse', code: 550, at: 'recipient' })
    const id = await world.mailRow(await world.applicant())

    expect(await settled(id)).toBe('rejected')
    expect(await world.row(id)).toMatchObject({ reply_code: 550 })
    expect(await world.tasksOf(id)).toEqual(['mail_rejected'])
  })

  it('MAIL-3 shows an unknown end to staff and never sends it again by itself', async () => {
    trap.behave({ kind: 'drop', keeps: true })
    const id = await world.mailRow(await world.applicant(), 'answer_waiting')

    expect(await settled(id)).toBe('uncertain')
    await clock.move(48 * 3600_000)
    await worker.app.get(OutboxRing).ring()
    expect(await world.stateOf(id)).toBe('uncertain')
    expect(await world.tasksOf(id)).toEqual(['mail_uncertain'])
    expect(trap.messages()).toHaveLength(1)
  })

  it('MAIL-3 makes a hand-over whose lease ran out uncertain', async () => {
    const id = randomUUID()
    await world.admin.query(
      `INSERT INTO app.outbox (id, kind, class, application_id, state, claim, lease_until)
       VALUES ($1, 'mail', 'receipt', $2, 'handing_over', $1, app.now() - interval '1 second')`,
      [id, await world.applicant()],
    )

    expect(await settled(id)).toBe('uncertain')
    expect(await world.tasksOf(id)).toEqual(['mail_uncertain'])
    expect(trap.messages()).toEqual([])
  })

  it('sends again what was claimed by a worker that died before it handed over', async () => {
    const id = randomUUID()
    await world.admin.query(
      `INSERT INTO app.outbox (id, kind, class, application_id, state, claim, lease_until)
       VALUES ($1, 'mail', 'receipt', $2, 'claimed', $1, app.now() - interval '1 second')`,
      [id, await world.applicant()],
    )

    expect(await settled(id)).toBe('accepted')
    expect(trap.messages()).toHaveLength(1)
  })

  it('MAIL-4 sends once though two workers look after the same rows', async () => {
    const second = await start()
    const ids = []
    for (let mail = 0; mail < 20; mail += 1) ids.push(await world.mailRow(await world.applicant()))
    const states = await Promise.all(ids.map(settled))
    await second.stop()

    expect(new Set(states)).toEqual(new Set(['accepted']))
    expect(
      trap
        .messages()
        .map(({ messageId }) => messageId)
        .toSorted(),
    ).toEqual(ids.map((id) => `<${id}@host.example>`).toSorted())
  })

  it('MAIL-4 sends nothing when the transaction that queued it is undone', async () => {
    const applicant = await world.applicant()
    await world.admin.query('BEGIN')
    const id = await world.mailRow(applicant)
    await world.admin.query('ROLLBACK')
    const later = await world.mailRow(await world.applicant())

    expect(await settled(later)).toBe('accepted')
    expect(await world.row(id)).toBeUndefined()
    expect(trap.messages()).toHaveLength(1)
  })

  it('MAIL-5 lets the mail of an erased person vanish', async () => {
    const id = await world.mailRow(null)

    expect(await settled(id)).toBe('withdrawn')
    expect(trap.messages()).toEqual([])
  })

  it('MAIL-6 sends one mail though the job arrives twice', async () => {
    const doorbell = worker.app.get(Doorbell)
    await doorbell.queue('mail').pause()
    const id = await world.mailRow(await world.applicant())
    const payload = { outboxId: id, attempt: 0 }
    await doorbell.ring(deliverMail, [
      { id: `${id}-a`, payload },
      { id: `${id}-b`, payload },
    ])
    await doorbell.queue('mail').resume()
    await until(
      'all jobs ran',
      async () => (await doorbell.queue('mail').getJobCountByTypes('waiting', 'active')) === 0,
    )

    expect(await settled(id)).toBe('accepted')
    await doorbell.ring(deliverMail, [{ id: `${id}-c`, payload }])
    await until('the late job ran', async () => (await doorbell.queue('mail').getJob(`${id}-c`)) === undefined)
    expect(trap.messages()).toHaveLength(1)
  })

  it('MAIL-6 sends one mail each though the queue is wiped and refilled from the outbox', async () => {
    const doorbell = worker.app.get(Doorbell)
    await doorbell.queue('mail').pause()
    const ids = []
    for (let mail = 0; mail < 10; mail += 1) ids.push(await world.mailRow(await world.applicant()))
    await until('the jobs wait', async () => {
      const { rows } = await world.admin.query(`SELECT 1 FROM bullmq.job WHERE queue = 'mail'`)
      return rows.length === 10
    })
    await dropQueueSchema(world.admin)
    await buildQueueSchema(world.database.url('app_operator'))
    await worker.app.get(OutboxRing).ring()
    const states = await Promise.all(ids.map(settled))

    expect(new Set(states)).toEqual(new Set(['accepted']))
    expect(new Set(trap.messages().map(({ messageId }) => messageId)).size).toBe(10)
    expect(trap.messages()).toHaveLength(10)
  })
})

describe('the rules of a person', () => {
  it.each([
    ['20:00 in Bogotá', 'America/Bogota', '2026-11-20T01:00:00Z', 'queued'],
    ['19:59 in Bogotá', 'America/Bogota', '2026-11-20T00:59:00Z', 'accepted'],
    ['07:59 in Kathmandu', 'Asia/Kathmandu', '2026-11-20T02:14:00Z', 'queued'],
    ['08:00 in Kathmandu', 'Asia/Kathmandu', '2026-11-20T02:15:00Z', 'accepted'],
  ])('keep a mail back at night: %s', async (_name, zone, now, state) => {
    await clock.moveTo(new Date(now))
    const id = await world.mailRow(await world.applicant({ zone }), 'answer_waiting')
    await until('the mail was looked at', async () => {
      const row = await world.row<{ state: string; due_at: Date | null }>(id)
      return (
        row.state === 'accepted' || (row.state === 'queued' && (row.due_at?.getTime() ?? 0) > Date.parse(now) + 600_000)
      )
    })

    expect(await world.stateOf(id)).toBe(state)
    expect(trap.messages()).toHaveLength(state === 'accepted' ? 1 : 0)
  })

  it('send a mail kept back once the morning has come', async () => {
    await clock.moveTo(new Date('2026-11-20T07:31:00Z'))
    const id = await world.mailRow(await world.applicant(), 'answer_waiting')
    await until(
      'the mail was kept back',
      async () => (await world.row<{ due_at: Date }>(id)).due_at > new Date('2026-11-20T07:45:00Z'),
    )
    expect(trap.messages()).toEqual([])
    await clock.moveTo(new Date('2026-11-20T08:16:00Z'))
    await worker.app.get(OutboxRing).ring()

    expect(await settled(id)).toBe('accepted')
  })

  it.each([
    ['do not write to me', { rules: ['do_not_write'] }],
    ['via a partner', { rules: ['via_partner'] }],
    ['a rule nobody knows', { rules: ['something_new'] }],
    ['no address', { address: '' }],
    ['two addresses', { address: 'a@x.org,b@x.org' }],
  ])('MAIL-9 forbid any mail: %s; staff call where an answer waits', async (_name, mailbox) => {
    const applicant = await world.applicant(mailbox)
    const answer = await world.mailRow(applicant, 'answer_waiting')
    const others: string[] = []
    for (const name of ['receipt', 'note_answered', 'lost_code_notice'] as const)
      others.push(await world.mailRow(applicant, name))

    expect(await Promise.all([answer, ...others].map(settled))).toEqual(Array(4).fill('withdrawn'))
    expect(await world.tasksOf(answer)).toEqual(['tell_by_phone'])
    expect(await Promise.all(others.map((id) => world.tasksOf(id)))).toEqual([[], [], []])
    expect(trap.messages()).toEqual([])
  })

  it.each(['on_hold', 'paused', 'duress'])('hold every mail while a hold is open: %s', async (kind) => {
    const applicant = await world.applicant()
    await world.admin.query('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [applicant, kind])
    const id = await world.mailRow(applicant)
    await until(
      'the mail was kept back',
      async () => (await world.row<{ due_at: Date }>(id)).due_at > new Date(noon.getTime() + 600_000),
    )

    expect(await world.stateOf(id)).toBe('queued')
    expect(trap.messages()).toEqual([])
  })
})
