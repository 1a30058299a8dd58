import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { sharedSummary } from '#domain/selection/draft/summary.js'
import { CompareLists } from '#features/selection/staff/list/compare-lists.js'
import { SignWord } from '#features/selection/staff/list/sign-word.js'
import { ReadList } from '#features/selection/staff/list/read-list.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { ComparisonText } from './comparison.page.js'
import { WordForm } from './list.form.js'
import { SummaryText } from './summary.page.js'

const words = wordsFor('en')

/** A list as it may be shared, two lists beside each other, and the word given before the figures. */
@Controller('board/lists/:id')
export class LooksController {
  constructor(
    private readonly frame: Frame,
    private readonly lists: ReadList,
    private readonly comparing: CompareLists,
    private readonly word: SignWord,
  ) {}

  @Get('summary')
  @Allow('cohort.read')
  async summary(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    const { row, counts, owesWord } = found(await this.lists.run(me, idOf(id), { order: 'case', show: 'in' }))
    const shared = counts && sharedSummary(counts.gauges)
    const title = words('staff.cohort.summary.title')
    return page(this.frame.frame({ me, title }, SummaryText({ words, row, shared, owesWord })))
  }

  @Get('comparison')
  @Allow('cohort.read')
  async compare(@Me() me: StaffActor, @Param('id') id: string, @Query('with') other?: unknown): Promise<Page> {
    const comparison = found(await this.comparing.run(me, idOf(id), idOf(String(other))))
    const title = words('staff.cohort.compare.title')
    return page(this.frame.frame({ me, title }, ComparisonText({ words, comparison })))
  }

  @Post('words')
  @Allow('cohort.read')
  @Audited('board_word.signed')
  async sign(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { word: ticked = [] } = fitForm(WordForm, body)
    const outcome = await this.word.run(me, ticked.length > 0)
    return answer(outcome, { ok: paths.list(id), refused: paths.list(id) })
  }
}
