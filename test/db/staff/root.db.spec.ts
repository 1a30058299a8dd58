import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { NameKeeper } from '#features/staff/cli/name-keeper.js'
import { NewEpoch } from '#features/staff/cli/new-epoch.js'
import { RenewAdmin } from '#features/staff/cli/renew-admin.js'
import { SignKey } from '#features/staff/cli/sign-key.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'

let line: MainLine
let door: AccountDoor
let root: { keeper: NameKeeper; renew: RenewAdmin; sign: SignKey }
const passphrase = 'four green boats at noon'
const lastAdmin = { ok: false, code: 'last_admin' }

beforeAll(async () => {
  line = await openMainLine()
  door = accountDoor(line)
  const { operator } = line.world
  const audit = new Audit(operator)
  root = {
    keeper: new NameKeeper(operator, audit, new NewEpoch(operator, audit)),
    renew: new RenewAdmin(operator, audit),
    sign: new SignKey(operator, audit),
  }
}, 30_000)
afterAll(() => line.world.end())

/** A new account that has signed in once. */
const begun = async (
  login: string,
  role: 'coordinator' | 'security_officer' | 'admin',
  endsOn: string | null,
): Promise<StaffActor> => {
  const admin = await door.stepped('admin')
  const made = await door.create.run(admin, { login, name: login, role, endsOn, deputyId: null })
  if (!made.ok) throw new Error(made.code)
  return door.firstSignIn(admin, passphrase)
}
const adminOf = () =>
  line.world.operator.query<{ id: string }>(`SELECT id FROM app.staff_account WHERE login = 'admin'`)

describe('who manages accounts', () => {
  it('is never only somebody whose role has a last day', async () => {
    const [{ id } = { id: '' }] = await adminOf()
    await line.world.operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role, ends_on) VALUES ($1, $2, 'admin', app.today() + 9)`,
      [line.as('auditor').accountId, line.world.editionId],
    )
    const other = await door.stepped('auditor')
    const grant = { role: 'admin', endsOn: door.dayFrom(30), deputyId: null } as const

    expect(await door.ends.run(other, id, 'admin')).toEqual(lastAdmin)
    expect(await door.grants.give(other, id, grant)).toEqual(lastAdmin)
    expect(await door.remove.run(other, id)).toEqual(lastAdmin)
    expect(await door.grants.give(other, id, { ...grant, role: 'auditor', endsOn: null })).toEqual({
      ok: false,
      code: 'day_missing',
    })
    expect(
      await line.world.operator.query(`SELECT ends_on FROM app.staff_role WHERE account_id = $1 AND role = 'admin'`, [
        id,
      ]),
    ).toEqual([{ ends_on: null }])
  })
})

describe('where the root key is', () => {
  it('a colleague whose words were compared is named as a keeper, and keeps and signs from then on', async () => {
    const { keyFolder } = line.world
    const person = await begun('nadia', 'coordinator', door.dayFrom(60))
    const { keeperWords, words } = await door.own.read(person)
    const wanted = { login: 'nadia', compartment: 'contact', words: keeperWords.join(' ') }
    const before = await door.sessions.find(person.session)

    await expect(root.keeper.run(keyFolder, { ...wanted, words: words.join(' ') })).rejects.toThrow('words_differ')
    await expect(root.keeper.run(keyFolder, { ...wanted, compartment: 'identity' })).rejects.toThrow('role_missing')
    await expect(root.keeper.run(keyFolder, { ...wanted, compartment: 'passports' })).rejects.toThrow(
      'unknown_compartment',
    )
    await expect(root.keeper.run(keyFolder, { ...wanted, login: 'nobody' })).rejects.toThrow('no_colleague')
    expect(before).toMatchObject({ isPending: true, roles: [] })
    expect(await root.keeper.run(keyFolder, wanted)).toBe(4)
    expect(await root.keeper.run(keyFolder, { ...wanted, words: ` ${keeperWords.join('  ').toUpperCase()}` })).toBe(4)

    door.directory.annexVersion()
    const actor = await door.sessions.find(person.session)
    expect(actor).toMatchObject({ isPending: false, roles: ['coordinator'], keeperOf: ['contact'] })
    expect(actor && (await door.keyring.kept(actor.holder))).toEqual(['contact'])
    expect(actor && (await door.keys.list(actor))).toMatchObject({ ok: true })
  })

  it('and in the console nobody gets what must not lie in one hand, in whichever edition they hold the other half', async () => {
    const { keyFolder, operator } = line.world
    const [earlier] = await operator.query<{ id: string }>(
      `INSERT INTO app.edition SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'code', 'earlier'))).*
       FROM app.edition e WHERE e.id = $1 RETURNING id`,
      [line.world.editionId],
    )
    const beside = (accountId: string, role: string) =>
      operator.query('INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, $3)', [
        accountId,
        earlier?.id,
        role,
      ])
    const hands = [
      ['manages', 'coordinator', 'admin', 'contact', 'admin_reads_nothing'],
      ['travels', 'security_officer', 'travel_desk', 'risk', 'risk_and_identity'],
    ] as const

    for (const [login, role, other, compartment, code] of hands) {
      const person = await begun(login, role, door.dayFrom(60))
      const words = (await door.own.read(person)).keeperWords.join(' ')
      await beside(person.accountId, other)
      const grant = { role: 'reviewer', endsOn: door.dayFrom(60), deputyId: null } as const
      const before = await operator.query('SELECT * FROM app.staff_role WHERE account_id = $1', [person.accountId])

      await expect(root.keeper.run(keyFolder, { login, compartment, words })).rejects.toThrow(code)
      expect(await door.grants.give(await door.stepped('admin'), person.accountId, grant)).toEqual({ ok: false, code })
      expect(await operator.query('SELECT * FROM app.staff_role WHERE account_id = $1', [person.accountId])).toEqual(
        before,
      )
    }
  })

  it('the only admin gets a paper though nobody in the console can make one, and the root signs the new key', async () => {
    const { keyFolder } = line.world
    const [{ id } = { id: '' }] = await adminOf()
    const second = await begun('second-admin', 'admin', null)
    const told = await door.own.read(second)
    await root.sign.run(keyFolder, 'second-admin', told.words.join(' '))
    await expect(root.renew.run(keyFolder, 'admin')).rejects.toThrow('other_admin')
    await expect(root.renew.run(keyFolder, 'lead')).rejects.toThrow('no_colleague')
    await door.remove.run(await door.stepped('admin'), second.accountId)

    const code = await root.renew.run(keyFolder, 'admin')
    const session = await door.begin.run({ login: 'admin', code, passphrase, network: '192.0.2' })
    const anew = session.ok ? await door.sessions.find(session.value) : null
    if (!anew) throw new Error('not_begun')
    const words = (await door.own.read(anew)).words.join(' ')
    await expect(root.sign.run(keyFolder, 'admin', words.replace(/^\w+/, 'other'))).rejects.toThrow('words_differ')
    await root.sign.run(keyFolder, 'admin', words)

    expect([anew.accountId, anew.isPending, (await door.sessions.find(anew.session))?.roles]).toEqual([
      id,
      true,
      ['admin'],
    ])
    const verbs = await line.world.operator.query(
      `SELECT verb FROM audit.entry WHERE object_id = $1 AND actor_id IS NULL ORDER BY seq`,
      [id],
    )
    expect(verbs).toEqual(['staff.keys_ended', 'staff.paper_made', 'key.root_signed'].map((verb) => ({ verb })))
  })
})
