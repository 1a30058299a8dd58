import { Body, Controller, Get, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { NamedRefereeForm } from '#features/reference/registration/forms/named-referee.form.js'
import { NameReferee } from '#features/reference/registration/name-referee.js'
import { OwnReferees } from '#features/reference/registration/own-referees.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { placeOf } from '../referee/place.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith } from './json-body.js'
import { problemFields, problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** How it stands with the two people who were named, and naming another one. Names cannot be read here. */
@Controller('api/v1/referees')
@UseInterceptors(KeepAnswers)
export class RefereeApiController {
  constructor(
    private readonly referees: OwnReferees,
    private readonly name: NameReferee,
  ) {}

  @Get()
  @Allow('own-referee.read')
  async list(@Me() me: ApplicantSession): Promise<object> {
    const rows = await this.referees.run(me)
    return { referees: rows.map(({ place, state, canName }) => ({ place, state, can_name: canName })) }
  }

  @Post(':place')
  @HttpCode(200)
  @Allow('own-referee.name')
  @Audited('reference.replace')
  async create(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Param('place') given: string,
    @Body() body: unknown,
  ): Promise<object | Problem> {
    const place = placeOf(given)
    const read = readForm(NamedRefereeForm, objectWith(body, ['answers']).answers)
    const outcome = await this.name.run(me, place, read, words.lang)
    if (outcome.ok) return { place }
    return problemOf(words, outcome, problemFields({ words, about: {} }, NamedRefereeForm, read.errors, ['answers']))
  }
}
