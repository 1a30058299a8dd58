import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { checkPoints } from '#domain/vetting/clearing.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { ReviewForm } from '#features/vetting/staff/save-review.js'
import { sealedApplication } from '#test/support/sealed-application.js'
import { actorOf, type StaffDoor, staffDoor } from '#test/support/staff-door.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let door: StaffDoor
const actors = new Map<string, StaffActor>()
const as = (login: string): StaffActor => {
  const actor = actors.get(login)
  if (!actor) throw new Error(login)
  return actor
}
const long = 'A reason of at least forty characters, as the rubric asks for it.'
const full: ReviewForm = {
  eligibility: 'yes',
  scores: { R1: 4, R2: 4, R3: 5, R4: 3, R5: 4, R6: 'na' },
  reasons: { R3: long },
  comment: 'Strong.',
  version: 0,
  submit: true,
}

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  door = await staffDoor(world)
  for (const { login } of usualStaff) actors.set(login, await actorOf(world, login))
}, 30_000)

afterAll(() => world.end())

const applied = async (text = 'words') =>
  (await sealedApplication(world.sql('app_registration'), world.directory, world.editionId, text)).id

async function now(id: string) {
  const [row] = await world.operator.query<{ state: string; version: number }>(
    'SELECT state, version FROM app.application WHERE id = $1',
    [id],
  )
  return row ?? { state: 'gone', version: 0 }
}

/** Everything a refusal must leave as it was. */
const traces = async (id: string) =>
  world.operator.query(
    `SELECT (SELECT state || version FROM app.application WHERE id = $1) AS state, (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
       (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox, (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
       (SELECT jsonb_agg(d ORDER BY d.id) FROM app.decision d WHERE application_id = $1) AS decisions`,
    [id],
  )

const move = async (login: string, id: string, name: 'open_screening' | 'pass' | 'shortlist' | 'send_back') =>
  door.move.run(as(login), id, { move: name, version: (await now(id)).version })

async function inReview(text?: string): Promise<string> {
  const id = await applied(text)
  await move('coordinator', id, 'open_screening')
  await move('coordinator', id, 'pass')
  return id
}

async function inVetting(): Promise<string> {
  const id = await inReview()
  await move('coordinator', id, 'shortlist')
  return id
}

async function onBoard(): Promise<string> {
  const id = await inVetting()
  await door.check.run(
    as('lead'),
    id,
    checkPoints.map((point) => ({ point, result: 'fits', evidence: 'E3' })),
  )
  await decided(id, 'clear', 'lead', 'lead-2')
  return id
}

async function decided(
  id: string,
  name: 'clear' | 'release_invite' | 'release_reject' | 'release_waitlist' | 'not_eligible',
  first: string,
  second: string,
) {
  const proposed = await door.propose.run(as(first), id, {
    move: name,
    reasonClass: 'other',
    version: (await now(id)).version,
  })
  if (!proposed.ok || !proposed.value) throw new Error(`${name} ${JSON.stringify(proposed)}`)
  const agreed = await door.second.run(as(second), id, proposed.value)
  if (!agreed.ok) throw new Error(`${name} ${agreed.code}`)
}

describe('the main line of one application', () => {
  it('goes from screening to an invitation, with two readers and two people at each decision', async () => {
    const id = await inReview('the story')
    for (const reader of ['reader-1', 'reader-2']) {
      expect(
        await door.assign.run(as('coordinator'), id, { accountId: as(reader).accountId, role: 'reviewer' }),
      ).toMatchObject({ ok: true })
      expect(await door.open.run(as(reader), id)).toMatchObject({ code: 'conflict_unanswered' })
      await door.conflict.run(as(reader), id, 'none')
    }
    const opened = await door.open.run(as('reader-1'), id)
    expect(opened.ok && opened.value.records.map(({ schema, value }) => ({ schema, value }))).toEqual([
      { schema: 'profile', value: { text: 'the story' } },
    ])
    expect(await door.review.run(as('reader-1'), id, full)).toMatchObject({ ok: true })

    const blind = await door.open.run(as('reader-2'), id)
    const hidden = blind.ok ? await door.reviews.run(as('reader-2'), blind.value.file) : null
    expect(hidden).toEqual({ own: null, others: [], joint: null, thirdReader: false })
    await door.review.run(as('reader-2'), id, {
      ...full,
      scores: { ...full.scores, R1: 2 },
      reasons: { R1: long, R3: long },
    })
    const after = await door.open.run(as('reader-1'), id)
    const panel = after.ok ? await door.reviews.run(as('reader-1'), after.value.file) : null
    expect(panel?.others.map(({ reader, text }) => ({ reader, comment: text?.comment }))).toEqual([
      { reader: 'Reader 2', comment: 'Strong.' },
    ])
    expect(panel?.thirdReader).toBe(true)

    await move('coordinator', id, 'shortlist')
    expect(
      await door.propose.run(as('lead'), id, { move: 'clear', reasonClass: '', version: (await now(id)).version }),
    ).toMatchObject({ code: 'checklist_incomplete' })
    await door.check.run(
      as('lead'),
      id,
      checkPoints.map((point) => ({ point, result: 'fits', evidence: 'E3' })),
    )
    await decided(id, 'clear', 'lead', 'lead-2')
    expect((await now(id)).state).toBe('board')
    await decided(id, 'release_invite', 'board-1', 'board-2')
    expect((await now(id)).state).toBe('board')
    expect(await door.release.run(as('board-1'), 'main')).toEqual({ ok: true, value: { moved: 1, skipped: 0 } })

    expect((await now(id)).state).toBe('invited')
    expect(
      await world.operator.query(
        `SELECT class, state FROM app.outbox WHERE application_id = $1 AND kind = 'mail' ORDER BY subject_version`,
        [id],
      ),
    ).toEqual([
      { class: 'receipt', state: 'queued' },
      { class: 'answer_waiting', state: 'queued' },
    ])
    expect(
      await world.operator.query(
        'SELECT count(*)::int AS n FROM app.invitation WHERE application_id = $1 AND outcome IS NULL',
        [id],
      ),
    ).toEqual([{ n: 1 }])
  })
})

describe('what one person alone cannot do', () => {
  it.each([
    ['clear', 'vetting', 'lead'],
    ['release_invite', 'board', 'board-1'],
    ['release_reject', 'board', 'board-1'],
    ['release_waitlist', 'board', 'board-1'],
    ['not_eligible', 'screening', 'coordinator'],
  ] as const)('approve their own %s', async (name, state, login) => {
    const id = state === 'board' ? await onBoard() : state === 'vetting' ? await inVetting() : await applied()
    if (state === 'screening') await move('coordinator', id, 'open_screening')
    if (state === 'vetting')
      await door.check.run(
        as('lead'),
        id,
        checkPoints.map((point) => ({ point, result: 'fits', evidence: 'E4' })),
      )
    const proposed = await door.propose.run(as(login), id, {
      move: name,
      reasonClass: '',
      version: (await now(id)).version,
    })
    const before = await traces(id)

    const alone = await door.second.run(as(login), id, (proposed.ok && proposed.value) || '')
    const released = await door.release.run(as('board-2'), 'main')

    expect(alone).toMatchObject({ code: 'second_person_missing' })
    expect(released).toMatchObject({ code: 'nothing_to_release' })
    expect(await traces(id)).toEqual(before)
    await door.propose.clear(as(login), id)
  })

  it.each([
    'release_invite',
    'clear',
    'reopen',
    'cancel',
    'not_eligible',
    'undo_withdraw',
    'reinstate',
    'promote_other',
    'revoke_before_answer',
  ])('call the database’s move %s without a decision of two', async (name) => {
    const id = await applied()
    const from = Object.entries(applicationLifecycle).find(([, row]) => name in row.moves)?.[0] ?? ''
    await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, from])
    const before = await traces(id)
    const codes = []
    for (const login of ['coordinator', 'board-1', 'lead']) {
      const role = as(login).roles[0]
      const rows = await door.database.query<{ code: string }>(
        'SELECT code FROM app.application_move($1, $2, $3, $4)',
        [id, name, role, as(login).accountId],
      )
      codes.push(rows[0]?.code)
    }

    expect(codes.toSorted()).toEqual(['move_not_allowed', 'move_not_allowed', 'second_person_missing'])
    expect(await traces(id)).toEqual(before)
  })

  it('be first and second, even by writing the row: the table refuses', async () => {
    const id = await onBoard()
    const insert = `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, 'release_invite', $2, $2, 'second_ok')`

    await expect(door.database.query(insert, [id, as('board-1').accountId])).rejects.toThrow('database_23514')
  })
})

describe('decisions', () => {
  it('STA-1 release_invite on somebody invited changes nothing and clears what was pending', async () => {
    const id = await onBoard()
    await decided(id, 'release_invite', 'board-1', 'board-2')
    await door.release.run(as('board-1'), 'main')
    const before = await now(id)
    await world.operator.query(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, 'release_invite', $2, $3, 'second_ok')`,
      [id, as('board-1').accountId, as('board-2').accountId],
    )

    expect(await door.release.run(as('board-1'), 'main')).toMatchObject({ ok: true })
    expect(await now(id)).toEqual(before)
    expect(
      await world.operator.query(
        `SELECT 1 FROM app.decision WHERE application_id = $1 AND state IN ('pending', 'second_ok')`,
        [id],
      ),
    ).toEqual([])
  })

  it('STA-3 and STA-4 stay beside the real state; one equal to it is stored as none', async () => {
    const id = await onBoard()
    const file = (await door.pending.board(as('board-1'))).find((row) => row.file.id === id)
    expect(file?.file.state).toBe('board')
    await door.propose.run(as('board-1'), id, {
      move: 'release_waitlist',
      reasonClass: '',
      version: (await now(id)).version,
    })
    expect((await now(id)).state).toBe('board')
    const shown = (await door.pending.board(as('board-2'))).find((row) => row.file.id === id)
    expect(shown?.decision).toMatchObject({
      move: 'release_waitlist',
      state: 'pending',
      isOwn: false,
      author: 'Board 1',
    })
    await world.operator.query(`UPDATE app.application SET state = 'waitlisted' WHERE id = $1`, [id])

    expect(
      await door.propose.run(as('board-1'), id, {
        move: 'release_waitlist',
        reasonClass: '',
        version: (await now(id)).version,
      }),
    ).toEqual({ ok: true, value: null })
  })

  it('STA-20 release all or none: who left is skipped and counted, who was changed blocks and is named', async () => {
    const ids = []
    for (let i = 0; i < 4; i += 1) ids.push(await onBoard())
    for (const id of ids) await decided(id, 'release_invite', 'board-1', 'board-2')
    const [gone = '', held = '', changed = '', stays = ''] = ids
    await world.operator.query(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [gone])
    await world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held])
    await world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [changed])
    const before = await traces(stays)

    const blocked = await door.release.run(as('board-1'), 'main')
    expect(blocked).toMatchObject({ ok: false, code: 'release_blocked', about: { code: 'move_not_allowed' } })
    expect(await traces(stays)).toEqual(before)

    await door.propose.clear(as('board-1'), changed)
    // The withdrawn one lost its decision with the move; the held one still stands there and is counted.
    expect(await door.release.run(as('board-1'), 'main')).toEqual({ ok: true, value: { moved: 1, skipped: 1 } })
    expect((await now(stays)).state).toBe('invited')
    expect((await now(held)).state).toBe('board')
    await world.operator.query(`UPDATE app.decision SET state = 'superseded' WHERE state = 'second_ok'`)
  })

  it('never give more invitations than there are places', async () => {
    await world.operator.query(
      `UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed']) + 1`,
    )
    const ids = [await onBoard(), await onBoard()]
    for (const id of ids) await decided(id, 'release_invite', 'board-1', 'board-2')

    expect(await door.release.run(as('board-1'), 'main')).toMatchObject({
      code: 'release_blocked',
      about: { code: 'no_place' },
    })
    expect(await Promise.all(ids.map(async (id) => (await now(id)).state))).toEqual(['board', 'board'])
    await world.operator.query('UPDATE app.edition SET capacity = 200')
    await world.operator.query(`UPDATE app.decision SET state = 'superseded' WHERE state = 'second_ok'`)
  })
})

describe('readers', () => {
  it('VIS-6 see nothing of a file that is not theirs, by any way', async () => {
    const id = await inReview()

    expect(await door.open.run(as('reader-3'), id)).toEqual({ ok: false, code: 'not_found' })
    expect(await door.review.run(as('reader-3'), id, full)).toEqual({ ok: false, code: 'not_found' })
    expect(await door.conflict.run(as('reader-3'), id, 'none')).toEqual({ ok: false, code: 'not_found' })
    expect(
      await door.assign.run(as('reader-3'), id, { accountId: as('reader-3').accountId, role: 'reviewer' }),
    ).toEqual({ ok: false, code: 'not_found' })
    expect(await move('reader-3', id, 'shortlist')).toEqual({ ok: false, code: 'not_found' })
    expect(await door.list.run(as('reader-3'), {})).toEqual({ rows: [], next: null, counts: {} })
  })

  it('CON-4 lose a file at once by declaring a conflict: scores, list, key', async () => {
    const id = await inReview()
    for (const reader of ['reader-1', 'reader-2']) {
      await door.assign.run(as('coordinator'), id, { accountId: as(reader).accountId, role: 'reviewer' })
      await door.conflict.run(as(reader), id, 'none')
      await door.review.run(
        as(reader),
        id,
        reader === 'reader-1' ? full : { ...full, scores: { ...full.scores, R3: 3 } },
      )
    }
    await door.conflict.run(as('reader-1'), id, 'same_organisation')

    const lead = await door.open.run(as('lead'), id)
    const panel = lead.ok ? await door.reviews.run(as('lead'), lead.value.file) : null
    expect(panel?.others.map((review) => review.reader)).toEqual(['Reader 2'])
    expect(await door.open.run(as('reader-1'), id)).toEqual({ ok: false, code: 'not_found' })
    expect((await door.list.run(as('reader-1'), {})).rows.map((row) => row.id)).not.toContain(id)
    expect(
      await door.keyring.open(
        as('reader-1').holder,
        { verb: 'x', objectId: id },
        { owners: [id], schemas: ['profile', 'review.text'] },
      ),
    ).toEqual([])
    expect(
      await door.assign.run(as('coordinator'), id, { accountId: as('reader-1').accountId, role: 'reviewer' }),
    ).toEqual({ ok: false, code: 'conflict' })
    expect(await world.operator.query(`SELECT kind FROM app.staff_task WHERE application_id = $1`, [id])).toEqual([
      { kind: 'reader_needed' },
    ])
  })

  it('REV-10 keep a draft with reasons missing, and cannot submit it', async () => {
    const id = await inReview()
    await door.assign.run(as('coordinator'), id, { accountId: as('reader-1').accountId, role: 'reviewer' })
    await door.conflict.run(as('reader-1'), id, 'none')

    expect(await door.review.run(as('reader-1'), id, { ...full, reasons: {}, submit: true })).toMatchObject({
      code: 'incomplete',
      about: { reasons: ['R3'] },
    })
    expect(await door.review.run(as('reader-1'), id, { ...full, reasons: {}, submit: false })).toEqual({
      ok: true,
      value: { version: 1 },
    })
    expect(await door.review.run(as('reader-1'), id, { ...full, version: 0 })).toMatchObject({ code: 'stale' })
    expect(await door.review.run(as('reader-1'), id, { ...full, version: 1 })).toMatchObject({ ok: true })
    expect(await door.review.run(as('reader-1'), id, { ...full, version: 2 })).toMatchObject({
      code: 'already_submitted',
    })
  })

  it('open forty different files a day, then ask a second person; re-opening is free', async () => {
    const ids = []
    for (let i = 0; i < 41; i += 1) ids.push(await inReview())
    for (const id of ids) {
      await door.assign.run(as('coordinator'), id, { accountId: as('reader-3').accountId, role: 'reviewer' })
      await door.conflict.run(as('reader-3'), id, 'none')
    }
    const codes = []
    for (const id of ids) {
      const opened = await door.open.run(as('reader-3'), id)
      codes.push(opened.ok ? 'opened' : opened.code)
    }

    expect(codes).toEqual([...Array<string>(40).fill('opened'), 'second_person_missing'])
    expect((await door.open.run(as('reader-3'), ids[0] ?? '')).ok).toBe(true)
  })
})
