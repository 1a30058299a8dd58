import { Injectable } from '@nestjs/common'
import { type ListLook, listOrders, listShows } from '#features/selection/staff/list/people-shown.js'
import { type ListView, ReadList } from '#features/selection/staff/list/read-list.js'
import { ExplainPerson } from '#features/selection/staff/run/explain-person.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { ListSearch, type SearchLook } from '../../search/list-search.js'
import { found, idOf } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { mayUse } from '../../shell/permissions.js'
import { ListText } from '../list.page.js'

const words = wordsFor('en')
type Asked = Readonly<Record<string, unknown>>

/** How one looks at a list, and what is looked for among its people. */
export interface ListAsked {
  readonly look: ListLook
  readonly search: SearchLook
}

/** The page of a draft list, however one came to it. */
@Injectable()
export class ListPages {
  constructor(
    private readonly frame: Frame,
    private readonly lists: ReadList,
    private readonly explaining: ExplainPerson,
    private readonly searching: ListSearch,
  ) {}

  /** The search of an address; its order and cursor are those of the list. */
  async search(me: StaffActor, { filter, search }: Asked): Promise<SearchLook> {
    return this.searching.look(me, { filter, search })
  }

  async view(me: StaffActor, id: string, { look, search }: ListAsked): Promise<ListView> {
    return found(await this.lists.run(me, id, searchedLook(look, search)))
  }

  async show(me: StaffActor, id: string, asked: ListAsked, { notice, done, why: person }: Asked): Promise<Page> {
    const view = await this.view(me, id, asked)
    const why = typeof person === 'string' ? await this.why(me, id, person) : undefined
    const mayDecide = mayUse(me.roles, 'decision.many')
    const token = this.frame.token(me)
    const saved = view.shownIds ? await this.searching.beside(me, asked.search, view.shownIds) : undefined
    const content = ListText({ words, me, view, ...asked, saved, token, mayDecide, why, notice, done })
    const hasErrors = asked.search.flaws !== undefined
    return page(this.frame.frame({ me, title: view.row.name, hasErrors }, content), hasErrors ? 422 : 200)
  }

  private async why(me: StaffActor, id: string, person: string) {
    const outcome = await this.explaining.run(me, id, idOf(person))
    return outcome.ok ? outcome.value : outcome.code
  }
}

/** The look with those a search fits; with nobody where it is none any more. */
export const searchedLook = (look: ListLook, { fitting, lack }: SearchLook): ListLook =>
  fitting || lack ? { ...look, fitting: new Set(fitting?.ids) } : look

/** Unknown codes are as none: the whole list, by score. */
export const lookIn = ({ order, show, after, acts }: Asked): ListLook => ({
  order: listOrders.find((one) => one === order) ?? 'score',
  show: listShows.find((one) => one === show) ?? 'all',
  ...(typeof after === 'string' ? { after } : {}),
  ...(typeof acts === 'string' && /^\d{1,6}$/.test(acts) ? { acts: Number(acts) } : {}),
})
