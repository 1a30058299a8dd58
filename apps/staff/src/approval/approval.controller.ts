import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { AnswerApproval } from '#features/decision/staff/answer-approval.js'
import { ListApprovals } from '#features/decision/staff/list-approvals.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListSeconds } from '#features/vetting/staff/desk/list-seconds.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ApprovalText } from './approval.page.js'

const words = wordsFor('en')

class AgreementForm {
  /** Files of the sample that were read and found right. */
  @Field({ control: 'ticks', optional: true, max: 200 })
  sample_read?: string[]
}

/** Acts that take two people: what waits for the second, and what the first asked for. */
@Controller('approvals')
export class ApprovalController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListApprovals,
    private readonly answering: AnswerApproval,
    private readonly many: DecideMany,
    private readonly desk: ListSeconds,
  ) {}

  @Get()
  @Allow('approval.list')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const batches = (await this.many.waiting(me)).filter(({ isAsked }) => !isAsked)
    const token = this.shell.token(me)
    const acts = { ...(await this.list.run(me)), batches, seconds: await this.desk.run(me) }
    const content = ApprovalText({ words, zone: me.zone, ...acts, token, notice, done })
    return page(this.shell.frame({ me, title: words('staff.approval.title') }, content))
  }

  @Post(':id/agreements')
  @Allow('approval.answer')
  @Audited('approval.agreed')
  async agree(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { sample_read: sampleRead = [] } = fitForm(AgreementForm, body)
    const outcome = await this.answering.agree(me, idOf(id), sampleRead)
    if (!outcome.ok && outcome.code === 'step_up_needed') return seeOther(paths.stepUpForApprovals)
    return answer(outcome, { ok: paths.approvalListDone('approval_agreed'), refused: paths.approvalList })
  }

  @Post(':id/refusals')
  @Allow('approval.answer')
  @Audited('approval.refused')
  async refuse(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.answering.refuse(me, idOf(id))
    return answer(outcome, { ok: paths.approvalListDone('approval_refused'), refused: paths.approvalList })
  }

  @Post(':id/ends')
  @Allow('approval.answer')
  @Audited('approval.ended')
  async end(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.answering.end(me, idOf(id))
    return answer(outcome, { ok: paths.approvalListDone('approval_ended'), refused: paths.approvalList })
  }
}
