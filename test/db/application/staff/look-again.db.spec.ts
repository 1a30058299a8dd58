import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { RunScreening } from '#features/application/staff/screening/run-screening.js'
import { ReadScreeningFiles } from '#features/application/staff/screening/screening-files.js'
import type { Outcome } from '#domain/outcome.js'
import { whilePressed } from '#test/db/duplicate/while-pressed.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { lookedOnce, writtenOf } from '#test/support/people/looked-once.js'

let line: MainLine
let acts: ReturnType<typeof lookedOnce>

beforeAll(async () => {
  line = await openMainLine()
  acts = lookedOnce(line)
  await line.world.operator.query(`UPDATE app.edition SET settings = '{"references_asked": "at_screening"}'`)
}, 60_000)

afterAll(() => line.world.end())

interface Change {
  readonly happens: string
  readonly ends: string
}

/** What a colleague may have done between the look of an act and its lock: SQL over the file $1 and who presses $2. */
const changes = {
  'was restricted': {
    happens: `INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, 'restricted', $2)`,
    ends: `UPDATE app.flag SET lifted_on = app.today(), lifted_by = $2 WHERE application_id = $1`,
  },
  'was kept from them by a conflict': {
    happens: `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'pinned', $2)`,
    ends: `DELETE FROM app.conflict_fact WHERE application_id = $1 AND account_id = $2`,
  },
  'was given to them to read blind': {
    happens: `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'reviewer', '{profile}', $2)`,
    ends: `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'unassigned' WHERE application_id = $1 AND account_id = $2`,
  },
} as const satisfies Record<string, Change>

type Act = keyof ReturnType<typeof lookedOnce>

const cases: readonly (readonly [string, string, keyof typeof changes, Act])[] = [
  ['opens the screening of a file', 'coordinator', 'was restricted', 'open'],
  ['passes a file on', 'coordinator', 'was restricted', 'pass'],
  ['sends a file back', 'lead', 'was kept from them by a conflict', 'sendBack'],
  ['asks an applicant for more', 'coordinator', 'was restricted', 'ask'],
  ['asks an applicant for more', 'lead', 'was kept from them by a conflict', 'ask'],
  ['gives more days to answer', 'coordinator', 'was restricted', 'extend'],
  ['gives more days to answer', 'coordinator', 'was kept from them by a conflict', 'extend'],
  ['enters a voucher', 'lead', 'was given to them to read blind', 'voucher'],
  ['asks referees', 'lead', 'was given to them to read blind', 'askReferees'],
  ['asks a referee once more', 'lead', 'was given to them to read blind', 'again'],
  ['asks a referee at another contact', 'lead', 'was given to them to read blind', 'reask'],
  ['passes a nominee by the screening', 'coordinator', 'was restricted', 'skip'],
  ['opens a review again', 'lead', 'was kept from them by a conflict', 'reopen'],
  ['opens a review again', 'lead', 'was given to them to read blind', 'reopen'],
  ['asks for an opinion', 'lead', 'was kept from them by a conflict', 'opinion'],
  ['asks for an opinion', 'lead', 'was given to them to read blind', 'opinion'],
  ['shares a tag', 'coordinator', 'was restricted', 'tag'],
  ['shares a tag', 'lead', 'was given to them to read blind', 'tag'],
  ['removes a tag', 'coordinator', 'was kept from them by a conflict', 'untag'],
  ['puts a decision forward', 'board-1', 'was restricted', 'propose'],
  ['puts a decision forward', 'board-1', 'was kept from them by a conflict', 'propose'],
  ['agrees to a decision', 'board-2', 'was restricted', 'second'],
  ['agrees to a decision', 'board-2', 'was kept from them by a conflict', 'second'],
  ['takes a file from a reader', 'coordinator', 'was restricted', 'unassign'],
]

describe('who', () => {
  it.each(cases)('%s (%s) writes nothing where the file %s by then', async (_, login, change, act) => {
    const [{ prepare, press }, { happens, ends }] = [acts[act], changes[change]]
    const id = await prepare()
    const values = [id, line.as(login).accountId]
    const pressed = (): Promise<Outcome<unknown, string>> => press(line.as(login), id)
    const before = await writtenOf(line, values)

    const late = await whilePressed(line, pressed, id, (tx) => tx.query(happens, values))

    expect(late).toEqual({ ok: false, code: 'not_found' })
    expect(await writtenOf(line, values)).toEqual(before)
    await line.world.operator.query(ends, values)
    expect(await pressed()).toMatchObject({ ok: true })
    expect(await writtenOf(line, values)).not.toEqual(before)
  })
  it.each(['was restricted', 'was kept from them by a conflict'] as const)(
    'opens the screening of many files moves none where one %s by then',
    async (change) => {
      const [{ database, alike }, coordinator, { happens, ends }] = [line.door, line.as('coordinator'), changes[change]]
      const runs = new RunScreening(database, new ReadScreeningFiles(database, alike))
      const ids = [await line.applied(), await line.applied()]
      const values = [ids[1] ?? '', coordinator.accountId]
      const pressed = async () => runs.run(coordinator, 'open', (await runs.plan(coordinator, 'open')).mark)
      const states = async () => Promise.all(ids.map(async (id) => (await line.now(id)).state))

      const late = await whilePressed(line, pressed, values[0] ?? '', (tx) => tx.query(happens, values))

      expect([late, await states()]).toEqual([{ ok: false, code: 'stale' }, ['submitted', 'submitted']])
      await line.world.operator.query(ends, values)
      expect([await pressed(), await states()]).toMatchObject([{ ok: true }, ['screening', 'screening']])
    },
  )
})
