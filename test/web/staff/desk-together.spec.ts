import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { NewCheck } from '#features/vetting/staff/record-check.js'
import { fullChecks, type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { checklistForm, judgedForm } from '#test/support/people/judged.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  on = conflictsOn(line)
  team = await Team.at(staff, ['lead', 'lead-2', 'security', 'coordinator'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const to = (login: string) => `reviewer:${line.as(login).accountId}`
const restrict = (by: string, id: string, login?: string) =>
  team.act(by, `/applications/${id}/restriction`, { reason: 'safety', ...(login ? { to: to(login) } : {}) })
const readFile = async () => {
  const id = await line.inReview()
  await line.given(id, 'reader-1')
  return id
}
const standing = async (id: string) => ({
  restricted: await on.query('SELECT reason FROM app.flag WHERE application_id = $1 AND lifted_on IS NULL', [id]),
  readers: await on.query(
    `SELECT s.login FROM app.assignment a JOIN app.staff_account s ON s.id = a.account_id WHERE a.application_id = $1 AND a.ended_on IS NULL ORDER BY 1`,
    [id],
  ),
  keys: [(await on.wraps(id, 'reader-1')) > 0, (await on.wraps(id, 'reader-2')) > 0],
})
const untouched = { restricted: [], readers: [{ login: 'reader-1' }], keys: [true, false] }

describe('a file restricted for one colleague', () => {
  it('is out of sight and theirs by one form, keys included', async () => {
    const id = await readFile()
    const form = await team.as('lead').get(`/applications/${id}/restriction`)
    const page = await restrict('lead', id, 'reader-2')

    expect(form.text).toContain(to('reader-2'))
    expect(page.text).toMatch(/Beside the vetting leads<\/dt>\s*<dd>Reader 2<\/dd>/)
    expect(await standing(id)).toEqual({
      restricted: [{ reason: 'safety' }],
      readers: [{ login: 'reader-2' }],
      keys: [false, true],
    })
  })

  it('is not restricted at all where the colleague may not have it', async () => {
    const id = await readFile()
    await on.pin(id, 'reader-2', 'family')
    const page = await restrict('lead', id, 'reader-2')

    expect(page.text).toContain('That person has a conflict of interest here.')
    expect(await standing(id)).toEqual(untouched)
  })

  it('is named by leads alone; restricting without a name stays an act of its own', async () => {
    const id = await readFile()
    const officer = await team.as('security').get(`/applications/${id}/restriction`)
    const named = await restrict('security', id, 'reader-2')
    const foreign = await restrict('coordinator', id, 'reader-2')

    expect(officer.text).not.toContain('name="to"')
    expect([named.status, foreign.status]).toEqual([404, 404])
    expect(await standing(id)).toEqual(untouched)
    await restrict('lead', id)
    expect(await standing(id)).toEqual({ restricted: [{ reason: 'safety' }], readers: [], keys: [false, false] })
  })
})

const page = (id: string) => `/applications/${id}/vetting`
const selected = (text: string, name: string) => {
  const select = new RegExp(`name="${name}"[^]*?</select>`).exec(text)?.[0]
  return /value="(\w+)" selected/.exec(select ?? '')?.[1]
}

describe('a page of the vetting desk that was drawn before a colleague saved theirs', () => {
  it('U30 leaves contact that is not safe alone where it was left alone, and shows both where it was changed', async () => {
    const id = await line.inVetting()
    await line.judged(id)
    const drawn = await team.as('lead').get(page(id))
    const one = judgedForm((await team.as('security').get(page(id))).text, { contact: 'not_safe', letter: 'with_care' })
    await team.act('security', `${page(id)}/harm`, one)
    const stands = async () => {
      const items = await line.door.harm.read(line.as('lead'), id)
      const [mail] = await on.query('SELECT app.mail_is_kept($1) AS kept', [id])
      return [items.map(({ verdict, author }) => `${verdict} ${author}`), mail]
    }
    const [before, judged] = [await stands(), `${page(id)}/harm`]

    const mine = judgedForm(drawn.text, { letter: 'open', publicity: 'with_care' }, { letter: 'QZMET' })
    const met = await team.act('lead', judged, mine)
    const refused = await stands()
    const other = await team.act('lead', judged, judgedForm(drawn.text, { publicity: 'with_care' }))
    const after = await stands()
    const anyway = judgedForm(met.text, { contact: 'not_safe', letter: 'open', publicity: 'with_care' })
    await team.act('lead', judged, anyway)
    const [replaced] = await stands()

    expect(before).toEqual([
      ['not_safe Security officer', 'with_care Security officer', 'safe Vetting lead', 'safe Vetting lead'],
      { kept: true },
    ])
    expect([met.status, met.text.match(/Somebody judged this after/g)?.length, refused]).toEqual([422, 2, before])
    expect(met.text).toContain('href="#harm.1.verdict"')
    expect(met.text).toContain('>QZMET</textarea>')
    expect([0, 1, 2, 3].map((i) => selected(met.text, `harm.${i}.verdict`))).toEqual([
      'not_safe',
      'open',
      'safe',
      'with_care',
    ])
    expect(other.text).toContain('Your judgement was saved.')
    expect(after).toEqual([
      ['not_safe Security officer', 'with_care Security officer', 'safe Vetting lead', 'with_care Vetting lead'],
      { kept: true },
    ])
    expect(replaced).toEqual([
      'not_safe Security officer',
      'open Vetting lead',
      'safe Vetting lead',
      'with_care Vetting lead',
    ])
  })

  it('U30 leaves a finding alone that speaks against somebody, and clearing meets it', async () => {
    const id = await line.inVetting()
    const checks = `/applications/${id}/checks`
    await line.checked(id)
    const drawn = await team.as('lead-2').get(page(id))
    const mine = (text: string, changed: Readonly<Record<number, Partial<NewCheck>>> = {}) =>
      checklistForm(
        text,
        fullChecks.map((one) => ({ ...one, note: '', ...changed[one.point] })),
      )
    await team.act('lead', checks, mine((await team.as('lead').get(page(id))).text, { 8: { result: 'does_not_fit' } }))
    const stands = async () => {
      const all = await line.door.check.read(line.as('lead'), await line.file('lead', id))
      return all.filter(({ point }) => [7, 8, 9].includes(point)).map((one) => `${one.result} ${one.author}`)
    }
    const before = await stands()

    const met = await team.act(
      'lead-2',
      checks,
      mine(drawn.text, { 8: { result: 'not_possible', note: 'QZMET' }, 9: { result: 'not_possible' } }),
    )
    const refused = await stands()
    const other = await team.act('lead-2', checks, mine(drawn.text, { 9: { result: 'not_possible' } }))
    const after = await stands()

    expect(before).toEqual(['fits Vetting lead', 'does_not_fit Vetting lead', 'fits Vetting lead'])
    expect([met.status, met.text.match(/Somebody judged this after/g)?.length, refused]).toEqual([422, 2, before])
    expect(met.text).toContain('>QZMET</textarea>')
    expect([7, 8, 9, 10].map((point) => selected(met.text, `checks.${point - 1}.result`))).toEqual([
      'fits',
      'not_possible',
      'not_possible',
      'fits',
    ])
    expect(other.text).toContain('The checklist was saved.')
    expect(after).toEqual(['fits Vetting lead', 'does_not_fit Vetting lead', 'not_possible Vetting lead 2'])
    const version = (await line.now(id)).version
    const clear = { move: 'clear', reasonClass: '', version } as const
    expect(await line.door.propose.run(line.as('lead'), id, clear)).toMatchObject({ code: 'second_look_missing' })
  })
})
