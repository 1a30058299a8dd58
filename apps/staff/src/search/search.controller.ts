import { Body, Controller, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { ApplicationListText } from '../application/application-list.page.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { isFlawed, ListSearch } from './list-search.js'

const words = wordsFor('en')

/** What is looked for is posted: names are typed here, and addresses hold none. A filter of codes alone becomes the address. */
@Controller('searches')
export class SearchController {
  constructor(
    private readonly shell: Shell,
    private readonly search: ListSearch,
  ) {}

  @Post()
  @Allow('application.list')
  @Audited('files.searched')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const taken = await this.search.take(me, body)
    if (!isFlawed(taken)) return seeOther(paths.applicationsFrom(taken))
    const title = words('staff.list.title')
    const content = ApplicationListText({ words, me, token: this.shell.token(me), ...taken })
    return page(this.shell.frame({ me, title, hasErrors: true }, content), 422)
  }
}
