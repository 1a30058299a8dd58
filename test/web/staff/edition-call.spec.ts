import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let coordinator: WebClient

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'desk'].includes(login)))
  staff = await startStaff(world)
  coordinator = await staff.browserOf('coordinator')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const dayOf = (name: string, [day, month, year]: readonly [string, string, string]) => ({
  [`${name}.day`]: day,
  [`${name}.month`]: month,
  [`${name}.year`]: year,
})
/** A window from 9 in the morning of a day in June 2040. */
const june = (day: string, closes?: string) => ({
  ...dayOf('opens_on', [day, '6', '2040']),
  opens_time: '09:00',
  ...(closes ? { ...dayOf('closes_on', [closes, '6', '2040']), closes_time: '23:59' } : {}),
})

async function post(from: string, target: string, fields: Record<string, string>) {
  const shown = await coordinator.get(from)
  const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }
  return coordinator.post(target, { ...own, ...fields })
}
const add = (fields: Record<string, string>) => post('/edition-call/windows/new', '/edition-call/windows', fields)
const stored = () =>
  world.operator.query<{ id: string; opens: string; closes: string | null; version: number }>(
    `SELECT id, to_char(opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS opens,
       to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS closes, version
     FROM app.call_window WHERE opens_at > app.now() ORDER BY opens_at`,
  )

describe('the call of the edition', () => {
  it('APP-5 is shown and entered in the zone of the edition, which is named', async () => {
    const added = await add(june('1', '30'))
    const page = await coordinator.get('/edition-call')

    expect(added.location).toBe('/edition-call')
    expect(await stored()).toMatchObject([{ opens: '2040-06-01 07:00', closes: '2040-06-30 21:59' }])
    expect(page.text).toContain('All times are those of \u2068Europe/Stockholm\u2069.')
    expect(page.text).toMatch(/1 June 2040[^<]*09:00[^<]*Central European Summer Time/)
    expect(page.text).toMatch(/30 June 2040[^<]*23:59[^<]*Central European Summer Time/)
  })

  it('APP-5 keeps what was typed on the page when it is refused, and says why', async () => {
    const before = await stored()

    const overlap = await add(june('30'))
    const backwards = await add({ ...june('20', '19') })
    const half = await add({ ...june('20'), ...dayOf('closes_on', ['21', '6', '2040']), opens_time: '25:00' })

    expect([overlap.status, backwards.status, half.status]).toEqual([422, 422, 422])
    expect(overlap.text).toContain('Choose times that do not overlap')
    expect(overlap.text).toContain('value="09:00"')
    expect(backwards.text).toContain('A time must end after it begins')
    expect(half.text).toContain('href="#opens_time"')
    expect(half.text).toContain('href="#closes_time"')
    expect(half.text).toContain('value="25:00"')
    expect(await stored()).toEqual(before)
  })

  it('changes a window over the version that was seen, and removes one still to come', async () => {
    const [{ id } = { id: '' }] = await stored()
    const path = `/edition-call/windows/${id}`
    const shown = await coordinator.get(path)
    const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }

    const changed = await coordinator.post(path, { ...own, ...june('2') })
    const stale = await coordinator.postAndFollow(path, { ...own, ...june('3') })
    const now = await stored()
    const gone = await post(path, `${path}/removals`, {})

    expect(shown.text).toContain('value="09:00"')
    expect(changed.location).toBe('/edition-call')
    expect(stale.text).toContain('Somebody changed this meanwhile')
    expect(now).toEqual([{ id, opens: '2040-06-02 07:00', closes: null, version: 2 }])
    expect([gone.location, await stored()]).toEqual(['/edition-call', []])
  })

  it('lets one that has begun be ended, not moved or removed', async () => {
    const [row] = await world.operator.query<{ id: string }>('SELECT id FROM app.call_window')
    const path = `/edition-call/windows/${row?.id}`
    const page = await coordinator.get(path)

    const ended = await post(path, path, { ...dayOf('closes_on', ['1', '6', '2040']), closes_time: '12:00' })
    const removed = await post(path, `${path}/removals`, {})

    expect(page.text).toContain('It opened on')
    expect(page.text).not.toContain('name="opens_time"')
    expect(page.text).not.toContain('/removals')
    expect(ended.location).toBe('/edition-call')
    expect(removed.location).toBe('/edition-call?notice=window_has_begun')
    expect((await coordinator.get(removed.location)).text).toContain('This time has begun')
    expect(
      await world.operator.query(`SELECT closes_at = '2040-06-01 10:00Z' AS ended, version FROM app.call_window`),
    ).toEqual([{ ended: true, version: 2 }])
  })

  it('is the same 404 for other roles and for windows that are not there', async () => {
    const desk = await staff.browserOf('desk')
    const token = hiddenField((await desk.get('/sessions')).text, 'form_token')

    for (const path of ['/edition-call', '/edition-call/windows/new']) expect((await desk.get(path)).status).toBe(404)
    for (const path of ['/edition-call/windows', '/edition-call/form'])
      expect((await desk.post(path, { form_token: token, version: '1' })).status).toBe(404)
    for (const path of ['/edition-call/windows/00000000-0000-4000-8000-000000000000', '/edition-call/windows/%27'])
      expect((await coordinator.get(path)).status).toBe(404)
  })
})
