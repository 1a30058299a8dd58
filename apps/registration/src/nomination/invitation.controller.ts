import { Controller, Get, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { AcceptInvitation } from '#features/nomination/registration/accept-invitation.js'
import type { LinkSession } from '#features/link/registration/link-sessions.js'
import { Fault } from '#platform/fault.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import { formToken } from '#platform/web/access/form-token.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { InvitationEndedText, InvitationText } from './invitation.page.js'

/** What a nominee finds behind the link: who named them, an empty application, or no. */
@Controller(':lang')
export class InvitationController {
  constructor(
    private readonly shell: Shell,
    private readonly invitation: AcceptInvitation,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('invitation')
  @Allow('nomination.read')
  show(@InLanguage() words: Words, @Me() me: LinkSession, @Query('notice') notice?: unknown): Page {
    const title = words('invitation.title')
    const content = InvitationText({ words, me, notice, token: formToken(me.token) })
    return page(this.shell.frame({ words, title, here: (paths) => paths.invitation }, content))
  }

  @Post('invitation/start')
  @Allow('nomination.start')
  @Audited('application.begun')
  async create(
    @InLanguage() words: Words,
    @Me() me: LinkSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    const begun = await this.invitation.start(me, words.lang)
    if (!begun.ok && begun.code === 'rate_limited') throw new Fault('rate_limited')
    if (!begun.ok) return answer(begun, { ok: paths.code, refused: paths.invitation })
    this.cookie.set(reply, begun.value)
    return seeOther(paths.code)
  }

  @Post('invitation/objection')
  @Allow('nomination.object')
  @Audited('nomination.object')
  async remove(
    @InLanguage() words: Words,
    @Me() me: LinkSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    const outcome = await this.invitation.object(me)
    if (outcome.ok) this.cookie.clear(reply)
    return answer(outcome, { ok: paths.invitationEnded, refused: paths.invitation })
  }

  @Get('invitation-ended')
  @Public()
  ended(@InLanguage() words: Words): Page {
    const title = words('invitation.ended_title')
    return page(
      this.shell.frame({ words, title, here: (paths) => paths.invitationEnded }, InvitationEndedText({ words })),
    )
  }
}
