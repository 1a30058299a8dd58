import { Controller, Get, Post } from '@nestjs/common'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { postedIn } from '../shell/kept-text.js'
import { Shell } from '../shell/shell.js'
import { ParkedText } from './parked.page.js'

const words = wordsFor('en')

/** What this colleague had typed when a session ended, in the session that followed. */
@Controller('parked')
export class ParkedController {
  constructor(
    private readonly shell: Shell,
    private readonly parked: ParkedPages,
  ) {}

  @Get()
  @Allow('own-parked.read')
  async show(@Me() me: StaffActor): Promise<Page> {
    const found = await this.parked.look(me.accountId, me.session)
    const posted = postedIn(found?.body)
    const kept = found && posted ? { path: found.path, posted } : null
    return page(
      this.shell.frame(
        { me, title: words('staff.parked.title') },
        ParkedText({ words, kept, token: this.shell.token(me) }),
      ),
    )
  }

  @Post('removals')
  @Allow('own-parked.remove')
  @Audited('session.parked_removed')
  async create(@Me() me: StaffActor): Promise<SeeOther> {
    await this.parked.drop(me)
    return seeOther(paths.home)
  }
}
