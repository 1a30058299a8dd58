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
import { postedSection } from '../section/posted-section.js'

/** What the script of a page says of the person: still here, or gone. */
@Controller(':lang')
export class PresenceController {
  constructor(
    private readonly save: SaveSection,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
    private readonly call: ReadOpenCall,
  ) {}

  /** Being admitted is what keeps the session open. */
  @Post('presence')
  @Allow('own-session.extend')
  @Audited('session.extended')
  @HttpCode(204)
  stay(): void {}

  /** The quick exit from a page typed into: it is saved, then the session ends, so that Back opens nothing. */
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
