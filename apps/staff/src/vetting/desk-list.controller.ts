import { Controller, Get, Query } from '@nestjs/common'
import { type DeskFilter, deskFilters } from '#domain/vetting/desk-order.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadKeptMail } from '#features/vetting/staff/desk/kept-mail.js'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { DeskListText } from './desk-list.page.js'

const words = wordsFor('en')

/** What the vetting leads work through. */
@Controller('vetting')
export class DeskListController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListDesk,
    private readonly mail: ReadKeptMail,
  ) {}

  @Get()
  @Allow('vetting.list')
  async show(@Me() me: StaffActor, @Query('show') show: unknown): Promise<Page> {
    const filter = deskFilters.find((one): one is DeskFilter => one === show) ?? 'all'
    const [desk, kept] = [await this.list.run(me, filter), await this.mail.list(me)]
    const content = DeskListText({ words, filter, desk, kept })
    return page(this.shell.frame({ me, title: words('staff.vetting.title') }, content))
  }
}
