import { Injectable } from '@nestjs/common'
import { done, type Outcome } from '#domain/outcome.js'
import type { ApplicantSession, IdleSeconds } from '#features/application/registration/applicant-session.js'
import { FindLeftPage } from '#features/application/registration/own/find-left-page.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { ParkedSaves } from '#features/application/registration/parked-saves.js'
import { type CodeRefusal, SignInWithCode } from '#features/application/registration/sign-in-with-code.js'
import { PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import type { Paths } from '../paths.js'

const draftIdle = 3600
const sentIdle: IdleSeconds = 900

/** One field for every code there is: an applicant's leads to where they left off, a partner's to its own pages. */
@Injectable()
export class Entrance {
  constructor(
    private readonly signIn: SignInWithCode,
    private readonly sessions: OwnSessions,
    private readonly parked: ParkedSaves,
    private readonly partners: PartnerSessions,
    private readonly left: FindLeftPage,
  ) {}

  /** A code that is no applicant's is always looked up once more, so that all unknown ones take the same time. */
  async open(typed: string): Promise<Outcome<SessionToken, CodeRefusal>> {
    const outcome = await this.signIn.run(typed, draftIdle)
    if (outcome.ok || outcome.code !== 'wrong_code') return outcome
    const partner = await this.partners.begin(typed)

    return partner ? done(partner) : outcome
  }

  /** To where the person left off. The session this browser had before ends; what it had parked is saved first. */
  async wayOf(paths: Paths, token: SessionToken, old: SessionToken | null): Promise<string> {
    const me = await this.sessions.find(token)
    if (!me) return (await this.partners.find(token)) ? paths.nominations : paths.signIn
    const key = old && (await this.parked.apply(me, old))
    const before = old && (await this.sessions.find(old))
    if (before) await this.sessions.end(before)
    if (me.state === 'draft') {
      const left = key ?? (await this.left.run(me))
      return left ? paths.section(left) : paths.sections
    }
    await this.settle(me)
    return paths.home
  }

  /** A file that was sent stays open for less long than a draft. */
  async settle(me: ApplicantSession): Promise<void> {
    if (me.state !== 'draft') await this.sessions.chooseIdle(me, sentIdle)
  }
}
