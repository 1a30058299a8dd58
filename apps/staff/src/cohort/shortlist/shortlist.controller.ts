import { Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ShowShortlist } from '#features/vetting/staff/shortlist/show-shortlist.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../../paths.js'
import { found } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { ShortlistText } from './shortlist.page.js'

const words = wordsFor('en')

/** The shortlist, shown to the whole board in one act: tried first, then done. */
@Controller('board/shortlist')
export class ShortlistController {
  constructor(
    private readonly frame: Frame,
    private readonly shortlist: ShowShortlist,
  ) {}

  @Get()
  @Allow('shortlist.show')
  async show(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const run = found(await this.shortlist.dryRun(me))
    const content = ShortlistText({ words, run, token: this.frame.token(me), notice, done })
    return page(this.frame.frame({ me, title: words('staff.shortlist.title') }, content))
  }

  @Post()
  @Allow('shortlist.show')
  @Audited('shortlist.shown')
  async create(@Me() me: StaffActor): Promise<SeeOther> {
    const outcome = await this.shortlist.run(me)
    return answer(outcome, { ok: () => paths.shortlistDone('shortlist_shown'), refused: paths.shortlist })
  }
}
