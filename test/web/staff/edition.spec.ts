import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let lead: WebClient
let coordinator: WebClient

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  lead = await staff.browserOf('lead')
  coordinator = await staff.browserOf('coordinator')
  await line.world.operator.query('DELETE FROM app.phase')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const phasesStored = () =>
  line.world.operator.query('SELECT kind, starts_on::text, ends_on::text FROM app.phase ORDER BY starts_on, kind')
const dated = (name: string, iso: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return iso === '' ? {} : { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}
const phase = (kind: string, from: string, to = '') => ({ ...dated(`${kind}_from`, from), ...dated(`${kind}_to`, to) })

/** Posts all phases of the wave over what the page shows. */
async function save(fields: Record<string, string>, change: Record<string, string> = {}) {
  const { text } = await lead.get('/phases')
  const [form_token, seen] = [hiddenField(text, 'form_token'), /name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '']
  return lead.postAndFollow('/phases', { form_token, wave: 'main', seen, ...fields, ...change })
}

describe('the phases of a wave', () => {
  it('REV-8 are saved together, the one of today is named, and the next one alone follows it', async () => {
    const [{ before = '', today = '', after = '' } = {}] = await line.world.operator.query<Record<string, string>>(
      `SELECT (app.today() - 9)::text AS before, app.today()::text AS today, (app.today() + 1)::text AS after`,
    )
    const saved = await save({ ...phase('review', before, today), ...phase('board', after) })
    const rows = await phasesStored()
    const moved = await save({
      ...phase('review', before, new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)),
      ...phase('board', today),
    })

    expect(saved.text).toContain('The phases were saved.')
    expect(saved.text).toMatch(/Today: .{0,2}Review/)
    expect(rows).toEqual([
      { kind: 'review', starts_on: before, ends_on: today },
      { kind: 'board', starts_on: after, ends_on: null },
    ])
    expect(moved.text).toMatch(/Today: .{0,2}Board/)
  })

  it.each([
    [
      'an overlap',
      { ...phase('screening', '2027-01-01', '2027-01-10'), ...phase('review', '2027-01-10') },
      /Review.{0,2} begins before/,
    ],
    [
      'a gap',
      { ...phase('screening', '2027-01-01', '2027-01-10'), ...phase('review', '2027-01-12') },
      /Review.{0,2} must begin on the day after/,
    ],
    [
      'an open end that is not last',
      { ...phase('screening', '2027-01-01'), ...phase('review', '2027-01-11') },
      /Screening.{0,2} needs a last day/,
    ],
    [
      'a missing start',
      { ...phase('screening', '2027-01-01', '2027-01-10'), ...phase('review', '', '2027-02-01') },
      /Review.{0,2}: say when it begins/,
    ],
    ['an end before the start', phase('review', '2027-01-10', '2027-01-01'), /Review.{0,2} ends before it begins/],
  ])('REV-8 are refused for %s, what was typed stays, nothing is written', async (_, fields, sentence) => {
    const before = await phasesStored()
    const refused = await save(fields)

    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(sentence)
    expect(refused.text).toContain('value="2027"')
    expect(await phasesStored()).toEqual(before)
  })

  it('do not open one whose compartments have fewer than two keepers, and say which', async () => {
    const before = await phasesStored()
    const refused = await save(phase('travel', '2027-03-01'))
    const stored = await phasesStored()
    // The second keeper of what the founder alone keeps.
    await line.world.operator.query(
      `INSERT INTO wraps.key_wrap (key_id, recipient, wrap) SELECT k.key_id, substring(sha256(a.public_key) FOR 16), k.wrap
       FROM app.key_keepers() h JOIN app.staff_account f ON f.id = h.account_id AND f.login = 'founder'
         JOIN wraps.key_wrap k ON k.key_id = h.key_id AND k.recipient = substring(sha256(f.public_key) FOR 16), app.staff_account a
       WHERE a.login = 'desk' ON CONFLICT DO NOTHING`,
    )
    const saved = await save(phase('travel', '2027-03-01'))
    await line.world.operator.query('DELETE FROM app.phase')

    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(/Travel.{0,2} cannot open: a compartment it works with has fewer than two keepers/)
    expect(refused.text.replace(/<[^>]*>|[\u2066-\u2069]/g, '')).toContain(
      'each compartment it works with needs two keepers. Care: one person. Finance: one person.',
    )
    expect(stored).toEqual(before)
    expect(saved.text).toContain('The phases were saved.')
  })

  it('REV-8 of two waves do not touch', async () => {
    await save(phase('review', '2027-01-01'))
    await line.world.operator.query(
      `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'early', 'review', '2027-01-01')`,
      [line.world.editionId],
    )
    const seen = 'review:2027-01-01:'
    const saved = await save(phase('review', '2027-02-01'), { wave: 'early', seen })

    const late = await save(phase('review', '2027-03-01'), { wave: 'early', seen })

    expect(saved.text).toContain('<a href="/phases?wave=main">')
    expect(late.text).toContain('Somebody changed this meanwhile')
    expect(late.text).toContain('<a href="/phases?wave=main">')
    expect(await phasesStored()).toEqual([
      { kind: 'review', starts_on: '2027-01-01', ends_on: null },
      { kind: 'review', starts_on: '2027-02-01', ends_on: null },
    ])
    expect((await lead.get('/phases?wave=nowhere')).status).toBe(404)
    await line.world.operator.query(`DELETE FROM app.phase WHERE wave = 'early'`)
  })

  it('are not written over what somebody saved meanwhile, and are nobody’s but the lead’s', async () => {
    const before = await phasesStored()
    const stale = await save(phase('review', '2027-01-10'), { seen: 'review:2020-01-01:' })

    expect(stale.text).toContain('Somebody changed this meanwhile')
    expect(await phasesStored()).toEqual(before)
    for (const login of ['coordinator', 'board-1', 'reader-1', 'admin']) {
      expect((await (await staff.browserOf(login)).get('/phases')).status).toBe(404)
    }
  })
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
const windowsStored = () =>
  line.world.operator.query<{ id: string; opens: string; closes: string | null; version: number }>(
    `SELECT id, to_char(opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS opens,
       to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS closes, version
     FROM app.call_window WHERE opens_at > app.now() ORDER BY opens_at`,
  )

describe('the call of the edition', () => {
  it('APP-5 is shown and entered in the zone of the edition, which is named', async () => {
    const added = await add(june('1', '30'))
    const page = await coordinator.get('/edition-call')

    expect(added.location).toBe('/edition-call')
    expect(await windowsStored()).toMatchObject([{ opens: '2040-06-01 07:00', closes: '2040-06-30 21:59' }])
    expect(page.text).toContain('All times are those of \u2068Europe/Stockholm\u2069.')
    expect(page.text).toMatch(/1 June 2040[^<]*09:00[^<]*Central European Summer Time/)
    expect(page.text).toMatch(/30 June 2040[^<]*23:59[^<]*Central European Summer Time/)
  })

  it('APP-5 keeps what was typed on the page when it is refused, and says why', async () => {
    const before = await windowsStored()

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
    expect(await windowsStored()).toEqual(before)
  })

  it('changes a window over the version that was seen, and removes one still to come', async () => {
    const [{ id } = { id: '' }] = await windowsStored()
    const path = `/edition-call/windows/${id}`
    const shown = await coordinator.get(path)
    const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }

    const changed = await coordinator.post(path, { ...own, ...june('2') })
    const stale = await coordinator.postAndFollow(path, { ...own, ...june('3') })
    const now = await windowsStored()
    const gone = await post(path, `${path}/removals`, {})

    expect(shown.text).toContain('value="09:00"')
    expect(changed.location).toBe('/edition-call')
    expect(stale.text).toContain('Somebody changed this meanwhile')
    expect(now).toEqual([{ id, opens: '2040-06-02 07:00', closes: null, version: 2 }])
    expect([gone.location, await windowsStored()]).toEqual(['/edition-call', []])
  })

  it('lets one that has begun be ended, not moved or removed', async () => {
    const [row] = await line.world.operator.query<{ id: string }>('SELECT id FROM app.call_window')
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
      await line.world.operator.query(`SELECT closes_at = '2040-06-01 10:00Z' AS ended, version FROM app.call_window`),
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
