import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { begun, invited, pressed, saved } from '#test/support/nomination/doors.js'
import { openNominations, type OpenNominations } from '#test/support/nomination/world.js'

const day = 86_400_000
let open: OpenNominations

beforeAll(async () => {
  open = await openNominations()
}, 60_000)

afterEach(() => open.clock.reset())
afterAll(() => open.end())

describe('an invitation to apply', () => {
  it('is used up by the first saved section, never by opening it nor by making the code', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Used')
    await open.doors.links.look(link)
    await open.doors.links.look(link)
    const token = await begun(open.doors, link)
    const before = [await open.stateOf(id), (await open.doors.links.look(link)) !== null]

    const code = await saved(open.doors, token, 'contact')

    expect(before).toEqual(['invited', true])
    expect([
      code,
      await open.stateOf(id),
      await open.doors.links.look(link),
      await open.doors.links.start(link),
    ]).toEqual(['ok', 'used', null, null])
    expect(await saved(open.doors, token, 'work')).toBe('ok')
    expect(await open.applicationsOf(id)).toEqual([{ id: expect.any(String), state: 'draft', wave: 'main' }])
    expect(
      await open.query(`SELECT 1 FROM app.link l JOIN sealed.record r ON r.owner_id = l.id WHERE l.subject_id = $1`, [
        id,
      ]),
    ).toEqual([])
  })

  it('gives another code after a lost connection, and the one never used ends', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Again')
    const first = await begun(open.doors, link)
    const second = await begun(open.doors, link)

    expect(await open.doors.sessions.find(first)).toBeNull()
    expect(await saved(open.doors, second, 'contact')).toBe('ok')
    expect((await open.applicationsOf(id)).map(({ state }) => state)).toEqual(['draft'])
  })

  it('leads to one application though the button is pressed ten times at once', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Many')
    const sessions = await Promise.all(Array.from({ length: 10 }, () => pressed(open.doors, link)))

    const made = await Promise.all(sessions.map((session) => open.doors.accept.start(session, 'en')))
    const alive = await Promise.all(made.map(async (one) => one.ok && (await open.doors.sessions.find(one.value))))

    expect(alive.filter(Boolean)).toHaveLength(1)
    expect((await open.applicationsOf(id)).map(({ state }) => state)).toEqual(['draft'])
  })

  it('erases everything said about the person who does not want it, at once, and an empty draft too', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Objects')
    const token = await begun(open.doors, link)
    const session = await pressed(open.doors, link)
    const before = await open.recordsOf(id)

    const outcomes = [await open.doors.accept.object(session), await open.doors.accept.object(session)]

    expect(before).toBe(4)
    expect(outcomes).toEqual([
      { ok: true, value: null },
      { ok: false, code: 'not_found' },
    ])
    expect([await open.stateOf(id), await open.recordsOf(id), await open.doors.links.look(link)]).toEqual([
      'objected',
      0,
      null,
    ])
    expect(await open.doors.sessions.find(token)).toBeNull()
    expect((await open.applicationsOf(id)).map(({ state }) => state)).toEqual(['erased'])
    expect(await open.doors.open.run(open.coordinator, id)).toMatchObject({
      ok: true,
      value: { contact: null, reasons: null },
    })
  })

  it('works before the call opens and after it has closed, and such an application can be sent then', async () => {
    const { id, link } = await invited(open.doors, open.coordinator, 'Late')
    await open.query(
      `UPDATE app.call_window SET opens_at = app.now() - interval '9 days', closes_at = app.now() - interval '8 days'`,
      [],
    )
    const may = async () =>
      (
        await open.query<{ may: boolean }>(
          'SELECT app.may_send(a) AS may FROM app.application a WHERE nomination_id = $1',
          [id],
        )
      )[0]?.may

    const token = await begun(open.doors, link)
    const unsaved = await may()
    await saved(open.doors, token, 'contact')

    expect([unsaved, await may()]).toEqual([false, true])
    expect(await open.applicationsOf(id)).toMatchObject([{ wave: 'late' }])
    await open.clock.move(140 * day)
    expect(await may()).toBe(false)
    await open.clock.reset()
    await open.query(
      `UPDATE app.call_window SET opens_at = app.now() + interval '1 day', closes_at = app.now() + interval '30 days'`,
      [],
    )
    const early = await invited(open.doors, open.coordinator, 'Early')
    expect(await saved(open.doors, await begun(open.doors, early.link), 'contact')).toBe('ok')
    await open.query(`UPDATE app.call_window SET opens_at = app.now() - interval '1 day'`, [])
  })
})
