import { Controller, Get, Query } from '@nestjs/common'
import { type DeskFilter, deskFilters } from '#domain/vetting/desk-order.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadKeptMail } from '#features/vetting/staff/desk/kept-mail.js'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paged } from '../shell/paged.js'
import { Shell } from '../shell/shell.js'
import { DeskListText } from './desk-list.page.js'

const words = wordsFor('en')
const pageSize = 50

interface DeskQuery {
  readonly show?: unknown
  /** File that the page of the desk begins after. */
  readonly after?: unknown
  /** The same for mail that is kept back. */
  readonly kept?: unknown
}

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
  async show(@Me() me: StaffActor, @Query() query: DeskQuery): Promise<Page> {
    const filter = deskFilters.find((one): one is DeskFilter => one === query.show) ?? 'all'
    const [desk, mails] = [await this.list.run(me, filter), await this.mail.list(me)]
    const fileId = ({ file }: { readonly file: SeenFile }) => file.id
    const rows = paged(desk.rows, fileId, query.after, pageSize)
    const kept = paged(mails, fileId, query.kept, pageSize)
    const content = DeskListText({ words, filter, desk, rows, kept })
    return page(this.shell.frame({ me, title: words('staff.vetting.title') }, content))
  }
}
