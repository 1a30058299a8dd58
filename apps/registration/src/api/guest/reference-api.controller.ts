import { Controller, Get, HttpCode, Post, Put, UseInterceptors } from '@nestjs/common'
import type { LinkSession } from '#features/link/registration/link-sessions.js'
import { DeclineReference } from '#features/reference/registration/decline-reference.js'
import { ReferenceForm, untouchedReference } from '#features/reference/registration/forms/reference.form.js'
import { SendReference } from '#features/reference/registration/send-reference.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { Change, type Conditional } from '../conditional.js'
import { objectWith } from '../json-body.js'
import { KeepAnswers } from '../keep-answers.js'
import { problemFields, problemOf } from '../problems.js'
import { Spoken } from '../spoken.js'
import { questionsOf } from './questions.js'

/** What a referee finds behind the link. Nothing is kept before it is sent, and nothing sent can be read here. */
@Controller('api/v1/reference')
@UseInterceptors(KeepAnswers)
export class ReferenceApiController {
  constructor(
    private readonly send: SendReference,
    private readonly decline: DeclineReference,
  ) {}

  @Get()
  @Allow('reference.read')
  async show(@Spoken() words: Words, @Me() me: LinkSession): Promise<object> {
    const standing = await this.decline.standing(me)
    if (!standing) throw new Fault('not_found')
    const { state, version } = standing
    const { name = null, organisation = null } = me.shown
    const asked = { language: words.lang, questions: questionsOf(words, ReferenceForm), answers: untouchedReference }
    return { state, version, expires_on: me.expiresOn, name, organisation, ...asked }
  }

  @Put()
  @Allow('reference.send')
  @Audited('reference.answer')
  async replace(
    @Spoken() words: Words,
    @Me() me: LinkSession,
    @Change() { version, body }: Conditional,
  ): Promise<object | Problem> {
    const read = readForm(ReferenceForm, objectWith(body, ['answers']).answers)
    const outcome = await this.send.run(me, { ...read, version }, words.lang)
    if (outcome.ok) return { state: 'answered' }
    return problemOf(words, outcome, problemFields({ words, about: {} }, ReferenceForm, read.errors, ['answers']))
  }

  /** Said twice is said once, so no version is asked for. */
  @Post('decline')
  @HttpCode(200)
  @Allow('reference.decline')
  @Audited('reference.decline')
  async refuse(@Spoken() words: Words, @Me() me: LinkSession): Promise<object | Problem> {
    const outcome = await this.decline.run(me)
    return outcome.ok ? { state: 'declined' } : problemOf(words, outcome)
  }

  @Post('acceptance')
  @HttpCode(200)
  @Allow('reference.accept')
  @Audited('reference.accept_again')
  async accept(@Spoken() words: Words, @Me() me: LinkSession): Promise<object | Problem> {
    const outcome = await this.decline.takeBack(me)
    return outcome.ok ? { state: 'asked' } : problemOf(words, outcome)
  }
}
