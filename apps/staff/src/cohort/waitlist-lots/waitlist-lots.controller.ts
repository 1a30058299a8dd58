import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import { OrderByLots } from '#features/selection/staff/lottery/order-by-lots.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../../paths.js'
import { found, idOf } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { ListLotsText } from './list-lots.page.js'
import { WaitlistLotsText } from './waitlist-lots.page.js'

const words = wordsFor('en')
const title = words('staff.waitlist_lots.title')

/** Lots for the order of those a list leaves: prepared, committed to, drawn once, checked by the auditor. */
@Controller('board')
export class WaitlistLotsController {
  constructor(
    private readonly frame: Frame,
    private readonly lots: OrderByLots,
  ) {}

  @Get('lists/:id/waitlist-lots')
  @Allow('cohort.read')
  async list(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const ofList = found(await this.lots.ofList(me, idOf(id)))
    const content = ListLotsText({ words, title, ...ofList, token: this.frame.token(me), notice })
    return page(this.frame.frame({ me, title }, content))
  }

  @Post('lists/:id/waitlist-lots')
  @Allow('cohort.change')
  @Audited('waitlist_lottery.committed')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.lots.prepare(me, idOf(id))
    return answer(outcome, { ok: paths.waitlistLots, refused: paths.listLots(id) })
  }

  @Get('waitlist-lots/:id')
  @Allow('waitlist_lots.read')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const lots = found(await this.lots.read(me, idOf(id)))
    const content = WaitlistLotsText({ words, title, lots, token: this.frame.token(me), notice })
    return page(this.frame.frame({ me, title }, content))
  }

  @Post('waitlist-lots/:id/draws')
  @Allow('cohort.change')
  @Audited('waitlist_lottery.drawn')
  async draw(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.lots.draw(me, idOf(id))
    return answer(outcome, { ok: paths.waitlistLots(id), refused: paths.waitlistLots(id) })
  }
}
