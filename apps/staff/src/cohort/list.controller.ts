import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { AddFitting } from '#features/selection/staff/list/add-fitting.js'
import { MovePeople } from '#features/selection/staff/list/move-people.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { isFlawed, ListSearch } from '../search/list-search.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { PeopleForm, VersionForm } from './list.form.js'
import { lookedAt } from './list-props.js'
import { type ListAsked, ListPages, lookIn, searchedLook } from './people/list-pages.js'

/** One draft list: looked at, searched, tried on, changed, and a change taken back. */
@Controller('board/lists/:id')
export class ListController {
  constructor(
    private readonly pages: ListPages,
    private readonly people: MovePeople,
    private readonly adding: AddFitting,
    private readonly searching: ListSearch,
  ) {}

  @Get()
  @Allow('cohort.read')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    return this.pages.show(me, idOf(id), { look: lookIn(query), search: await this.pages.search(me, query) }, query)
  }

  /** What is looked for is posted, as on the list of files. */
  @Post('searches')
  @Allow('cohort.read')
  @Audited('files.searched')
  async find(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Page | SeeOther> {
    const look = lookIn(query)
    const taken = await this.searching.take(me, body)
    if (isFlawed(taken)) return this.pages.show(me, idOf(id), { look, search: taken }, {})
    return seeOther(paths.listFrom(idOf(id), lookedAt(look, { query: taken })))
  }

  /** Tried on or searched through, nothing is stored and the page comes back; else the people move. */
  @Post('moves')
  @Allow('cohort.change')
  @Audited('board_list.changed')
  async move(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Page | SeeOther> {
    const form = fitForm(PeopleForm, body)
    const { ticked = [], act, to, reason, find, order, show, after } = form
    const search = await this.pages.search(me, query)
    const asked = { look: { order, show, find, after }, search }
    if (act === 'find') return this.pages.show(me, idOf(id), { look: { order, show, find }, search }, {})
    if (act === 'try') return this.tried(me, idOf(id), asked, { ids: ticked, to })
    if (act === 'try_fitting') return this.triedFitting(me, idOf(id), asked)
    const version = Number(form.version)
    const ok = paths.listFrom(id, { ...lookedAt(asked.look, search), after })
    if (act === 'do') {
      const outcome = await this.people.run(me, idOf(id), { ids: ticked, to, reason, version })
      return answer(outcome, {
        ok,
        refused: paths.listFrom(id, { filter: search.query.filter, search: search.query.search }),
      })
    }
    const look = searchedLook(asked.look, search)
    const outcome = await this.adding.run(me, idOf(id), { look, reason, version, digest: form.digest ?? '' })
    return answer(outcome, { ok, refused: ok })
  }

  @Post('undos')
  @Allow('cohort.change')
  @Audited('board_list.changed')
  async undo(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { version } = fitForm(VersionForm, body)
    const outcome = await this.people.undo(me, idOf(id), Number(version))
    return answer(outcome, { ok: paths.listDone(id, 'undone'), refused: paths.list(id) })
  }

  private tried(me: StaffActor, id: string, asked: ListAsked, tried: ListAsked['look']['tried']): Promise<Page> {
    return this.pages.show(me, id, { ...asked, look: { ...asked.look, tried } }, {})
  }

  /** Everybody who fits and could be added, on this page and the next ones. */
  private async triedFitting(me: StaffActor, id: string, asked: ListAsked): Promise<Page> {
    const { addable } = await this.pages.view(me, id, asked)
    return this.tried(me, id, asked, { ids: addable?.ids ?? [], to: 'in' })
  }
}
