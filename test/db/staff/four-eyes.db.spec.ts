import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { AskOpenings } from '#features/application/staff/ask-openings.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

describe('what one person alone cannot do', () => {
  it.each([
    ['clear', 'vetting', 'lead'],
    ['release_invite', 'board', 'board-1'],
    ['release_reject', 'board', 'board-1'],
    ['release_waitlist', 'board', 'board-1'],
    ['not_eligible', 'screening', 'coordinator'],
  ] as const)('approve their own %s', async (name, state, login) => {
    const id =
      state === 'board' ? await line.onBoard() : state === 'vetting' ? await line.inVetting() : await line.applied()
    if (state === 'screening') await line.move('coordinator', id, 'open_screening')
    if (state === 'vetting') await line.checked(id)
    const proposed = await line.door.propose.run(line.as(login), id, {
      move: name,
      reasonClass: '',
      version: (await line.now(id)).version,
    })
    const before = await line.traces(id)

    const alone = await line.door.second.run(line.as(login), id, (proposed.ok && proposed.value) || '')
    const released = await line.release('board-2')

    expect(alone).toMatchObject({ code: 'second_person_missing' })
    expect(released).toMatchObject({ code: 'nothing_to_release' })
    expect(await line.traces(id)).toEqual(before)
    await line.door.propose.clear(line.as(login), id)
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
    'promote_late',
    'revoke_before_answer',
  ])('call the database’s move %s without a decision of two', async (name) => {
    const id = await line.applied()
    const from = Object.entries(applicationLifecycle).find(([, row]) => name in row.moves)?.[0] ?? ''
    await line.world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, from])
    const before = await line.traces(id)
    const codes = []
    for (const login of ['coordinator', 'board-1', 'lead']) {
      const role = line.as(login).roles[0]
      const rows = await line.door.database.query<{ code: string }>(
        'SELECT code FROM app.application_move($1, $2, $3, $4)',
        [id, name, role, line.as(login).accountId],
      )
      codes.push(rows[0]?.code)
    }

    expect(codes.toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))).toEqual([
      'move_not_allowed',
      'move_not_allowed',
      'second_person_missing',
    ])
    expect(await line.traces(id)).toEqual(before)
  })

  it('be first and second, even by writing the row: the table refuses', async () => {
    const id = await line.onBoard()
    const insert = `INSERT INTO app.decision (application_id, move, author_id, second_id, state) VALUES ($1, 'release_invite', $2, $2, 'second_ok')`

    await expect(line.door.database.query(insert, [id, line.as('board-1').accountId])).rejects.toThrow('database_23514')
  })
})

describe('clearing', () => {
  it('is judged again when the second person agrees', async () => {
    const id = await line.inVetting()
    await line.checked(id)
    const form = { move: 'clear', reasonClass: '', version: (await line.now(id)).version } as const
    const proposed = await line.door.propose.run(line.as('lead'), id, form)
    await line.found('lead', id, [{ point: 3, result: 'does_not_fit', evidence: 'E1' }])
    const before = await line.traces(id)

    const agreed = await line.door.second.run(line.as('lead-2'), id, (proposed.ok && proposed.value) || '')

    expect(agreed).toMatchObject({ code: 'second_look_missing' })
    expect(await line.traces(id)).toEqual(before)
  })
})

describe('readers', () => {
  it('VIS-6 see nothing of a file that is not theirs, by any way', async () => {
    const id = await line.inReview()

    expect(await line.door.open.run(line.as('reader-3'), id)).toEqual({ ok: false, code: 'not_found' })
    expect(await line.door.review.run(line.as('reader-3'), id, fullReview)).toEqual({ ok: false, code: 'not_found' })
    expect(await line.door.conflict.run(line.as('reader-3'), id, 'none')).toEqual({ ok: false, code: 'not_found' })
    expect(
      await line.door.assign.run(line.as('reader-3'), id, {
        accountId: line.as('reader-3').accountId,
        role: 'reviewer',
      }),
    ).toEqual({ ok: false, code: 'not_found' })
    expect(await line.move('reader-3', id, 'shortlist')).toEqual({ ok: false, code: 'not_found' })
    expect(await line.door.list.run(line.as('reader-3'), {})).toEqual({ rows: [], next: null })
  })

  it('CON-4 lose a file at once by declaring a conflict: scores, list, key', async () => {
    const id = await line.inReview()
    for (const reader of ['reader-1', 'reader-2']) {
      await line.door.assign.run(line.as('coordinator'), id, { accountId: line.as(reader).accountId, role: 'reviewer' })
      await line.door.conflict.run(line.as(reader), id, 'none')
      await line.door.review.run(
        line.as(reader),
        id,
        reader === 'reader-1' ? fullReview : { ...fullReview, scores: { ...fullReview.scores, R3: 3 } },
      )
    }
    await line.door.conflict.run(line.as('reader-1'), id, 'same_organisation')

    const lead = await line.door.open.run(line.as('lead'), id)
    const panel = lead.ok ? await line.door.reviews.run(line.as('lead'), lead.value.file) : null
    expect(panel?.others.map((review) => review.reader)).toEqual(['Reader 2'])
    expect(await line.door.open.run(line.as('reader-1'), id)).toEqual({ ok: false, code: 'not_found' })
    expect((await line.door.list.run(line.as('reader-1'), {})).rows.map((row) => row.id)).not.toContain(id)
    expect(
      await line.door.keyring.open(
        line.as('reader-1').holder,
        { verb: 'x', objectId: id },
        { owners: [id], schemas: ['profile', 'review.text'] },
      ),
    ).toEqual([])
    expect(
      await line.door.assign.run(line.as('coordinator'), id, {
        accountId: line.as('reader-1').accountId,
        role: 'reviewer',
      }),
    ).toEqual({ ok: false, code: 'conflict' })
    expect(
      await line.world.operator.query(`SELECT kind FROM app.staff_task WHERE application_id = $1 AND state = 'open'`, [
        id,
      ]),
    ).toEqual([{ kind: 'reader_needed' }])
  })

  it('REV-10 keep a draft with reasons missing, and cannot submit it', async () => {
    const id = await line.inReview()
    await line.door.assign.run(line.as('coordinator'), id, {
      accountId: line.as('reader-1').accountId,
      role: 'reviewer',
    })
    await line.door.conflict.run(line.as('reader-1'), id, 'none')

    expect(
      await line.door.review.run(line.as('reader-1'), id, { ...fullReview, reasons: {}, submit: true }),
    ).toMatchObject({
      code: 'incomplete',
      about: { reasons: ['R3'] },
    })
    expect(await line.door.review.run(line.as('reader-1'), id, { ...fullReview, reasons: {}, submit: false })).toEqual({
      ok: true,
      value: { version: 1 },
    })
    expect(await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 0 })).toMatchObject({
      code: 'stale',
    })
    expect(await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 1 })).toMatchObject({
      ok: true,
    })
    expect(await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 2 })).toMatchObject({
      code: 'already_submitted',
    })
  })

  it('open forty different files a day, then ask a second person; re-opening is free', async () => {
    const ids = await line.manyInReview(41)
    for (const id of ids) {
      await line.door.assign.run(line.as('coordinator'), id, {
        accountId: line.as('reader-3').accountId,
        role: 'reviewer',
      })
      await line.door.conflict.run(line.as('reader-3'), id, 'none')
    }
    const codes = []
    for (const id of ids) {
      const opened = await line.door.open.run(line.as('reader-3'), id)
      codes.push(opened.ok ? 'opened' : opened.code)
    }

    expect(codes).toEqual([...Array<string>(40).fill('opened'), 'openings_used_up'])
    expect((await line.door.open.run(line.as('reader-3'), ids[0] ?? '')).ok).toBe(true)

    const asking = new AskOpenings(line.door.database)
    const opens = async () => (await line.door.open.run(line.as('reader-3'), ids[40] ?? '')).ok
    const early = await asking.run(line.as('reader-1'))
    await asking.run(line.as('reader-3'))
    await asking.run(line.as('reader-3'))
    const asked = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.approval WHERE kind = 'more_openings'`,
    )
    const agree = (login: string) => line.door.answers.agree(line.as(login), asked[0]?.id ?? '', [])
    const refused = [await agree('reader-3'), await agree('reader-1'), await agree('board-1')]
    await line.world.operator.query('UPDATE app.approval SET made_on = made_on - 1')
    const late = await agree('lead')
    await line.world.operator.query('UPDATE app.approval SET made_on = made_on + 1')
    const before = await opens()

    expect([early, asked.length, ...refused, late]).toEqual([
      { ok: false, code: 'not_found' },
      1,
      ...Array.from({ length: 4 }, () => ({ ok: false, code: 'not_found' })),
    ])
    expect([await agree('lead'), before, await opens()]).toEqual([{ ok: true, value: null }, false, true])
    await line.world.operator.query('UPDATE app.approval SET made_on = made_on - 1')
    expect((await line.door.open.run(line.as('reader-3'), ids[40] ?? '')).ok).toBe(true)
    expect(await asking.run(line.as('reader-3'))).toEqual({ ok: true, value: null })
  })
})
