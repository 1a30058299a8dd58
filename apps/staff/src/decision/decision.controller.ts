import { Body, Controller, Param, Post } from '@nestjs/common'
import { ProposeDecision } from '#features/decision/staff/propose-decision.js'
import { SecondDecision } from '#features/decision/staff/second-decision.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { DecisionForm } from './decision.form.js'

/** Decisions of two people: the first puts one forward, the second agrees. */
@Controller('applications/:id/decisions')
export class DecisionController {
  constructor(
    private readonly files: FilePages,
    private readonly propose: ProposeDecision,
    private readonly second: SecondDecision,
  ) {}

  @Post()
  @Allow('decision.propose')
  @Audited('decision.proposed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { move, reason_class: reasonClass, version } = fitForm(DecisionForm, body)
    const outcome = await this.propose.run(me, file.id, { move, reasonClass, version: Number(version) })
    return answer(outcome, { ok: paths.applicationDone(id, 'proposed'), refused: paths.application(id) })
  }

  @Post('clearing')
  @Allow('decision.propose')
  @Audited('decision.cleared')
  async clear(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const outcome = await this.propose.clear(me, file.id)
    return answer(outcome, { ok: paths.applicationDone(id, 'decision_cleared'), refused: paths.application(id) })
  }

  @Post(':decision/approvals')
  @Allow('decision.second')
  @Audited('decision.seconded')
  async approve(@Me() me: StaffActor, @Param('id') id: string, @Param('decision') decision: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const outcome = await this.second.run(me, file.id, idOf(decision))
    return answer(outcome, { ok: paths.applicationDone(id, 'approved'), refused: paths.application(id) })
  }
}
