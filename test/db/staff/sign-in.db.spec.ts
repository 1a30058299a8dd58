import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readSignIns, type SignIn } from '#features/staff/cli/local-staff.js'
import { SignInStaff } from '#features/staff/staff/sign-in-staff.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { Keyring } from '#platform/vault/keyring.js'
import { totpAt } from '#platform/vault/totp.js'
import { TestClock } from '#test/support/clock.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let clock: TestClock
let door: { signIn: SignInStaff; sessions: StaffSessions; keyring: Keyring }
let person: SignIn
const minute = 60_000

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  const now = new Clock()
  clock = new TestClock(now, world.database)
  const staff = await world.as('app_staff')
  const audit = new Audit(staff)
  door = {
    signIn: new SignInStaff(staff, audit, now),
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

const form = (change: Partial<{ login: string; password: string; code: string }> = {}) => ({
  login: person.login,
  password: person.password,
  code: totpAt(person.totpSecret, clock.now()),
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

  it('delays guesses at one person after five, and nobody else', async () => {
    const guesses = []
    for (let i = 0; i < 6; i += 1)
      guesses.push(await door.signIn.run(form({ login: 'board-1', password: 'guess'.repeat(4) })))

    expect(guesses[5]).toEqual({ ok: false, code: 'rate_limited' })
    expect((await door.signIn.run(form())).ok).toBe(true)
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

  it('keeps two sessions a person, the oldest goes', async () => {
    const tokens = []
    for (let i = 0; i < 3; i += 1) {
      await clock.move(minute)
      const outcome = await door.signIn.run(form())
      if (outcome.ok) tokens.push(outcome.value)
    }
    const alive = await Promise.all(tokens.map(async (token) => (await door.sessions.find(token)) !== null))

    expect(alive).toEqual([false, true, true])
  })
})
