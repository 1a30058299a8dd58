import { Body, Controller, Param, Post } from '@nestjs/common'
import { ExtendAnswer } from '#features/invitation/staff/extend-answer.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { ExtensionForm } from './extension.form.js'

/** More days to answer for one person. */
@Controller('applications/:id/extensions')
export class ExtensionController {
  constructor(
    private readonly files: FilePages,
    private readonly extend: ExtendAnswer,
  ) {}

  @Post()
  @Allow('invitation.extend')
  @Audited('invitation.extended')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { days, reason } = fitForm(ExtensionForm, body)
    const outcome = await this.extend.run(me, file.id, { days: Number(days), reason })
    return answer(outcome, { ok: paths.applicationDone(id, 'extended'), refused: paths.application(id) })
  }
}
