import { Controller, Get, HttpCode, Post } from '@nestjs/common'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import type { LinkSession } from '#features/link/registration/link-sessions.js'
import { AcceptInvitation } from '#features/nomination/registration/accept-invitation.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { problemOf } from '../problems.js'
import { Spoken } from '../spoken.js'
import { toldOnce } from '../told-once.js'

/** What a nominee finds behind the link: who named them, an empty application, or no. */
@Controller('api/v1/invitation')
export class InvitationApiController {
  constructor(
    private readonly invitation: AcceptInvitation,
    private readonly sessions: OwnSessions,
  ) {}

  @Get()
  @Allow('nomination.read')
  show(@Me() me: LinkSession): object {
    return { named_by: me.shown['by'] || null, expires_on: me.expiresOn }
  }

  /** The code is in this one answer and nowhere else, so no key keeps the answer. */
  @Post('start')
  @Allow('nomination.start')
  @Audited('application.begun')
  async create(@Spoken() words: Words, @Me() me: LinkSession): Promise<object | Problem> {
    const begun = await this.invitation.start(me, words.lang)
    return begun.ok ? toldOnce(this.sessions, begun.value) : problemOf(words, begun)
  }

  /** Nobody is left to be answered twice: with what was said about the person the session ends. */
  @Post('objection')
  @HttpCode(204)
  @Allow('nomination.object')
  @Audited('nomination.object')
  async remove(@Spoken() words: Words, @Me() me: LinkSession): Promise<Problem | undefined> {
    const outcome = await this.invitation.object(me)
    return outcome.ok ? undefined : problemOf(words, outcome)
  }
}
