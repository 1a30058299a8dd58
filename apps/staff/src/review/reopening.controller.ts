import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReopenReview } from '#features/vetting/staff/reading/reopen-review.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { IdField } from '../shell/posted-fields.js'

/** Whose review or opinion is opened again. */
class ReopeningForm {
  @IdField()
  account!: string
}

/** The lead opens again what a reader has sent. */
@Controller('applications/:id/reviews/reopenings')
export class ReopeningController {
  constructor(
    private readonly files: FilePages,
    private readonly reopen: ReopenReview,
  ) {}

  @Post()
  @Allow('review.reopen')
  @Audited('review.reopened')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const outcome = await this.reopen.run(me, file.id, fitForm(ReopeningForm, body).account)
    return answer(outcome, { ok: paths.applicationDone(id, 'review_reopened'), refused: paths.application(id) })
  }
}
