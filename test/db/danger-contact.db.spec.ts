import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ReadDangerContacts } from '#features/danger-contact/registration/read-danger-contacts.js'
import { DangerContacts } from '#features/danger-contact/staff/danger-contacts.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let contacts: DangerContacts
let coordinator: StaffActor
let security: StaffActor

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'security', 'desk'].includes(login)))
  const database = await world.as('app_staff')
  contacts = new DangerContacts(database, new Audit(database))
  coordinator = await signedIn(world, 'coordinator')
  security = await signedIn(world, 'security')
}, 30_000)

beforeEach(async () => {
  await world.operator.query('DELETE FROM app.danger_contact')
})

afterAll(() => world.end())

const entry = (name: string) => ({ name, reach: '+46 8 123 45 67', languages: ['en', 'ar'] })
const stored = () =>
  world.operator.query<{ id: string; place: number; name: string; version: number }>(
    'SELECT id, place, name, version FROM app.danger_contact ORDER BY place',
  )
const traces = async () => [
  await stored(),
  await world.operator.query('SELECT count(*)::int AS lines FROM audit.entry'),
]
const names = async () => (await stored()).map(({ name }) => name)

async function named(name: string) {
  const row = (await stored()).find((one) => one.name === name)
  if (!row) throw new Error('no_entry')
  return { id: row.id, version: row.version }
}

async function listed(...all: string[]): Promise<void> {
  for (const name of all) await contacts.add(coordinator, entry(name))
}

describe('the list of whom to turn to in danger', () => {
  it('takes ten entries, and says so of the eleventh', async () => {
    const all = Array.from({ length: 9 }, (_, index) => `Line ${index + 1}`)
    await listed(...all)

    const tenth = await contacts.add(security, entry('Line 10'))
    const before = await traces()
    const eleventh = await contacts.add(coordinator, entry('Line 11'))

    expect([tenth, eleventh]).toEqual([
      { ok: true, value: null },
      { ok: false, code: 'danger_list_full' },
    ])
    expect(await traces()).toEqual(before)
    expect((await stored()).map(({ place, name }) => [place, name])).toEqual(
      [...all, 'Line 10'].map((name, index) => [index + 1, name]),
    )
  })

  it('takes one of two entries added at once when one place is left', async () => {
    await listed(...Array.from({ length: 9 }, (_, index) => `Line ${index + 1}`))

    const both = await Promise.all([contacts.add(coordinator, entry('A')), contacts.add(security, entry('B'))])

    expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, value: null }])
    expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, code: 'danger_list_full' }])
    expect(await stored()).toHaveLength(10)
  })

  it('changes and removes the version that was seen, and leaves a line for each act', async () => {
    await listed('First', 'Second', 'Third')
    const seen = await named('Second')

    const changed = await contacts.change(security, seen, { ...entry('Renamed'), hours: 'Nights' })
    const stale = await contacts.change(coordinator, seen, entry('Lost'))
    const unseen = await contacts.change(coordinator, { id: seen.id, version: 0 }, entry('Lost'))
    const kept = await contacts.remove(coordinator, seen)
    const read = await contacts.read(coordinator)
    const removed = await contacts.remove(security, await named('Renamed'))
    const gone = await contacts.change(security, { ...seen, version: 2 }, entry('Lost'))

    expect([changed, stale, unseen, kept, removed, gone].map((one) => (one.ok ? 'ok' : one.code))).toEqual([
      'ok',
      'stale',
      'stale',
      'stale',
      'ok',
      'not_found',
    ])
    expect(read.ok && read.value[1]).toEqual({ ...entry('Renamed'), id: seen.id, version: 2, hours: 'Nights' })
    expect((await stored()).map(({ place, name }) => [place, name])).toEqual([
      [1, 'First'],
      [2, 'Third'],
    ])
    expect(
      await world.operator.query(
        'SELECT verb, purpose, actor_id = $2 AS by_coordinator FROM audit.entry WHERE object_id = $1 ORDER BY seq',
        [seen.id, coordinator.accountId],
      ),
    ).toEqual([
      { verb: 'danger_contact.added', purpose: '', by_coordinator: true },
      { verb: 'danger_contact.changed', purpose: '', by_coordinator: false },
      { verb: 'danger_contact.removed', purpose: '', by_coordinator: false },
    ])
  })

  it('moves an entry by one, and not past either end or over a version that was not seen', async () => {
    await listed('First', 'Second', 'Third')
    const third = await named('Third')

    const up = await contacts.move(coordinator, third, 'up')
    const again = await contacts.move(security, third, 'up')
    const between = await names()
    const down = await contacts.move(security, await named('First'), 'down')
    const before = await traces()
    const pastStart = await contacts.move(coordinator, await named('Third'), 'up')
    const pastEnd = await contacts.move(coordinator, await named('Second'), 'down')

    expect([up, again, down, pastStart, pastEnd].map((one) => (one.ok ? 'ok' : one.code))).toEqual([
      'ok',
      'stale',
      'ok',
      'stale',
      'stale',
    ])
    expect(between).toEqual(['First', 'Third', 'Second'])
    expect(await traces()).toEqual(before)
    expect(await names()).toEqual(['Third', 'First', 'Second'])
    expect(
      await world.operator.query(`SELECT verb FROM audit.entry WHERE object_id = $1 ORDER BY seq`, [third.id]),
    ).toEqual([{ verb: 'danger_contact.added' }, { verb: 'danger_contact.moved' }])
  })

  it('is not there for other roles', async () => {
    await listed('First')
    const seen = await named('First')
    const before = await traces()
    const desk = await signedIn(world, 'desk')

    for (const outcome of [
      await contacts.read(desk),
      await contacts.add(desk, entry('Second')),
      await contacts.change(desk, seen, entry('Second')),
      await contacts.move(desk, seen, 'up'),
      await contacts.remove(desk, seen),
    ])
      expect(outcome).toEqual({ ok: false, code: 'not_found' })
    expect(await stored()).toEqual(before[0])
  })
})

describe('an entry in the table', () => {
  const insert = (values: object) => {
    const row = { place: 1, name: 'N', reach: 'R', languages: ['en'], hours: null, ...values }
    const text =
      'INSERT INTO app.danger_contact (id, place, name, reach, languages, hours) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)'
    return world.operator.query(text, [row.place, row.name, row.reach, row.languages, row.hours])
  }
  const six = ['en', 'fr', 'es', 'ar', 'zh-Hans', 'ckb']

  it.each([
    ['a name of 80 signs', { name: '\u{1F4DE}'.repeat(80) }],
    ['a way of 120 signs', { reach: 'r'.repeat(120) }],
    ['hours of 60 signs', { hours: 'h'.repeat(60) }],
    ['six languages', { languages: six }],
    ['the tenth place', { place: 10 }],
  ])('may hold %s', async (_, values) => {
    expect(await insert(values)).toEqual([])
  })

  it.each([
    ['a name of no sign', { name: '' }],
    ['a name of 81 signs', { name: 'n'.repeat(81) }],
    ['a way of no sign', { reach: '' }],
    ['a way of 121 signs', { reach: 'r'.repeat(121) }],
    ['hours of no sign', { hours: '' }],
    ['hours of 61 signs', { hours: 'h'.repeat(61) }],
    ['no language', { languages: [] }],
    ['seven languages', { languages: [...six, 'sv'] }],
    ['a language that is no code', { languages: ['en', '<b>'] }],
    ['two languages in one', { languages: ['en-'] }],
    ['a place before the first', { place: 0 }],
    ['a place after the tenth', { place: 11 }],
  ])('never holds %s', async (_, values) => {
    await expect(insert(values)).rejects.toThrow('database_23514')
  })

  it('never stands in the place of another', async () => {
    await insert({})

    await expect(insert({ name: 'Other' })).rejects.toThrow('database_23505')
  })
})

describe('what the public process reads of it', () => {
  it('is the list as typed, in its order, and without ids', async () => {
    await listed('First', 'Second')
    await contacts.move(coordinator, await named('Second'), 'up')
    const clock = new Clock()
    const read = new ReadDangerContacts(world.sql('app_registration'), clock)

    const list = await read.run()

    expect(list).toEqual([
      { ...entry('Second'), hours: null },
      { ...entry('First'), hours: null },
    ])
  })

  it('is held for five seconds, and read anew then', async () => {
    await listed('First')
    const clock = new Clock()
    const read = new ReadDangerContacts(world.sql('app_registration'), clock)
    await read.run()
    await listed('Second')

    const held = await read.run()
    clock.setAhead(5000)
    const anew = await read.run()

    expect([held.length, anew.length]).toEqual([1, 2])
  })
})
