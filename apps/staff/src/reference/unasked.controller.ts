import { Controller, Get } from '@nestjs/common'
import { ListUnasked } from '#features/reference/staff/list-unasked.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { UnaskedText } from './unasked.page.js'

const words = wordsFor('en')

/** Files whose referees were not asked yet. */
@Controller('references')
export class UnaskedController {
  constructor(
    private readonly shell: Shell,
    private readonly unasked: ListUnasked,
  ) {}

  @Get()
  @Allow('reference.list')
  async index(@Me() me: StaffActor): Promise<Page> {
    const content = UnaskedText({ words, files: await this.unasked.run(me) })
    return page(this.shell.frame({ me, title: words('staff.unasked.title') }, content))
  }
}
