import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ExplainPerson } from '#features/selection/staff/run/explain-person.js'
import { MovePeople } from '#features/selection/staff/list/move-people.js'
import { type ListLook, listOrders, listShows, ReadList } from '#features/selection/staff/list/read-list.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { mayUse } from '../shell/permissions.js'
import { PeopleForm, VersionForm } from './list.form.js'
import { ListText } from './list.page.js'

const words = wordsFor('en')

/** One draft list: looked at, tried on, changed, and a change taken back. */
@Controller('board/lists/:id')
export class ListController {
  constructor(
    private readonly frame: Frame,
    private readonly lists: ReadList,
    private readonly people: MovePeople,
    private readonly explaining: ExplainPerson,
  ) {}

  @Get()
  @Allow('cohort.read')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    return this.page(me, idOf(id), lookIn(query), query)
  }

  /** Tried on or searched through, nothing is stored and the page comes back; else the people move. */
  @Post('moves')
  @Allow('cohort.change')
  @Audited('board_list.changed')
  async move(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { ticked = [], act, to, reason, version, find, order, show, after } = fitForm(PeopleForm, body)
    const look = { order, show, find, after }
    if (act === 'find') return this.page(me, idOf(id), { order, show, find }, {})
    if (act === 'try') return this.page(me, idOf(id), { ...look, tried: { ids: ticked, to } }, {})
    const outcome = await this.people.run(me, idOf(id), { ids: ticked, to, reason, version: Number(version) })
    return answer(outcome, { ok: paths.listFrom(id, { order, show, after }), refused: paths.list(id) })
  }

  @Post('undos')
  @Allow('cohort.change')
  @Audited('board_list.changed')
  async undo(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { version } = fitForm(VersionForm, body)
    const outcome = await this.people.undo(me, idOf(id), Number(version))
    return answer(outcome, { ok: paths.listDone(id, 'undone'), refused: paths.list(id) })
  }

  private async page(
    me: StaffActor,
    id: string,
    look: ListLook,
    { notice, done, why: asked }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    const view = found(await this.lists.run(me, id, look))
    const why = typeof asked === 'string' ? await this.why(me, id, asked) : undefined
    const mayDecide = mayUse(me.roles, 'decision.many')
    const content = ListText({ words, view, look, token: this.frame.token(me), mayDecide, why, notice, done })
    return page(this.frame.frame({ me, title: view.row.name }, content))
  }

  private async why(me: StaffActor, id: string, person: string) {
    const outcome = await this.explaining.run(me, id, idOf(person))
    return outcome.ok ? outcome.value : outcome.code
  }
}

/** Unknown codes are as none: the whole list, by score. */
const lookIn = ({ order, show, after, acts }: Readonly<Record<string, unknown>>): ListLook => ({
  order: listOrders.find((one) => one === order) ?? 'score',
  show: listShows.find((one) => one === show) ?? 'all',
  ...(typeof after === 'string' ? { after } : {}),
  ...(typeof acts === 'string' && /^\d{1,6}$/.test(acts) ? { acts: Number(acts) } : {}),
})
