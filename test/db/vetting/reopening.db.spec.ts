import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { LookAtFinding } from '#features/vetting/staff/desk/look-at-finding.js'
import { blindReads } from '#features/vetting/staff/calibration/blind-reads.js'
import type { ReviewPanel } from '#features/vetting/staff/read-reviews.js'
import { SaveLateReview } from '#features/vetting/staff/save-late-review.js'
import { Audit } from '#platform/audit/audit.js'
import { fullChecks, fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { writtenAgain } from '#test/support/people/written-again.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)
afterAll(() => line.world.end())

const panelOf = async (login: string, id: string): Promise<ReviewPanel> =>
  line.door.reviews.run(line.as(login), await line.file(login, id))

/** A file whose first review is in. */
async function read(): Promise<string> {
  const id = await line.inReview()
  await line.given(id, 'reader-1')
  await line.reviewed('reader-1', id)
  return id
}

const reopen = (login: string, id: string, by = 'lead') =>
  line.door.reopen.run(line.as(by), id, line.as(login).accountId)

describe('a review the lead opens again', () => {
  it('is a draft out of the mean, others hidden from its author, and no blind reading once it is in again', async () => {
    const id = await read()
    await line.given(id, 'reader-2')
    await line.reviewed('reader-2', id)
    const before = await panelOf('lead', id)
    const outcome = await reopen('reader-1', id)
    const meanwhile = await panelOf('lead', id)
    const own = await panelOf('reader-1', id)
    const home = await line.door.reading.run(line.as('reader-1'))
    const again = await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 2 })
    const after = await panelOf('lead', id)

    expect(before.others.map(({ reader, isAfterOther }) => [reader, isAfterOther])).toEqual([
      ['Reader 1', false],
      ['Reader 2', false],
    ])
    expect(outcome).toEqual({ ok: true, value: null })
    expect(meanwhile.others.map(({ reader }) => reader)).toEqual(['Reader 2'])
    expect(own).toMatchObject({ own: { state: 'draft', version: 2, text: { comment: 'Strong.' } }, others: [] })
    expect(own.own?.reopenedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(home?.files.get(id)).toMatchObject({ standing: 'begun', isOwed: true })
    expect(again).toEqual({ ok: true, value: { version: 3 } })
    expect(after.others.map(({ reader, isAfterOther }) => [reader, isAfterOther])).toEqual([
      ['Reader 1', true],
      ['Reader 2', false],
    ])
    expect((await blindReads(line.door.database, [id], null)).map(({ readerId }) => readerId)).toEqual([
      line.as('reader-2').accountId,
    ])
    const lines = await line.world.operator.query<{ purpose: string }>(
      `SELECT purpose FROM audit.entry WHERE verb = 'review.reopened' AND object_id = $1`,
      [id],
    )
    expect(lines).toEqual([{ purpose: line.as('reader-1').accountId }])
  })

  it('stays a blind reading where nobody else’s was open to its author', async () => {
    const id = await read()
    await reopen('reader-1', id)
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 2 })

    expect((await panelOf('lead', id)).others[0]).toMatchObject({ reader: 'Reader 1', isAfterOther: false })
  })

  it('is an opinion as well: whoever agreed is asked anew', async () => {
    const id = await read()
    const reviewId = (await panelOf('lead', id)).others[0]?.id ?? ''
    const reader = line.as('reader-2')
    await line.door.askOpinion.run(line.as('lead'), id, { accountId: reader.accountId, reviewId })
    await line.door.conflict.run(reader, id, 'none')
    await line.door.giveOpinion.run(reader, id, { opinion: 'agree', version: 1 })
    const outcome = await reopen('reader-2', id)
    const owed = await line.door.reading.run(line.as('reader-2'))
    const changed = await line.door.giveOpinion.run(reader, id, { opinion: 'disagree', version: 1 })

    expect([outcome, changed]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(owed?.files.get(id)).toMatchObject({ standing: 'fresh', isOwed: true })
  })

  it('is none that is not in, not with its author, decided on, or of somebody who is no lead', async () => {
    const [fresh, ended, gone] = [await line.inReview(), await read(), await read()]
    await line.given(fresh, 'reader-1')
    await line.door.assign.end(line.as('coordinator'), ended, {
      accountId: line.as('reader-1').accountId,
      role: 'reviewer',
    })
    const refused = [
      await reopen('reader-1', gone, 'coordinator'),
      await reopen('reader-1', gone, 'reader-1'),
      await reopen('reader-2', gone),
      await reopen('reader-1', fresh),
      await reopen('reader-1', ended),
    ]
    await line.move('coordinator', gone, 'shortlist')

    expect([...refused, await reopen('reader-1', gone)]).toEqual(
      Array.from({ length: 6 }, () => ({ ok: false, code: 'not_found' })),
    )
  })
})

/** A file with a reader who has not written, and one with a second reader who is asked about the first one's review. */
const fresh = async () => {
  const id = await line.inReview()
  await line.given(id, 'reader-2')
  return id
}
const asked = async () => {
  const id = await read()
  const reviewId = (await panelOf('lead', id)).others[0]?.id ?? ''
  await line.door.askOpinion.run(line.as('lead'), id, { accountId: line.as('reader-2').accountId, reviewId })
  await line.door.conflict.run(line.as('reader-2'), id, 'none')
  return id
}

describe('a file that moves on at the same moment', () => {
  it.each([
    ['vetting', 'a review', fresh, (id: string) => line.door.review.run(line.as('reader-2'), id, fullReview)],
    [
      'vetting',
      'a review that waited',
      fresh,
      (applicationId: string) =>
        new SaveLateReview(line.door.database, line.door.review).run(line.as('reader-2'), {
          applicationId,
          form: fullReview,
          take: () => Promise.resolve(true),
        }),
    ],
    ['vetting', 'an abstention', fresh, (id: string) => line.door.abstain.run(line.as('reader-2'), id)],
    [
      'vetting',
      'an opinion',
      asked,
      (id: string) => line.door.giveOpinion.run(line.as('reader-2'), id, { opinion: 'agree', version: 1 }),
    ],
    [
      'vetting',
      'a question about a review',
      read,
      async (id: string) => {
        const reviewId = (await panelOf('lead', id)).others[0]?.id ?? ''
        return line.door.askOpinion.run(line.as('lead'), id, { accountId: line.as('reader-3').accountId, reviewId })
      },
    ],
    ['vetting', 'an opening again', read, (id: string) => reopen('reader-1', id)],
    ['board', 'a check', () => line.inVetting(), (id: string) => line.door.check.run(line.as('lead'), id, fullChecks)],
    [
      'board',
      'a second look',
      async () => {
        const id = await line.inVetting()
        await line.checked(id)
        return id
      },
      async (id: string) => {
        const { database, check } = line.door
        const memo = (await check.history(line.as('lead'), await line.file('lead', id))).find(
          ({ point }) => point === 15,
        )
        return new LookAtFinding(database, new Audit(database)).run(line.as('lead-2'), id, memo?.id ?? '')
      },
    ],
    [
      'rejected',
      'a confirmation',
      async () => {
        const id = await read()
        await writtenAgain(line.world, id)
        return id
      },
      (id: string) => line.door.confirm.run(line.as('reader-1'), id, 2),
    ],
  ] as const)('to %s takes %s no more', async (state, what, prepare, act) => {
    const id = await prepare()
    const { operator } = line.world
    const written = () =>
      operator.query(
        `SELECT (SELECT jsonb_agg(r ORDER BY r.id) FROM app.review r WHERE application_id = $1) AS reviews,
           (SELECT jsonb_agg(s ORDER BY s.id) FROM app.assignment s WHERE application_id = $1) AS assignments,
           (SELECT count(*)::int FROM app.review_opinion WHERE application_id = $1) AS opinions,
           (SELECT count(*)::int FROM app.vetting_finding WHERE application_id = $1) AS findings,
           (SELECT count(*)::int FROM app.finding_look WHERE application_id = $1) AS looks`,
        [id],
      )
    const before = await written()
    const acting = await operator.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR UPDATE', [id])
      const late = act(id)
      await pause(300)
      await tx.query('UPDATE app.application SET state = $2, version = version + 1 WHERE id = $1', [id, state])
      return { late }
    })

    const code = what === 'a review that waited' ? 'review_closed' : 'not_found'
    expect(await acting.late).toEqual({ ok: false, code })
    expect(await written()).toEqual(before)
  })
})

const abstain = (login: string, id: string) => line.door.abstain.run(line.as(login), id)
const open = (id: string) =>
  line.world.operator.query<{ kind: string; role: string }>(
    `SELECT kind, role FROM app.staff_task WHERE application_id = $1 AND state = 'open' ORDER BY kind`,
    [id],
  )
const ticked = (id: string) =>
  line.world.operator.query(
    `UPDATE app.staff_task SET state = 'done', done_by = $2 WHERE application_id = $1 AND state = 'open'`,
    [id, line.as('lead').accountId],
  )
const another = { kind: 'reader_abstained', role: 'vetting_lead' }

describe('the place of one of three readers who', () => {
  it('abstained calls for another reader until one is given, whatever the two who are left say', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2', 'reader-3']) await line.given(id, login)
    await abstain('reader-3', id)
    const called = await open(id)
    for (const login of ['reader-1', 'reader-2']) await line.reviewed(login, id)
    const left = await open(id)
    await line.given(id, 'reader-3')
    const filled = await open(id)
    await abstain('reader-3', id)

    expect([called, left, filled, await open(id)]).toEqual([[another], [another], [], [another]])
  })

  it('abstained and taken off the list calls for another one when the next abstains', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2', 'reader-3']) await line.given(id, login)
    await abstain('reader-3', id)
    await ticked(id)
    await line.reviewed('reader-1', id)
    const off = await open(id)
    await abstain('reader-2', id)

    expect([off, await open(id)]).toEqual([[], [another]])
  })

  it('taken away by hand calls for nobody', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2', 'reader-3']) await line.given(id, login)
    const reader = { accountId: line.as('reader-3').accountId, role: 'reviewer' } as const
    await line.door.assign.end(line.as('coordinator'), id, reader)

    expect(await open(id)).toEqual([])
  })
})
