import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Role } from '#domain/lifecycle.js'
import { parseFilter } from '#domain/filter/parse.js'
import { printFilter } from '#domain/filter/print.js'
import { type Filter, joined } from '#domain/filter/tree.js'
import { shuffled } from '#domain/random.js'
import { FindFile } from '#features/application/staff/find-file.js'
import { listedStates } from '#features/application/staff/listed-states.js'
import { fileFields } from '#features/application/staff/search/file-fields.js'
import type { SearchFiles } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type Chance, chance } from '#test/support/plain/chance.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { staffDoor } from '#test/support/staff-door.js'
import { answersOf, searchDoor } from '#test/support/visibility/answers.js'
import { type Fact, facts } from '#test/support/visibility/facts.js'
import { pick, randomFiles, viewers } from '#test/support/visibility/world.js'
import type { WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const seed = 20_261_126
const count = 40
/** Viewers tried for each fact. */
const most = 4
const unions: readonly (readonly Role[])[] = [
  ['reviewer', 'coordinator'],
  ['vetting_lead', 'board'],
  ['reviewer', 'security_officer'],
  ['translator'],
  ['travel_desk', 'finance'],
]

let world: World
let door: Awaited<ReturnType<typeof staffDoor>>
let answers: ReturnType<typeof answersOf>
let ids: string[]
const actors: StaffActor[] = []

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  door = await staffDoor(world)
  ids = await randomFiles(world, seed, count)
  answers = answersOf(world, door)
  for (const login of viewers) actors.push(await signedIn(world, login))
  for (const [at, roles] of unions.entries()) {
    actors.push(await signedIn(world, viewers[at % 5] ?? 'lead', { roles: [...roles] }))
  }
  for (const actor of actors) await answers.warm(actor)
}, 60_000)

afterAll(() => world.end())

const named = Object.entries(facts)
/** What nobody among the viewers may ever know. */
const isSecret = new Set(['a review that is not in', 'a private tag'])
const isTold = async ({ isTold: tells }: Fact, actor: StaffActor, id: string): Promise<boolean> =>
  tells(actor, await new FindFile(door.database).run(actor, id))

/** A file of which the viewer may know the fact, or may not; null where there is none. */
async function fileFor(luck: Chance, fact: Fact, actor: StaffActor, told: boolean): Promise<string | null> {
  for (let tries = 0; tries < 30; tries += 1) {
    const id = pick(luck, ids)
    if ((await isTold(fact, actor, id)) === told) return id
  }
  return null
}

const known = new Map<StaffActor, string>()

/** What the fact changes in the answers; null for nothing. */
async function change(fact: Fact, actor: StaffActor, id: string): Promise<readonly [string, string] | null> {
  // Every fact is undone, so what was answered before the first stays what is answered before each.
  const all = known.get(actor) ?? (await answers.ofAll(actor))
  known.set(actor, all)
  const before = all + (await answers.ofOne(actor, id))
  const undo = await fact.change(world, id)
  const after = (await answers.ofAll(actor)) + (await answers.ofOne(actor, id))
  await undo()

  return difference(before, after)
}

/** The place where two texts part, with what follows; null for equal ones. */
function difference(one: string, other: string): readonly [string, string] | null {
  if (one === other) return null
  const at = one.split('').findIndex((letter, place) => letter !== other[place])
  const from = Math.max(0, at - 200)
  return [one.slice(from, at + 120), other.slice(from, at + 120)]
}

describe('what a viewer may not know', () => {
  it.each(named)('makes no difference to any answer they get, and some to who may: %s', async (name, fact) => {
    const luck = chance(seed + name.length)
    const [told, untold]: [unknown[], unknown[]] = [[], []]
    for (const actor of shuffled(actors, luck.fraction)) {
      const secret = untold.length < most ? await fileFor(luck, fact, actor, false) : null
      if (secret) untold.push({ who: actor.roles, told: await change(fact, actor, secret) })
      const open = told.length < 1 ? await fileFor(luck, fact, actor, true) : null
      if (open && (await change(fact, actor, open))) told.push(actor.roles)
    }

    expect(untold).toEqual(untold.map((one) => ({ ...(one as object), told: null })))
    expect([name, told.length > 0 || isSecret.has(name), untold.length]).toEqual([name, true, most])
  })
})

describe('a filter', () => {
  it('never shows what the list does not, is read back as it is printed, and opposites part what is known', async () => {
    const luck = chance(seed)
    const { search } = searchDoor(door)
    for (let round = 0; round < 60; round += 1) {
      const actor = pick(luck, actors)
      const filter = randomFilter(luck, 3)
      const text = printFilter(filter)
      const parsed = parseFilter(text, fileFields)
      const all = idsOf(await search.all(actor, {}))
      const [fit, opposite] = [
        idsOf(await search.all(actor, { filter: text })),
        idsOf(await search.all(actor, { filter: `not (${text})` })),
      ]

      expect(parsed.ok && printFilter(parsed.filter)).toBe(text)
      expect(fit.filter((id) => !all.includes(id))).toEqual([])
      expect(fit.filter((id) => opposite.includes(id))).toEqual([])
    }
  })

  it('of a state is answered alike by the database and in memory, page by page', async () => {
    const { search } = searchDoor(door)
    for (const actor of actors) {
      for (const state of [undefined, ...listedStates]) {
        const { rows } = await door.list.run(actor, { state })
        expect(idsOf(await search.all(actor, { state }))).toEqual(rows.map(({ id }) => id))
      }
    }
  })
})

const idsOf = (found: Awaited<ReturnType<SearchFiles['all']>>): string[] =>
  typeof found === 'string' ? [found] : found.map(({ id }) => id)

const terms = [
  'state:board',
  'state:in_review',
  'held:yes',
  'hold:duress',
  'restricted:no',
  'mine:yes',
  'reviews:>=1',
  'score:2-4',
  'readers:1',
  'decision:pending',
  'outcome:release_invite',
  'evidence:3-',
  'checks:none',
  'duplicates:>0',
  'conflicts:0',
  'waiting:<9',
  'tag:strong',
  'wave:main',
  'country:KE',
  'submitted:2026-11-18',
]
const joints = ['and', 'or', 'xor'] as const

/** Any filter of codes, up to so deep. */
function randomFilter(luck: Chance, depth: number): Filter {
  if (depth === 0 || luck.fraction() < 0.3) {
    const parsed = parseFilter(pick(luck, terms), fileFields)
    if (!parsed.ok) throw new Error('term')
    return parsed.filter
  }
  if (luck.fraction() < 0.25) return { kind: 'not', part: randomFilter(luck, depth - 1) }
  return joined(pick(luck, joints), [randomFilter(luck, depth - 1), randomFilter(luck, depth - 1)])
}

describe('the pages of the console', () => {
  let staff: Console
  beforeAll(async () => {
    staff = await startStaff(world)
  }, 60_000)
  afterAll(() => staff.close())

  const pagesOf = async (client: WebClient, id: string): Promise<string> => {
    const paths = [
      '/',
      '/applications',
      '/applications?order=waiting',
      '/board',
      '/duplicates',
      '/assignments',
      '/approvals',
      '/releases',
      '/waitlist',
      '/waitlist/late',
      '/readiness',
      '/vetting',
      '/screening',
      '/reviews/calibration',
      '/reviews/own',
      '/board/lists',
      '/notes',
    ]
    const own = ['', '/conflicts', '/references'].map((part) => `/applications/${id}${part}`)
    const shown: string[] = []
    for (const path of [...paths, ...own]) {
      const { status, text } = await client.get(path)
      // Every fault page bears a reference of its own, and every lot a fresh seed.
      shown.push(`${path} ${status} ${status < 400 ? text.replace(/name="seed" value="\d+"/, '') : ''}`)
    }
    return shown.join('\n')
  }

  it.each(['coordinator', 'lead', 'board-1', 'security', 'reader-1'])(
    'tell %s no more than that',
    async (login) => {
      const luck = chance(seed)
      const [client, actor] = [await staff.browserOf(login), await signedIn(world, login)]
      let compared = 0
      for (let round = 0; round < 6; round += 1) {
        const [, fact] = pick(luck, named)
        const id = await fileFor(luck, fact, actor, false)
        if (id === null) continue
        const before = await pagesOf(client, id)
        const undo = await fact.change(world, id)
        const after = await pagesOf(client, id)
        await undo()

        expect(difference(before, after)).toBeNull()
        compared += 1
      }
      expect(compared).toBeGreaterThan(0)
    },
    60_000,
  )
})
