import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AnswerConflict } from '#features/vetting/staff/answer-conflict.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { ConflictForm } from './conflict.form.js'

/** A conflict of interest, said before the first opening or at any time after it. */
@Controller('applications/:id/conflicts')
export class ConflictController {
  constructor(
    private readonly files: FilePages,
    private readonly conflict: AnswerConflict,
  ) {}

  @Post()
  @Allow('conflict.answer')
  @Audited('conflict.answered')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { values, errors } = readForm(ConflictForm, body)
    const { kind } = values
    if (!kind || errors['kind']) return seeOther(`${paths.application(id)}?notice=conflict_unanswered`)
    const outcome = await this.conflict.run(me, file.id, kind)
    const isGone = outcome.ok && outcome.value === 'kept_away'
    const ok = isGone ? paths.applicationsAfter('conflict_kept_away') : paths.application(id)
    return answer(outcome, { ok, refused: paths.application(id) })
  }
}
