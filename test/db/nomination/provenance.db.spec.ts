import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nominee } from '#test/support/nomination/doors.js'
import { openNominations, type OpenNominations } from '#test/support/nomination/world.js'

let open: OpenNominations

beforeAll(async () => {
  open = await openNominations()
}, 60_000)

afterAll(() => open.end())

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

    const toCoordinator = await open.doors.provenance.run(open.coordinator, file)
    const toLead = await open.doors.provenance.run(open.line.as('lead'), file)

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
    for (const login of ['reader-1', 'board-1', 'security'])
      expect([login, await open.doors.provenance.run(open.line.as(login), file)]).toEqual([login, null])
    expect(await open.doors.provenance.run(open.coordinator, await open.line.applied())).toBeNull()
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
})
