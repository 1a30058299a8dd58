import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

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
    const ids = []
    for (let i = 0; i < 41; i += 1) ids.push(await line.inReview())
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

    expect(codes).toEqual([...Array<string>(40).fill('opened'), 'second_person_missing'])
    expect((await line.door.open.run(line.as('reader-3'), ids[0] ?? '')).ok).toBe(true)
  })
})
