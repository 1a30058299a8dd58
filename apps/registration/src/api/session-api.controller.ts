import { Body, Controller, Delete, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { tokenText } from '#platform/vault/session-box.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { Entrance } from '../session/entrance.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith, textIn } from './json-body.js'
import { problemOf } from './problems.js'
import { toldOnce } from './told-once.js'
import { Spoken } from './spoken.js'

/** Codes and bearer tokens. No cookie is set or read here. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class SessionApiController {
  constructor(
    private readonly begin: BeginApplication,
    private readonly entrance: Entrance,
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
    return toldOnce(this.sessions, outcome.value)
  }

  @Post('sessions')
  @Public()
  @Audited('session.begun')
  async create(@Spoken() words: Words, @Body() body: unknown): Promise<object | Problem> {
    const outcome = await this.entrance.open(textIn(objectWith(body, ['code']).code))
    if (!outcome.ok) return problemOf(words, outcome)
    const token = tokenText(outcome.value)
    const me = await this.sessions.find(outcome.value)
    if (!me) return { token, kind: 'partner' }
    await this.entrance.settle(me)
    return { token, kind: 'applicant', state: me.state }
  }

  @Delete('session')
  @HttpCode(204)
  @Allow('own-session.end')
  @Audited('session.ended')
  async remove(@Me() me: ApplicantSession): Promise<void> {
    await this.sessions.end(me)
  }
}
