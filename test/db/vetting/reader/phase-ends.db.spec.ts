import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { SaveLateReview, staysFor } from '#features/vetting/staff/save-late-review.js'
import { whilePressed } from '#test/db/duplicate/while-pressed.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 60_000)
afterEach(() => query('DELETE FROM app.phase'))
afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const reader = () => line.as('reader-1')
/** All that a review is, and what follows from one that counts. */
const written = (id: string) =>
  query(
    `SELECT (SELECT jsonb_agg(r ORDER BY r.id) FROM app.review r WHERE application_id = $1) AS reviews,
       (SELECT jsonb_agg(s.id ORDER BY s.id) FROM sealed.record s WHERE owner_id = $1) AS records,
       (SELECT jsonb_agg(t ORDER BY t.id) FROM app.staff_task t WHERE application_id = $1) AS tasks,
       (SELECT count(*)::int FROM audit.entry WHERE object_id = $1::text) AS log`,
    [id],
  )
const stateOf = async (id: string) =>
  query('SELECT state, version FROM app.review WHERE application_id = $1 AND account_id = $2', [id, reader().accountId])
const words = { ...fullReview, comment: 'Kept as a draft.' }
const later = { ...fullReview, comment: 'Handed in.', version: 1 }

/** The two ways in which a review is handed in. */
const ways = {
  'handed in': (id: string) => line.door.review.run(reader(), id, later),
  'handed in from a session that ended': (applicationId: string) =>
    new SaveLateReview(line.door.database, line.door.review).run(reader(), {
      applicationId,
      form: later,
      take: () => Promise.resolve(true),
    }),
} as const

describe('a review that is saved as a draft', () => {
  it.each(Object.entries(ways))(
    'REV-8 and %s as the phase of its readers ends counts for nothing, and the draft stays as it was saved',
    async (way, handIn) => {
      const id = await line.inReview()
      await line.given(id, 'reader-1')
      await line.door.review.run(reader(), id, { ...words, submit: false })
      const before = await written(id)

      const late = await whilePressed(
        line,
        () => handIn(id),
        id,
        () =>
          query(
            `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'main', 'release', app.today())`,
            [line.world.editionId],
          ),
      )
      const over = await handIn(id)

      const code = way === 'handed in' ? 'not_found' : 'review_closed'
      expect([late, over]).toEqual([
        { ok: false, code },
        { ok: false, code },
      ])
      expect(staysFor('review_closed')).toBe(true)
      expect(await written(id)).toEqual(before)
      await query('DELETE FROM app.phase')
      expect(await handIn(id)).toMatchObject({ ok: true })
      expect(await stateOf(id)).toEqual([{ state: 'submitted', version: 2 }])
    },
  )

  it('and handed in twice at once, here and from a session that ended, counts once', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.door.review.run(reader(), id, { ...words, submit: false })

    const presses = await Promise.all([ways['handed in'](id), ways['handed in from a session that ended'](id)])

    expect(presses.filter(({ ok }) => ok)).toHaveLength(1)
    expect(presses.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'already_submitted' })
    expect(await stateOf(id)).toEqual([{ state: 'submitted', version: 2 }])
  })
})
