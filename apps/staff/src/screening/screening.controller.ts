import { Controller, Get, Query } from '@nestjs/common'
import {
  ReadScreening,
  type ScreeningQuery,
  screeningFilterNames,
} from '#features/application/staff/screening/read-screening.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ScreeningText } from './screening.page.js'

const words = wordsFor('en')
const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The queue of the coordinators; filter and cursor stand in the address. */
@Controller('screening')
export class ScreeningController {
  constructor(
    private readonly shell: Shell,
    private readonly screening: ReadScreening,
  ) {}

  @Get()
  @Allow('screening.list')
  async index(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    const after = textIn(asked.after)
    const query: ScreeningQuery = {
      ...Object.fromEntries(screeningFilterNames.map((name) => [name, textIn(asked[name])])),
      after: after === undefined ? undefined : idOf(after),
    }
    const screening = await this.screening.run(me, query)
    const content = ScreeningText({ words, query, screening, notice: asked.notice, done: asked.done })
    return page(this.shell.frame({ me, title: words('staff.screening.title') }, content))
  }
}
