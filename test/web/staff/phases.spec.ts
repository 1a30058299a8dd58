import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let lead: WebClient

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  lead = await staff.browserOf('lead')
  await line.world.operator.query('DELETE FROM app.phase')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const stored = () =>
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
    const rows = await stored()
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
    const before = await stored()
    const refused = await save(fields)

    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(sentence)
    expect(refused.text).toContain('value="2027"')
    expect(await stored()).toEqual(before)
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
    expect(await stored()).toEqual([
      { kind: 'review', starts_on: '2027-01-01', ends_on: null },
      { kind: 'review', starts_on: '2027-02-01', ends_on: null },
    ])
    expect((await lead.get('/phases?wave=nowhere')).status).toBe(404)
    await line.world.operator.query(`DELETE FROM app.phase WHERE wave = 'early'`)
  })

  it('are not written over what somebody saved meanwhile, and are nobody’s but the lead’s', async () => {
    const before = await stored()
    const stale = await save(phase('review', '2027-01-10'), { seen: 'review:2020-01-01:' })

    expect(stale.text).toContain('Somebody changed this meanwhile')
    expect(await stored()).toEqual(before)
    for (const login of ['coordinator', 'board-1', 'reader-1', 'admin']) {
      expect((await (await staff.browserOf(login)).get('/phases')).status).toBe(404)
    }
  })
})
