import { Body, Controller, HttpCode, Post, Put, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { MoveOwnApplication } from '#features/application/registration/move-own-application.js'
import { identitySections } from '#features/journey/registration/forms/sections.js'
import { readIdentity } from '#features/journey/registration/read-identity.js'
import { SaveIdentity } from '#features/journey/registration/save-identity.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { isReply } from '../home/possible-acts.js'
import { Change, type Conditional } from './conditional.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith } from './json-body.js'
import { problemFields, problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** Leaving, answering an invitation, and the papers that follow a yes. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class MoveApiController {
  constructor(
    private readonly move: MoveOwnApplication,
    private readonly papers: SaveIdentity,
  ) {}

  @Post('withdrawal')
  @HttpCode(200)
  @Allow('own-application.withdraw')
  @Audited('application.withdraw')
  async withdraw(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    const { forget = false } = objectWith(body ?? {}, ['forget'])
    if (typeof forget !== 'boolean') throw new Fault('malformed_form')
    const isErased = forget || me.state === 'draft'
    const outcome = isErased ? await this.move.forget(me) : await this.move.withdraw(me, false)
    return outcome.ok ? { state: isErased ? 'erased' : 'withdrawn' } : problemOf(words, outcome)
  }

  @Post('reply')
  @HttpCode(200)
  @Allow('own-invitation.answer')
  @Audited('application.answered')
  async reply(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    const { answer } = objectWith(body, ['answer'])
    if (!isReply(answer)) throw new Fault('malformed_form')
    const outcome = await this.move.run(me, answer)
    return outcome.ok ? { answer } : problemOf(words, outcome)
  }

  @Put('travel-papers')
  @Allow('own-identity.save')
  @Audited('identity.sealed')
  async save(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Change() { version, body }: Conditional,
  ): Promise<object | Problem> {
    const answers = objectWith(
      objectWith(body, ['answers']).answers,
      identitySections.map(({ key }) => key),
    )
    const outcome = await this.papers.run(me, { version, answers }, words.lang)
    if (outcome.ok) return { version: outcome.value }
    if (outcome.code !== 'incomplete') return problemOf(words, outcome)
    const read = readIdentity(answers)
    const errors = identitySections.flatMap(({ key, form }) =>
      problemFields({ words, about: {} }, form, read[key]?.errors ?? {}, ['answers', key]),
    )
    return problemOf(words, outcome, errors)
  }
}
