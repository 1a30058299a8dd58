import { Body, Controller, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { HoldOwnFile } from '#features/application/registration/own/hold-own-file.js'
import { NewCode } from '#features/application/registration/own/new-code.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { Fault } from '#platform/fault.js'
import { tokenText } from '#platform/vault/session-box.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith } from './json-body.js'
import { problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** Stopping everything, and a new code for whoever is signed in. */
@Controller('api/v1')
export class SafetyApiController {
  constructor(
    private readonly hold: HoldOwnFile,
    private readonly renew: NewCode,
    private readonly sessions: OwnSessions,
  ) {}

  @Post('pause')
  @HttpCode(200)
  @UseInterceptors(KeepAnswers)
  @Allow('own-pause.change')
  @Audited('pause.changed')
  async pause(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    const { is_paused: isPaused } = objectWith(body, ['is_paused'])
    if (typeof isPaused !== 'boolean') throw new Fault('malformed_form')
    const outcome = await this.hold.pause(me, isPaused)
    return outcome.ok ? { is_paused: isPaused } : problemOf(words, outcome)
  }

  /** The same answer whatever it did. */
  @Post('signal')
  @HttpCode(204)
  @UseInterceptors(KeepAnswers)
  @Allow('own-application.read')
  @Audited('signal.set')
  async signal(@Me() me: ApplicantSession): Promise<void> {
    await this.hold.signal(me)
  }

  /** The code is in this one answer and nowhere else, so no key keeps the answer. */
  @Post('codes')
  @Allow('own-code.renew')
  @Audited('code.renewed')
  async create(@Spoken() words: Words, @Me() me: ApplicantSession): Promise<object | Problem> {
    const outcome = await this.renew.run(me, words.lang)
    if (!outcome.ok) return problemOf(words, outcome)
    const renewed = await this.sessions.find(outcome.value)
    if (!renewed) throw new Fault('not_found')
    await this.sessions.sheetSeen(renewed)
    const { sheet, caseNumber: case_number } = renewed

    return { token: tokenText(outcome.value), code: sheet?.code, mail_mark: sheet?.mailMark ?? null, case_number }
  }
}
