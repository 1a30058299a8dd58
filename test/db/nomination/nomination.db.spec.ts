import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ForgetNominees } from '#features/nomination/worker/forget-nominees.job.js'
import { begun, invited, nominee, saved } from '#test/support/nomination/doors.js'
import { openNominations, type OpenNominations } from '#test/support/nomination/world.js'

const day = 86_400_000
let open: OpenNominations
let forget: ForgetNominees

beforeAll(async () => {
  open = await openNominations()
  forget = new ForgetNominees(open.line.world.sql('app_worker'))
}, 60_000)

afterEach(() => open.clock.reset())
afterAll(() => open.end())

describe('a nomination', () => {
  it('of somebody who did not agree is never invited, by nobody', async () => {
    const named = await open.doors.name.run(open.coordinator, [nominee('No', { nominee_agreed: 'no' })])
    const [id = ''] = named.ok ? named.value : []

    expect(await open.doors.invite.run(open.coordinator, id, 1)).toEqual({ ok: false, code: 'move_not_allowed' })
    expect(await open.query('SELECT 1 FROM app.link WHERE subject_id = $1', [id])).toEqual([])
    expect(await open.stateOf(id)).toBe('not_sent')
  })

  it('is mailed where the way is mail, and handed over by a person where it is not', async () => {
    const named = await open.doors.name.run(open.coordinator, [nominee('Mailed')])
    const [mailed = ''] = named.ok ? named.value : []
    const outcome = await open.doors.invite.run(open.coordinator, mailed, 1)
    const handed = await invited(open.doors, open.coordinator, 'Handed')
    const tasks = () =>
      open.query(
        `SELECT t.kind, t.role, t.state FROM app.staff_task t JOIN app.link l ON l.id = t.link_id WHERE l.subject_id = $1 ORDER BY t.state`,
        [handed.id],
      )
    const mailsOf = (id: string) =>
      open.query(`SELECT class FROM app.outbox o JOIN app.link l ON l.id = o.link_id WHERE l.subject_id = $1`, [id])

    expect(outcome).toEqual({ ok: true, value: null })
    expect(await mailsOf(mailed)).toEqual([{ class: 'nomination_invitation' }])
    expect(await mailsOf(handed.id)).toEqual([])
    expect(await tasks()).toEqual([{ kind: 'hand_over_link', role: 'coordinator', state: 'open' }])

    const renewed = await open.doors.invite.run(open.coordinator, handed.id, 2)
    expect([renewed.ok, await open.doors.links.look(handed.link)]).toEqual([true, null])
    expect((await tasks()).map((task) => (task as { state: string }).state)).toEqual(['done', 'open'])
  })

  it('expires after its last day, may be renewed for a week, and is erased then; rung twice, once', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Slow')
    const { id: other } = await invited(open.doors, open.coordinator, 'Slower')
    const at = async (days: number) => {
      await open.clock.reset()
      await open.clock.move(days * day)
      await Promise.all([forget.run(), forget.run()])
      return [await open.stateOf(id), await open.recordsOf(other)]
    }

    expect(await at(14)).toEqual(['invited', 4])
    expect(await at(15)).toEqual(['expired', 4])
    await open.doors.links.renew(link)
    expect((await open.doors.open.list(open.coordinator)).find((row) => row.id === id)?.isAskedFor).toBe(true)
    const renewed = await open.doors.invite.run(open.coordinator, id, 3)
    expect([renewed.ok, await open.stateOf(id)]).toEqual([true, 'invited'])
    expect((await open.doors.open.list(open.coordinator)).find((row) => row.id === id)?.isAskedFor).toBe(false)
    expect(await at(21)).toEqual(['invited', 4])
    expect(await at(22)).toEqual(['invited', 0])
    expect(await open.stateOf(other)).toBe('erased')
    expect((await open.verbsOf(other)).filter((verb) => verb === 'nomination.erase')).toEqual([])
    expect(
      await open.query(
        `SELECT count(*)::int AS n FROM audit.pending WHERE object_id = $1 AND verb = 'nomination.erase'`,
        [other],
      ),
    ).toEqual([{ n: 1 }])
  })

  it('that nobody acted on is erased within a month', async () => {
    const named = await open.doors.name.run(open.coordinator, [
      nominee('Idle'),
      nominee('Idle2', { nominee_agreed: 'no' }),
    ])
    const ids = named.ok ? named.value : []
    const [week] = await open.query<{ gone: number }>(
      `SELECT (keep_until - app.today())::int AS gone FROM app.nomination WHERE id = $1`,
      [ids[0]],
    )

    await open.clock.move((week?.gone ?? 0) * day)
    await forget.run()
    const lastDay = await Promise.all(ids.map(open.stateOf))
    await open.clock.move(day)
    await forget.run()

    expect(lastDay).toEqual(['named', 'not_sent'])
    expect(await Promise.all(ids.map(async (id) => [await open.stateOf(id), await open.recordsOf(id)]))).toEqual([
      ['erased', 0],
      ['erased', 0],
    ])
  })

  it('goes with the application that came of it', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Leaves')
    await saved(open.doors, await begun(open.doors, link), 'contact')
    const [file] = await open.applicationsOf(id)
    const before = await open.recordsOf(id)

    await open.query(`SELECT app.application_move($1, 'discard', 'system')`, [file?.id])

    expect(before).toBe(2)
    expect([await open.stateOf(id), await open.recordsOf(id)]).toEqual(['erased', 0])
    expect(await open.query('SELECT was_used FROM app.nomination WHERE id = $1', [id])).toEqual([{ was_used: true }])
  })

  it('is opened after a line of the log, by coordinators alone, each what they keep', async () => {
    const { id } = await invited(open.doors, open.coordinator, 'Opened')
    const opened = await open.doors.open.run(open.coordinator, id)

    expect(opened).toMatchObject({ ok: true, value: { contact: { name: 'Amal Opened-nominee' }, reasons: null } })
    expect(await open.verbsOf(id)).toEqual([
      'nomination.named',
      'nomination.opened',
      'nomination.invite',
      'nomination.opened',
    ])
    for (const login of ['lead', 'reader-1', 'board-1', 'security', 'desk', 'auditor']) {
      const actor = open.line.as(login)
      const seen = [
        await open.doors.open.list(actor),
        await open.doors.open.run(actor, id),
        await open.doors.invite.run(actor, id, 2),
      ]
      expect([login, ...seen]).toEqual([login, [], { ok: false, code: 'not_found' }, { ok: false, code: 'not_found' }])
    }
    expect(await open.verbsOf(id)).toHaveLength(4)
  })

  it('VIS-2 is not in the list of a coordinator whom a conflict keeps from the file', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Conflict')
    await saved(open.doors, await begun(open.doors, link), 'contact')
    const [file] = await open.applicationsOf(id)
    const seen = async () => (await open.doors.open.list(open.coordinator)).some((row) => row.id === id)
    const before = await seen()

    await open.query(
      `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [file?.id, open.coordinator.accountId],
    )

    expect([before, await seen()]).toEqual([true, false])
    expect(await open.doors.open.run(open.coordinator, id)).toEqual({ ok: false, code: 'not_found' })
  })
})

describe('a file that came of a nomination', () => {
  /** As the pages leave it: a sent application and the nomination it used up. */
  async function nominated(
    mark: string,
    flags: ('skip_screening' | 'counts_as_voucher' | 'lock_channel')[],
    address = '@other',
  ) {
    const named = await open.doors.name.run(
      open.coordinator,
      [nominee(mark, { nominee_channel: 'messenger', nominee_address: address })],
      flags,
    )
    const [id = ''] = named.ok ? named.value : []
    const file = await open.line.applied(mark)
    await open.query('UPDATE app.application SET nomination_id = $2 WHERE id = $1', [file, id])
    return { id, file }
  }

  it('says who named the person to coordinator and lead, after a line of the log, and to nobody else', async () => {
    const { id, file } = await nominated('Vouch', ['counts_as_voucher', 'lock_channel'])

    const toCoordinator = await open.doors.provenance.run(open.coordinator, await open.line.file('coordinator', file))
    const toLead = await open.doors.provenance.run(open.line.as('lead'), await open.line.file('lead', file))

    expect(toCoordinator).toMatchObject({
      by: 'Coordinator',
      reasons: null,
      hasSameWay: false,
      flags: ['counts_as_voucher', 'lock_channel'],
    })
    expect(toLead).toMatchObject({
      by: 'Coordinator',
      reasons: { why: 'Vouch-because of her work with families' },
      hasSameWay: null,
    })
    expect(await open.verbsOf(id)).toEqual(['nomination.named', 'nomination.opened', 'nomination.opened'])
    for (const login of ['board-1', 'security'])
      expect([login, await open.doors.provenance.run(open.line.as(login), await open.line.file(login, file))]).toEqual([
        login,
        null,
      ])
    const other = await open.line.file('coordinator', await open.line.applied())
    expect(await open.doors.provenance.run(open.coordinator, other)).toBeNull()
  })

  it('goes straight to review at one press where the nomination says so, and not otherwise', async () => {
    const { file } = await nominated('Straight', ['skip_screening'])
    const { file: plain } = await nominated('Plain', [])
    const { version } = await open.line.now(file)

    const outcomes = [
      await open.doors.skip.run(open.line.as('lead'), file, version),
      await open.doors.skip.run(open.coordinator, file, version + 1),
      await open.doors.skip.run(open.coordinator, plain, version),
      await open.doors.skip.run(open.coordinator, file, version),
    ]

    expect(outcomes).toEqual([
      { ok: false, code: 'not_found' },
      { ok: false, code: 'stale' },
      { ok: false, code: 'not_found' },
      { ok: true, value: { state: 'in_review' } },
    ])
    expect(
      await open.query(
        `SELECT move, role, reason FROM app.history WHERE application_id = $1 AND version > $2 ORDER BY version`,
        [file, version],
      ),
    ).toEqual([
      { move: 'open_screening', role: 'coordinator', reason: 'skip_screening' },
      { move: 'pass', role: 'coordinator', reason: 'skip_screening' },
    ])
    expect((await open.line.now(plain)).state).toBe('submitted')
  })

  it('APP-9 goes nowhere while the file may be one person’s with another, screened or not', async () => {
    const { file } = await nominated('Twice', ['skip_screening'])
    const other = await open.line.applied()
    await open.query(
      `INSERT INTO app.contact_index SELECT id, decode(md5('twice'), 'hex') FROM unnest($1::uuid[]) id
       ON CONFLICT (application_id) DO UPDATE SET digest = EXCLUDED.digest`,
      [[file, other]],
    )
    const before = await open.line.traces(file)

    const outcome = await open.doors.skip.run(open.coordinator, file, (await open.line.now(file)).version)

    expect(outcome).toEqual({ ok: false, code: 'duplicate_undecided' })
    expect(await open.line.traces(file)).toEqual(before)
  })
})
