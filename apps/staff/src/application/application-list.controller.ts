import { Controller, Get, Query } from '@nestjs/common'
import { parseFilter } from '#domain/filter/parse.js'
import { ListApplications } from '#features/application/staff/list-applications.js'
import { fileFields } from '#features/application/staff/search/file-fields.js'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import { fileOrders, type FileSearch, SearchFiles } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import type { ListQuery } from '../paths.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ApplicationListText, type ListFound } from './application-list.page.js'
import { listedStates } from './state-label.js'

const words = wordsFor('en')
const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const idIn = (value: unknown): string | undefined => (typeof value === 'string' ? idOf(value) : undefined)
const nothing = { rows: [], next: null }

/** The files a colleague may see; state, order, cursor and the id of a search stand in the address. */
@Controller('applications')
export class ApplicationListController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListApplications,
    private readonly search: SearchFiles,
    private readonly kept: KeptSearches,
  ) {}

  @Get()
  @Allow('application.list')
  async index(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    const query: ListQuery = {
      state: textIn(asked.state),
      order: textIn(asked.order),
      search: idIn(asked.search),
      after: idIn(asked.after),
    }
    const text = query.search && ((await this.kept.find(me, query.search)) ?? undefined)
    const found = await this.found(me, query, text)
    const content = ApplicationListText({
      words,
      token: this.shell.token(me),
      query,
      text,
      found,
      notice: asked.notice,
    })
    return page(this.shell.frame({ me, title: words('staff.list.title') }, content))
  }

  /** An unknown state or a search that is over is an empty list with a word about it, never everything. */
  private async found(me: StaffActor, { state, order, search, after }: ListQuery, text?: string): Promise<ListFound> {
    if (state !== undefined && !listedStates.some((one) => one === state)) return { ...nothing, lack: 'unknown_state' }
    if (search !== undefined && text === undefined) return { ...nothing, lack: 'search_over' }
    const sorted = fileOrders.find((one) => one === order) ?? 'case'
    if (text === undefined && sorted === 'case') return this.list.run(me, { state, after })

    return this.looked(me, { state, after, order: sorted, id: search ?? '' }, text ?? '')
  }

  private async looked(me: StaffActor, place: Omit<FileSearch, 'filter'>, text: string): Promise<ListFound> {
    const parsed = parseFilter(text, fileFields)
    if (!parsed.ok) return { ...nothing, lack: 'search_over' }
    return { ...(await this.search.run(me, { ...place, filter: parsed.filter })), notices: parsed.notices }
  }
}
