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
      line.found('lead', id, [{ point: 8, result, evidence, note: 'Seen by me.' }])
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
    const { database, keyring } = line.door
    const settle = new SettleConcern(database, keyring, line.world.directory, new Audit(database))
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

describe('the grade of an earlier participant', () => {
  /** SQL: what speaks against the grade, wherever it stands. */
  const against = {
    'a concern': `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) SELECT $1, id, gen_random_uuid() FROM app.staff_account LIMIT 1`,
    'a restriction': `INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`,
    'a conduct case': `INSERT INTO app.vetting_flag (application_id, kind, reason, set_by) SELECT $1, 'earlier_conduct', 'earlier_edition', id FROM app.staff_account LIMIT 1`,
  }
  const journey = (state: string, closed?: string) =>
    `WITH came AS (INSERT INTO app.participation (edition_id, application_id) SELECT edition_id, id FROM app.application WHERE id = $1 RETURNING id),
       went AS (INSERT INTO app.journey (participation_id, state, version) SELECT id, '${closed ? 'closed' : state}', 5 FROM came)
     INSERT INTO app.journey_step (participation_id, version, move, from_state, to_state, role, on_day)
       SELECT id, 5, 'close', '${state}', 'closed', 'system', app.today() FROM came WHERE ${closed !== undefined}`
  let edition: string

  beforeAll(async () => {
    const [made] = await query<{ id: string }>(
      `INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity)
       SELECT 'earlier', 'Days', 'Meeting', 'UTC', d, d, d, d + 1, 10 FROM (SELECT app.today() - 365 AS d) x RETURNING id`,
    )
    edition = made?.id ?? ''
  })

  /** A file now, a place kept in the edition that is over, and one more file of the same mailbox that came to nothing. */
  const returning = async () => {
    const files = { now: await line.applied(), earlier: await line.applied(), other: await line.applied() }
    const { now, earlier, other } = files
    await query(`UPDATE app.application SET edition_id = $2 WHERE id = ANY ($1)`, [[earlier, other], edition])
    await standIn(earlier, 'confirmed')
    await standIn(other, 'rejected')
    await query('DELETE FROM app.contact_index WHERE application_id = ANY ($1)', [[now, earlier, other]])
    await query(
      `INSERT INTO app.contact_index (application_id, digest) SELECT id, sha256($2::text::bytea) FROM unnest($1::uuid[]) id`,
      [[now, earlier, other], now],
    )
    return files
  }
  const isProven = async (id: string) =>
    (await query<{ proven: boolean }>(`SELECT app.evidence_is_proven($1, 'E5') AS proven`, [id]))[0]?.proven

  it.each(Object.keys(against) as (keyof typeof against)[])(
    'is not on file for who has %s in one of their files',
    async (fact) => {
      for (const which of ['now', 'earlier', 'other'] as const) {
        const files = await returning()
        const before = await isProven(files.now)
        await query(against[fact], [files[which]])

        expect([which, before, await isProven(files.now)]).toEqual([which, true, false])
      }
    },
  )

  it('is on file again when what stood has been lifted', async () => {
    const { now, earlier } = await returning()
    await query(against['a restriction'], [earlier])
    await query(against['a conduct case'], [now])
    for (const table of ['app.flag', 'app.vetting_flag']) {
      await query(`UPDATE ${table} SET lifted_on = app.today() WHERE application_id = ANY ($1)`, [[now, earlier]])
    }

    expect(await isProven(now)).toBe(true)
  })

  it.each([
    ['home', undefined, true],
    ['home', 'closed', true],
    ['arrived', undefined, true],
    ...['no_show', 'stopped', 'remote'].flatMap((state) => [
      [state, undefined, false] as const,
      [state, 'closed', false] as const,
    ]),
  ] as const)('is for who was there: %s %s', async (state, closed, expected) => {
    const { now, earlier } = await returning()
    await query(journey(state, closed), [earlier])

    expect(await isProven(now)).toBe(expected)
  })
})
