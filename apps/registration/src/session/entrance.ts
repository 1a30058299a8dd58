import { Injectable } from '@nestjs/common'
import { done, type Outcome } from '#domain/outcome.js'
import type { ApplicantSession, IdleSeconds } from '#features/application/registration/applicant-session.js'
import { FindLeftPage } from '#features/application/registration/own/find-left-page.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { type CodeRefusal, SignInWithCode } from '#features/application/registration/sign-in-with-code.js'
import { PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { type Page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { ParkedPages } from './parked-pages.js'

const draftIdle = 3600
const sentIdle: IdleSeconds = 900

/** One field for every code there is: an applicant's leads to where they left off, a partner's to its own pages. */
@Injectable()
export class Entrance {
  constructor(
    private readonly signIn: SignInWithCode,
    private readonly sessions: OwnSessions,
    private readonly parked: ParkedPages,
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

  /** To where the person left off. The session this browser had before ends; what it had parked is saved or sent first. */
  async into(words: Words, token: SessionToken, old: SessionToken | null): Promise<Page | SeeOther> {
    const paths = pathsFor(words.lang)
    const me = await this.sessions.find(token)
    if (!me) return seeOther((await this.partners.find(token)) ? paths.nominations : paths.signIn)
    const parked = old && (await this.applied(words, me, old))
    const before = old && (await this.sessions.find(old))
    if (before) await this.sessions.end(before)
    await this.settle(me)
    if (parked) return parked
    if (me.state !== 'draft') return seeOther(paths.home)
    const left = await this.left.run(me)
    return seeOther(left ? paths.section(left) : paths.sections)
  }

  /** A fault ends the session just begun, which no browser has; the page waits for the next time. */
  private async applied(words: Words, me: ApplicantSession, old: SessionToken): Promise<Page | SeeOther | null> {
    try {
      return await this.parked.apply(words, me, old)
    } catch (error) {
      await this.sessions.end(me)
      throw error
    }
  }

  /** A file that was sent stays open for less long than a draft. */
  async settle(me: ApplicantSession): Promise<void> {
    if (me.state !== 'draft') await this.sessions.chooseIdle(me, sentIdle)
  }
}
