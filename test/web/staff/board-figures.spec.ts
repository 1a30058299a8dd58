import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signWord } from '#test/support/selection/board-pages.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { until } from '#test/support/until.js'
import { hiddenField, plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let team: Team
let seated: LaidCandidate[]
/** Before the board: seven women who need a visa, nine men who need none. */
let people: LaidCandidate[]

const quiet = { interpretation_need: [], organisation: '' }
const needs = { ...quiet, visa_for_sweden_known: 'need', gender: 'woman' }
const needsNone = { ...quiet, visa_for_sweden_known: 'do_not_need', travel_document: 'yes', gender: 'man' } as const

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20 })
  seated = await layCandidates(world, 8, 'confirmed', { ...needs, organisation: 'The same house' })
  people = [...(await layCandidates(world, 7, 'board', needs)), ...(await layCandidates(world, 9, 'board', needsNone))]
  staff = await startStaff(world)
  team = await Team.at(staff, ['coordinator', 'board-1'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const idsOf = (list: readonly LaidCandidate[]) => list.map(({ id }) => id)
const read = async (target: string, login = 'coordinator') => plain(await team.as(login).get(target))
const flag = (who: LaidCandidate | undefined, kind: string) =>
  sql('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [who?.id, kind])
const unflag = () => sql('UPDATE app.flag SET lifted_on = app.today() WHERE lifted_on IS NULL')

/** A list of these people. */
async function listOf(name: string, who: readonly LaidCandidate[], wave = ''): Promise<string> {
  const { location } = await team.post('coordinator', '/board/lists', { name, ...(wave && { wave }) })
  const move = { to: 'in', reason: 'discussed', order: 'score', show: 'all', act: 'do', version: '0' }
  if (who.length > 0) await team.post('coordinator', `${location}/moves`, { ...move, ticked: idsOf(who) })
  return location
}

/** Rules set anew: wide but for these. */
async function setRules(fields: Readonly<Record<string, string>>): Promise<void> {
  const version = hiddenField((await team.as('coordinator').get('/board/rules')).text, 'version')
  const wide = { over_invitation: '0', most_per_organisation: '20', most_per_country: '20', most_languages: '5' }
  const { location } = await team.post('coordinator', '/board/rules', { ...wide, version, ...fields })
  expect(location).toBe('/board/rules?done=rules_set')
}

/** Bounds of those who need no visa. */
const boundOf = (bound: 'floor' | 'cap', value: string) => ({
  'rules.0.family': 'visa',
  'rules.0.value': 'do_not_need',
  [`rules.0.${bound}`]: value,
})

/** Where the answer of a search for the best list stands, once it is there. */
async function searched(list: string): Promise<string> {
  const { location } = await team.post('coordinator', `${list}/runs`, { seed: 'figures' })
  await until('the search ends', async () => !(await team.as('coordinator').get(location)).text.includes('<progress'))
  return location
}

describe('the figures of a list', () => {
  it('SEL-12 say in a shared summary of how many people its counts are, and not how many are on hold', async () => {
    const list = await listOf('Shared', people)
    await flag(people[0], 'duress')
    const shared = await read(`${list}/summary`)
    await unflag()

    expect(shared).toContain('23 people on the list, with those who have a place.')
    expect(shared).toContain('needs a visa, or does not know 14 needs none 9')
  })

  it('SEL-12 name in a shared summary nothing that only somebody beside the list answered', async () => {
    const list = await listOf('Nobody', [])
    const before = await read(`${list}/summary`)
    await layCandidates(world, 1, 'vetting', { region_of_work: ['FJ'], interpretation_need: ['ti'] })

    expect(await read(`${list}/summary`)).toBe(before)
    expect(before).toContain('Interpretation People Everything else hidden')
  })

  it('U31 show neither gender nor age where somebody they counted is gone, and the same again once that is over', async () => {
    const list = await listOf('Slow', people)
    const gender = async () => [...(await read(list)).matchAll(/(?:women|men)(?: –){6} (\d+|–)/g)].map(([, now]) => now)
    const before = await gender()
    await flag(people[0], 'on_hold')
    const held = [await gender(), (await read(list)).includes('Gender : not shown, because somebody it counted is')]
    await unflag()

    expect([before, ...held, await gender()]).toEqual([['–', '9'], ['–', '–'], true, ['–', '9']])
  })

  it('WAIT-6 count nobody as having a place who gave it up on the way', async () => {
    await setRules({ most_per_organisation: '3' })
    const list = await listOf('Given up', [])
    const before = await read(list)
    await sql(
      `WITH p AS (INSERT INTO app.participation (edition_id, application_id) SELECT $1, unnest($2::uuid[]) RETURNING id)
       INSERT INTO app.journey (participation_id, state) SELECT id, 'remote' FROM p`,
      [world.editionId, idsOf(seated.slice(0, 6))],
    )
    const after = await read(list)
    await sql('DELETE FROM app.journey')
    await sql('DELETE FROM app.participation')

    const said = (text: string) => [
      /Have a place or an invitation (\d+)/.exec(text)?.[1],
      /needs a visa, or does not know (?:– ){4}(\d+)/.exec(text)?.[1],
      text.includes('An organisation : 5 people too many'),
    ]
    expect([said(before), said(after)]).toEqual([
      ['8', '8', true],
      ['2', '2', false],
    ])
  })

  it('SEL-9 warn where a cap of 0 leaves many out, on the list and on every search, and before the word nobody', async () => {
    await setRules(boundOf('cap', '0'))
    const warning = 'A cap of 0 leaves 9 candidates out before anything is chosen, and 15 remain.'
    const list = await listOf('Closed', [])
    const run = await searched(list)
    const shown = [await read(list), await read(run), await read(run, 'board-1')].map((text) => text.includes(warning))
    await setRules(boundOf('cap', '9'))

    expect(shown).toEqual([true, true, false])
    expect([await read(list), await read(run)].map((text) => text.includes(warning))).toEqual([false, true])
  })

  it.each([
    ['floor', '12', 'Lower the floor for needs none from 12 to 9.'],
    ['cap', '2', 'Raise the cap for needs none from 2 to 5.'],
  ] as const)('say the cheapest change of a %s as an instruction', async (bound, value, instruction) => {
    await setRules(boundOf(bound, value))

    const run = await searched(await listOf(`Too tight a ${bound}`, []))

    expect(await read(run)).toContain(instruction)
  })

  it('say until when somebody who needs a visa may be invited, in the usual time and in a hurry', async () => {
    await sql(
      `UPDATE app.edition SET arrival_on = '2031-05-20', programme_from = '2031-05-21', programme_to = '2031-05-22',
         departure_on = '2031-05-23'`,
    )

    expect(await read(await listOf('Lead time', []))).toContain(
      'Whoever needs a visa can be invited until 14 February 2031 , and with 48 hours to answer until 28 February 2031 .',
    )
  })

  it('stand beside each other for two lists, with who is put forward, and against the people of their wave', async () => {
    await setRules(boundOf('floor', '10'))
    const [first, second, third] = people.slice(5, 8) as [LaidCandidate, LaidCandidate, LaidCandidate]
    await sql(`UPDATE app.application SET wave = 'early' WHERE id = ANY ($1)`, [idsOf([first, second, third])])
    await sql(
      `INSERT INTO app.decision (application_id, move, author_id, reason_class) SELECT $1, 'release_invite', id, 'fit'
       FROM app.staff_account WHERE login = 'board-1'`,
      [second.id],
    )
    const one = await listOf('One', [first], 'early')
    const other = await listOf('Other', [first, second], 'early')
    const later = await listOf('Later', people.slice(0, 1), 'main')
    const rows = async (than: string) =>
      /needs a visa, or does not know(?: [\d–]+){8} needs none(?: [\d–]+){8}/.exec(
        await read(`${one}/comparison?with=${than.split('/').at(-1)}`),
      )?.[0]

    expect([await rows(other), await rows(later)]).toEqual([
      'needs a visa, or does not know – – – – 8 1 9 10 needs none 5 – – – 0 0 0 0',
      'needs a visa, or does not know – – – – 8 1 9 9 needs none 10 – – – 0 0 0 0',
    ])
    await sql(`UPDATE app.application SET wave = 'main'`)
    await sql('DELETE FROM app.decision')
  })

  it('are signed for on the page of the list, and a summary and a comparison lead there', async () => {
    const list = await listOf('Owed', people)
    const pages = [`${list}/summary`, `${list}/comparison?with=${list.split('/').at(-1)}`]
    const looked = async () => {
      const answers = await Promise.all(pages.map((target) => team.as('board-1').get(target)))
      return answers.map((page) => [
        plain(page).includes('once you have signed for them. Sign on the page of the list'),
        page.text.includes(`<a href="${list}">Sign on the page`),
        plain(page).includes('Your keys do not open'),
      ])
    }
    const before = await looked()
    await team.post('board-1', `${list}/words`, { word: ['signed'] })

    expect(before).toEqual([
      [true, true, false],
      [true, true, false],
    ])
    expect(await looked()).toEqual([
      [false, false, true],
      [false, false, true],
    ])
    await sql('DELETE FROM app.board_word')
  })

  it('are not told before the word where the list would be put forward, and nothing is put forward then', async () => {
    const list = await listOf('Forward', people.slice(0, 2))
    const target = `${list}/decisions`
    await signWord(world, 'board-1')
    const signed = await team.as('board-1').get(`${target}?waitlist=0`)
    const fields = { waitlist: '0', digest: hiddenField(signed.text, 'digest') }
    await sql('DELETE FROM app.board_word')
    const owing = [await team.as('board-1').get(target), await team.act('board-1', target, fields)]

    expect(plain(signed)).toContain('Invite 2 1')
    const leads = owing.map(({ status, text }) => status === 200 && text.includes(`<a href="${list}">Sign on the page`))
    expect([leads, owing.map(({ text }) => /Invite|Granted|name="digest"/.test(text))]).toEqual([
      [true, true],
      [false, false],
    ])
    expect(await sql('SELECT id FROM app.decision')).toEqual([])
  })

  it('SEL-8 say who is left to choose from: one less for each value of who is chosen, and without their house once it has its most', async () => {
    const house = { organisation: 'Three of one house' }
    const three = [
      ...(await layCandidates(world, 2, 'board', { ...needs, ...house })),
      ...(await layCandidates(world, 1, 'board', { ...needsNone, ...house })),
    ]
    await setRules({
      ...boundOf('cap', '9'),
      'rules.1.family': 'equality',
      'rules.1.value': 'women_and_diverse',
      'rules.1.floor': '1',
      most_per_organisation: '1',
    })
    const list = await listOf('Left', [])
    let version = 0
    const moved = async (who: LaidCandidate | undefined, to: string) => {
      const move = { to, reason: 'discussed', order: 'score', show: 'all', act: 'do', version: String(version) }
      await team.post('coordinator', `${list}/moves`, { ...move, ticked: [who?.id ?? ''] })
      version += 1
      return left(await read(list))
    }
    const left = (text: string) =>
      ['needs a visa, or does not know', 'needs none', 'women and gender-diverse people', 'all others'].map((value) =>
        Number(new RegExp(`${value}(?: [\\d–]+){3} (\\d+)`).exec(text)?.[1]),
      )

    expect([left(await read(list)), await moved(people[0], 'in'), await moved(three[0], 'in')]).toEqual([
      [9, 10, 9, 10],
      [8, 10, 8, 10],
      [6, 9, 6, 9],
    ])
    expect([await moved(people[1], 'pinned_out'), await moved(three[0], 'out')]).toEqual([
      [5, 9, 5, 9],
      [7, 10, 7, 10],
    ])
    const [own, shared] = [await read(list), await read(`${list}/summary`)]
    expect([own, shared].map((text) => text.includes('Left to choose from'))).toEqual([true, false])
    await sql(`UPDATE app.application SET state = 'withdrawn' WHERE id = ANY ($1)`, [idsOf(three)])
  })
})
