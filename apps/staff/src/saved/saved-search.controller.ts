import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { refuse } from '#domain/outcome.js'
import { readQuery } from '#features/application/staff/search/application-query.js'
import { SavedSearches, type SearchLabel } from '#features/application/staff/search/saved-searches.js'
import { SearchFiles } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { SavedSearchForm } from './saved-search.form.js'
import { OwnSearchText, SavedSearchList } from './saved-search.page.js'

const words = wordsFor('en')

/** Searches that stay: a colleague's own, and those shared with the staff of the edition. */
@Controller('saved-searches')
export class SavedSearchController {
  constructor(
    private readonly shell: Shell,
    private readonly saved: SavedSearches,
    private readonly search: SearchFiles,
  ) {}

  @Get()
  @Allow('application.list')
  async index(@Me() me: StaffActor, @Query() { notice, done, removed }: Record<string, unknown>): Promise<Page> {
    const searches = await this.saved.list(me)
    const counts = await this.search.counts(me, searches)
    const content = SavedSearchList({
      words,
      token: this.shell.token(me),
      searches: searches.map((one, at) => ({ ...one, count: counts[at] ?? null })),
      removed: typeof removed === 'string' ? idOf(removed) : undefined,
      notice,
      done,
    })
    return page(this.shell.frame({ me, title: words('staff.saved.title') }, content))
  }

  /** The search itself is the address, written as the list writes it. */
  @Post()
  @Allow('application.list')
  @Audited('search.changed')
  async create(
    @Me() me: StaffActor,
    @Body() body: unknown,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<SeeOther> {
    const label = labelIn(body)
    if (label === null) return seeOther(paths.savedNotice('name_unfit'))
    const read = readQuery(asked)
    const outcome = read.ok ? await this.saved.keep(me, read.query, label) : refuse('nothing_to_keep')
    return answer(outcome, { ok: paths.savedDone('search_saved'), refused: paths.savedSearches })
  }

  @Get(':id')
  @Allow('application.list')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice: unknown): Promise<Page> {
    const search = (await this.saved.list(me)).find((one) => one.id === idOf(id) && one.isOwn)
    if (!search) throw new Fault('not_found')
    const content = OwnSearchText({ words, me, token: this.shell.token(me), search, notice })
    return page(this.shell.frame({ me, title: words('staff.saved.change_title') }, content))
  }

  @Post(':id')
  @Allow('application.list')
  @Audited('search.changed')
  async change(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const label = labelIn(body)
    if (label === null) return seeOther(`${paths.savedSearch(id)}?notice=name_unfit`)
    const outcome = await this.saved.change(me, idOf(id), label)
    return answer(outcome, { ok: paths.savedDone('search_saved'), refused: paths.savedSearch(id) })
  }

  @Post(':id/removals')
  @Allow('application.list')
  @Audited('search.changed')
  async remove(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.saved.remove(me, idOf(id))
    return answer(outcome, { ok: paths.savedRemoved(id), refused: paths.savedSearches })
  }

  @Post(':id/returns')
  @Allow('application.list')
  @Audited('search.changed')
  async restore(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.saved.restore(me, idOf(id))
    return answer(outcome, { ok: paths.savedDone('search_restored'), refused: paths.savedSearches })
  }
}

/** Null for a name that is missing or too long. */
function labelIn(body: unknown): SearchLabel | null {
  const { values, errors } = readForm(SavedSearchForm, body)
  const { name, shared = false } = values
  return name === undefined || errors['name'] ? null : { name, isShared: shared }
}
