import { Body, Controller, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { IdleForm, idleSecondsOf } from './idle.form.js'
import { LateForm } from './keep.form.js'

/** The code: made by POST, its sheet kept. */
@Controller(':lang/code')
export class CodeController {
  constructor(
    private readonly begin: BeginApplication,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @Public()
  @Audited('application.begun')
  async create(
    @InLanguage() words: Words,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const begun = await this.begin.run(words.lang, readForm(LateForm, body ?? {}).values.late_code)
    if (begun.ok) {
      this.cookie.set(reply, begun.value)
      return seeOther(pathsFor(words.lang).code)
    }
    if (begun.code === 'rate_limited') throw new Fault('rate_limited')
    return answer(begun, { ok: pathsFor(words.lang).code, refused: pathsFor(words.lang).start })
  }

  @Post('keeping')
  @Allow('own-code-sheet.keep')
  @Audited('code-sheet.kept')
  async keep(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const { values } = readForm(IdleForm, body)
    await this.sessions.chooseIdle(me, idleSecondsOf(values))
    if (values.keep) await this.sessions.keepDraft(me, values.keep)
    await this.sessions.sheetSeen(me)
    return seeOther(pathsFor(words.lang).sections)
  }
}
