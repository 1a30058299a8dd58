import { Body, Controller, Delete, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { SignInWithCode } from '#features/application/registration/sign-in-with-code.js'
import { Fault } from '#platform/fault.js'
import { type SessionToken, tokenText } from '#platform/vault/session-box.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith, textIn } from './json-body.js'
import { problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** Codes and bearer tokens. No cookie is set or read here. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class SessionApiController {
  constructor(
    private readonly begin: BeginApplication,
    private readonly signIn: SignInWithCode,
    private readonly sessions: OwnSessions,
  ) {}

  /** The code is in this one answer and nowhere else. */
  @Post('applications')
  @Public()
  @Audited('application.begun')
  async begun(@Spoken() words: Words, @Body() body: unknown): Promise<object | Problem> {
    const { late_code: late } = objectWith(body ?? {}, ['late_code'])
    const outcome = await this.begin.run(words.lang, late === undefined ? undefined : textIn(late))
    if (!outcome.ok) return problemOf(words, outcome)
    const me = await this.found(outcome.value)
    await this.sessions.sheetSeen(me)
    const { caseNumber: case_number, keepUntil: keep_until, sheet } = me
    return { token: tokenText(outcome.value), code: sheet?.code, mail_mark: sheet?.mailMark, case_number, keep_until }
  }

  @Post('sessions')
  @Public()
  @Audited('session.begun')
  async create(@Spoken() words: Words, @Body() body: unknown): Promise<object | Problem> {
    const outcome = await this.signIn.run(textIn(objectWith(body, ['code']).code), 3600)
    if (!outcome.ok) return problemOf(words, outcome)
    const me = await this.found(outcome.value)
    if (me.state !== 'draft') await this.sessions.chooseIdle(me, 900)
    return { token: tokenText(outcome.value), state: me.state }
  }

  @Delete('session')
  @HttpCode(204)
  @Allow('own-session.end')
  @Audited('session.ended')
  async remove(@Me() me: ApplicantSession): Promise<void> {
    await this.sessions.end(me)
  }

  private async found(token: SessionToken): Promise<ApplicantSession> {
    const me = await this.sessions.find(token)
    if (!me) throw new Fault('not_found')
    return me
  }
}
