import { Body, Controller, Param, Post } from '@nestjs/common'
import { HoldFile, type HoldStep } from '#features/application/staff/hold-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { HoldForm } from './hold.form.js'

/** The security officer stops a file, or lets it go on. */
@Controller('applications/:id/holds')
export class HoldController {
  constructor(
    private readonly files: FilePages,
    private readonly hold: HoldFile,
  ) {}

  @Post()
  @Allow('application.hold')
  @Audited('hold.changed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { act, reason } = fitForm(HoldForm, body)
    const outcome = await this.hold.run(me, file.id, stepOf(act, reason))
    return answer(outcome, { ok: paths.applicationDone(id, 'hold_changed'), refused: paths.application(id) })
  }
}

function stepOf(act: HoldForm['act'], reason: HoldForm['reason']): HoldStep {
  if (act !== 'set') return { act }
  if (!reason) throw new Fault('malformed_form')
  return { act, reason }
}
