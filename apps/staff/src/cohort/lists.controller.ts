import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { MakeList } from '#features/selection/staff/list/make-list.js'
import { EndRun } from '#features/selection/staff/run/end-run.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { mayUse } from '../shell/permissions.js'
import { NewListForm } from './list.form.js'
import { type ListsFrom, ListsText } from './lists.page.js'

const words = wordsFor('en')

/** The board's draft lists. */
@Controller('board/lists')
export class ListsController {
  constructor(
    private readonly frame: Frame,
    private readonly lists: MakeList,
    private readonly runs: EndRun,
  ) {}

  @Get()
  @Allow('cohort.read')
  index(@Me() me: StaffActor, @Query('lists') lists?: unknown, @Query('runs') runs?: unknown): Promise<Page> {
    return this.page(me, { values: {}, errors: {} }, { lists: numberIn(lists), runs: numberIn(runs) })
  }

  @Post()
  @Allow('cohort.change')
  @Audited('board_list.made')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(NewListForm, body)
    const { name, copy_of: copyOf, places, wave = null } = typed.values
    if (name === undefined || Object.keys(typed.errors).length > 0) return this.page(me, typed)
    const plan = { places: places === undefined ? null : Number(places), wave }
    const outcome = await this.lists.run(me, { name, copyOf, ...plan })
    return answer(outcome, { ok: paths.list, refused: paths.lists })
  }

  private async page(me: StaffActor, typed: ReadForm<NewListForm>, from: ListsFrom = {}): Promise<Page> {
    const lists = found(await this.lists.all(me, from.lists))
    const runs = found(await this.runs.latest(me, from.runs))
    const waves = found(await this.lists.waves(me))
    const hasErrors = Object.keys(typed.errors).length > 0
    const mayShow = mayUse(me.roles, 'shortlist.show')
    const content = ListsText({ words, lists, runs, from, waves, mayShow, token: this.frame.token(me), ...typed })
    return page(this.frame.frame({ me, title: words('staff.cohort.title'), hasErrors }, content), hasErrors ? 422 : 200)
  }
}

const numberIn = (typed: unknown): number | undefined =>
  typeof typed === 'string' && /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : undefined
