import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FindFile } from '#features/application/staff/find-file.js'
import { dryRunOf } from '#features/decision/staff/many/dry-run.js'
import { KeepApart } from '#features/vetting/staff/apart/keep-apart.js'
import { RecordCall } from '#features/vetting/staff/call/record-call.js'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { LookAtFinding } from '#features/vetting/staff/desk/look-at-finding.js'
import { RaiseConcern } from '#features/vetting/staff/restricted/raise-concern.js'
import { ReadRestriction } from '#features/vetting/staff/restricted/read-restriction.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { SettleConcern } from '#features/vetting/staff/restricted/settle-concern.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let list: ListDesk

beforeAll(async () => {
  line = await openMainLine()
  list = new ListDesk(line.door.database)
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)

describe('an act at the desk', () => {
  it('is looked at again behind the lock: nothing is written on a file that was cleared or taken out of sight meanwhile', async () => {
    const id = await line.inVetting()
    const { database, keyring, check, harm } = line.door
    await line.found('lead', id, [{ point: 8, result: 'does_not_fit', evidence: 'E1' }])
    const [finding] = await check.read(line.as('lead'), await line.file('lead', id))
    const [contact] = await harm.read(line.as('lead'), id)
    const audit = new Audit(database)
    const written = () =>
      query(
        `SELECT (SELECT count(*)::int FROM app.vetting_finding WHERE application_id = $1) AS findings,
           (SELECT count(*)::int FROM app.finding_look WHERE application_id = $1) AS looks,
           (SELECT count(*)::int FROM app.harm_finding WHERE application_id = $1) AS judgements,
           (SELECT count(*)::int FROM app.call_note WHERE application_id = $1) AS calls,
           (SELECT count(*)::int FROM app.assignment WHERE application_id = $1) AS named,
           (SELECT count(*)::int FROM app.apart_pair WHERE $1 IN (first_id, second_id)) AS pairs`,
        [id],
      )
    const restrict = new RestrictFile(database, keyring, line.world.directory, audit, line.door.assign)
    const apart = new KeepApart(database, keyring, line.world.directory, audit)
    const pair = { first: await line.numberOf(await line.applied()), second: await line.numberOf(id), text: 'A trial.' }
    const asked: Promise<unknown>[] = []

    await line.world.operator.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [id])
      asked.push(
        check.run(line.as('lead'), id, [{ point: 9, result: 'fits', evidence: 'E1' }]),
        new LookAtFinding(database, audit).run(line.as('lead-2'), id, finding?.id ?? ''),
        harm.run(line.as('security'), id, [{ item: 'contact', verdict: 'safe', over: contact?.id ?? '' }]),
        new RecordCall(database, audit).run(line.as('coordinator'), id, { outcome: 'reached' }),
        restrict.run(line.as('security'), id, 'safety'),
        apart.run(line.as('security'), pair),
      )
      await pause(500)
      await tx.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
      await tx.query(`UPDATE app.application SET state = 'board' WHERE id = $1`, [id])
    })

    const codes = [...asked.slice(1).map(() => 'not_found'), 'case_unknown']
    expect(await Promise.all(asked)).toEqual(codes.map((code) => ({ ok: false, code })))
    expect(await written()).toEqual([{ findings: 1, looks: 0, judgements: 4, calls: 0, named: 0, pairs: 0 }])
  })
})

describe('the desk', () => {
  it('lists files in vetting and those asked for more from there, for leads alone, with what is missing', async () => {
    const [early, vetting, asked, done] = [
      await line.inReview(),
      await line.inVetting(),
      await line.inVetting(),
      await line.inVetting(),
    ]
    await line.checked(done)
    await line.found('lead', vetting, [
      { point: 1, result: 'fits', evidence: 'E1' },
      { point: 2, result: 'not_possible', evidence: 'E5', note: 'Nobody answered.' },
    ])
    await line.world.operator.query(`SELECT app.application_move($1, 'ask', 'vetting_lead', $2)`, [
      asked,
      line.as('lead').accountId,
    ])
    const shown = async (login: string, filter: 'all' | 'ready' | 'harm') => {
      const { rows } = await list.run(line.as(login), filter)
      return [early, vetting, asked, done].map((id) => rows.find(({ file }) => file.id === id))
    }

    const rows = await shown('lead', 'all')
    expect(
      rows.map((row) => row && [row.state, row.points, row.grade, row.openHarm, row.asked, row.call, row.days]),
    ).toEqual([
      undefined,
      ['vetting', 2, 'E1', 4, 0, null, 0],
      ['more_info', 0, 'E0', 4, 0, null, 0],
      ['vetting', 15, 'E3', 0, 2, null, 0],
    ])
    expect((await shown('lead', 'ready')).map((row) => row !== undefined)).toEqual([false, false, false, true])
    expect((await shown('lead', 'harm')).map((row) => row !== undefined)).toEqual([false, true, true, false])
    expect(await list.run(line.as('coordinator'), 'all')).toEqual({ rows: [], all: 0, next: null })
    const { next } = await list.run(line.as('lead'), 'all')
    expect((await list.run(line.as('lead'), 'all', next ?? '')).next).not.toBe(next)
  })
})

describe('a concern', () => {
  it('keeps the file out of sight until two people said what came of it, and takes it away again when they confirm it', async () => {
    const id = await line.onBoard()
    const { database, keyring, assign } = line.door
    const [{ directory }, audit] = [line.world, new Audit(database)]
    const restrict = new RestrictFile(database, keyring, directory, audit, assign)
    const raise = new RaiseConcern(database, keyring, directory, audit)
    const settle = new SettleConcern(database, keyring, directory, audit)
    const concernOf = async (file: string) => {
      const read = await new ReadRestriction(database, keyring).run(line.as('lead'), file)
      if (!read.ok) throw new Error(read.code)
      return read.value
    }
    const seers = async (file: string) => {
      const everybody = ['coordinator', 'lead', 'lead-2', 'board-1', 'security']
      const seen = await Promise.all(everybody.map((login) => new FindFile(database).run(line.as(login), file)))
      return everybody.filter((_, at) => seen[at] !== null)
    }
    await raise.run(line.as('coordinator'), id, 'a text')
    const say = async (outcome: 'unfounded' | 'confirmed', second: string) => {
      const concernId = (await concernOf(id)).concerns[0]?.id ?? ''
      await settle.run(line.as('lead'), id, { concernId, outcome })
      const settlement = (await concernOf(id)).concerns[0]?.settlement?.id ?? ''
      return settle.agree(line.as(second), id, settlement)
    }
    const lifted = async () => {
      await restrict.ask(line.as('lead'), id)
      const [waits] = await query<{ id: string }>(
        `SELECT id FROM app.approval WHERE object_id = $1 AND kind = 'lift_restriction' AND state = 'pending'`,
        [id],
      )
      if (waits) await line.door.answers.agree(line.as('lead-2'), waits.id, [])
      return restrict.lift(line.as('lead'), id)
    }
    const board = () =>
      dryRunOf(database, line.as('board-1'), { move: 'release_invite', ids: [id] }).then(({ left }) => left)

    const early = [await restrict.ask(line.as('lead'), id), await lifted(), (await concernOf(id)).concernStands]
    expect(early).toEqual([...[1, 2].map(() => ({ ok: false, code: 'concern_open' })), true])
    expect([await seers(id), await board()]).toEqual([['lead', 'lead-2'], { unseen: 1 }])
    await say('unfounded', 'lead-2')
    expect([await lifted(), (await concernOf(id)).concernStands]).toEqual([{ ok: true, value: null }, false])
    expect([(await seers(id)).includes('board-1'), await board()]).toEqual([true, {}])
    await say('confirmed', 'security')
    expect([await seers(id), await board()]).toEqual([['lead', 'lead-2', 'security'], { unseen: 1 }])
    expect([await lifted(), (await concernOf(id)).concernStands]).toEqual([{ ok: false, code: 'concern_open' }, true])
    expect(await query('SELECT reason FROM app.flag WHERE application_id = $1 AND lifted_on IS NULL', [id])).toEqual([
      { reason: 'integrity' },
    ])
  })
})
