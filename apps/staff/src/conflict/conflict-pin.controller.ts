import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ApplyExclusion } from '#features/vetting/staff/conflict/apply-exclusion.js'
import { PinConflict } from '#features/vetting/staff/conflict/pin-conflict.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { Page, SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { ConflictPages } from './conflict-pages.js'
import { ColleagueForm, PinForm } from './conflict.form.js'

/** What coordinators and leads know and say about conflicts of interest with one file. */
@Controller('applications/:id/conflicts')
export class ConflictPinController {
  constructor(
    private readonly files: FilePages,
    private readonly pages: ConflictPages,
    private readonly pin: PinConflict,
    private readonly exclusion: ApplyExclusion,
  ) {}

  @Get()
  @Allow('conflict.list')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    return this.pages.show(me, await this.files.find(me, id), { notice, done })
  }

  @Post('pins')
  @Allow('conflict.pin')
  @Audited('conflict.pinned')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { account, kind, asked } = fitForm(PinForm, body)
    const pair = { applicationId: file.id, accountId: account }
    const outcome = await this.pin.run(me, pair, kind, { isDetected: asked === true })
    return answer(outcome, { ok: paths.conflictsDone(id, 'pinned'), refused: paths.conflicts(id) })
  }

  @Post('pins/ends')
  @Allow('conflict.pin')
  @Audited('conflict.unpinned')
  async end(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { account } = fitForm(ColleagueForm, body)
    const outcome = await this.pin.clear(me, { applicationId: file.id, accountId: account })
    return answer(outcome, { ok: paths.conflictsDone(id, 'unpinned'), refused: paths.conflicts(id) })
  }

  @Post('exclusions')
  @Allow('conflict.pin')
  @Audited('conflict.pinned')
  async exclude(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { account } = fitForm(ColleagueForm, body)
    const outcome = await this.exclusion.run(me, { applicationId: file.id, accountId: account })
    return answer(outcome, { ok: paths.conflictsDone(id, 'pinned'), refused: paths.conflicts(id) })
  }
}
