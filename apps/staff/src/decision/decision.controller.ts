import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { DecisionMemos } from '#features/decision/staff/decision-memos.js'
import { ProposeDecision } from '#features/decision/staff/propose-decision.js'
import { SecondDecision } from '#features/decision/staff/second-decision.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitted } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { DecisionForm } from './decision.form.js'
import { MemoText } from './memo.page.js'

const words = wordsFor('en')

/** Decisions of two people: the first puts one forward, the second agrees. */
@Controller('applications/:id/decisions')
export class DecisionController {
  constructor(
    private readonly files: FilePages,
    private readonly propose: ProposeDecision,
    private readonly second: SecondDecision,
    private readonly memos: DecisionMemos,
    private readonly shell: Shell,
  ) {}

  /** Why, in words, for who may read about risk; each showing is logged before anything is opened. */
  @Get('memos')
  @Allow('decision.read-memo')
  async show(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    const read = await this.memos.read(me, idOf(id))
    if (!read) throw new Fault('not_found')
    const title = words('staff.memo.title', { number: read.file.caseNumber })
    return page(this.shell.frame({ me, title }, MemoText({ words, title, ...read })))
  }

  @Post()
  @Allow('decision.propose')
  @Audited('decision.proposed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const file = await this.files.find(me, id)
    const decision = readForm(DecisionForm, body)
    const { memo: unfit, ...errors } = decision.errors
    const { reason_class: reasonClass, version, ...rest } = fitted({ ...decision, errors })
    if (unfit) return this.files.show(me, id, { decision }, 422)
    const outcome = await this.propose.run(me, file.id, { ...rest, reasonClass, version: Number(version) })
    return answer(outcome, { ok: paths.applicationDone(id, 'proposed'), refused: paths.application(id) })
  }

  @Post('clearing')
  @Allow('decision.propose')
  @Audited('decision.cleared')
  async clear(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.propose.clear(me, idOf(id))
    return answer(outcome, { ok: paths.applicationDone(id, 'decision_cleared'), refused: paths.application(id) })
  }

  @Post(':decision/approvals')
  @Allow('decision.second')
  @Audited('decision.seconded')
  async approve(@Me() me: StaffActor, @Param('id') id: string, @Param('decision') decision: string): Promise<SeeOther> {
    const outcome = await this.second.run(me, idOf(id), idOf(decision))
    return answer(outcome, { ok: paths.applicationDone(id, 'approved'), refused: paths.application(id) })
  }
}
