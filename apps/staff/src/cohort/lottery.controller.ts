import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import { DrawLots } from '#features/selection/staff/lottery/draw-lots.js'
import { PrepareLots } from '#features/selection/staff/lottery/prepare-lots.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { LotteryText } from './lottery.page.js'

const words = wordsFor('en')

/** Lots inside a tie band: prepared outside the request, committed to, drawn once, checked by anybody. */
@Controller('board')
export class LotteryController {
  constructor(
    private readonly frame: Frame,
    private readonly lots: DrawLots,
    private readonly preparing: PrepareLots,
  ) {}

  @Post('runs/:id/lotteries')
  @Allow('cohort.change')
  @Audited('board_lottery.begun')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.preparing.run(me, idOf(id))
    return answer(outcome, { ok: paths.lottery, refused: paths.run(id) })
  }

  @Get('lotteries/:id')
  @Allow('cohort.read')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const lottery = found(await this.lots.read(me, idOf(id)))
    const content = LotteryText({ words, lottery, token: this.frame.token(me), notice })
    return page(this.frame.frame({ me, title: words('staff.cohort.lots.title') }, content))
  }

  @Post('lotteries/:id/cancellations')
  @Allow('cohort.change')
  @Audited('board_lottery.cancelled')
  async cancel(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.preparing.cancel(me, idOf(id))
    return answer(outcome, { ok: paths.lottery(id), refused: paths.lottery(id) })
  }

  @Post('lotteries/:id/draws')
  @Allow('cohort.change')
  @Audited('board_lottery.drawn')
  async draw(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.lots.draw(me, idOf(id))
    return answer(outcome, { ok: paths.lottery(id), refused: paths.lottery(id) })
  }
}
