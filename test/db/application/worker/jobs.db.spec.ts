import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DiscardDrafts } from '#features/application/worker/discard-drafts.job.js'
import { PhaseNotices } from '#features/application/worker/phase-notices.job.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { TestClock } from '#test/support/clock.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let worker: Sql
let job: PhaseNotices

beforeAll(async () => {
  world = await practiceWorld()
  worker = world.sql('app_worker')
  job = new PhaseNotices(worker)
}, 30_000)

afterAll(() => world.end())

/** Files of a wave, as many of each state as named. */
async function files(wave: string, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [state, count] of Object.entries(counts)) {
    await world.operator.query(
      `INSERT INTO app.application (edition_id, wave, state, case_number)
       SELECT $1, $2, $3, $2 || $3 || i FROM generate_series(1, $4) i`,
      [world.editionId, wave, state, count],
    )
  }
}
const phase = (wave: string, kind: string, from: number, to: number | null) =>
  world.operator.query(
    `INSERT INTO app.phase (edition_id, wave, kind, starts_on, ends_on)
     VALUES ($1, $2, $3, app.today() + $4::integer, app.today() + $5::integer)`,
    [world.editionId, wave, kind, from, to],
  )
const told = (wave: string) =>
  world.operator.query<{ state: string; messages: number; mails: number }>(
    `SELECT a.state, count(m.id)::int AS messages, count(o.id)::int AS mails FROM app.application a
       LEFT JOIN app.message m ON m.application_id = a.id AND m.kind = 'phase_notice'
       LEFT JOIN app.outbox o ON o.application_id = a.id AND o.class = 'phase_notice' AND o.subject_version = m.subject_version
     WHERE a.wave = $1 GROUP BY a.state ORDER BY a.state`,
    [wave],
  )

describe('a notice that a phase has begun', () => {
  it('reaches each undecided person of the wave once, in the inbox and as one mail, and nobody else', async () => {
    await files('main', { submitted: 2, screening: 2, more_info: 1, in_review: 1, vetting: 1, board: 1 })
    await files('main', { draft: 2, waitlisted: 1, rejected: 2, withdrawn: 1, invited: 1 })
    await files('early', { submitted: 1 })
    await phase('main', 'collecting', -20, -1)
    await phase('main', 'screening', 0, 9)
    await phase('main', 'review', 10, 30)

    await Promise.all([job.run(), job.run()])
    await job.run()

    const undecided = ['board', 'in_review', 'more_info', 'screening', 'submitted', 'vetting']
    expect((await told('main')).filter(({ messages }) => messages > 0)).toEqual(
      undecided.map((state) => {
        const count = state === 'screening' || state === 'submitted' ? 2 : 1
        return { state, messages: count, mails: count }
      }),
    )
    expect(await told('early')).toEqual([{ state: 'submitted', messages: 0, mails: 0 }])
    expect(
      await world.operator.query(
        'SELECT wave, phase, until_on = app.today() + 9 AS until, about FROM app.phase_notice',
      ),
    ).toEqual([{ wave: 'main', phase: 'screening', until: true, about: 10 }])
  })

  it('is said again for the next phase, with its own day', async () => {
    await world.operator.query(
      `UPDATE app.phase SET starts_on = starts_on - 15, ends_on = ends_on - 15 WHERE wave = 'main'`,
    )

    await job.run()
    await job.run()

    expect(
      await world.operator.query(
        `SELECT n.phase, (SELECT count(*)::int FROM app.message m WHERE m.kind = 'phase_notice' AND m.subject_version = app.phase_place(n.phase)) AS lines
         FROM app.phase_notice n WHERE n.wave = 'main' ORDER BY n.phase`,
      ),
    ).toEqual([
      { phase: 'review', lines: 8 },
      { phase: 'screening', lines: 8 },
    ])
  })

  it('names no number below five people', async () => {
    await files('late', { submitted: 4 })
    await phase('late', 'board', -1, null)

    await job.run()

    expect(await world.operator.query(`SELECT about, until_on FROM app.phase_notice WHERE wave = 'late'`)).toEqual([
      { about: null, until_on: null },
    ])
    await expect(
      world.operator.query(
        `INSERT INTO app.phase_notice (edition_id, wave, phase, about) VALUES ($1, 'x', 'board', 4)`,
        [world.editionId],
      ),
    ).rejects.toThrow('database_23514')
  })

  it('is silent while a wave collects, travels or is over', async () => {
    await files('quiet', { submitted: 9 })
    for (const kind of ['collecting', 'travel', 'over']) await phase('quiet', kind, -1, 1)

    await job.run()

    expect((await told('quiet')).map(({ messages }) => messages)).toEqual([0])
  })

  it('never makes a phone task of somebody who takes no mail', async () => {
    const claim = randomUUID()
    const [row] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.outbox WHERE class = 'phase_notice' ORDER BY id LIMIT 1`,
    )
    await world.operator.query(`UPDATE app.outbox SET state = 'claimed', claim = $2 WHERE id = $1`, [row?.id, claim])

    const taken = await worker.one<{ told: boolean }>('SELECT app.outbox_told_otherwise($1, $2) AS told', [
      row?.id,
      claim,
    ])

    expect(taken).toEqual({ told: true })
    expect(await world.operator.query('SELECT kind FROM app.staff_task')).toEqual([])
  })
})

describe('the day by which to look in again', () => {
  const lookIn = async (wave: string, state: string) =>
    (
      await world.operator.query<{ days: number | null }>(
        `SELECT app.look_in_by(id) - app.today() AS days FROM app.application WHERE wave = $1 AND state = $2 LIMIT 1`,
        [wave, state],
      )
    )[0]?.days

  it('is some days after the end of the phase that runs, or of the call where none is planned', async () => {
    await files('plain', { submitted: 1 })
    const running = await lookIn('main', 'screening')
    const none = await lookIn('plain', 'submitted')
    await world.operator.query(`UPDATE app.edition SET settings = settings || '{"look_in_days": 2}'`)

    expect([running, none]).toEqual([15 + 7, 30 + 7])
    expect(await lookIn('main', 'screening')).toBe(15 + 2)
  })

  it('is nobody’s whose page says what comes by itself', async () => {
    for (const state of ['rejected', 'withdrawn', 'invited', 'more_info'])
      expect(await lookIn('main', state)).toBeNull()
  })
})

describe('drafts nobody sent', () => {
  it('are kept through their last day and erased after it, code and all; rung twice, once', async () => {
    const registration = world.sql('app_registration')
    const begun = await registration.one<{ application_id: string; keep_until: string }>(
      'SELECT application_id, keep_until::text FROM app.begin_application($1, $2, $3, $4, $5, $6)',
      [world.editionId, randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(60), null],
    )
    const state = async () =>
      (
        await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [
          begun?.application_id,
        ])
      )[0]
    const time = new TestClock(new Clock(), world.database)
    const discard = new DiscardDrafts(world.sql('app_worker'))

    await time.moveTo(new Date(`${begun?.keep_until}T23:00:00Z`))
    await discard.run()
    expect(await state()).toEqual({ state: 'draft' })
    await time.move(2 * 3_600_000)
    await Promise.all([discard.run(), discard.run()])

    expect(await state()).toEqual({ state: 'erased' })
    expect(
      await world.operator.query('SELECT 1 FROM app.access WHERE application_id = $1', [begun?.application_id]),
    ).toEqual([])
    expect(
      await world.operator.query('SELECT move FROM app.history WHERE application_id = $1', [begun?.application_id]),
    ).toEqual([{ move: 'discard' }])
  })
})
