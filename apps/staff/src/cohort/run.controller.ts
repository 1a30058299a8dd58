import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { Matches } from 'class-validator'
import { DrawLots } from '#features/selection/staff/lottery/draw-lots.js'
import { ChooseList } from '#features/selection/staff/run/choose-list.js'
import { EndRun } from '#features/selection/staff/run/end-run.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { RunText } from './run.page.js'

const words = wordsFor('en')

class RunForm {
  @Field({ control: 'text', limit: 64, optional: true })
  @Matches(/^[\w-]{1,64}$/, { message: 'choose' })
  seed?: string
}

/** The optimiser: begun for a list, waited for on a page that survives a reload, given up, or taken at its word. */
@Controller('board')
export class RunController {
  constructor(
    private readonly frame: Frame,
    private readonly choosing: ChooseList,
    private readonly runs: EndRun,
    private readonly lots: DrawLots,
  ) {}

  @Post('lists/:id/runs')
  @Allow('cohort.change')
  @Audited('board_run.begun')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { seed } = fitForm(RunForm, body)
    const outcome = await this.choosing.run(me, idOf(id), seed)
    return answer(outcome, { ok: paths.run, refused: paths.list(id) })
  }

  @Get('runs/:id')
  @Allow('cohort.read')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    const run = found(await this.runs.read(me, idOf(id)))
    const lotteries = await this.lots.ofRun(me, run.id)
    const isOn = await this.lots.isOn(me)
    const content = RunText({ words, run, lotteries, hasLots: isOn, token: this.frame.token(me), notice, done })
    return page(this.frame.frame({ me, title: words('staff.cohort.run.title') }, content))
  }

  @Post('runs/:id/cancellations')
  @Allow('cohort.change')
  @Audited('board_run.cancelled')
  async cancel(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.runs.cancel(me, idOf(id))
    return answer(outcome, { ok: paths.run(id), refused: paths.run(id) })
  }

  @Post('runs/:id/relaxations')
  @Allow('cohort.change')
  @Audited('selection.set')
  async relax(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.runs.relax(me, idOf(id))
    return answer(outcome, { ok: paths.rulesDone('rules_set'), refused: paths.run(id) })
  }
}
