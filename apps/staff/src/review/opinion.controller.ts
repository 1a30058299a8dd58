import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AskOpinion } from '#features/vetting/staff/reading/ask-opinion.js'
import { GiveOpinion } from '#features/vetting/staff/reading/give-opinion.js'
import { ShareReview } from '#features/vetting/staff/reading/share-review.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { OpinionForm, OpinionRequestForm, ReachForm } from './opinion.form.js'

/** What one reader thinks of another's review, and who sees a review. */
@Controller('applications/:id')
export class OpinionController {
  constructor(
    private readonly files: FilePages,
    private readonly ask: AskOpinion,
    private readonly give: GiveOpinion,
    private readonly share: ShareReview,
  ) {}

  @Post('opinions/requests')
  @Allow('opinion.ask')
  @Audited('assignment.made')
  async request(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { ask, anyway } = fitForm(OpinionRequestForm, body)
    const [reviewId = '', accountId = ''] = ask.split(':')
    const outcome = await this.ask.run(me, file.id, { reviewId, accountId, anyway: anyway === true })
    return answer(outcome, { ok: paths.applicationDone(id, 'opinion_asked'), refused: paths.assigning(id) })
  }

  @Post('opinions')
  @Allow('review.save')
  @Audited('review.agreed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { opinion, version } = fitForm(OpinionForm, body)
    const outcome = await this.give.run(me, file.id, { opinion, version: Number(version) })
    const ok = paths.applicationDone(id, opinion === 'agree' ? 'opinion_agreed' : 'opinion_disagreed')
    return answer(outcome, { ok, refused: paths.application(id) })
  }

  @Post('reviews/reach')
  @Allow('review.save')
  @Audited('review.shared')
  async reach(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const isPrivate = fitForm(ReachForm, body).reach === 'private'
    const outcome = await this.share.run(me, file.id, isPrivate)
    const ok = paths.applicationDone(id, isPrivate ? 'review_kept' : 'review_shared')
    return answer(outcome, { ok, refused: paths.application(id) })
  }
}
