import { Controller, Get, Param, Query } from '@nestjs/common'
import { sharedSummary } from '#domain/selection/draft/summary.js'
import { CompareLists } from '#features/selection/staff/list/compare-lists.js'
import { ReadList } from '#features/selection/staff/list/read-list.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { ComparisonText } from './comparison.page.js'
import { SummaryText } from './summary.page.js'

const words = wordsFor('en')

/** A list as it may be shared, and two lists beside each other. */
@Controller('board/lists/:id')
export class LooksController {
  constructor(
    private readonly frame: Frame,
    private readonly lists: ReadList,
    private readonly comparing: CompareLists,
  ) {}

  @Get('summary')
  @Allow('cohort.read')
  async summary(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    const { row, counts } = found(await this.lists.run(me, idOf(id), { order: 'case', show: 'in' }))
    const shared = counts && sharedSummary(counts.gauges, counts.places.chosen)
    const title = words('staff.cohort.summary.title')
    return page(this.frame.frame({ me, title }, SummaryText({ words, row, shared })))
  }

  @Get('comparison')
  @Allow('cohort.read')
  async compare(@Me() me: StaffActor, @Param('id') id: string, @Query('with') other?: unknown): Promise<Page> {
    const comparison = found(await this.comparing.run(me, idOf(id), idOf(String(other))))
    const title = words('staff.cohort.compare.title')
    return page(this.frame.frame({ me, title }, ComparisonText({ words, comparison })))
  }
}
