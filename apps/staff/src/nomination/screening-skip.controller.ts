import { Body, Controller, Param, Post } from '@nestjs/common'
import { SkipScreening } from '#features/nomination/staff/skip-screening.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { InviteForm } from './nomination.form.js'

/** A nominee's file whose nomination lets it go straight to review; a coordinator presses. */
@Controller('applications/:id/screening-skips')
export class ScreeningSkipController {
  constructor(
    private readonly files: FilePages,
    private readonly skip: SkipScreening,
  ) {}

  @Post()
  @Allow('application.skip-screening')
  @Audited('screening.skipped')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { version } = fitForm(InviteForm, body)
    const outcome = await this.skip.run(me, file.id, Number(version))
    return answer(outcome, { ok: paths.applicationDone(id, 'moved'), refused: paths.application(id) })
  }
}
