import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readSignIns, type SignIn } from '#features/staff/cli/local-staff.js'
import { ChooseEdition } from '#features/staff/staff/choose-edition.js'
import { type SignInForm, SignInStaff } from '#features/staff/staff/sign-in-staff.js'
import { mayTry } from '#features/staff/staff/entry-limits.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { Audit } from '#platform/audit/audit.js'
import type { Database } from '#platform/database/database.js'
import { Clock } from '#platform/clock/clock.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { totpAt } from '#platform/vault/totp.js'
import { TestClock } from '#test/support/clock.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let database: Database
let clock: TestClock
let door: { signIn: SignInStaff; choose: ChooseEdition; sessions: StaffSessions; keyring: Keyring }
let person: SignIn
const minute = 60_000

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  const now = new Clock()
  clock = new TestClock(now, world.database)
  const staff = await world.as('app_staff')
  database = staff
  const audit = new Audit(staff)
  door = {
    signIn: new SignInStaff(staff, audit, now),
    choose: new ChooseEdition(staff, audit),
    sessions: new StaffSessions(staff, audit),
    keyring: new Keyring(staff, world.directory, audit),
  }
  const found = readSignIns(world.keyFolder).people.find((one) => one.login === 'lead')
  if (!found) throw new Error('no_lead')
  person = found
}, 30_000)

// Another half-hour each time: fresh codes, full buckets, ended sessions.
beforeEach(() => clock.move(31 * minute))

afterAll(() => world.end())

const form = (change: Partial<SignInForm> = {}) => ({
  login: person.login,
  password: person.password,
  code: totpAt(person.totpSecret, clock.now()),
  network: '192.0.2',
  ...change,
})

const refused = { ok: false, code: 'wrong_sign_in' }

describe('signing in as staff', () => {
  it('opens a session with the roles of today and the person’s own keys', async () => {
    const outcome = await door.signIn.run(form({ login: ` ${person.login.toUpperCase()} ` }))
    const actor = outcome.ok ? await door.sessions.find(outcome.value) : null

    expect(actor).toMatchObject({
      login: 'lead',
      roles: ['vetting_lead'],
      keeperOf: ['profile', 'risk', 'references'],
    })
    expect(actor && (await door.keyring.kept(actor.holder))).toEqual(['profile', 'references', 'risk'])
  })

  it('gives one answer for a wrong password, a wrong code, an unknown person and an over-long password', async () => {
    const answers = [
      await door.signIn.run(form({ password: `${person.password}x` })),
      await door.signIn.run(form({ code: '000000' })),
      await door.signIn.run(form({ login: 'nobody' })),
      await door.signIn.run(form({ login: 'nobody-2', password: 'x'.repeat(1_000_000) })),
      await door.signIn.run(form({ code: '<script>' })),
    ]

    expect(answers).toEqual(Array.from({ length: 5 }, () => refused))
    const [last] = await world.operator.query<{ verb: string }>(
      'SELECT verb FROM audit.entry ORDER BY seq DESC LIMIT 1',
    )
    expect(last?.verb).toBe('staff.sign_in_refused')
  })

  it('promise 10: takes a code once, also when it is sent twice at the same moment', async () => {
    const same = form()
    const answers = await Promise.all([door.signIn.run(same), door.signIn.run(same)])

    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await door.signIn.run(same)).toEqual(refused)
  })

  it('takes a code one step old or new, and none further away', async () => {
    const at = (steps: number) => totpAt(person.totpSecret, new Date(clock.now().getTime() + steps * 30_000))

    expect(await door.signIn.run(form({ code: at(-2) }))).toEqual(refused)
    expect(await door.signIn.run(form({ code: at(2) }))).toEqual(refused)
    expect((await door.signIn.run(form({ code: at(-1) }))).ok).toBe(true)
    expect((await door.signIn.run(form({ code: at(1) }))).ok).toBe(true)
  })

  it('delays guesses at one person after five from that network alone, and nobody else', async () => {
    const guesses = []
    for (let i = 0; i < 6; i += 1)
      guesses.push(await door.signIn.run(form({ login: 'board-1', password: 'guess'.repeat(4) })))

    expect(guesses[5]).toEqual({ ok: false, code: 'rate_limited' })
    expect((await door.signIn.run(form())).ok).toBe(true)
  })

  it('is kept from nobody by who tries their name, from however many networks', async () => {
    for (let i = 0; i < 12; i += 1) await door.signIn.run(form({ password: 'x', network: `198.51.${i % 2}` }))
    const trying = await door.signIn.run(form({ network: '198.51.0' }))
    const own = await door.signIn.run(form())

    expect([trying, own.ok]).toEqual([{ ok: false, code: 'rate_limited' }, true])
  })

  it('is delayed for a network that tries many names, and for no other', async () => {
    const answers = []
    for (let i = 0; i < 61; i += 1)
      answers.push(await mayTry(database, 'sign-in', { login: `name-${i}`, network: 'spray' }))

    expect(answers).toEqual([...Array.from({ length: 60 }, () => true), false])
    expect(await mayTry(database, 'sign-in', { login: 'name-60', network: 'other' })).toBe(true)
  })

  it('ends after half an hour without use, and at once when the account is disabled or the role is gone', async () => {
    const outcome = await door.signIn.run(form())
    if (!outcome.ok) throw new Error(outcome.code)
    await clock.move(29 * minute)
    const used = await door.sessions.find(outcome.value)
    await world.operator.query(`UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE role = 'vetting_lead'`)
    const without = await door.sessions.find(outcome.value)
    await world.operator.query(`UPDATE app.staff_role SET ends_on = NULL`)
    await world.operator.query(`UPDATE app.staff_account SET state = 'disabled' WHERE login = 'lead'`)
    const disabled = await door.sessions.find(outcome.value)
    await world.operator.query(`UPDATE app.staff_account SET state = 'active'`)
    await clock.move(31 * minute)

    expect([used?.roles, without?.roles, disabled, await door.sessions.find(outcome.value)]).toEqual([
      ['vetting_lead'],
      [],
      null,
      null,
    ])
  })

  it('keeps two sessions a person, each told of the other; the oldest goes, and the third says so', async () => {
    const tokens = []
    const said = []
    for (let i = 0; i < 3; i += 1) {
      await clock.move(minute)
      const outcome = await door.signIn.run(form())
      if (outcome.ok) tokens.push(outcome.value)
      const actor = outcome.ok ? await door.sessions.find(outcome.value) : null
      said.push([actor?.otherSince instanceof Date, actor?.hasEndedOldest])
    }
    const alive = await Promise.all(tokens.map(async (token) => (await door.sessions.find(token)) !== null))

    expect(alive).toEqual([false, true, true])
    expect(said).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ])
  })
})

describe('the edition of a session', () => {
  const signedIn = async () => {
    const outcome = await door.signIn.run(form())
    if (!outcome.ok) throw new Error(outcome.code)
    return outcome.value
  }
  const [march, october] = ['00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000010'] as const
  /** Another edition, so many days from today, and the roles of this login in it. */
  const another = async (id: string, inDays: number, login: string) => {
    await world.operator.query(
      `INSERT INTO app.edition (id, code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity)
       SELECT $1::uuid, $1::uuid::text, 'Public', 'Meeting ' || $2::integer, 'Europe/Stockholm', d, d, d, d, 10 FROM (SELECT app.today() + $2::integer AS d) day`,
      [id, inDays],
    )
    await world.operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) SELECT id, $1, 'board' FROM app.staff_account WHERE login = $2`,
      [id, login],
    )
  }
  const at = async (token: SessionToken) => {
    const actor = await door.sessions.find(token)
    return [actor?.edition?.name, actor?.edition?.isOneOfSeveral, actor?.roles]
  }

  it('is the next of theirs, another one when they choose it, under a new token, and none where they hold no role', async () => {
    const first = await signedIn()
    const alone = await at(first)
    await another(march, 3, 'lead')
    await another(october, 200, 'founder')
    const next = await at(first)
    const actor = await door.sessions.find(first)
    const choices = actor ? await door.choose.list(actor) : []
    const chosen = actor ? await door.choose.run(actor, world.editionId) : null

    expect([alone, next]).toEqual([
      ['Spring meeting', false, ['vetting_lead']],
      ['Meeting 3', true, ['board']],
    ])
    expect(choices.map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
      ['Meeting 3', true],
      ['Spring meeting', false],
    ])
    if (!actor || !chosen?.ok) throw new Error('not_chosen')
    expect(await door.sessions.find(first)).toBeNull()
    expect(await at(chosen.value)).toEqual(['Spring meeting', true, ['vetting_lead']])
    const now = await door.sessions.find(chosen.value)
    expect(now && (await door.choose.run(now, october))).toEqual({ ok: false, code: 'not_found' })
  })

  it('goes on after it is over: the latest one, where none is near, and never back to the sign-in page', async () => {
    await world.operator.query('DELETE FROM app.staff_role WHERE edition_id = ANY ($1)', [[march, october]])
    await world.operator.query('DELETE FROM app.edition WHERE id = ANY ($1)', [[march, october]])
    await world.operator.query(
      `UPDATE app.edition SET arrival_on = app.today() - 70, programme_from = app.today() - 69, programme_to = app.today() - 62, departure_on = app.today() - 61`,
    )
    await another(march, -300, 'lead')

    expect(await at(await signedIn())).toEqual(['Spring meeting', true, ['vetting_lead']])
  })
})
