import { Body, Controller, Param, Post } from '@nestjs/common'
import { AnswerEligibility } from '#features/application/staff/screening/answer-eligibility.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { EligibilityForm } from './eligibility.form.js'

/** The definition test, answered for one file. */
@Controller('applications/:id/eligibility')
export class EligibilityController {
  constructor(private readonly eligibility: AnswerEligibility) {}

  @Post()
  @Allow('eligibility.answer')
  @Audited('eligibility.answered')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(EligibilityForm, body)
    if (Object.keys(errors).length > 0) return seeOther(paths.applicationNotice(idOf(id), 'answers_missing'))
    const { rests_on: reason, ...test } = values as EligibilityForm
    const outcome = await this.eligibility.run(me, idOf(id), { ...test, reason })
    return answer(outcome, { ok: paths.applicationDone(id, 'eligibility_answered'), refused: paths.application(id) })
  }
}
