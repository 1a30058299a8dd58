import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { nominationDoors, type NominationDoors, nominee } from '#test/support/nomination/doors.js'
import { actorOf, staffDoor } from '#test/support/staff-door.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { sentApplication } from '#test/support/people/applicant.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let doors: NominationDoors
let coordinator: StaffActor

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  doors = nominationDoors(world, await staffDoor(world))
  coordinator = await actorOf(world, 'coordinator')
  await sentApplication({ registration, world }, 'Known')
  await doors.name.run(coordinator, [nominee('Before')])
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const head = 'name,channel,address,language,agreed,why,known'
const row = (address: string, channel = 'email') => `Somebody,${channel},${address},ar,yes,why,known`
const list = (...rows: string[]) => [head, ...rows].join('\n')
const count = async () =>
  (await world.operator.query<{ n: number }>('SELECT count(*)::int AS n FROM app.nomination'))[0]?.n

describe('a pasted list of nominations', () => {
  const mixed = list(
    row('fresh@example.org'),
    row('BEFORE-nominee@example.org'),
    row('known@example.org'),
    row('Known-handle', 'messenger'),
    row('fresh@example.org'),
    row('other@example.org'),
  )

  it('APP-8 is looked at first: repeated and known rows by number, a person known under a second way too', async () => {
    const before = await count()

    const looked = await doors.list.look(coordinator, mixed)

    expect(looked).toMatchObject({ ok: true, value: { problem: null, wrong: [], repeated: [6], known: [3, 4, 5] } })
    expect(looked.ok && looked.value.fresh.map(({ nominee_address }) => nominee_address)).toEqual([
      'fresh@example.org',
      'other@example.org',
    ])
    expect(await count()).toBe(before)
    expect(await world.operator.query(`SELECT purpose FROM audit.entry WHERE verb = 'nomination.compared'`)).toEqual([
      { purpose: '2' },
    ])
  })

  it('APP-8 without “skip known” enters none, with it the new rows', async () => {
    const before = (await count()) ?? 0

    const refused = await doors.list.run(coordinator, mixed, false)
    const unchanged = await count()
    const entered = await doors.list.run(coordinator, mixed, true)

    expect(refused).toMatchObject({ ok: false, code: 'list_known' })
    expect(unchanged).toBe(before)
    expect(entered).toMatchObject({ ok: true, value: { entered: 2, check: { known: [3, 4, 5], repeated: [6] } } })
    expect(await count()).toBe(before + 2)
    expect(await doors.list.run(coordinator, mixed, true)).toMatchObject({ ok: true, value: { entered: 0 } })
  })

  it('APP-8 that does not fit is named by its rows, and none is entered', async () => {
    const before = await count()
    const odd = list(row('new@example.org'), row('no address'), `,email,a@example.org,xx,perhaps,${'w'.repeat(801)},k`)

    const refused = await doors.list.run(coordinator, odd, true)
    const broken = await doors.list.run(coordinator, `${head}\n"Amal,email`, true)

    expect(refused).toMatchObject({
      ok: false,
      code: 'list_unfit',
      about: {
        check: {
          wrong: [
            { row: 3, errors: { nominee_address: 'email' } },
            {
              row: 4,
              errors: {
                nominee_name: 'missing',
                nominee_language: 'choose',
                nominee_agreed: 'choose',
                nominee_why: 'too_long',
              },
            },
          ],
        },
      },
    })
    expect(broken).toMatchObject({
      ok: false,
      code: 'list_unfit',
      about: { check: { problem: 'quotes', wrong: [{ row: 2 }] } },
    })
    expect(await count()).toBe(before)
  })

  it('is not looked at by anybody but a coordinator', async () => {
    for (const login of ['lead', 'reader-1', 'board-1', 'desk']) {
      expect(await doors.list.look(await actorOf(world, login), list(row('x@example.org')))).toEqual({
        ok: false,
        code: 'not_found',
      })
    }
  })
})
