import { Controller, Get, Query } from '@nestjs/common'
import { ListApplications } from '#features/application/staff/list-applications.js'
import { type ApplicationQuery, readQuery } from '#features/application/staff/search/application-query.js'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import { SavedSearches } from '#features/application/staff/search/saved-searches.js'
import { SearchFiles } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import type { CountedSearch } from '../saved/saved-search.page.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { ApplicationListText, type ListFound } from './application-list.page.js'

const words = wordsFor('en')
const nothing = { rows: [], next: null }

/** The files a colleague may see; state, filter, order, cursor and the id of a search stand in the address. */
@Controller('applications')
export class ApplicationListController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListApplications,
    private readonly search: SearchFiles,
    private readonly kept: KeptSearches,
    private readonly saved: SavedSearches,
  ) {}

  @Get()
  @Allow('application.list')
  async index(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    const read = readQuery(asked)
    const query = read.ok ? read.query : {}
    for (const id of [query.search, query.after]) if (id !== undefined) idOf(id)
    const typed = query.search && (await this.kept.find(me, query.search))
    const content = ApplicationListText({
      words,
      me,
      token: this.shell.token(me),
      query,
      text: typed ?? query.filter,
      saved: await this.counted(me),
      found: read.ok ? await this.found(me, query) : { ...nothing, lack: read.lack },
      notice: asked.notice,
      manyHref: mayUse(me.roles, 'decision.many')
        ? paths.decisionBatchNew({ state: query.state, filter: query.filter, search: query.search })
        : undefined,
    })
    return page(this.shell.frame({ me, title: words('staff.list.title') }, content))
  }

  private async counted(me: StaffActor): Promise<CountedSearch[]> {
    const searches = await this.saved.list(me)
    const counts = await this.search.counts(me, searches)
    return searches.map((one, at) => ({ ...one, count: counts[at] ?? null }))
  }

  /** A search that is over is an empty list with a word about it, never everything. */
  private async found(me: StaffActor, query: ApplicationQuery): Promise<ListFound> {
    const { state, filter, search, order = 'case', after } = query
    // The plain list needs nothing in memory, however many files there are.
    if (!filter && !search && order === 'case') return this.list.run(me, { state, after })
    const found = await this.search.run(me, query)

    return typeof found === 'string' ? { ...nothing, lack: found } : found
  }
}
