import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { keyWords } from '#domain/staff/key-words.js'
import { newKeyPair, sha256 } from '#platform/vault/keys.js'
import { totpAt } from '#platform/vault/totp.js'
import { TestClock } from '#test/support/clock.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'

let line: MainLine
let door: AccountDoor
let clock: TestClock
const passphrase = 'four green boats at noon'
const day = 86_400_000

beforeAll(async () => {
  line = await openMainLine()
  door = accountDoor(line)
  clock = new TestClock(door.clock, line.world.database)
}, 30_000)

afterAll(() => line.world.end())

const dayFrom = (days: number) => new Date(door.clock.now().getTime() + days * day).toISOString().slice(0, 10)
const made = async (login: string, role: 'reviewer' | 'travel_desk' | 'admin' = 'reviewer') => {
  const admin = await door.stepped('admin')
  const outcome = await door.create.run(admin, {
    login,
    name: `Name of ${login}`,
    role,
    endsOn: dayFrom(60),
    deputyId: null,
  })
  if (!outcome.ok) throw new Error(outcome.code)
  return { admin, accountId: outcome.value }
}
const admitted = async (login: string): Promise<StaffActor> => {
  const person = await door.firstSignIn((await made(login)).admin, passphrase)
  await door.signs('coordinator', person)
  await door.signs('lead', person)
  const actor = await door.sessions.find(person.session)
  if (!actor) throw new Error('no_session')
  return actor
}
const standing = async (accountId: string) => {
  const outcome = await door.accounts.run(await door.stepped('admin'))
  return outcome.ok ? outcome.value.find((account) => account.accountId === accountId)?.standing : outcome.code
}
const assigned = (id: string, accountId: string) =>
  door.assign.run(line.as('coordinator'), id, { accountId, role: 'reviewer' })
const verbsAbout = async (objectId: string) =>
  (
    await line.world.operator.query<{ verb: string }>(
      'SELECT verb FROM audit.entry WHERE object_id = $1 ORDER BY seq',
      [objectId],
    )
  ).map(({ verb }) => verb)

describe('a new colleague', () => {
  it('begins with a paper, and works once two keepers have signed their key', async () => {
    const { admin, accountId } = await made('nadia')
    const paper = await door.papers.shown(admin)
    const waiting = await standing(accountId)
    const person = await door.firstSignIn(admin, passphrase)
    const key = await door.own.read(person)
    const shown = await waitingKeys('coordinator')

    expect([paper, waiting]).toEqual([
      { accountId, login: 'nadia', name: 'Name of nadia', code: expect.stringMatching(/^[0-9A-Z]{25}$/) },
      'paper',
    ])
    expect([person.roles, person.isPending, await standing(accountId)]).toEqual([[], true, 'unsigned'])
    expect(key).toEqual({ words: shown[0]?.words, isSigned: false, until: null, totpSecret: expect.any(String) })
    expect(key.words).toEqual(keyWords(sha256(person.holder.pair.publicKey)))
    expect(await assigned(await line.inReview(), accountId)).toEqual({ ok: false, code: 'not_found' })

    expect(await door.signs('coordinator', person)).toEqual({ ok: true, value: 'signed' })
    expect(await door.signs('coordinator', person)).toEqual({ ok: true, value: 'signed' })
    expect([await standing(accountId), door.directory.signedStaffKey(accountId)]).toEqual(['unsigned', undefined])
    expect(await waitingKeys('lead')).toMatchObject([{ signedBy: ['Coordinator'], isSignedByMe: false }])
    expect(await door.signs('lead', person)).toEqual({ ok: true, value: 'admitted' })

    const id = await line.inReview('the story')
    await clock.move(1100)
    expect([await standing(accountId), await waitingKeys('lead')]).toEqual(['works', []])
    expect((await door.sessions.find(person.session))?.roles).toEqual(['reviewer'])
    expect(await assigned(id, accountId)).toEqual({ ok: true, value: null })
    const opened = await door.keyring.open(
      person.holder,
      { verb: 'profile.opened', objectId: id },
      { owners: [id], schemas: ['profile'] },
    )
    expect(opened.map(({ value }) => value)).toEqual([{ text: 'the story' }])
    expect(await verbsAbout(accountId)).toEqual([
      'staff.account_created',
      'staff.role_granted',
      'staff.paper_made',
      'staff.keys_made',
      'key.signed',
      'key.signed',
      'key.signed',
      'key.admitted',
    ])
  })

  it('signs in with the passphrase and the authenticator of the first sign-in, and with the paper never again', async () => {
    const { admin } = await made('omar')
    const { code = '' } = (await door.papers.shown(admin)) ?? {}
    const person = await door.firstSignIn(admin, passphrase)
    const { totpSecret } = await door.own.read(person)
    const now = () => totpAt(totpSecret ?? '', door.clock.now())
    const wrong = await door.own.confirm(person, '000000')
    const right = await door.own.confirm(person, now())
    await clock.move(90_000)

    expect([wrong, right]).toEqual([
      { ok: false, code: 'wrong_code' },
      { ok: true, value: null },
    ])
    expect((await door.own.read(person)).totpSecret).toBeNull()
    const again = await door.signIn.run({ login: 'omar', password: passphrase, code: now() })
    expect(again.ok && (await door.sessions.find(again.value))).toMatchObject({ isPending: true, roles: [] })
    expect(await door.begin.run({ login: 'omar', code, passphrase })).toEqual({ ok: false, code: 'wrong_paper' })
  })

  it('is refused one answer for a wrong, old or foreign paper, an unknown name, and after five tries a pause', async () => {
    const [one, other] = [await made('petra'), await made('quinn')]
    const [own, foreign] = [await door.papers.shown(one.admin), await door.papers.shown(other.admin)]
    const tries = [
      { login: 'petra', code: foreign?.code ?? '' },
      { login: 'petra', code: '' },
      { login: 'nobody', code: own?.code ?? '' },
      { login: 'petra', code: own?.code ?? '', passphrase: 'too short' },
    ]
    const answers = []
    for (const typed of tries) answers.push(await door.begin.run({ passphrase, ...typed }))
    await clock.move(8 * day)
    const old = await door.begin.run({ login: 'petra', code: own?.code ?? '', passphrase })
    for (let i = 0; i < 4; i += 1) await door.begin.run({ login: 'petra', code: '', passphrase })
    const paused = await door.begin.run({ login: 'petra', code: own?.code ?? '', passphrase })

    const wrong = { ok: false, code: 'wrong_paper' }
    expect(answers).toEqual([wrong, wrong, wrong, { ok: false, code: 'too_short' }])
    expect([old, paused]).toEqual([wrong, { ok: false, code: 'rate_limited' }])
    expect(await standing(one.accountId)).toBe('paper_over')
  })

  it('is not made without a second sign-in, under a name that is taken, past its end, or by anybody but the admin', async () => {
    const fresh = { login: 'rosa', name: 'Rosa', role: 'reviewer', endsOn: dayFrom(1), deputyId: null } as const
    const admin = await door.stepped('admin')

    expect(await door.create.run({ ...admin, session: line.as('lead').session }, fresh)).toMatchObject({
      code: 'step_up_needed',
    })
    expect(await door.create.run(admin, { ...fresh, login: 'lead' })).toEqual({ ok: false, code: 'login_taken' })
    expect(await door.create.run(admin, { ...fresh, endsOn: dayFrom(-1) })).toEqual({ ok: false, code: 'day_past' })
    expect(await door.create.run(admin, { ...fresh, deputyId: newUuid })).toEqual({ ok: false, code: 'deputy_unfit' })
    expect(await door.create.run(await door.stepped('security'), fresh)).toEqual({ ok: false, code: 'not_found' })
    expect(await line.world.operator.query(`SELECT 1 FROM app.staff_account WHERE login = 'rosa'`)).toEqual([])
  })
})

const newUuid = '00000000-0000-4000-8000-000000000000'
const waitingKeys = async (login: string) => {
  const outcome = await door.keys.list(await door.stepped(login))
  return outcome.ok ? outcome.value.filter(({ name }) => name === 'Name of nadia') : []
}

describe('who writes to the database only', () => {
  it('never becomes somebody to whom anything is wrapped', async () => {
    const { operator } = line.world
    const id = await line.inReview()
    const pair = newKeyPair()
    const [{ id: intruder } = { id: '' }] = await operator.query<{ id: string }>(
      `INSERT INTO app.staff_account (login, display_name, state, salt, verifier_hash, sealed_keys, sealed_totp, public_key)
       VALUES ('intruder', 'Intruder', 'active', '\\x00', '\\x00', '\\x00', '\\x00', $1) RETURNING id`,
      [pair.publicKey],
    )
    await operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role, keeper_of) VALUES ($1, $2, 'reviewer', '{profile}'), ($1, $2, 'coordinator', '{profile}')`,
      [intruder, line.world.editionId],
    )
    for (const by of ['coordinator', 'lead'])
      await operator.query(
        `INSERT INTO app.key_signature (account_id, public_key, by_id, from_on, until_on, signature)
         SELECT $1, $2, id, app.today(), app.today() + 100, decode(repeat('ab', 64), 'hex') FROM app.staff_account WHERE login = $3`,
        [intruder, pair.publicKey, by],
      )
    const asKeeper = { ...line.as('coordinator'), accountId: intruder, holder: { accountId: intruder, pair } }

    expect(await assigned(id, intruder)).toEqual({ ok: false, code: 'key_not_signed' })
    expect(await door.keys.list(asKeeper)).toEqual({ ok: false, code: 'not_found' })
    const listed = await door.keys.list(await door.stepped('lead'))
    expect(listed.ok && listed.value.find(({ accountId }) => accountId === intruder)?.signedBy).toEqual([])
    expect(door.directory.signedStaffKey(intruder)).toBeUndefined()
    expect(await operator.query('SELECT 1 FROM app.assignment WHERE account_id = $1', [intruder])).toEqual([])
  })

  it('cannot put another key in the place of a signed one', async () => {
    const person = await admitted('sami')
    const id = await line.inReview()
    const pair = newKeyPair()
    await line.world.operator.query('UPDATE app.staff_account SET public_key = $2 WHERE id = $1', [
      person.accountId,
      pair.publicKey,
    ])

    expect(await assigned(id, person.accountId)).toEqual({ ok: true, value: null })
    const query = { owners: [id], schemas: ['profile'] }
    const line2 = { verb: 'profile.opened', objectId: id }
    expect(await door.keyring.open({ accountId: person.accountId, pair }, line2, query)).toEqual([])
    expect(await door.keyring.open(person.holder, line2, query)).toHaveLength(1)
    expect(await door.signs('coordinator', person)).toEqual({ ok: false, code: 'stale' })
  })
})

describe('a key two keepers signed', () => {
  it('is signed by keepers the root names, about others, after a second sign-in, and as it was shown', async () => {
    const person = await door.firstSignIn((await made('tessa')).admin, passphrase)
    const about = { accountId: person.accountId, keyId: 'ab'.repeat(16) }

    expect(await door.keys.sign(await door.stepped('coordinator'), about)).toEqual({ ok: false, code: 'stale' })
    expect(await door.keys.sign(line.as('coordinator'), about)).toEqual({ ok: false, code: 'step_up_needed' })
    expect(await door.signs('board-1', person)).toEqual({ ok: false, code: 'not_found' })
    const keeper = await door.stepped('coordinator')
    expect(await door.signs('coordinator', keeper)).toEqual({ ok: false, code: 'about_yourself' })
    expect(await door.keys.sign({ ...person, keeperOf: ['profile'] }, about)).toEqual({ ok: false, code: 'not_found' })
  })

  it('ends by its last day: nothing is wrapped to it then, before it may be signed anew', async () => {
    const person = await admitted('uma')
    const [id, later] = [await line.inReview(), await line.inReview()]
    const until = door.directory.lastDayOf(person.accountId)
    await assigned(id, person.accountId)
    await line.world.operator.query(`UPDATE app.staff_role SET ends_on = NULL`)
    const days = (Date.parse(until ?? '') - door.clock.now().getTime()) / day
    await clock.move(Math.ceil(days) * day + day)

    expect(await standing(person.accountId)).toBe('unsigned')
    expect(door.directory.signedStaffKey(person.accountId)).toBeUndefined()
    await clock.move(-(Math.ceil(days) * day + day))
    expect(await assigned(later, person.accountId)).toEqual({ ok: true, value: null })
  })
})

describe('a forgotten password', () => {
  it('is asked about with one answer for every name, and not too often', async () => {
    const answers = []
    for (const login of ['omar', 'nobody-here', 'omar', 'omar', 'omar']) answers.push(await door.ask.run(login))
    const asked = await line.world.operator.query(
      `SELECT login FROM app.staff_account WHERE asked_paper_on = app.today() ORDER BY 1`,
    )

    const same = { ok: true, value: null }
    expect(answers).toEqual([same, same, same, same, { ok: false, code: 'rate_limited' }])
    expect(asked).toEqual([{ login: 'omar' }])
  })

  it('ends sessions and wraps at once; two keepers sign the new key, and a keeper wraps the files to it', async () => {
    const person = await admitted('vera')
    const [id, other] = [await line.inReview(), await line.inReview()]
    for (const file of [id, other]) {
      await assigned(file, person.accountId)
      await line.door.conflict.run(person, file, 'none')
    }
    await line.door.review.run(person, id, fullReview)
    const admin = await door.stepped('admin')

    expect(await door.papers.renew(admin, person.accountId)).toEqual({ ok: true, value: null })
    expect([await door.sessions.find(person.session), await standing(person.accountId)]).toEqual([null, 'paper'])
    expect(await opened(person, id)).toEqual([])
    expect(await assigned(other, person.accountId)).toEqual({ ok: false, code: 'not_found' })

    const anew = await door.firstSignIn(admin, 'three other boats at dusk')
    expect(anew.holder.pair.publicKey.equals(person.holder.pair.publicKey)).toBe(false)
    await door.signs('lead', anew)
    await door.signs('coordinator', anew)
    const before = await returning(person.accountId)
    const given = await door.returns.run(await door.stepped('coordinator'), person.accountId)

    expect(before).toMatchObject({ name: 'Name of vera', files: 2, closed: [expect.any(String), expect.any(String)] })
    expect(given).toEqual({ ok: true, value: { given: 2, left: 0 } })
    expect(await returning(person.accountId)).toMatchObject({ files: 2, closed: [] })
    expect((await opened(anew, id)).map(({ schema }) => schema)).toEqual(['profile', 'review.text'])
    expect((await opened(anew, other)).map(({ schema }) => schema)).toEqual(['profile'])
    expect(await opened(person, id)).toEqual([])
    expect(await door.returns.run(await door.stepped('security'), person.accountId)).toEqual({
      ok: false,
      code: 'not_found',
    })
  })

  it('takes what a keeper kept, unless nobody else keeps it, and leaves signing to the root', async () => {
    const [founder] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE login = 'founder'`,
    )
    const admin = await door.stepped('admin')
    const keeper = line.as('coordinator-2')

    expect(await door.papers.renew(admin, founder?.id ?? '')).toEqual({ ok: false, code: 'last_keeper' })
    expect(await door.papers.renew(admin, keeper.accountId)).toEqual({ ok: true, value: null })
    expect(await door.keys.list({ ...keeper, holder: keeper.holder })).toEqual({ ok: false, code: 'not_found' })
    expect(await door.keyring.kept(keeper.holder)).toEqual([])
  })
})

const opened = (actor: StaffActor, id: string) =>
  door.keyring.open(
    actor.holder,
    { verb: 'profile.opened', objectId: id },
    { owners: [id], schemas: ['profile', 'review.text'] },
  )
const returning = async (accountId: string) => {
  const outcome = await door.returns.list(await door.stepped('coordinator'))
  return outcome.ok ? outcome.value.find((one) => one.accountId === accountId) : outcome.code
}
