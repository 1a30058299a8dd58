import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mayUse } from '#apps/staff/src/shell/permissions.js'
import { roles } from '#domain/lifecycle.js'
import { publicRoute } from '#platform/web/access/decorators.js'
import { routesOf, type RouteRow } from '#platform/web/access/route-table.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { sourcesOf } from './sources.js'
import { writtenVerbs } from './written-verbs.js'

let world: World
let registration: Registration
let staff: Console

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  staff = await startStaff(world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

/** Acts whose line depends on what was chosen. */
const outcomes: Readonly<Record<string, readonly string[]>> = {
  'application.answered': ['application.confirm', 'application.decline'],
  'spoken_request.done': ['application.withdraw', 'application.give_back'],
  'outside.agreed': ['decision.seconded', 'approval.agreed'],
  'staff-task.ended': ['staff_task.told', 'staff_task.done'],
  'task.closed': ['task.complete', 'task.waive'],
  'visa-case.confirmed': ['visa.find_required', 'visa.find_manual'],
  'visa-case.step': ['visa.lodge', 'visa.refuse'],
  'application.moved': ['application.open_screening', 'application.pass', 'application.shortlist'],
  'conflict.answered': ['conflict.denied', 'conflict.declared'],
  'nomination.moved': ['nomination.keep_back', 'nomination.withdraw'],
  'screening.skipped': ['application.open_screening', 'application.pass'],
  'flag.changed': ['flag.set', 'flag.lifted'],
  'hold.changed': ['hold.set', 'hold.lifted', 'signal.lifted'],
  'consent.changed': ['consent.given', 'consent.taken_back'],
  'pause.changed': ['pause.set', 'pause.lifted'],
  'review.saved': ['review.submitted', 'review.drafted'],
}
/** Acts on one's own draft, session, link and inbox leave no line: it would tell when somebody was here. */
const untraced = /^(application\.begun|link\.|code-sheet\.|draft\.|session\.|message\.|edition\.dates-previewed$)/

const bare = (rows: readonly RouteRow[]): string[] =>
  rows.filter((row) => !row.permission || (row.method !== 'GET' && !row.event)).map(({ handler }) => handler)
const unwritten = (events: readonly string[], verbs: ReadonlySet<string>): string[] =>
  events.filter((event) => !untraced.test(event) && !(outcomes[event] ?? [event]).every((verb) => verbs.has(verb)))

describe('routes', () => {
  const events = sourcesOf(['apps'], ['.ts', '.tsx']).flatMap(({ text }) => text.match(/(?<=@Audited\(')[^']+/g) ?? [])

  it('have a guard each, and every changing one names its audit event', () => {
    const rows = [...routesOf(registration.app), ...routesOf(staff.app)]
    const post = { handler: 'A.b', method: 'POST', path: '/a', permission: 'public', event: undefined }

    expect(rows.length).toBeGreaterThan(80)
    expect(bare([post, { ...post, event: 'a.b', permission: undefined }])).toEqual(['A.b', 'A.b'])
    expect(bare(rows)).toEqual([])
  })

  it('of the console let somebody in, and nobody by a permission that is not known', () => {
    const closed = ({ permission = '' }: RouteRow) =>
      permission !== publicRoute && !roles.some((role) => mayUse([role], permission))

    expect(mayUse(roles, 'application.invented')).toBe(false)
    expect(routesOf(staff.app).filter(closed)).toEqual([])
  })

  it('name events that something writes', () => {
    expect(unwritten(['application.submit', 'application.vanished'], writtenVerbs())).toEqual(['application.vanished'])
    expect(unwritten(events, writtenVerbs())).toEqual([])
  })
})
