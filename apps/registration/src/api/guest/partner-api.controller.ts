import { Body, Controller, Delete, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import { type PartnerSession, PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import { NominationForm, PutForward } from '#features/nomination/registration/put-forward.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { objectWith } from '../json-body.js'
import { KeepAnswers } from '../keep-answers.js'
import { problemFields, problemOf } from '../problems.js'
import { Spoken } from '../spoken.js'

/** A partner puts somebody forward and counts. There is no way from here to an application. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class PartnerApiController {
  constructor(
    private readonly putForward: PutForward,
    private readonly partners: PartnerSessions,
  ) {}

  @Get('nominations')
  @Allow('partner.read')
  async list(@Me() me: PartnerSession): Promise<object> {
    const rows = await this.putForward.list(me)
    return {
      name: me.name,
      quota: me.quota,
      left: Math.max(0, me.quota - me.named),
      nominations: rows.map(({ number, week, wasUsed }) => ({ number, week, was_used: wasUsed })),
    }
  }

  @Post('nominations')
  @Allow('partner.nominate')
  @Audited('nomination.named')
  async create(@Spoken() words: Words, @Me() me: PartnerSession, @Body() body: unknown): Promise<object | Problem> {
    const { values, errors } = readForm(NominationForm, objectWith(body, ['answers']).answers)
    if (Object.keys(errors).length > 0) {
      const unfit = problemFields({ words, about: {} }, NominationForm, errors, ['answers'])
      return problemOf(words, { code: 'incomplete' }, unfit)
    }
    const outcome = await this.putForward.run(me, values as NominationForm)
    return outcome.ok ? { number: outcome.value } : problemOf(words, outcome)
  }

  @Delete('partner-session')
  @HttpCode(204)
  @Allow('partner.sign-out')
  @Audited('session.ended')
  async remove(@Me() me: PartnerSession): Promise<void> {
    await this.partners.end(me)
  }
}
