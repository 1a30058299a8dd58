import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { NewEpoch } from '#features/staff/cli/new-epoch.js'
import { PrepareLocal } from '#features/staff/cli/prepare-local.js'
import { Epochs } from '#features/staff/staff/account/epochs.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { RemoveColleague } from '#features/vetting/staff/leaving/remove-colleague.js'
import { Audit } from '#platform/audit/audit.js'
import { annexPath } from '#platform/vault/annex.js'
import { Directory, readDirectory, writeDirectory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { keyId } from '#platform/vault/keys.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'

let line: MainLine
let remove: RemoveColleague
let sessions: StaffSessions

const directoryNow = () => new Directory(localPaths(line.world.keyFolder).directory, localRootKey(line.world.keyFolder))
const removal = (directory: Directory) =>
  new RemoveColleague(
    line.door.database,
    directory,
    new Audit(line.door.database),
    new StepUpWindow(line.door.database),
  )
const stepped = async (login: string) => {
  const actor = await signedIn(line.world, login)
  await openWindow(line.world, actor)
  return actor
}
const idOf = (login: string) => line.as(login).accountId
const stateOf = (login: string) =>
  line.world.operator.query(
    `SELECT a.state, (SELECT count(*)::int FROM app.staff_session s WHERE s.account_id = a.id) AS sessions,
       (SELECT count(*)::int FROM wraps.dek_wrap w WHERE w.recipient = substring(sha256(a.public_key) FOR 16)) AS wraps,
       (SELECT count(*)::int FROM wraps.key_wrap w WHERE w.recipient = substring(sha256(a.public_key) FOR 16)) AS keys,
       (SELECT count(*)::int FROM app.staff_role r WHERE r.account_id = a.id AND app.holds_role(a.id, r.edition_id, ARRAY[r.role])) AS roles,
       (SELECT array_agg(s.ended_why ORDER BY s.application_id) FROM app.assignment s WHERE s.account_id = a.id) AS files
     FROM app.staff_account a WHERE a.login = $1`,
    [login],
  )
const calls = async (id: string) =>
  (
    await line.world.operator.query<{ kind: string }>(
      `SELECT kind FROM app.staff_task WHERE application_id = $1 AND state = 'open' AND kind LIKE '%reader%' ORDER BY 1`,
      [id],
    )
  ).map(({ kind }) => kind)
const verbsAbout = async (objectId: string) =>
  (
    await line.world.operator.query<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE object_id = $1 AND verb IN ('staff.removed', 'assignment.ended') ORDER BY seq`,
      [objectId],
    )
  ).map(({ verb }) => verb)

const gone = { state: 'disabled', sessions: 0, wraps: 0, keys: 0, roles: 0 }

beforeAll(async () => {
  line = await openMainLine()
  remove = removal(line.world.directory)
  sessions = new StaffSessions(line.door.database, new Audit(line.door.database))
}, 30_000)

afterAll(() => line.world.end())

describe('removing a colleague', () => {
  it('ends what they could open and do, at once and in one act, and hands on what they read', async () => {
    const [read, unread] = [await line.inReview(), await line.inReview()]
    for (const id of [read, unread]) await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), read, fullReview)
    await line.given(read, 'reader-2')
    await line.door.review.run(line.as('reader-2'), read, fullReview)
    const live = await signedIn(line.world, 'reader-1')
    const before = await stateOf('reader-1')

    const outcome = await remove.run(await stepped('admin'), idOf('reader-1'))

    expect(before).toEqual([{ state: 'active', sessions: 1, wraps: 4, keys: 0, roles: 1, files: [null, null] }])
    expect(outcome).toEqual({ ok: true, value: { compartments: [], files: 2 } })
    expect(await sessions.find(live.session)).toBeNull()
    expect(await stateOf('reader-1')).toEqual([{ ...gone, files: ['left', 'left'] }])
    expect([await calls(read), await calls(unread)]).toEqual([[], ['reader_needed']])
    expect(directoryNow().signedStaffKey(idOf('reader-1'))).toBeUndefined()
    expect([await verbsAbout(idOf('reader-1')), await verbsAbout(read)]).toEqual([
      ['staff.removed'],
      ['assignment.ended'],
    ])
    expect(
      await line.door.assign.run(line.as('coordinator'), unread, { accountId: idOf('reader-1'), role: 'reviewer' }),
    ).toEqual({ ok: false, code: 'not_found' })
  })

  it('takes the wraps of somebody the directory no longer names, and their files one by one too', async () => {
    const [id, other] = [await line.inReview(), await line.inReview()]
    for (const file of [id, other]) await line.given(file, 'reader-3')
    const paths = localPaths(line.world.keyFolder)
    const now = readDirectory(paths.directory, localRootKey(line.world.keyFolder))
    const root = Buffer.from(readFileSync(paths.root, 'utf8'), 'base64')
    const { [idOf('reader-3')]: _, ...staff } = now.staff
    writeDirectory(paths.directory, { ...now, version: now.version + 1, staff }, root)

    expect(
      await line.door.assign.end(line.as('coordinator'), id, { accountId: idOf('reader-3'), role: 'reviewer' }),
    ).toEqual({ ok: true, value: null })
    expect(await stateOf('reader-3')).toEqual([
      {
        state: 'active',
        sessions: 0,
        wraps: 1,
        keys: 0,
        roles: 1,
        files: expect.arrayContaining([null, 'unassigned']),
      },
    ])
    expect(await removal(directoryNow()).run(await stepped('security'), idOf('reader-3'))).toEqual({
      ok: true,
      value: { compartments: [], files: 1 },
    })
    expect(await stateOf('reader-3')).toMatchObject([gone])
  })

  it('names the compartments a keeper leaves, and keeps in mind that their keys were held', async () => {
    const outcome = await remove.run(await stepped('admin'), idOf('coordinator-2'))
    const left = await line.world.operator.query<{ key_id: Buffer }>('SELECT key_id FROM app.key_left')

    expect(outcome).toEqual({ ok: true, value: { compartments: ['contact', 'profile'], files: 0 } })
    expect(new Set(left.map((row) => line.world.directory.compartmentOf(row.key_id)))).toEqual(
      new Set(['contact', 'profile']),
    )
    expect(await stateOf('coordinator-2')).toEqual([{ ...gone, files: null }])
  })

  it('is refused for the last keeper of a compartment, by page and by hand, and changes nothing', async () => {
    const [founder] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE login = 'founder'`,
    )
    const before = await stateOf('founder')

    expect(await remove.run(await stepped('admin'), founder?.id ?? '')).toEqual({
      ok: false,
      code: 'last_keeper',
      about: { compartments: ['care', 'finance'] },
    })
    expect(await line.door.database.query(`SELECT app.staff_close($1, '{}')`, [founder?.id])).toEqual([
      { staff_close: 'last_keeper' },
    ])
    expect([await stateOf('founder'), directoryNow().keeperKey(founder?.id ?? '')?.length]).toEqual([before, 32])
  })

  it('is refused without a fresh second sign-in, about oneself, for the last admin, and to anybody else', async () => {
    const admin = await stepped('admin')
    const stale = await signedIn(line.world, 'admin')

    expect(await remove.run(stale, idOf('board-1'))).toEqual({ ok: false, code: 'step_up_needed' })
    expect(await remove.run(admin, admin.accountId)).toEqual({ ok: false, code: 'about_yourself' })
    expect(await remove.run(await stepped('security'), admin.accountId)).toEqual({ ok: false, code: 'last_admin' })
    expect(await remove.run(await stepped('lead'), idOf('board-1'))).toEqual({ ok: false, code: 'not_found' })
    expect(await remove.run(admin, '00000000-0000-4000-8000-000000000000')).toEqual({ ok: false, code: 'not_found' })
    expect((await stateOf('board-1')).length && directoryNow().signedStaffKey(idOf('board-1'))?.length).toBe(32)
  })

  it('is finished by repeating it, wherever it broke off', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-2')
    const { operator, keyFolder } = line.world
    const before = await stateOf('reader-2')
    // The commit fails after the key was struck.
    await operator.query(
      `CREATE FUNCTION app.fail_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'late' USING ERRCODE = '23514'; END $$`,
    )
    await operator.query(
      `CREATE CONSTRAINT TRIGGER fails AFTER UPDATE ON app.annex_head DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.fail_late()`,
    )
    const admin = await stepped('admin')
    await expect(remove.run(admin, idOf('reader-2'))).rejects.toThrow('database_23514')
    await operator.query('DROP TRIGGER fails ON app.annex_head')
    const broken = [await stateOf('reader-2'), directoryNow().signedStaffKey(idOf('reader-2'))]

    const again = await remove.run(admin, idOf('reader-2'))
    const once = await remove.run(admin, idOf('reader-2'))

    expect(broken).toEqual([before, undefined])
    expect(again).toEqual({ ok: true, value: { compartments: [], files: 2 } })
    expect(once).toEqual({ ok: true, value: { compartments: [], files: 0 } })
    expect(await stateOf('reader-2')).toMatchObject([gone])
    const annex = JSON.parse(readFileSync(annexPath(localPaths(keyFolder).directory), 'utf8')) as { struck: string[] }
    expect(annex.struck).toContain(keyId(line.as('reader-2').holder.pair.publicKey).toString('hex'))
  })

  it('leads to the next epoch: the root makes it for those who stay, and a keeper moves the records to it', async () => {
    const { world, door } = line
    const ids = [await line.inReview('one'), await line.inReview('two')]
    const lead = line.as('lead')
    const left = line.as('coordinator-2')
    const window = new StepUpWindow(door.database)
    const before = new Epochs(door.database, world.directory, new Audit(door.database), window)
    const due = (await before.list(lead)).filter(({ isDue }) => isDue).map(({ compartment }) => compartment)
    const made = await new NewEpoch(world.operator, new Audit(world.operator)).run(world.keyFolder, 'profile')
    const directory = directoryNow()
    const epochs = new Epochs(door.database, directory, new Audit(door.database), window)
    const [, profile] = await epochs.list(lead)
    const stale = await epochs.rewrap(lead, 'profile')
    const kept = (await epochs.list(lead))[1]?.old
    const fresh = await stepped('lead')
    const moved = await epochs.rewrap(fresh, 'profile')
    const again = await epochs.rewrap(fresh, 'profile')

    expect(due).toEqual(['contact', 'profile'])
    expect(made).toBe(3)
    expect(profile).toMatchObject({
      compartment: 'profile',
      isDue: false,
      keepers: expect.arrayContaining([lead.accountId]),
    })
    expect([profile?.keepers.length, profile?.keepers.includes(left.accountId)]).toEqual([3, false])
    expect([stale, kept]).toEqual([{ ok: false, code: 'step_up_needed' }, profile?.old])
    expect([moved, again]).toEqual([
      { ok: true, value: profile?.old },
      { ok: true, value: 0 },
    ])
    expect((await epochs.list(lead))[1]?.old).toBe(0)
    const keyring = new Keyring(door.database, directory, new Audit(door.database))
    const opened = await keyring.open(
      lead.holder,
      { verb: 'profile.opened', objectId: 'x' },
      { owners: ids, schemas: ['profile'] },
    )
    expect(new Set(opened.map(({ value }) => value))).toEqual(new Set([{ text: 'one' }, { text: 'two' }]))
    expect(await epochs.rewrap(await stepped('board-1'), 'profile')).toEqual({ ok: false, code: 'not_found' })
    await expect(
      new NewEpoch(world.operator, new Audit(world.operator)).run(world.keyFolder, 'passports'),
    ).rejects.toThrow('unknown_compartment')
  })

  it('does not go on over an annex that was put back or taken away', async () => {
    rmSync(annexPath(localPaths(line.world.keyFolder).directory))

    await expect(removal(directoryNow()).run(await stepped('admin'), idOf('board-2'))).rejects.toThrow(
      'annex_rolled_back',
    )
    expect(await stateOf('board-2')).toMatchObject([{ state: 'active', roles: 1 }])
  })

  it('knows the keepers of a practice copy made before keepers signed', async () => {
    const paths = localPaths(line.world.keyFolder)
    const { keepers, ...before } = readDirectory(paths.directory, localRootKey(line.world.keyFolder))
    const root = Buffer.from(readFileSync(paths.root, 'utf8'), 'base64')
    writeDirectory(paths.directory, { ...before, version: before.version + 1 }, root)

    await new PrepareLocal(line.world.operator).run(line.world.keyFolder)

    const now = readDirectory(paths.directory, localRootKey(line.world.keyFolder))
    const { [idOf('coordinator-2')]: _, ...stayed } = keepers ?? {}
    expect([now.version, now.keepers]).toEqual([before.version + 2, stayed])
  })
})
