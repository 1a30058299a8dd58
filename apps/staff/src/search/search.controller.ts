import { Body, Controller, Post } from '@nestjs/common'
import { parseFilter } from '#domain/filter/parse.js'
import { addressedFilter } from '#features/application/staff/search/application-query.js'
import { fileFields } from '#features/application/staff/search/file-fields.js'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { ApplicationListText } from '../application/application-list.page.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { SearchForm } from './search.form.js'

const words = wordsFor('en')

/** What is looked for is posted: names are typed here, and addresses hold none. A filter of codes alone becomes the address. */
@Controller('searches')
export class SearchController {
  constructor(
    private readonly shell: Shell,
    private readonly kept: KeptSearches,
  ) {}

  @Post()
  @Allow('application.list')
  @Audited('files.searched')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(SearchForm, body)
    const { text = '', state, order } = values
    if (errors['state'] || errors['order']) throw new Fault('malformed_form')
    if (text.trim() === '') return seeOther(paths.applicationsFrom({ state, order }))
    const parsed = parseFilter(text, fileFields)
    if (parsed.ok) {
      const filter = addressedFilter(parsed.filter)
      const search = filter === null ? await this.kept.keep(me, text) : undefined
      return seeOther(paths.applicationsFrom({ state, order, filter: filter ?? undefined, search }))
    }
    const shown = { words, me, token: this.shell.token(me), query: { state, order }, text, flaws: parsed.errors }
    const title = words('staff.list.title')
    return page(this.shell.frame({ me, title, hasErrors: true }, ApplicationListText(shown)), 422)
  }
}
