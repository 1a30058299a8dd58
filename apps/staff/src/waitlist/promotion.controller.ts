import { Body, Controller, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AskedSupport } from '#features/waitlist/staff/asked-support.js'
import { PlanPromotion } from '#features/waitlist/staff/plan-promotion.js'
import { PromoteNext } from '#features/waitlist/staff/promote-next.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { ChosenForm, PersonForm } from './waitlist.form.js'

/** Inviting from the line: whoever is next by one coordinator, anybody else by two. */
@Controller('waitlist')
export class PromotionController {
  constructor(
    private readonly promote: PromoteNext,
    private readonly plan: PlanPromotion,
    private readonly asked: AskedSupport,
  ) {}

  @Post('promotions')
  @Allow('waitlist.promote')
  @Audited('application.promote')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { application, version, support = 'none' } = fitForm(PersonForm, body)
    const outcome = await this.promote.run(me, { applicationId: idOf(application), version: Number(version), support })
    return answer(outcome, { ok: paths.waitlistDone('line_invited'), refused: paths.waitlist })
  }

  /** The reasons of the line stand beside the decision before the second person reads it. */
  @Post('decisions')
  @Allow('waitlist.promote')
  @Audited('decision.proposed')
  async update(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { person, support: choice = 'none' } = fitForm(ChosenForm, body)
    const [id = '', version] = person.split('.')
    const applicationId = idOf(id)
    const lines = await this.asked.run(me, applicationId, choice)
    if (!lines.ok) return answer(lines, { ok: paths.waitlist, refused: paths.waitlist })
    const outcome = await this.plan.run(me, { applicationId, version: Number(version), support: lines.value })
    return answer(outcome, { ok: paths.applicationDone(applicationId, 'proposed'), refused: paths.waitlist })
  }
}
