import { Body, Controller, Delete, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import { OwnCopies } from '#features/application/registration/after-sending/own-copy.store.js'
import { TypeCodeAgain } from '#features/application/registration/after-sending/type-code-again.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith, textIn } from './json-body.js'
import { problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** The copy a person chose to keep: read once the code was given again, removed at any time. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class CopyApiController {
  constructor(
    private readonly copies: OwnCopies,
    private readonly code: TypeCodeAgain,
  ) {}

  @Post('code-again')
  @HttpCode(204)
  @Allow('own-code.type')
  @Audited('code.typed')
  async type(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<Problem | undefined> {
    const outcome = await this.code.run(me, textIn(objectWith(body, ['code']).code))
    return outcome.ok ? undefined : problemOf(words, outcome)
  }

  @Get('copy')
  @Allow('own-copy.read')
  async show(@Spoken() words: Words, @Me() me: ApplicantSession): Promise<object | Problem> {
    if (!(await this.copies.exists(me))) throw new Fault('not_found')
    if (!(await this.code.isFresh(me))) return new Problem(409, 'code_needed', words('refusal.code_needed'))
    return { sections: await this.copies.find(me) }
  }

  @Delete('copy')
  @HttpCode(204)
  @Allow('own-copy.remove')
  @Audited('copy.removed')
  async remove(@Me() me: ApplicantSession): Promise<void> {
    if (!(await this.copies.remove(me)).ok) throw new Fault('not_found')
  }
}
