import { Controller, Get, Query } from '@nestjs/common'
import { ListApplications } from '#features/application/staff/list-applications.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ApplicationListText } from './application-list.page.js'
import { listedStates } from './state-label.js'

const words = wordsFor('en')

/** The files a colleague may see; state and cursor stand in the address. */
@Controller('applications')
export class ApplicationListController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListApplications,
  ) {}

  @Get()
  @Allow('application.list')
  async index(
    @Me() me: StaffActor,
    @Query('state') asked?: unknown,
    @Query('after') cursor?: unknown,
    @Query('notice') notice?: unknown,
  ): Promise<Page> {
    const state = typeof asked === 'string' && asked !== '' ? asked : undefined
    const after = typeof cursor === 'string' ? idOf(cursor) : undefined
    // An unknown filter is an empty list with a word about it, never everything.
    const isKnown = state === undefined || listedStates.some((one) => one === state)
    const found = isKnown ? await this.list.run(me, { state, after }) : { rows: [], next: null }
    const content = ApplicationListText({ words, ...found, state, isKnown, isFirst: after === undefined, notice })
    return page(this.shell.frame({ me, title: words('staff.list.title') }, content))
  }
}
