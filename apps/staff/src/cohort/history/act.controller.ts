import { Controller, Get, Param } from '@nestjs/common'
import { ReadAct } from '#features/selection/staff/list/read-act.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found, idOf } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { ActText } from './act.page.js'

const words = wordsFor('en')

/** One act of a draft list, with the cases it moved. */
@Controller('board/lists/:id/acts')
export class ActController {
  constructor(
    private readonly frame: Frame,
    private readonly acts: ReadAct,
  ) {}

  @Get(':batch')
  @Allow('cohort.read')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Param('batch') batch: string): Promise<Page> {
    if (!/^\d{1,6}$/.test(batch)) throw new Fault('not_found')
    const view = found(await this.acts.run(me, idOf(id), Number(batch)))
    const title = words('staff.cohort.act_title', { number: view.act.batch })
    return page(this.frame.frame({ me, title }, ActText({ words, view })))
  }
}
