import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AnswerQuestion } from '#features/vetting/staff/assignment/answer-question.js'
import { CompareProposal } from '#features/vetting/staff/assignment/compare-proposal.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { QuestionForm } from './plan.form.js'

/** Possible conflicts of interest of what a proposal would add. */
@Controller('assignments/proposals/:id')
export class ProposalQuestionController {
  constructor(
    private readonly compare: CompareProposal,
    private readonly question: AnswerQuestion,
  ) {}

  @Post('comparisons')
  @Allow('assignment.plan')
  @Audited('assignment.compared')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.compare.run(me, idOf(id))
    return answer(outcome, { ok: paths.proposalDone(id, 'proposal_compared'), refused: paths.proposal(id) })
  }

  @Post('answers')
  @Allow('assignment.plan')
  @Audited('conflict.pinned')
  async answer(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { file, account, answer: said } = fitForm(QuestionForm, body)
    const pair = { proposalId: idOf(id), applicationId: file, accountId: account }
    const outcome = await this.question.run(me, pair, said)
    return answer(outcome, { ok: paths.proposalDone(id, 'pinned'), refused: paths.proposal(id) })
  }
}
