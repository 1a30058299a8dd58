import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Evidence } from '#domain/vetting/clearing.js'
import { harmItems } from '#domain/vetting/harm.js'
import { EnterVoucher } from '#features/reference/staff/enter-voucher.js'
import { ReadTypedBy } from '#features/vetting/staff/call/read-typed-by.js'
import type { Judgement } from '#features/vetting/staff/desk/judge-harm.js'
import { LookAtFinding } from '#features/vetting/staff/desk/look-at-finding.js'
import { ReadDesk } from '#features/vetting/staff/desk/read-desk.js'
import { Audit } from '#platform/audit/audit.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { fullChecks, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let desk: ReadDesk
let look: LookAtFinding

beforeAll(async () => {
  line = await openMainLine()
  const { database, keyring, check, harm } = line.door
  desk = new ReadDesk(database, keyring, check, harm, new ReadTypedBy(database))
  look = new LookAtFinding(database, new Audit(database))
}, 60_000)

afterAll(() => line.world.end())

const read = async (login: string, id: string) => {
  const outcome = await desk.run(line.as(login), id)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const findings = async (id: string) =>
  (await read('lead', id)).findings.map((one) => `${one.point} ${one.result} ${one.evidence} ${one.author}`)
/** Judged on a page that was drawn just now. */
const judge = async (login: string, id: string, said: Omit<Judgement, 'over'>) => {
  const items = await line.door.harm.read(line.as('lead'), id)
  const over = items.find(({ item }) => item === said.item)?.id ?? ''
  return line.door.harm.run(line.as(login), id, [{ ...said, over }])
}
const verdicts = async (id: string) => (await read('lead', id)).harm.map(({ item, verdict }) => `${item} ${verdict}`)

describe('findings of the checklist', () => {
  it('are all kept, the newest standing, their notes sealed to leads and officers', async () => {
    const id = await line.inVetting()
    const lead = line.as('lead')
    await line.found('lead', id, [{ point: 7, result: 'fits', evidence: 'E1', note: 'QZNOTE-first' }])
    await line.found('lead-2', id, [
      { point: 7, result: 'does_not_fit', evidence: 'E2', note: 'QZNOTE-second' },
      { point: 8, result: 'fits', evidence: 'E1' },
    ])

    const { findings: all, notes } = await read('lead', id)
    expect(await findings(id)).toEqual([
      '7 does_not_fit E2 Vetting lead 2',
      '7 fits E1 Vetting lead',
      '8 fits E1 Vetting lead 2',
    ])
    expect(
      (await line.door.check.read(lead, await line.file('lead', id))).map(({ point, result }) => `${point} ${result}`),
    ).toEqual(['7 does_not_fit', '8 fits'])
    expect(all.map(({ noteId }) => noteId && notes.get(noteId))).toEqual(['QZNOTE-second', 'QZNOTE-first', null])
    expect(findCanaries(await dumpDatabase(line.world.database), ['QZNOTE'])).toEqual([])
    expect(await desk.run(line.as('coordinator'), id)).toEqual({ ok: false, code: 'not_found' })
    expect((await read('security', id)).notes).toEqual(new Map())
  })

  it('are not written again where they say what stands, nor is the gate', async () => {
    const id = await line.inVetting()
    const check = { point: 9, result: 'fits', evidence: 'E1' } as const
    for (const note of [undefined, undefined, 'Looked at once more.']) {
      await line.found('lead', id, [{ ...check, note }])
      await judge('lead', id, { item: 'letter', verdict: 'with_care', note })
    }
    const [row] = await line.world.operator.query<{ findings: number; judgements: number }>(
      `SELECT (SELECT count(*)::int FROM app.vetting_finding WHERE application_id = $1) AS findings,
         (SELECT count(*)::int FROM app.harm_finding WHERE application_id = $1 AND item = 'letter' AND verdict = 'with_care') AS judgements`,
      [id],
    )

    expect(row).toEqual({ findings: 2, judgements: 2 })
  })

  it('are covered by a voucher only on points 2 to 5, and only with one on file, which they name', async () => {
    const id = await line.inVetting()
    const covered = (point: number) => [{ point, result: 'covered_by_voucher', evidence: 'E4' }] as const
    const without = await line.found('lead', id, covered(3))
    await line.world.operator.query(
      `INSERT INTO app.reference (id, application_id, position, attempt, state, by_hand, expires_on)
       SELECT gen_random_uuid(), $1, p, 1, 'declined', false, app.today() FROM generate_series(1, 2) p`,
      [id],
    )
    const vouch = new EnterVoucher(line.door.database, line.door.keyring, line.world.directory)
    const words = { kind: 'staff', name: 'QZVOUCH', howKnown: 'from work', vouchedOn: '2026-01-02' } as const
    expect(await vouch.run(line.as('lead'), id, words)).toEqual({ ok: true, value: null })

    const outcomes = [await line.found('lead', id, covered(3))]
    outcomes.push(await line.found('lead', id, covered(6)))
    const { findings: all, vouchers } = await read('lead', id)

    expect([without, ...outcomes].map((outcome) => outcome.ok || outcome.code)).toEqual([
      'voucher_missing',
      true,
      'voucher_missing',
    ])
    expect(all.map(({ point, voucherId }) => [point, vouchers.find(({ id: one }) => one === voucherId)])).toEqual([
      [3, { id: vouchers[0]?.id, name: 'QZVOUCH', vouchedOn: '2026-01-02' }],
    ])
  })

  it('name the newest voucher, and of a grade nothing on file proves say why, for a second person to read', async () => {
    const id = await line.inVetting()
    const point = async (evidence: Evidence, note?: string) => {
      const outcome = await line.found('lead', id, [{ point: 4, result: 'fits', evidence, note }])
      return outcome.ok || outcome.code
    }
    const each = async () => [
      await point('E1'),
      await point('E2'),
      await point('E3'),
      await point('E4'),
      await point('E5'),
    ]
    const bare = await each()
    await line.world.operator.query(
      `INSERT INTO app.reference (id, application_id, position, attempt, state, by_hand, expires_on)
       SELECT gen_random_uuid(), $1, 1, n, CASE n WHEN 3 THEN 'declined' ELSE 'answered' END, false, app.today() FROM generate_series(1, 3) n`,
      [id],
    )
    const withOne = await each()
    await line.refereed(id)
    const withTwo = await each()
    await point('E5', 'I met them there.')
    const [found] = (await read('lead', id)).findings
    const looked = await look.run(line.as('lead-2'), id, found?.id ?? '')
    const lead = line.as('lead').accountId
    await line.world.operator.query(
      `INSERT INTO app.voucher (id, application_id, kind, vouched_on, author_id) VALUES (gen_random_uuid(), $1, 'staff', '2026-03-01', $2),
         (gen_random_uuid(), $1, 'staff', '2026-05-01', $2), (gen_random_uuid(), $1, 'staff', '2026-04-01', $2)`,
      [id, lead],
    )
    const proven = await point('E4')
    await line.found('lead', id, [{ point: 3, result: 'covered_by_voucher', evidence: 'E4' }])
    const { findings: all, vouchers } = await read('lead', id)
    const covered = all.find((one) => one.point === 3)

    const no = 'evidence_unproven'
    expect([bare, withOne, withTwo]).toEqual([
      [true, no, no, no, no],
      [true, true, no, no, no],
      [true, true, true, no, no],
    ])
    expect([found?.evidence, found?.isProven, looked.ok]).toEqual(['E5', false, true])
    expect(proven).toBe(true)
    expect(all.filter((one) => one.point === 4).map(({ evidence, isProven }) => [evidence, isProven])).toEqual([
      ['E4', true],
      ['E5', false],
      ...['E3', 'E2', 'E1', 'E2', 'E1'].map((grade) => [grade, true]),
    ])
    expect(vouchers.find(({ id: one }) => one === covered?.voucherId)?.vouchedOn).toBe('2026-05-01')
  })

  it('that do not fit, and the memo, are looked at by another person, who is named', async () => {
    const id = await line.inVetting()
    await line.found('lead', id, [
      { point: 8, result: 'does_not_fit', evidence: 'E1' },
      { point: 9, result: 'fits', evidence: 'E1' },
    ])
    const [against, fit] = await line.door.check.read(line.as('lead'), await line.file('lead', id))
    const by = (login: string, one: typeof fit) => look.run(line.as(login), id, one?.id ?? '')

    const outcomes = [await by('lead', against), await by('security', against), await by('lead-2', fit)]
    outcomes.push(await by('lead-2', against), await by('lead-2', against))

    expect(outcomes.map((outcome) => outcome.ok || outcome.code)).toEqual([
      'second_person_missing',
      'not_found',
      'stale',
      true,
      true,
    ])
    expect(
      (await line.door.check.read(line.as('lead'), await line.file('lead', id))).map(({ second }) => second),
    ).toEqual(['Vetting lead 2', null])
  })
})

describe('the do-no-harm gate', () => {
  it('opens with vetting and not before, once, and keeps what was judged when the file comes back', async () => {
    const id = await line.inReview()
    const before = await verdicts(id)
    await line.move('coordinator', id, 'shortlist')
    const opened = await verdicts(id)
    await judge('security', id, { item: 'letter', verdict: 'with_care', note: 'QZHARM' })
    await line.move('lead', id, 'send_back')
    await line.move('coordinator', id, 'shortlist')

    expect(before).toEqual([])
    expect(opened).toEqual(harmItems.map((item) => `${item} open`))
    expect(await verdicts(id)).toEqual(['contact open', 'letter with_care', 'visa_data open', 'publicity open'])
    const { harm, notes } = await read('lead', id)
    expect(harm.map(({ author, noteId }) => [author, noteId && notes.get(noteId)])).toEqual([
      [null, null],
      ['Security officer', 'QZHARM'],
      [null, null],
      [null, null],
    ])
    expect(findCanaries(await dumpDatabase(line.world.database), ['QZHARM'])).toEqual([])
  })

  it('is judged by leads and security officers, of files that came to it', async () => {
    const [early, id] = [await line.inReview(), await line.inVetting()]
    const judged = { item: 'contact', verdict: 'safe' } as const
    const outcomes = await Promise.all([
      judge('lead', early, judged),
      judge('coordinator', id, judged),
      judge('board-1', id, judged),
    ])

    expect(outcomes).toEqual([1, 2, 3].map(() => ({ ok: false, code: 'not_found' })))
    expect(await verdicts(id)).toEqual(harmItems.map((item) => `${item} open`))
  })

  it('stands before clearing and before every decision that is released: nobody’s answer waits for it afterwards', async () => {
    const id = await line.inVetting()
    await line.refereed(id)
    await line.found('lead', id, fullChecks)
    const propose = async (login: string, move: 'clear' | 'release_reject') =>
      line.door.propose.run(line.as(login), id, { move, reasonClass: 'other', version: (await line.now(id)).version })
    const before = await line.traces(id)
    const refused = [await propose('lead', 'clear'), await propose('board-1', 'release_reject')]

    expect(refused).toEqual([1, 2].map(() => ({ ok: false, code: 'harm_open' })))
    expect(await line.traces(id)).toEqual(before)
    await line.checked(id)
    const cleared = await propose('lead', 'clear')
    await line.door.propose.clear(line.as('lead'), id)
    expect([cleared.ok, (await propose('board-1', 'release_reject')).ok]).toEqual([true, true])
  })
})
