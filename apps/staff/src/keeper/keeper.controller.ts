import { Controller, Get } from '@nestjs/common'
import { ListColleagues } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { KeeperText } from './keeper.page.js'

const words = wordsFor('en')

/** Who keeps which compartment. */
@Controller('keepers')
export class KeeperController {
  constructor(
    private readonly shell: Shell,
    private readonly colleagues: ListColleagues,
  ) {}

  @Get()
  @Allow('keeper.list')
  async index(@Me() me: StaffActor): Promise<Page> {
    const content = KeeperText({ words, colleagues: await this.colleagues.run(me) })
    return page(this.shell.frame({ me, title: words('staff.keepers.title') }, content))
  }
}
