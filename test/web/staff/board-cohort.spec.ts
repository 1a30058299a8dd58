import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '#test/support/browser.js'
import { numbersOf, phonePage } from '#test/support/selection/board-pages.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { until } from '#test/support/until.js'
import { plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let browser: Browser
let people: LaidCandidate[]
let team: Team

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20 })
  people = await layCandidates(world, 120)
  staff = await startStaff(world)
  browser = await launchBrowser()
  team = await Team.at(staff, ['coordinator', 'board-1', 'lead', 'reader-1', 'security', 'desk', 'auditor'])
}, 60_000)

afterAll(async () => {
  await browser.close()
  await staff.close()
  await world.end()
})

const made = async (name: string) => (await team.post('coordinator', '/board/lists', { name })).location

const wideRules = { over_invitation: '0', most_per_organisation: '9', most_per_country: '20' }
const pageOf = (login: string, target: string) => phonePage({ browser, staff, team }, login, target)
const needVisa = (list: readonly LaidCandidate[]) =>
  list.filter(({ answered }) => answered.visa_for_sweden_known !== 'do_not_need' || answered.travel_document === 'no')
    .length

describe('the board’s pages (Case 9)', () => {
  it('are the same 404 for everybody who does not choose', async () => {
    const list = await made('Closed')

    for (const login of ['lead', 'reader-1', 'security', 'desk', 'auditor']) {
      const absent = await team.as(login).get('/nowhere')
      for (const target of ['/board/lists', list, '/board/rules', `${list}/summary`]) {
        expect([login, target, (await team.as(login).get(target)).status]).toEqual([login, target, absent.status])
      }
      expect([login, (await team.post(login, `${list}/runs`)).status]).toEqual([login, 404])
    }
    expect((await team.as('coordinator').get('/board/lists/not-an-id')).status).toBe(404)
  })

  it('U31 show what ticked people would make of the list, and move them only when asked', async () => {
    const page = await pageOf('coordinator', await made('Ticked'))
    const ids = await page
      .locator('input[name=ticked]')
      .evaluateAll((boxes) => boxes.slice(0, 3).map((box) => (box as { value?: string }).value))
    const three = people.filter(({ id }) => ids.includes(id))
    for (const id of ids) await page.locator(`input[value="${id}"]`).check()

    await page.locator('button[value=try]').click()
    const tried = await numbersOf(page, 'visa')
    expect(tried.map((row) => row.slice(-2))).toEqual([
      ['0', String(needVisa(three))],
      ['0', String(3 - needVisa(three))],
    ])
    expect(await page.locator('input[name=ticked]:checked').count()).toBe(3)
    expect(await page.locator('[role=status]').textContent()).toContain('Nothing is stored yet')

    await page.locator('button[value=do]').click()
    const moved = await numbersOf(page, 'visa')
    expect(moved.map((row) => row.slice(-2))).toEqual([
      [String(needVisa(three)), '–'],
      [String(3 - needVisa(three)), '–'],
    ])
    expect((await numbersOf(page, 'gender')).every((row) => row.at(-2) === '–')).toBe(true)
    expect(await page.locator('text=Take the last change back').count()).toBe(1)
    await page.context().close()
  })

  it('U31 give every chart a name, a caption and the same numbers in a table; nothing stands out of the page', async () => {
    const page = await pageOf('coordinator', await made('Charts'))

    const charts = await page.locator('figure').evaluateAll((figures) =>
      figures.map((figure) => {
        const svg = figure.querySelector('svg')
        const label = svg?.getAttribute('aria-labelledby') ?? ''
        const caption = figure.querySelector('figcaption')
        const bars = [...figure.querySelectorAll('svg text')].map((text) => text.textContent)
        const rows = [...figure.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent),
        )
        return {
          isNamed: svg?.getAttribute('role') === 'img' && caption?.id === label && (caption?.textContent ?? '') !== '',
          bars,
          rows: rows.flatMap((row) => [row[0], row.at(-2)]),
        }
      }),
    )

    expect(charts).toHaveLength(8)
    for (const { isNamed, bars, rows } of charts) expect([isNamed, bars]).toEqual([true, rows])
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    }
    await page.context().close()
  })

  it('tell everything wrong with the rules at once, and keep what was typed', async () => {
    const rules = {
      version: '0',
      over_invitation: '0',
      most_per_organisation: '3',
      most_per_country: '6',
      most_languages: '5',
      'rules.0.family': 'visa',
      'rules.0.value': 'need',
      'rules.0.floor': '9',
      'rules.0.cap': '4',
      'rules.1.family': 'region',
      'rules.1.value': '011',
      'rules.1.floor': 'twelve',
    }

    const wrong = await team.post('coordinator', '/board/rules', rules)

    expect(wrong.status).toBe(422)
    const said = plain(wrong)
    expect(said).toContain('The floor of needs a visa, or does not know is above its cap.')
    expect(said).toContain('A number of Western Africa is not whole.')
    expect(wrong.text).toMatch(/value="twelve"/)
    const outOfRange = await team.post('coordinator', '/board/rules', {
      ...rules,
      'rules.0.floor': '21',
      'rules.0.cap': '40',
      'rules.1.floor': '',
    })
    expect(plain(outOfRange)).toContain('20 places are out of range. The floors need at least 21')
    const right = { ...rules, 'rules.0.floor': '9', 'rules.0.cap': '', 'rules.1.floor': '2' }
    const set = await team.post('coordinator', '/board/rules', right)
    expect([set.status, set.location]).toEqual([303, '/board/rules?done=rules_set'])
  })

  it('find the best list, explain it, and hide small counts in what is shared', async () => {
    const list = await made('From nothing')
    const run = (await team.post('coordinator', `${list}/runs`, { seed: 'case-9' })).location
    await until('the list is found', async () => !(await team.as('coordinator').get(run)).text.includes('<progress'))

    const page = await team.as('coordinator').get(run)
    expect(plain(page)).toMatch(/This is a best list.*Lots are switched off. They are switched on where the rules/)
    expect((await team.post('coordinator', `${run}/lotteries`)).location).toBe(`${run}?notice=lottery_off`)
    const best = /href="(\/board\/lists\/[^"]+)"[^>]*>\s*See the list that was found/.exec(page.text)?.[1] ?? ''
    const shown = await team.as('coordinator').get(`${best}?show=in`)
    expect(plain(shown)).toContain('This list keeps every rule.')
    expect(plain(shown)).toContain('20 of 20')
    const why = /href="([^"]*why=[^"]+)"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(plain(await team.as('coordinator').get(why))).toMatch(
      /Why \w{12} is on the list (Their score is|They fill a floor|Somebody)/,
    )
    expect(plain(await team.as('coordinator').get(`${best}/summary`))).toMatch(/20 people on the list.*hidden/)
    const unsigned = plain(await team.as('board-1').get(best))
    expect([unsigned.includes('20 of 20'), unsigned.includes('Sign and show the figures')]).toEqual([false, true])
    expect((await team.post('board-1', `${best}/words`, {})).location).toBe(`${best}?notice=not_signed`)
    expect((await team.post('board-1', `${best}/words`, { word: ['signed'] })).location).toBe(best)
    const told = plain(await team.as('board-1').get(best))
    expect([told.includes('20 of 20'), told.includes('Why?'), told.includes('Seed')]).toEqual([true, false, false])
    const own = await made('Not looked at')
    expect(plain(await team.as('board-1').get(own))).toContain('Your keys do not open')
    const shortlist = async () => plain(await team.as('coordinator').get('/board/shortlist'))
    expect(await shortlist()).toContain('Board 1 0 120 see the counts of every list')
    expect((await team.post('board-1', '/board/shortlist')).status).toBe(404)
    expect((await team.post('coordinator', '/board/shortlist')).location).toBe('/board/shortlist?done=shortlist_shown')
    expect(await shortlist()).toContain('Board 1 120 0')
    const open = plain(await team.as('board-1').get(own))
    expect([open.includes('0 of 20'), open.includes('Why?'), open.includes('Seed')]).toEqual([true, true, true])
    const source = list.split('/').at(-1) ?? ''
    expect(plain(await team.as('coordinator').get(`${best}/comparison?with=${source}`))).toContain(
      'Only on From nothing',
    )
  })

  it('show how far the chances of lots are, then the chances, and the draw only after them', async () => {
    await world.operator.query(
      `UPDATE app.review SET scores = '{"R1":3,"R2":3,"R3":3,"R4":3,"R5":3,"R6":3}', version = version + 1`,
    )
    await team.post('coordinator', '/board/rules', { ...wideRules, version: '1', most_languages: '5', lottery: 'yes' })
    expect((await team.as('coordinator').get('/board/rules')).text).toMatch(/name="lottery"[^>]* checked/)
    const run = (await team.post('coordinator', `${await made('Alike')}/runs`, { seed: 'alike' })).location
    await until('the list is found', async () => !(await team.as('coordinator').get(run)).text.includes('<progress'))
    const lots = (await team.post('coordinator', `${run}/lotteries`)).location
    expect(lots).toMatch(/^\/board\/lotteries\//)

    const early = await team.as('coordinator').get(lots)
    expect([early.text.includes('<progress'), plain(early).includes('Draw now')]).toEqual([true, false])
    expect(plain(await team.as('coordinator').get(run))).toContain('Being prepared by Coordinator since')
    await until(
      'the chances are known',
      async () => !(await team.as('coordinator').get(lots)).text.includes('<progress'),
    )

    const ready = plain(await team.as('coordinator').get(lots))
    expect([ready.includes('Chances, and how many people have each'), ready.includes('Draw now')]).toEqual([true, true])
    const given = (await team.post('coordinator', `${run}/lotteries`)).location
    expect((await team.post('coordinator', `${given}/cancellations`)).location).toBe(given)
    expect(plain(await team.as('coordinator').get(given))).toContain('It was given up.')
  })

  it('ask for one language more where those on the list for good need it, and do not offer a place they cannot take', async () => {
    const needing = (code: string) =>
      people.find(({ answered }) => answered.interpretation_need.includes(code))?.id ?? ''
    const list = await made('Languages')
    await team.post('coordinator', '/board/rules', { ...wideRules, version: '2', most_languages: '1' })
    const moves = { to: 'pinned_in', reason: 'discussed', order: 'score', show: 'all', act: 'do' }
    await team.post('coordinator', `${list}/moves`, { ...moves, ticked: [needing('es')], version: '0' })
    const page = await pageOf('coordinator', `${list}?why=${needing('fr')}`)
    expect(await page.locator('[role=status]').textContent()).toContain(
      'The list has free places, and they cannot take one. With their language of interpretation there would be one more than 1.',
    )
    await page.goto(`${staff.address}${list}?why=${needing('es')}`)
    expect(await page.locator('[role=status]').textContent()).toContain('Somebody put them on the list for good')
    await page.context().close()
    await team.post('coordinator', `${list}/moves`, { ...moves, ticked: [needing('fr')], version: '1' })
    const run = (await team.post('coordinator', `${list}/runs`)).location
    await until('the search ends', async () => !(await team.as('coordinator').get(run)).text.includes('<progress'))

    expect(plain(await team.as('coordinator').get(list))).toContain('Languages that need interpretation: 1 more than 1')
    expect(plain(await team.as('coordinator').get(run))).toContain(
      'Allow one language more: interpretation for 2 languages instead of 1.',
    )
  })

  it('SEL-5 say on the list and on the search all that does not go together, and no word of whom it is about', async () => {
    const [one, other] = people.slice(0, 2).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    await world.operator.query(
      `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id)
       SELECT $1, $2, $3, gen_random_uuid(), id FROM app.staff_account WHERE login = 'security'`,
      [world.editionId, one?.id, other?.id],
    )
    const list = await made('Apart')
    const ticked = [one?.id ?? '', other?.id ?? '']
    const moves = { to: 'pinned_in', reason: 'discussed', order: 'score', show: 'all', act: 'do', version: '0' }
    await team.post('coordinator', `${list}/moves`, { ...moves, ticked })
    await team.post('coordinator', '/board/rules', {
      ...wideRules,
      version: '3',
      most_languages: '5',
      'rules.0.family': 'visa',
      'rules.0.value': 'need',
      'rules.0.floor': '19',
    })
    await world.operator.query('UPDATE app.edition SET capacity = 18')

    const run = (await team.post('coordinator', `${list}/runs`)).location
    await until('the search ends', async () => !(await team.as('coordinator').get(run)).text.includes('<progress'))

    const said = [
      'Visa for Sweden : 18 places are out of range. The floors need at least 19, the caps allow at most',
      'Two people who are on the list for good, or have a place, cannot both come: see the security officer.',
    ]
    for (const target of [list, run]) {
      const text = plain(await team.as('coordinator').get(target))
      expect([target, said.filter((sentence) => !text.includes(sentence))]).toEqual([target, []])
    }
  })

  it('keep answers, names and case numbers out of the log', () => {
    const log = staff.log.join('')

    expect(log).toContain('/board/lists/:id')
    for (const { caseNumber, answered } of people) {
      expect(log.includes(caseNumber) || (answered.organisation !== '' && log.includes(answered.organisation))).toBe(
        false,
      )
    }
  })
})
