import { readSignIns, type SignIn } from '#features/staff/cli/local-staff.js'
import type { StaffActor } from '#features/staff/cli/door.js'
import { totpAt } from '#platform/vault/totp.js'
import type { Doors } from './doors.js'

const stepMs = 30_000

/** Colleagues signed in through the real sign-in; each signs in once and keeps the session. */
export class Team {
  private readonly actors = new Map<string, StaffActor>()

  constructor(private readonly doors: Doors) {}

  async member(login: string): Promise<StaffActor> {
    const known = this.actors.get(login)
    if (known) return known
    const actor = await this.signedIn(this.person(login))
    this.actors.set(login, actor)
    return actor
  }

  /** The same person with the window for identity open. */
  async steppedUp(login: string): Promise<StaffActor> {
    const actor = await this.member(login)
    const person = this.person(login)
    for (const ahead of [0, 1]) {
      const session = await this.doors.staff.stepUp.run(actor, {
        password: person.password,
        code: this.code(person, ahead),
      })
      const renewed = session.ok ? await this.doors.staff.sessions.find(session.value) : null
      if (renewed) return renewed
    }
    throw new Error(`no_step_up ${login}`)
  }

  private person(login: string): SignIn {
    const person = readSignIns(this.doors.keyFolder).people.find((one) => one.login === login)
    if (!person) throw new Error(`no_colleague ${login}`)
    return person
  }

  // A code opens one session; the one of the step before leaves the present one for the step-up.
  private async signedIn(person: SignIn): Promise<StaffActor> {
    for (const ahead of [-1, 0, 1]) {
      const { login, password } = person
      const form = { login, password, code: this.code(person, ahead), network: 'demo' }
      const session = await this.doors.staff.signIn.run(form)
      const actor = session.ok ? await this.doors.staff.sessions.find(session.value) : null
      if (actor) return actor
    }
    throw new Error(`no_sign_in ${person.login}: wait half a minute and begin again`)
  }

  private code(person: SignIn, stepsAhead: number): string {
    return totpAt(person.totpSecret, new Date(this.doors.staff.clock.now().getTime() + stepsAhead * stepMs))
  }
}
