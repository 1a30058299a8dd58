import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { NewCode } from '#features/application/registration/own/new-code.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { NewCodePages } from './new-code-pages.js'

/** A new code for whoever is signed in; its sheet is shown until they have it. */
@Controller(':lang/new-code')
export class NewCodeController {
  constructor(
    private readonly pages: NewCodePages,
    private readonly renew: NewCode,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Allow('own-code.renew')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Headers('host') host: string,
    @Query('notice') notice?: unknown,
  ): Promise<Page> {
    return page(await this.pages.frame(words, me, { notice, host }))
  }

  @Post()
  @Allow('own-code.renew')
  @Audited('code.renewed')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const { newCode } = pathsFor(words.lang)
    const outcome = await this.renew.run(me, words.lang)
    if (outcome.ok) this.cookie.set(reply, outcome.value)
    return answer(outcome, { ok: newCode, refused: newCode })
  }

  @Post('keeping')
  @Allow('own-code-sheet.keep')
  @Audited('code-sheet.kept')
  async keep(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    await this.sessions.sheetSeen(me)
    const paths = pathsFor(words.lang)
    return seeOther(me.state === 'draft' ? paths.sections : paths.home)
  }
}
