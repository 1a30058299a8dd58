import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EndRoles } from '#features/staff/worker/end-roles.job.js'
import { ShareReview } from '#features/vetting/staff/reading/share-review.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { fullReview } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'
import { openPlanning, type Planning } from '#test/support/planning.js'
import { until } from '#test/support/until.js'
import { readEverything } from '#test/support/world.js'

let world: Planning
let door: AccountDoor
let hourly: EndRoles
let share: ShareReview

beforeAll(async () => {
  world = await openPlanning()
  door = accountDoor(world.line)
  hourly = new EndRoles(world.line.world.sql('app_worker'), world.line.world.directory)
  const { database } = world.line.door
  share = new ShareReview(database, door.keyring, door.directory, new Audit(database))
}, 60_000)
afterAll(() => world.end())

/** A file all of them have reviewed but reader-1, whose words go to whoever is left. */
async function nearlyRead(leaving: StaffActor): Promise<string> {
  const { line } = world
  const file = await line.inReview()
  await door.assigned(file, leaving.accountId)
  await line.door.conflict.run(leaving, file, 'none')
  await line.door.review.run(leaving, file, fullReview)
  for (const login of ['reader-1', 'reader-2']) await line.given(file, login)
  await line.reviewed('reader-2', file)
  return file
}
/** The files are a member's of the board, whose last day was yesterday. */
async function overdue(files: readonly string[]): Promise<void> {
  const { line } = world
  const { accountId } = world.as('board-1')
  const endsOn = (days: number) =>
    line.world.operator.query(
      `UPDATE app.staff_role SET ends_on = app.today() + $2::int WHERE account_id = $1 AND role = 'board'`,
      [accountId, days],
    )
  await endsOn(30)
  for (const file of files) {
    const given = await line.door.assign.run(world.as('coordinator'), file, { accountId, role: 'board' })
    if (!given.ok) throw new Error(given.code)
  }
  await endsOn(-1)
}
/** Until a deployment holds the keys of its readers, or has ended. */
async function deploying(deployed: Promise<unknown>): Promise<void> {
  const ended = { isSo: false }
  void deployed.finally(() => Object.assign(ended, { isSo: true }))
  await until('the deployment has begun', async () => {
    const held = await world.line.world.operator.query<unknown>(
      `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
       WHERE l.relation = 'app.annex_head'::regclass AND l.granted`,
    )
    return ended.isSo || held.length > 0
  })
}
async function left({ accountId, holder }: StaffActor) {
  const [row] = await world.line.world.operator.query<unknown>(
    `SELECT (SELECT count(*)::int FROM app.assignment WHERE account_id = $1 AND ended_on IS NULL) AS files,
       (SELECT count(*)::int FROM wraps.dek_wrap WHERE recipient = substring(sha256($2::bytea) FOR 16)) AS wraps`,
    [accountId, holder.pair.publicKey],
  )
  return row
}

describe('a plan deployed, a reader removed, roles ended by the hour and reviews shared, all at once', () => {
  it.each([0, 1, 2, 3, 4, 5])(
    'ends each act, and leaves nothing with who left (order %i)',
    async (turn) => {
      const leaving = await door.admitted(`leaving-${turn}`)
      await readEverything(world.line.world.operator)
      const read = await nearlyRead(leaving)
      const files = await world.line.manyInReview(4)
      await overdue(files)
      const proposal = await world.proposed({ reads: 3 })
      const [unplanned = ''] = await world.line.manyInReview(1)
      const admin = await door.stepped('admin')
      const acts: [string, () => Promise<unknown>][] = [
        ['removed', () => door.remove.run(admin, leaving.accountId)],
        ['over', () => hourly.run()],
        ['reviewed', () => world.line.door.review.run(world.as('reader-1'), read, fullReview)],
        ['shared', () => share.run(world.as('reader-2'), read, false)],
        ['given', () => door.assigned(unplanned, leaving.accountId)],
      ]
      const inTurn = [...acts.slice(turn), ...acts.slice(0, turn)]

      const deployed = world.plan.deploy.run(world.as('coordinator'), proposal)
      if (turn % 2 === 0) await deploying(deployed)
      const outcomes = await Promise.all(inTurn.map(async ([act, run]) => [act, await run()] as const))

      expect(Object.fromEntries(outcomes)).toMatchObject({
        removed: { ok: true },
        reviewed: { ok: true },
        shared: { ok: true },
      })
      expect(['{"ok":true,"value":null}', '{"ok":false,"code":"stale"}']).toContain(JSON.stringify(await deployed))
      expect(await left(leaving)).toEqual({ files: 0, wraps: 0 })
      expect(await left(world.as('board-1'))).toEqual({ files: 0, wraps: 0 })
    },
    60_000,
  )
})
