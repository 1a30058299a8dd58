import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import { EndRoles } from '#features/staff/worker/end-roles.job.js'
import { Audit } from '#platform/audit/audit.js'
import { anotherEdition } from '#test/db/edition/another-edition.js'
import { TestClock } from '#test/support/clock.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'
import { signedIn } from '#test/support/people/staff-session.js'

let line: MainLine
let door: AccountDoor
let clock: TestClock
let job: EndRoles
const day = 86_400_000

beforeAll(async () => {
  line = await openMainLine()
  door = accountDoor(line)
  clock = new TestClock(door.clock, line.world.database)
  job = new EndRoles(line.world.sql('app_worker'), door.directory)
}, 30_000)
afterEach(() => clock.reset())
afterAll(() => line.world.end())

const idOf = (login: string) => line.as(login).accountId
/** What a colleague still has: live assignments by role and why others ended, wraps of files, and of compartment keys. */
const holds = async (accountId: string) => {
  const [row] = await line.world.operator.query<Record<string, unknown>>(
    `SELECT (SELECT array_agg(coalesce(s.ended_why, s.role) ORDER BY s.role, s.application_id) FROM app.assignment s WHERE s.account_id = a.id) AS files,
       (SELECT count(*)::int FROM wraps.dek_wrap w WHERE w.recipient = substring(sha256(a.public_key) FOR 16)) AS wraps,
       (SELECT count(*)::int FROM wraps.key_wrap w WHERE w.recipient = substring(sha256(a.public_key) FOR 16)) AS keys
     FROM app.staff_account a WHERE a.id = $1`,
    [accountId],
  )
  return row
}
const calls = async (id: string) =>
  (
    await line.world.operator.query<{ kind: string }>(
      `SELECT kind FROM app.staff_task WHERE application_id = $1 AND state = 'open' AND kind LIKE '%reader%' ORDER BY 1`,
      [id],
    )
  ).map(({ kind }) => kind)
const endsYesterday = (accountId: string, role: string) =>
  line.world.operator.query('UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1 AND role = $2', [
    accountId,
    role,
  ])
/** Two files a reader has: one read by two, one not read. */
const readAndUnread = async (login: string) => {
  const [read, unread] = [await line.inReview(), await line.inReview()]
  for (const id of [read, unread]) await line.given(id, login)
  await line.reviewed(login, read)
  await line.given(read, 'reader-2')
  await line.reviewed('reader-2', read)
  return { read, unread }
}

describe('a role that ends', () => {
  it('by the button: takes its files with it, asks for readers, and gives nothing back when it is granted again', async () => {
    const { read, unread } = await readAndUnread('reader-1')
    const before = await holds(idOf('reader-1'))
    const admin = await door.stepped('admin')

    expect(await door.ends.run(admin, idOf('reader-1'), 'reviewer')).toEqual({ ok: true, value: 2 })
    const grant = { role: 'reviewer', endsOn: door.dayFrom(9), deputyId: null } as const
    expect(await door.grants.give(admin, idOf('reader-1'), grant)).toEqual({ ok: true, value: null })

    expect(before).toEqual({ files: ['reviewer', 'reviewer'], wraps: 4, keys: 0 })
    expect(await holds(idOf('reader-1'))).toEqual({ files: ['role_ended', 'role_ended'], wraps: 0, keys: 0 })
    expect([await calls(read), await calls(unread)]).toEqual([[], ['reader_needed']])
    expect(await line.door.review.run(line.as('reader-1'), unread, fullReview)).toEqual({
      ok: false,
      code: 'not_found',
    })
  })

  it.each([
    ['profile', 1],
    ['risk', 0],
  ])(
    'by the button: leaves what the person has by another role, of the same file too, where that reads %s',
    async (compartment, wraps) => {
      const person = await door.admitted(`twice-${compartment}`)
      const id = await line.inReview()
      await door.assigned(id, person.accountId)
      const admin = await door.stepped('admin')
      await door.grants.give(admin, person.accountId, { role: 'coordinator', endsOn: door.dayFrom(9), deputyId: null })
      await line.world.operator.query(
        `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'coordinator', ARRAY[$3], $2)`,
        [id, person.accountId, compartment],
      )

      expect(await door.ends.run(admin, person.accountId, 'reviewer')).toEqual({ ok: true, value: 1 })
      expect(await holds(person.accountId)).toMatchObject({ files: ['coordinator', 'role_ended'], wraps })
      expect(await door.ends.run(admin, person.accountId, 'reviewer')).toEqual({ ok: false, code: 'not_found' })
      expect(await door.ends.run(admin, person.accountId, 'coordinator')).toEqual({ ok: true, value: 1 })
      expect(await holds(person.accountId)).toMatchObject({ files: ['role_ended', 'role_ended'], wraps: 0 })
    },
  )

  it('by the button: leaves the keys the person keeps by the same role in another edition', async () => {
    const { operator, editionId } = line.world
    const earlier = await anotherEdition(line.world, 'EARLIER')
    const keeper = idOf('coordinator-2')
    await operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role, ends_on, keeper_of)
       SELECT account_id, $2, role, ends_on, keeper_of FROM app.staff_role WHERE account_id = $1 AND edition_id = $3`,
      [keeper, earlier, editionId],
    )
    const kept = async () => ({
      keys: (await holds(keeper))?.['keys'],
      left: await operator.query('SELECT 1 FROM app.key_left WHERE account_id = $1', [keeper]),
      grants: await operator.query(
        `SELECT edition_id = $2 AS earlier, keeper_of FROM app.staff_role WHERE account_id = $1 ORDER BY 1`,
        [keeper, earlier],
      ),
    })
    const before = await kept()
    const admin = await door.stepped('admin')

    const ended = await door.ends.run({ ...admin, editionId: earlier }, keeper, 'coordinator')

    const names = ['contact', 'profile']
    expect(before).toEqual({
      keys: 2,
      left: [],
      grants: [false, true].map((one) => ({ earlier: one, keeper_of: names })),
    })
    expect(ended).toEqual({ ok: true, value: 0 })
    expect(await kept()).toEqual({
      ...before,
      grants: [
        { earlier: false, keeper_of: names },
        { earlier: true, keeper_of: [] },
      ],
    })
  })

  it('by its last day: the same, once, by the hour; a key kept by it goes, unless nobody else keeps it', async () => {
    const { read, unread } = await readAndUnread('reader-3')
    const [founder] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE login = 'founder'`,
    )
    await job.run()
    const before = await holds(idOf('reader-3'))
    for (const [id, role] of [
      [idOf('reader-3'), 'reviewer'],
      [idOf('coordinator-2'), 'coordinator'],
      [founder?.id ?? '', 'coordinator'],
    ] as const)
      await endsYesterday(id, role)
    await Promise.all([job.run(), job.run()])

    expect(before).toEqual({ files: ['reviewer', 'reviewer'], wraps: 4, keys: 0 })
    expect(await holds(idOf('reader-3'))).toEqual({ files: ['role_over', 'role_over'], wraps: 0, keys: 0 })
    expect([await calls(read), await calls(unread)]).toEqual([[], ['reader_needed']])
    expect([await holds(idOf('coordinator-2')), await holds(founder?.id ?? '')]).toMatchObject([
      { keys: 0 },
      { keys: 9 },
    ])
    const lines = await line.world.operator.query(
      `SELECT actor_id, verb FROM audit.entry WHERE object_id = $1 AND purpose = $2 AND verb = 'assignment.ended'`,
      [unread, idOf('reader-3')],
    )
    expect(lines).toEqual([{ actor_id: null, verb: 'assignment.ended' }])
  })

  it('by the end of the signatures under a key: the same, and nobody loses a file to an annex that was lost', async () => {
    const person = await door.admitted('brief')
    const id = await line.inReview()
    await door.assigned(id, person.accountId)
    await line.world.operator.query('UPDATE app.staff_role SET ends_on = NULL WHERE account_id = $1', [
      person.accountId,
    ])
    const until = door.directory.lastDayOf(person.accountId) ?? ''
    await clock.moveTo(new Date(until))
    await job.run()
    const lastDay = await holds(person.accountId)
    await line.world.operator.query('UPDATE app.annex_head SET version = version + 1')
    await clock.moveTo(new Date(Date.parse(until) + day))
    await expect(job.run()).rejects.toThrow('annex_rolled_back')
    const lost = await holds(person.accountId)
    await line.world.operator.query('UPDATE app.annex_head SET version = version - 1')
    await job.run()

    expect([lastDay, lost]).toMatchObject([{ files: ['reviewer'] }, { files: ['reviewer'] }])
    expect(await holds(person.accountId)).toEqual({ files: ['key_over'], wraps: 0, keys: 0 })
    expect(await calls(id)).toEqual(['reader_needed'])
  })
})

describe('a session whose person’s roles change', () => {
  const translator = { role: 'translator', deputyId: null } as const
  const give = async (endsOn: string) =>
    door.grants.give(await door.stepped('admin'), idOf('board-2'), { ...translator, endsOn })

  it('goes on under a new id, ten requests at once are all led to that one, and what was typed in it is still there', async () => {
    const searches = new KeptSearches(line.door.database, new Audit(line.door.database))
    const { session: first } = await signedIn(line.world, 'board-2')
    const before = await door.sessions.find(first)
    const search = before && (await searches.keep(before, 'QZTYPED'))
    await give(door.dayFrom(60))

    const found = await Promise.all(Array.from({ length: 10 }, () => door.sessions.find(first)))
    const now = found[0]?.session ?? first
    const again = await door.sessions.find(now)
    await clock.move(61_000)

    expect([before?.session, again?.session]).toEqual([first, now])
    expect(new Set(found.map((actor) => actor?.session.token.toString('hex')))).toEqual(
      new Set([now.token.toString('hex')]),
    )
    expect(now.hash.equals(first.hash)).toBe(false)
    expect(found.map((actor) => actor?.roles)).toEqual(found.map(() => ['board', 'translator']))
    expect(again?.holder.pair.secretKey).toEqual(before?.holder.pair.secretKey)
    expect(again && search && (await searches.find(again, search))).toBe('QZTYPED')
    expect([await door.sessions.find(first), (await door.sessions.find(now))?.session]).toEqual([null, now])
  })

  it('does so when one ends, by the button or by its last day, and at no other change', async () => {
    await give(door.dayFrom(2))
    let { session } = await signedIn(line.world, 'board-2')
    const isNew = async () => {
      const actor = await door.sessions.find(session)
      const changed = actor?.session.hash.equals(session.hash) === false
      session = actor?.session ?? session
      return changed
    }
    const same = await give(door.dayFrom(2))
    const kept = await isNew()
    await door.ends.run(await door.stepped('admin'), idOf('board-2'), 'translator')
    const ended = [await isNew(), await isNew()]
    await give(door.dayFrom(2))
    const given = [await isNew(), await isNew()]
    await clock.move(3 * day)
    await line.world.operator.query('UPDATE app.staff_session SET idle_until = ends_at')
    const over = [await isNew(), await isNew()]

    expect(same.ok).toBe(true)
    expect({ kept, ended, given, over }).toEqual({
      kept: false,
      ended: [true, false],
      given: [true, false],
      over: [true, false],
    })
  })
})
