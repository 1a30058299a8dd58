import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newKeyPair } from '#platform/vault/keys.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
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

    expect(await door.assigned(id, intruder)).toEqual({ ok: false, code: 'key_not_signed' })
    expect(await door.keys.list(asKeeper)).toEqual({ ok: false, code: 'not_found' })
    const listed = await door.keys.list(await door.stepped('lead'))
    expect(listed.ok && listed.value.find(({ accountId }) => accountId === intruder)?.signedBy).toEqual([])
    expect(door.directory.signedStaffKey(intruder)).toBeUndefined()
    expect(await operator.query('SELECT 1 FROM app.assignment WHERE account_id = $1', [intruder])).toEqual([])
  })

  it('cannot put another key in the place of a signed one', async () => {
    const person = await door.admitted('sami')
    const id = await line.inReview()
    const pair = newKeyPair()
    await line.world.operator.query('UPDATE app.staff_account SET public_key = $2 WHERE id = $1', [
      person.accountId,
      pair.publicKey,
    ])

    expect(await door.assigned(id, person.accountId)).toEqual({ ok: true, value: null })
    const query = { owners: [id], schemas: ['profile'] }
    const line2 = { verb: 'profile.opened', objectId: id }
    expect(await door.keyring.open({ accountId: person.accountId, pair }, line2, query)).toEqual([])
    expect(await door.keyring.open(person.holder, line2, query)).toHaveLength(1)
    expect(await door.signs('coordinator', person)).toEqual({ ok: false, code: 'stale' })
  })
})

describe('a key two keepers signed', () => {
  it('is signed by keepers the root names, about others, after a second sign-in, and as it was shown', async () => {
    const person = await door.firstSignIn((await door.made('tessa')).admin, passphrase)
    const about = { accountId: person.accountId, keyId: 'ab'.repeat(16) }

    expect(await door.keys.sign(await door.stepped('coordinator'), about)).toEqual({ ok: false, code: 'stale' })
    expect(await door.keys.sign(line.as('coordinator'), about)).toEqual({ ok: false, code: 'step_up_needed' })
    expect(await door.signs('reader-1', person)).toEqual({ ok: false, code: 'not_found' })
    const keeper = await door.stepped('coordinator')
    expect(await door.signs('coordinator', keeper)).toEqual({ ok: false, code: 'about_yourself' })
    expect(await door.keys.sign({ ...person, keeperOf: ['profile'] }, about)).toEqual({ ok: false, code: 'not_found' })
  })

  it('ends by its last day: nothing is wrapped to it then, before it may be signed anew', async () => {
    const person = await door.admitted('uma')
    const [id, later] = [await line.inReview(), await line.inReview()]
    const until = door.directory.lastDayOf(person.accountId)
    await door.assigned(id, person.accountId)
    await line.world.operator.query(`UPDATE app.staff_role SET ends_on = NULL`)
    const days = (Date.parse(until ?? '') - door.clock.now().getTime()) / day
    await clock.move(Math.ceil(days) * day + day)

    expect(await door.standing(person.accountId)).toBe('unsigned')
    expect(door.directory.signedStaffKey(person.accountId)).toBeUndefined()
    await clock.move(-(Math.ceil(days) * day + day))
    expect(await door.assigned(later, person.accountId)).toEqual({ ok: true, value: null })
  })
})
