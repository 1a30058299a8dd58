import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { keyWords } from '#domain/staff/key-words.js'
import { keyId, sha256 } from '#platform/vault/keys.js'
import { totpAt } from '#platform/vault/totp.js'
import { anotherEdition } from '#test/db/edition/another-edition.js'
import { TestClock } from '#test/support/clock.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'

let line: MainLine
let door: AccountDoor
let clock: TestClock
const passphrase = 'four green boats at noon'
const day = 86_400_000
const network = '192.0.2'

beforeAll(async () => {
  line = await openMainLine()
  door = accountDoor(line)
  clock = new TestClock(door.clock, line.world.database)
}, 30_000)

afterAll(() => line.world.end())

const verbsAbout = async (objectId: string) =>
  (
    await line.world.operator.query<{ verb: string }>(
      'SELECT verb FROM audit.entry WHERE object_id = $1 ORDER BY seq',
      [objectId],
    )
  ).map(({ verb }) => verb)

describe('a new colleague', () => {
  it('begins with a paper, and works once two keepers have signed their key', async () => {
    const { admin, accountId } = await door.made('nadia')
    const paper = await door.papers.shown(admin)
    const waiting = await door.standing(accountId)
    const person = await door.firstSignIn(admin, passphrase)
    const key = await door.own.read(person)
    const shown = await waitingKeys('coordinator')

    expect([paper, waiting]).toEqual([
      { accountId, login: 'nadia', name: 'Name of nadia', code: expect.stringMatching(/^[0-9A-Z]{25}$/) },
      'paper',
    ])
    expect([person.roles, person.isPending, await door.standing(accountId)]).toEqual([[], true, 'unsigned'])
    expect(key).toMatchObject({ words: shown[0]?.words, isSigned: false, until: null, totpSecret: expect.any(String) })
    expect(key.words).toEqual(keyWords(sha256(person.holder.pair.publicKey)))
    expect(await door.assigned(await line.inReview(), accountId)).toEqual({ ok: false, code: 'not_found' })

    expect(await door.signs('coordinator', person)).toEqual({ ok: true, value: 'signed' })
    expect(await door.signs('coordinator', person)).toEqual({ ok: true, value: 'signed' })
    expect([await door.standing(accountId), door.directory.signedStaffKey(accountId)]).toEqual(['unsigned', undefined])
    expect(await waitingKeys('lead')).toMatchObject([{ signedBy: ['Coordinator'], isSignedByMe: false }])
    expect(await door.signs('lead', person)).toEqual({ ok: true, value: 'admitted' })

    const id = await line.inReview('the story')
    await clock.move(1100)
    expect([await door.standing(accountId), await waitingKeys('lead')]).toEqual(['works', []])
    expect((await door.sessions.find(person.session))?.roles).toEqual(['reviewer'])
    expect(await door.assigned(id, accountId)).toEqual({ ok: true, value: null })
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
    const { admin } = await door.made('omar')
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
    const again = await door.signIn.run({ login: 'omar', password: passphrase, code: now(), network })
    expect(again.ok && (await door.sessions.find(again.value))).toMatchObject({ isPending: true, roles: [] })
    expect(await door.begin.run({ login: 'omar', code, passphrase, network })).toEqual({
      ok: false,
      code: 'wrong_paper',
    })
  })

  it('has a key signed to the end of the last edition they work in, whichever the keepers work in', async () => {
    const [over, later] = [await anotherEdition(line.world, 'OVER'), await anotherEdition(line.world, 'LATER')]
    const [edition] = await line.world.operator.query<{ ends: string }>(
      'SELECT departure_on::text AS ends FROM app.edition WHERE id = $1',
      [line.world.editionId],
    )
    for (const [id, last] of [
      [over, door.dayFrom(-200)],
      [later, door.dayFrom(170)],
    ])
      await line.world.operator.query(
        'UPDATE app.edition SET arrival_on = $2, programme_from = $2, programme_to = $2, departure_on = $2 WHERE id = $1',
        [id, last],
      )
    const signedFrom = async (editionId: string, { accountId, holder }: StaffActor) => {
      const key = { accountId, keyId: keyId(holder.pair.publicKey).toString('hex') }
      for (const login of ['coordinator', 'lead'])
        await door.keys.sign({ ...(await door.stepped(login)), editionId }, key)
      return door.directory.lastDayOf(accountId)
    }
    const begun = async (login: string) => door.firstSignIn((await door.made(login)).admin, passphrase)
    const [one, two, none] = [await begun('rana'), await begun('sami'), await begun('tala')]
    await line.world.operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) SELECT account_id, $2, role FROM app.staff_role WHERE account_id = $1`,
      [two.accountId, later],
    )
    await line.world.operator.query('UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1', [
      none.accountId,
    ])

    expect([await signedFrom(over, one), await signedFrom(over, two), await signedFrom(later, none)]).toEqual([
      edition?.ends,
      door.dayFrom(170),
      door.dayFrom(0),
    ])
  })

  it('is refused one answer for a wrong, old or foreign paper, an unknown name, and after five tries a pause', async () => {
    const [one, other] = [await door.made('petra'), await door.made('quinn')]
    const [own, foreign] = [await door.papers.shown(one.admin), await door.papers.shown(other.admin)]
    const tries = [
      { login: 'petra', code: foreign?.code ?? '' },
      { login: 'petra', code: '' },
      { login: 'nobody', code: own?.code ?? '' },
      { login: 'petra', code: own?.code ?? '', passphrase: 'too short' },
    ]
    const answers = []
    for (const typed of tries) answers.push(await door.begin.run({ passphrase, network, ...typed }))
    await clock.move(8 * day)
    const old = await door.begin.run({ login: 'petra', code: own?.code ?? '', passphrase, network })
    for (let i = 0; i < 4; i += 1) await door.begin.run({ login: 'petra', code: '', passphrase, network })
    const paused = await door.begin.run({ login: 'petra', code: own?.code ?? '', passphrase, network })

    const wrong = { ok: false, code: 'wrong_paper' }
    expect(answers).toEqual([wrong, wrong, wrong, { ok: false, code: 'too_short' }])
    expect([old, paused]).toEqual([wrong, { ok: false, code: 'rate_limited' }])
    expect(await door.standing(one.accountId)).toBe('paper_over')
  })

  it('is not made without a second sign-in, under a name that is taken, past its end, or by anybody but the admin', async () => {
    const fresh = { login: 'rosa', name: 'Rosa', role: 'reviewer', endsOn: door.dayFrom(1), deputyId: null } as const
    const admin = await door.stepped('admin')

    expect(await door.create.run({ ...admin, session: line.as('lead').session }, fresh)).toMatchObject({
      code: 'step_up_needed',
    })
    expect(await door.create.run(admin, { ...fresh, login: 'lead' })).toEqual({ ok: false, code: 'login_taken' })
    expect(await door.create.run(admin, { ...fresh, endsOn: door.dayFrom(-1) })).toEqual({
      ok: false,
      code: 'day_past',
    })
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

describe('a forgotten password', () => {
  it('is asked about with one answer for every name, and not too often', async () => {
    const answers = []
    for (const login of ['omar', 'nobody-here', 'omar', 'omar', 'omar'])
      answers.push(await door.ask.run(login, network))
    const asked = await line.world.operator.query(
      `SELECT login FROM app.staff_account WHERE asked_paper_on = app.today() ORDER BY 1`,
    )

    const same = { ok: true, value: null }
    expect(answers).toEqual([same, same, same, same, { ok: false, code: 'rate_limited' }])
    expect(asked).toEqual([{ login: 'omar' }])
  })

  it('ends sessions and wraps at once; two keepers sign the new key, and a keeper wraps the files to it', async () => {
    const person = await door.admitted('vera')
    const [id, other] = [await line.inReview(), await line.inReview()]
    for (const file of [id, other]) {
      await door.assigned(file, person.accountId)
      await line.door.conflict.run(person, file, 'none')
    }
    await line.given(id, 'reader-1')
    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, note: 'Of another reader.' })
    await line.door.review.run(person, id, { ...fullReview, note: 'For the lead.' })
    const admin = await door.stepped('admin')

    expect(await door.papers.renew(admin, person.accountId)).toEqual({ ok: true, value: null })
    expect([await door.sessions.find(person.session), await door.standing(person.accountId)]).toEqual([null, 'paper'])
    expect(await opened(person, id)).toEqual([])
    expect(await door.assigned(other, person.accountId)).toEqual({ ok: false, code: 'not_found' })

    const anew = await door.firstSignIn(admin, 'three other boats at dusk')
    expect(anew.holder.pair.publicKey.equals(person.holder.pair.publicKey)).toBe(false)
    await door.signs('lead', anew)
    await door.signs('coordinator', anew)
    const before = await returning(person.accountId)
    const given = await door.returns.run(await door.stepped('coordinator'), person.accountId)

    expect(before).toMatchObject({ name: 'Name of vera', files: 2, closed: [expect.any(String), expect.any(String)] })
    expect(given).toEqual({ ok: true, value: { given: 2, left: 0 } })
    expect(await returning(person.accountId)).toMatchObject({ files: 2, closed: [] })
    expect((await opened(anew, id)).map(({ schema }) => schema)).toEqual([
      'profile',
      'review.note',
      'review.text',
      'review.text',
    ])
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
    { owners: [id], schemas: ['profile', 'review.note', 'review.text'] },
  )
const returning = async (accountId: string) => {
  const outcome = await door.returns.list(await door.stepped('coordinator'))
  return outcome.ok ? outcome.value.find((one) => one.accountId === accountId) : outcome.code
}
