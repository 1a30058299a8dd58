import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { renewAccount } from '#features/staff/renewal.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { RemoveColleague } from '#features/vetting/staff/leaving/remove-colleague.js'
import { Audit } from '#platform/audit/audit.js'
import { accountDoor } from '#test/support/people/account-door.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { openPlanning, type Planning } from '#test/support/planning.js'
import { until } from '#test/support/until.js'

const gate = 4711
let world: Planning
let admin: pg.Client
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  admin = new pg.Client({ connectionString: world.line.world.database.url('postgres') })
  await admin.connect()
  await admin.query(`CREATE FUNCTION app.wait_at_gate() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_advisory_xact_lock(${gate}); RETURN NEW; END $$`)
}, 60_000)
beforeEach(async () => {
  files = await world.line.manyInReview(2)
  await admin.query('SELECT pg_advisory_lock($1)', [gate])
})
afterEach(() =>
  admin.query('DROP TRIGGER IF EXISTS gate ON app.assignment; DROP TRIGGER IF EXISTS gate ON app.staff_account'),
)
afterAll(async () => {
  await admin.end()
  await world.end()
})

const waiting = async (): Promise<number> => {
  const { rows } = await admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows[0]?.count ?? 0
}
/** `first` as far as the gate, then `then` as far as it gets, then both to their ends. */
async function crossed<A, B>(first: () => Promise<A>, then: () => Promise<B>): Promise<[A, B]> {
  const [one, ended] = [first(), { isSo: false }]
  await until('the first waits at the gate', async () => (await waiting()) === 1)
  const other = then().finally(() => Object.assign(ended, { isSo: true }))
  await until('the other waits or is done', async () => ended.isSo || (await waiting()) === 2)
  await admin.query('SELECT pg_advisory_unlock($1)', [gate])
  return Promise.all([one, other])
}
const idOf = (login: string): string => world.as(login).accountId
const pasted = async (login: string) => {
  const numbers = await Promise.all(files.map((file) => world.line.numberOf(file)))
  return world.plan.paste.run(world.as('coordinator'), numbers.map((number) => `${number},${login}\n`).join(''))
}
async function removed(login: string) {
  const { database } = world.line.door
  const actor = await signedIn(world.line.world, 'admin')
  await openWindow(world.line.world, actor)
  const remove = new RemoveColleague(
    database,
    world.line.world.directory,
    new Audit(database),
    new StepUpWindow(database),
  )
  return remove.run(actor, idOf(login))
}
async function left(login: string, key: Buffer) {
  const { rows } = await admin.query(
    `SELECT (SELECT count(*)::int FROM app.assignment WHERE account_id = $1 AND ended_on IS NULL) AS files,
       (SELECT count(*)::int FROM wraps.dek_wrap WHERE recipient = substring(sha256($2::bytea) FOR 16)) AS wraps,
       (SELECT count(*)::int FROM app.staff_task WHERE kind = 'reader_needed' AND state = 'open' AND application_id = ANY ($3)) AS calls`,
    [idOf(login), key, files],
  )
  return rows[0]
}
async function roleEnded(login: string) {
  const door = accountDoor(world.line)
  const chief = await door.stepped('admin')
  const ended = await door.ends.run(chief, idOf(login), 'reviewer')
  await door.grants.give(chief, idOf(login), { role: 'reviewer', endsOn: door.dayFrom(9), deputyId: null })
  return ended
}
const keyOf = (login: string): Buffer => world.as(login).holder.pair.publicKey
const gateAt = (table: string, act: string) =>
  admin.query(`CREATE TRIGGER gate BEFORE ${act} ON ${table} FOR EACH ROW EXECUTE FUNCTION app.wait_at_gate()`)

describe('a colleague who goes while files are being given to them', () => {
  it('keeps no file and no wrap when they are removed after the wraps, and other readers are asked for', async () => {
    await gateAt('app.assignment', 'INSERT')

    const outcomes = await crossed(
      () => pasted('reader-1'),
      () => removed('reader-1'),
    )

    expect(outcomes).toMatchObject([
      { ok: true, value: 2 },
      { ok: true, value: { files: 2 } },
    ])
    expect(await left('reader-1', keyOf('reader-1'))).toEqual({ files: 0, wraps: 0, calls: 2 })
  })

  it('keeps no wrap to the old key when the password is renewed after the wraps; the files stay theirs', async () => {
    const { database } = world.line.door
    const machine = { directory: world.line.world.directory, audit: new Audit(database) }
    await gateAt('app.assignment', 'INSERT')

    const outcomes = await crossed(
      () => pasted('reader-2'),
      () => database.transaction((tx) => renewAccount(tx, machine, { accountId: idOf('reader-2'), by: null })),
    )

    expect(outcomes).toMatchObject([{ ok: true, value: 2 }, { code: 'ok' }])
    expect(await left('reader-2', keyOf('reader-2'))).toEqual({ files: 2, wraps: 0, calls: 0 })
  })

  it('keeps no file and no wrap when their role is ended after the wraps, and other readers are asked for', async () => {
    await gateAt('app.assignment', 'INSERT')

    const outcomes = await crossed(
      () => pasted('reader-3'),
      () => roleEnded('reader-3'),
    )

    expect(outcomes).toEqual([
      { ok: true, value: 2 },
      { ok: true, value: 2 },
    ])
    expect(await left('reader-3', keyOf('reader-3'))).toEqual({ files: 0, wraps: 0, calls: 2 })
  })

  it('is given nothing while their removal is under way', async () => {
    await gateAt('app.staff_account', 'UPDATE')

    const [gone, given] = await crossed(
      () => removed('reader-3'),
      () =>
        world.line.door.assign.run(world.as('coordinator'), files[0] ?? '', {
          accountId: idOf('reader-3'),
          role: 'reviewer',
        }),
    )

    expect([gone, given]).toEqual([
      { ok: true, value: { compartments: [], files: 0 } },
      { ok: false, code: 'not_found' },
    ])
    expect(await left('reader-3', keyOf('reader-3'))).toEqual({ files: 0, wraps: 0, calls: 0 })
  })
})
