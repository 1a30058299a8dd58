import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { sectionByKey } from '#features/application/registration/forms/sections.js'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Page } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { postedSection } from '../section/posted-section.js'
import { InLanguage } from '../shell/language.js'
import { Place } from '../shell/place.js'
import { leavingPermission } from '../shell/registration-gate.js'
import { leftPage } from './left.page.js'

/** Whether the person is still here, or gone. */
@Controller(':lang')
export class PresenceController {
  constructor(
    private readonly save: SaveSection,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
    private readonly call: ReadOpenCall,
    private readonly place: Place,
  ) {}

  /** Being admitted is what keeps the session open. */
  @Post('presence')
  @Allow('own-session.extend')
  @Audited('session.extended')
  @HttpCode(204)
  stay(): void {}

  /**
   * The quick exit without a script: the session ends, so that Back opens nothing. An own page lies between, since the
   * content policy lets no form lead to another site. It is the answer itself: on a slow line, another round trip would
   * keep the answers on the screen for half a second more.
   */
  @Post('leaving')
  @Allow(leavingPermission)
  @Audited('session.ended')
  async go(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    if (me) {
      await this.sessions.end(me)
      this.cookie.clear(reply)
    }
    return leftPage(words, this.place.exits[words.lang])
  }

  /** The quick exit of the script from a page typed into: it is saved, then the session ends, so that Back opens nothing. */
  @Post('application/:section/leaving')
  @Allow('own-draft.save')
  @Audited('session.ended')
  @HttpCode(204)
  async leave(
    @Me() me: ApplicantSession,
    @Param('section') key: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.keep(me, key, body)
    } finally {
      await this.sessions.end(me)
      this.cookie.clear(reply)
    }
  }

  private async keep(me: ApplicantSession, key: string, body: unknown): Promise<void> {
    const section = sectionByKey(key)
    if (!section) return
    const { version, answers } = postedSection(body, section.form)
    const call = await this.call.of(me.editionId)
    await this.save.run(me, key, { ...readForm(section.form, answers, call?.notOffered), version })
  }
}
