import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { ListSeconds } from '#features/vetting/staff/desk/list-seconds.js'
import { LookAtFinding } from '#features/vetting/staff/desk/look-at-finding.js'
import { SettleConcern } from '#features/vetting/staff/restricted/settle-concern.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'

let line: MainLine
let list: ListDesk

beforeAll(async () => {
  line = await openMainLine()
  list = new ListDesk(line.door.database)
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const standIn = (id: string, state: string) => query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])

describe('files on the desk', () => {
  it('are those that are restricted or feared about, wherever they stand, for who may see them', async () => {
    const states = ['waitlisted', 'invited', 'confirmed', 'declined'] as const
    const placed: string[] = []
    for (const state of states) {
      const id = await line.applied()
      await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
      await standIn(id, state)
      placed.push(id)
    }
    const concern = `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`
    const [feared, plain] = [await line.applied(), await line.applied()]
    await query(concern, [feared, line.as('coordinator').accountId])
    for (const id of [feared, plain]) await standIn(id, 'rejected')
    const shown = async (login: string) => {
      const { rows } = await list.run(line.as(login), 'all')
      return [...placed, feared, plain].map((id) => rows.find(({ file }) => file.id === id)?.state ?? null)
    }
    const before = await shown('lead')
    await conflictsOn(line).pin(placed[2] ?? '', 'lead', 'family', 'lead-2')

    expect(before).toEqual(['waitlisted', 'invited', 'confirmed', null, 'rejected', null])
    expect(await shown('lead')).toEqual(['waitlisted', 'invited', null, null, 'rejected', null])
    expect(await shown('coordinator')).toEqual(Array(6).fill(null))
  })
})

/** Whom a mail went to since the last asking; each is over then, so that the next act may tell them again. */
const told = async () => {
  const rows = await query<{ login: string; plain: boolean }>(
    `SELECT a.login, o.application_id IS NULL AND o.participation_id IS NULL AND o.link_id IS NULL AS plain FROM app.outbox o
     JOIN app.staff_account a ON a.id = o.staff_account_id WHERE o.class = 'second_asked' AND o.state = 'queued' ORDER BY a.login`,
  )
  await query(`UPDATE app.outbox SET state = 'accepted' WHERE class = 'second_asked'`)
  expect(rows.every(({ plain }) => plain)).toBe(true)
  return rows.map(({ login }) => login).filter((login) => login !== 'founder')
}
const waiting = async (login: string, id: string) => {
  const rows = await new ListSeconds(line.door.database).run(line.as(login))
  return rows.filter(({ file }) => file.id === id).map(({ kind, count }) => `${kind} ${count}`)
}

describe('what waits for a second person at the desk', () => {
  beforeAll(() => query(`UPDATE app.staff_account SET address = login || '@example.org'`))

  it('is a finding that one person alone stands for: told at once, listed, and no file is ready with it', async () => {
    const id = await line.inVetting()
    await line.checked(id)
    const shown = async (login: string) => {
      const desk = await list.run(line.as(login), 'all')
      const row = desk.rows.find(({ file }) => file.id === id)
      const has = async (filter: 'ready' | 'second') =>
        (await list.run(line.as(login), filter)).rows.some(({ file }) => file.id === id)
      return [row?.unseconded, row?.forViewer, await has('ready'), await has('second'), desk.next === id]
    }
    const find = (result: 'does_not_fit' | 'fits', evidence: 'E1' | 'E5') =>
      line.door.check.run(line.as('lead'), id, [{ point: 8, result, evidence, note: 'Seen by me.' }])
    const silent = [await told(), await shown('lead')]
    await find('fits', 'E5')
    const unproven = [
      await told(),
      await waiting('lead-2', id),
      await waiting('lead', id),
      await waiting('security', id),
    ]
    await find('does_not_fit', 'E1')
    const against = [await told(), await shown('lead'), await shown('lead-2')]
    const [finding] = await query<{ id: string }>('SELECT id FROM app.finding_alone WHERE application_id = $1', [id])
    await new LookAtFinding(line.door.database, new Audit(line.door.database)).run(
      line.as('lead-2'),
      id,
      finding?.id ?? '',
    )

    expect(silent).toEqual([[], [0, 0, true, false, false]])
    expect(unproven).toEqual([['lead-2'], ['finding 1'], [], []])
    expect(against).toEqual([['lead-2'], [1, 0, false, true, false], [1, 1, false, true, true]])
    expect([await waiting('lead-2', id), await shown('lead-2')]).toEqual([[], [0, 0, true, false, false]])
  })

  it('is a word about a concern, for leads and for the officer from whom the file is not kept', async () => {
    const id = await line.inVetting()
    await query(
      `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`,
      [id, line.as('coordinator').accountId],
    )
    const [concern] = await query<{ id: string }>('SELECT id FROM app.integrity_concern WHERE application_id = $1', [
      id,
    ])
    const settle = new SettleConcern(line.door.database, new Audit(line.door.database))
    const say = (outcome: 'unfounded' | 'confirmed') =>
      settle.run(line.as('lead'), id, { concernId: concern?.id ?? '', outcome })
    await say('confirmed')
    const open = [await told(), await waiting('lead-2', id), await waiting('security', id), await waiting('lead', id)]
    await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
    await say('unfounded')
    const kept = [await told(), await waiting('lead-2', id), await waiting('security', id)]
    const [last] = await query<{ id: string }>('SELECT id FROM app.settlement_alone WHERE application_id = $1', [id])
    await settle.agree(line.as('lead-2'), id, last?.id ?? '')

    expect(open).toEqual([['lead-2', 'security'], ['concern 1'], ['concern 1'], []])
    expect(kept).toEqual([['lead-2'], ['concern 1'], []])
    expect(await waiting('lead-2', id)).toEqual([])
  })

  it('is a decision that two people agreed to and one of them set waiting again', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_waitlist', 'board-1', 'board-2')
    await told()
    await line.door.propose.clear(line.as('board-1'), id)

    expect(await told()).toEqual(['board-2'])
  })
})
