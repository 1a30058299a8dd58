import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Role } from '#domain/lifecycle.js'
import { RecordCall } from '#features/vetting/staff/call/record-call.js'
import { ReadCallSheet } from '#features/vetting/staff/call/read-call-sheet.js'
import { AssignByHand } from '#features/vetting/staff/assignment/assign-by-hand.js'
import { blindReads } from '#features/vetting/staff/calibration/blind-reads.js'
import { ReadDesk } from '#features/vetting/staff/desk/read-desk.js'
import { ReadTypedBy } from '#features/vetting/staff/call/read-typed-by.js'
import { ListVouchers } from '#features/reference/staff/list-vouchers.js'
import { ReadReferences } from '#features/reference/staff/read-references.js'
import { SaveLateReview, staysFor } from '#features/vetting/staff/save-late-review.js'
import { Audit } from '#platform/audit/audit.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { writtenAgain } from '#test/support/people/written-again.js'
import { actorOf } from '#test/support/staff-door.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
  for (const login of ['lead-2', 'coordinator-2', 'board-1']) await also(login, 'reviewer')
}, 60_000)
afterAll(() => line.world.end())

const also = (login: string, role: Role) =>
  on.query('INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, $3)', [
    line.as(login).accountId,
    line.world.editionId,
    role,
  ])
/** With the role they hold besides. */
const now = (login: string) => actorOf(line.world, login)
const given = async (id: string, login: string) => {
  await on.given(id, login)
  await line.door.conflict.run(await now(login), id, 'none')
}
const written = async (id: string, login: string, version = 0) => {
  const saved = await line.door.review.run(await now(login), id, { ...fullReview, version })
  if (!saved.ok) throw new Error(saved.code)
}
const opened = async (login: string, id: string) => {
  const outcome = await line.door.open.run(await now(login), id)
  return outcome.ok ? outcome.value.records.map(({ compartment }) => compartment) : outcome.code
}
const listedName = async (login: string, id: string) =>
  (await line.door.list.run(await now(login), {})).rows.find((row) => row.id === id)?.name ?? null
const blind = async (id: string) => {
  const reads = await blindReads(line.door.database, [id], null)
  return reads.map(({ readerId }) => readerId)
}
const afterOther = async (id: string) => {
  const panel = await line.door.reviews.run(line.as('lead'), await line.file('lead', id))
  return panel.others.filter(({ isAfterOther }) => isAfterOther).map(({ reader }) => reader)
}

describe('a reader who holds another role', () => {
  it.each([
    ['coordinator-2', ['contact', 'profile'], ['contact', 'profile']],
    ['lead-2', ['references'], ['profile', 'references']],
  ])('V2 opens the profile alone until their review is in: %s', async (login, before, after) => {
    const id = await line.inReview()
    const free = await opened(login, id)
    await given(id, login)
    const owing = await opened(login, id)
    await written(id, login)

    expect([free, owing, await opened(login, id)]).toEqual([before, ['profile'], after])
  })

  it('V2 finds no name in the list, and no call sheet, while their review is owed', async () => {
    const id = await line.inReview()
    await given(id, 'coordinator-2')
    const { database, keyring } = line.door
    const [actor, sheet, call] = [
      await now('coordinator-2'),
      new ReadCallSheet(database, keyring),
      new RecordCall(database, new Audit(database)),
    ]
    const hidden = [await listedName('coordinator-2', id), await listedName('coordinator', id)]
    const shut = [await sheet.run(actor, id), await call.run(actor, id, { outcome: 'reached' })]
    await written(id, 'coordinator-2')

    expect(hidden).toEqual([null, expect.any(String)])
    expect(shut.map((one) => !one.ok && one.code)).toEqual(['not_found', 'not_found'])
    expect(await listedName('coordinator-2', id)).toEqual(expect.any(String))
    expect((await sheet.run(actor, id)).ok).toBe(true)
  })

  it('V2 meets neither references nor the desk of a file they owe, and both once another reads it', async () => {
    const id = await line.inVetting()
    await line.move('lead', id, 'send_back')
    await given(id, 'lead-2')
    const { database, keyring } = line.door
    const actor = await now('lead-2')
    const references = new ReadReferences(database, keyring, new ListVouchers(database))
    const desk = new ReadDesk(database, keyring, line.door.check, line.door.harm, new ReadTypedBy(database))
    const both = async () => [(await references.run(actor, id)).ok, (await desk.run(actor, id)).ok]
    const [owing, items] = [await both(), await line.door.harm.read(actor, id)]
    await line.given(id, 'reader-1')
    await line.door.assign.end(actor, id, { accountId: actor.accountId, role: 'reviewer' })

    expect([owing, items]).toEqual([[false, false], []])
    expect(await both()).toEqual([true, true])
  })
})

describe('a reading that was none without another’s', () => {
  it('V2 is that of a lead who saw a review before the file was given to them', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.reviewed('reader-1', id)
    await given(id, 'lead-2')
    await written(id, 'lead-2')

    expect(await blind(id)).toEqual([line.as('reader-1').accountId])
    expect(await afterOther(id)).toEqual([(await panelName('lead-2')) ?? ''])
  })

  it('V2 is not that of a lead to whom it was given before any was in', async () => {
    const id = await line.inReview()
    await given(id, 'lead-2')
    await line.given(id, 'reader-1')
    await line.reviewed('reader-1', id)
    await written(id, 'lead-2')

    expect(await afterOther(id)).toEqual([])
    expect((await blind(id)).toSorted()).toEqual(
      [line.as('reader-1').accountId, line.as('lead-2').accountId].toSorted(),
    )
  })

  it('V2 counts a review kept from readers for who decides, and for no other reader', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, isPrivate: true })
    await given(id, 'lead-2')
    await line.given(id, 'reader-2')
    await written(id, 'lead-2')
    await line.reviewed('reader-2', id)

    expect(await afterOther(id)).toEqual([await panelName('lead-2')])
  })

  it('V2 is one written again beside another that is in, and is not where it stands alone', async () => {
    const [beside, alone] = [await line.inReview(), await line.inReview()]
    for (const id of [beside, alone]) {
      await line.given(id, 'reader-1')
      await line.reviewed('reader-1', id)
    }
    await line.given(beside, 'reader-2')
    await line.reviewed('reader-2', beside)
    for (const id of [beside, alone]) {
      await writtenAgain(line.world, id)
      await written(id, 'reader-1', 1)
    }

    expect(await afterOther(beside)).toEqual(['Reader 1'])
    expect([await blind(beside), await blind(alone)]).toEqual([[], [line.as('reader-1').accountId]])
  })

  it('V2 is one that a conflict took out beside another and that came back as a draft', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) {
      await line.given(id, login)
      await line.reviewed(login, id)
    }
    await on.pin(id, 'reader-1', 'personal')
    await on.clear(id, 'reader-1')
    await line.given(id, 'reader-1')
    await written(id, 'reader-1', 3)

    expect(await afterOther(id)).toEqual(['Reader 1'])
  })

  it('V2 is foretold where a reader is chosen, to who knows of the review', async () => {
    const id = await line.inReview()
    const byHand = new AssignByHand(line.door.database, line.door.assign)
    const unblind = async (login: string) => {
      const rows = await byHand.choices(await now(login), await line.file(login, id))
      return rows.filter(({ isUnblind }) => isUnblind).map(({ accountId }) => accountId)
    }
    const before = await unblind('lead')
    await line.given(id, 'reader-1')
    await given(id, 'coordinator-2')
    await line.reviewed('reader-1', id)
    const [told, untold] = [await unblind('lead'), await unblind('coordinator-2')]

    expect(before).toEqual([])
    expect(told.toSorted()).toEqual([line.as('lead-2').accountId, line.as('board-1').accountId].toSorted())
    expect(untold).toEqual([])
  })
})

const panelName = async (login: string) => {
  const rows = await on.query<{ name: string }>('SELECT display_name AS name FROM app.staff_account WHERE login = $1', [
    login,
  ])
  return rows[0]?.name
}

describe('a reader who has not said whether there is a conflict', () => {
  it('saves no review, at once or from a session that ended, and is told why', async () => {
    const id = await line.inReview()
    await on.given(id, 'reader-1')
    const reader = line.as('reader-1')
    const refused = [
      await line.door.review.run(reader, id, fullReview),
      await line.door.review.run(reader, id, { ...fullReview, submit: false }),
      await line.door.abstain.run(reader, id),
    ]
    const late = new SaveLateReview(line.door.database, line.door.review)
    const parked = await late.run(reader, { applicationId: id, form: fullReview, take: () => Promise.resolve(true) })
    const kept = await on.query('SELECT 1 FROM app.review WHERE application_id = $1', [id])
    await line.door.conflict.run(reader, id, 'none')

    expect(refused.map((one) => !one.ok && one.code)).toEqual([
      'conflict_unanswered',
      'conflict_unanswered',
      'not_found',
    ])
    expect([kept, parked]).toEqual([[], { ok: false, code: 'conflict_unanswered' }])
    expect(staysFor('conflict_unanswered')).toBe(true)
    expect((await line.door.review.run(reader, id, fullReview)).ok).toBe(true)
  })
})
