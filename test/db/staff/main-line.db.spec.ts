import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

describe('the main line of one application', () => {
  it('goes from screening to an invitation, with two readers and two people at each decision', async () => {
    const id = await line.inReview('the story')
    for (const reader of ['reader-1', 'reader-2']) {
      expect(
        await line.door.assign.run(line.as('coordinator'), id, {
          accountId: line.as(reader).accountId,
          role: 'reviewer',
        }),
      ).toMatchObject({ ok: true })
      expect(await line.door.open.run(line.as(reader), id)).toMatchObject({ code: 'conflict_unanswered' })
      await line.door.conflict.run(line.as(reader), id, 'none')
    }
    const opened = await line.door.open.run(line.as('reader-1'), id)
    expect(opened.ok && opened.value.records).toEqual([{ compartment: 'profile', value: { text: 'the story' } }])
    expect(await line.door.review.run(line.as('reader-1'), id, fullReview)).toMatchObject({ ok: true })

    const blind = await line.door.open.run(line.as('reader-2'), id)
    const hidden = blind.ok ? await line.door.reviews.run(line.as('reader-2'), blind.value.file) : null
    expect(hidden).toEqual({ own: null, others: [], opinions: [], asked: null, joint: null, thirdReader: false })
    await line.door.review.run(line.as('reader-2'), id, {
      ...fullReview,
      scores: { ...fullReview.scores, R1: 2 },
      reasons: { R1: fullReview.reasons.R3, R3: fullReview.reasons.R3 },
    })
    const after = await line.door.open.run(line.as('reader-1'), id)
    const panel = after.ok ? await line.door.reviews.run(line.as('reader-1'), after.value.file) : null
    expect(panel?.others.map(({ reader, text }) => ({ reader, comment: text?.comment }))).toEqual([
      { reader: 'Reader 2', comment: 'Strong.' },
    ])
    expect(panel?.thirdReader).toBe(true)

    await line.move('coordinator', id, 'shortlist')
    expect(
      await line.door.propose.run(line.as('lead'), id, {
        move: 'clear',
        reasonClass: '',
        version: (await line.now(id)).version,
      }),
    ).toMatchObject({ code: 'checklist_incomplete' })
    await line.checked(id)
    await line.decided(id, 'clear', 'lead', 'lead-2')
    expect((await line.now(id)).state).toBe('board')
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    expect((await line.now(id)).state).toBe('board')
    expect(await line.release()).toEqual({
      ok: true,
      value: { moved: 1, skipped: 0 },
    })

    expect((await line.now(id)).state).toBe('invited')
    expect(
      await line.world.operator.query(
        `SELECT class, state FROM app.outbox WHERE application_id = $1 AND kind = 'mail' ORDER BY subject_version`,
        [id],
      ),
    ).toEqual([
      { class: 'receipt', state: 'queued' },
      { class: 'answer_waiting', state: 'queued' },
    ])
    expect(
      await line.world.operator.query(
        'SELECT count(*)::int AS n FROM app.invitation WHERE application_id = $1 AND outcome IS NULL',
        [id],
      ),
    ).toEqual([{ n: 1 }])
  })
})

describe('decisions', () => {
  it('STA-1 release_invite on somebody invited changes nothing and clears what was pending', async () => {
    const id = await line.onBoard()
    await line.decided(id, 'release_invite', 'board-1', 'board-2')
    await line.release()
    const before = await line.now(id)
    await line.world.operator.query(
      `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, 'release_invite', $2, $3, 'second_ok')`,
      [id, line.as('board-1').accountId, line.as('board-2').accountId],
    )

    expect(await line.release()).toMatchObject({ ok: true })
    expect(await line.now(id)).toEqual(before)
    expect(
      await line.world.operator.query(
        `SELECT 1 FROM app.decision WHERE application_id = $1 AND state IN ('pending', 'second_ok')`,
        [id],
      ),
    ).toEqual([])
  })

  it('STA-3 and STA-4 stay beside the real state; one equal to it is stored as none', async () => {
    const id = await line.onBoard()
    const file = (await line.door.pending.board(line.as('board-1'))).find((row) => row.file.id === id)
    expect(file?.file.state).toBe('board')
    await line.door.propose.run(line.as('board-1'), id, {
      move: 'release_waitlist',
      reasonClass: '',
      version: (await line.now(id)).version,
    })
    expect((await line.now(id)).state).toBe('board')
    const shown = (await line.door.pending.board(line.as('board-2'))).find((row) => row.file.id === id)
    expect(shown?.decision).toMatchObject({
      move: 'release_waitlist',
      state: 'pending',
      isOwn: false,
      author: 'Board 1',
    })
    await line.world.operator.query(`UPDATE app.application SET state = 'waitlisted' WHERE id = $1`, [id])

    expect(
      await line.door.propose.run(line.as('board-1'), id, {
        move: 'release_waitlist',
        reasonClass: '',
        version: (await line.now(id)).version,
      }),
    ).toEqual({ ok: true, value: null })
  })

  it('STA-20 release all or none: who left is skipped and counted, who was changed blocks and is named', async () => {
    const ids = []
    for (let i = 0; i < 4; i += 1) ids.push(await line.onBoard())
    for (const id of ids) await line.decided(id, 'release_invite', 'board-1', 'board-2')
    const [gone = '', held = '', changed = '', stays = ''] = ids
    await line.world.operator.query(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [gone])
    await line.world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held])
    await line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [changed])
    const before = await line.traces(stays)

    const blocked = await line.release()
    expect(blocked).toMatchObject({ ok: false, code: 'release_blocked', about: { code: 'move_not_allowed' } })
    expect(await line.traces(stays)).toEqual(before)

    for (const login of ['board-1', 'board-2']) await line.door.propose.clear(line.as(login), changed)
    // The withdrawn one lost its decision with the move, the held one still stands there: both are counted.
    expect(await line.release()).toEqual({
      ok: true,
      value: { moved: 1, skipped: 2 },
    })
    expect((await line.now(stays)).state).toBe('invited')
    expect((await line.now(held)).state).toBe('board')
    await line.world.operator.query(`UPDATE app.decision SET state = 'superseded' WHERE state = 'second_ok'`)
  })

  it('never give more invitations than there are places', async () => {
    await line.world.operator.query(
      `UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed']) + 1`,
    )
    const ids = [await line.onBoard(), await line.onBoard()]
    for (const id of ids) await line.decided(id, 'release_invite', 'board-1', 'board-2')

    expect(await line.release()).toMatchObject({
      code: 'release_blocked',
      about: { code: 'no_place' },
    })
    expect(await Promise.all(ids.map(async (id) => (await line.now(id)).state))).toEqual(['board', 'board'])
    await line.world.operator.query('UPDATE app.edition SET capacity = 200')
    await line.world.operator.query(`UPDATE app.decision SET state = 'superseded' WHERE state = 'second_ok'`)
  })
})
