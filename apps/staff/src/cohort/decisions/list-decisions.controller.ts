import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { PutForward } from '#features/selection/staff/list/put-forward.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../../paths.js'
import { fitForm } from '../../shell/fit-form.js'
import { found, idOf } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { ForwardForm, forwardIn } from './list-decisions.form.js'
import { ListDecisionsText, UnsignedText } from './list-decisions.page.js'

const words = wordsFor('en')
const title = words('staff.forward.title')

/** The decisions a draft list comes to: tried without writing, then put forward. */
@Controller('board/lists/:id/decisions')
export class ListDecisionsController {
  constructor(
    private readonly frame: Frame,
    private readonly forward: PutForward,
  ) {}

  @Get()
  @Allow('decision.many')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() { notice, ...query }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    const { values, errors } = readForm(ForwardForm, query)
    const hasErrors = Object.keys(errors).length > 0
    const outcome = await this.forward.dryRun(me, idOf(id), forwardIn(hasErrors ? {} : values))
    if (!outcome.ok && outcome.code === 'not_signed') {
      return page(this.frame.frame({ me, title }, UnsignedText({ words, title, listId: id })))
    }
    const run = found(outcome)
    const content = ListDecisionsText({ words, title, run, values, errors, notice, token: this.frame.token(me) })
    return page(this.frame.frame({ me, title, hasErrors }, content), hasErrors ? 422 : 200)
  }

  @Post()
  @Allow('decision.many')
  @Audited('decision.proposed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { digest = '', ...form } = fitForm(ForwardForm, body)
    const outcome = await this.forward.apply(me, idOf(id), { ...forwardIn(form), wording: form.wording, digest })
    const ok = ([first = '']: readonly string[]) => paths.decisionBatchDone(first, 'many_proposed')
    return answer(outcome, { ok, refused: paths.listDecisions(id, form) })
  }
}
