import { Body, Controller, Param, Post } from '@nestjs/common'
import type { Criterion } from '#domain/review/rubric.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ConfirmReview } from '#features/vetting/staff/confirm-review.js'
import { Abstain } from '#features/vetting/staff/reading/abstain.js'
import { SaveReview } from '#features/vetting/staff/save-review.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { KeptReview } from './kept-review.js'
import { reasonField, ReviewConfirmationForm } from './review.form.js'
import { type ReviewDraft, reviewFormOf, typedReview } from './review-draft.js'

/** A reader's own review of one file. */
@Controller('applications/:id/reviews')
export class ReviewController {
  constructor(
    private readonly files: FilePages,
    private readonly save: SaveReview,
    private readonly kept: KeptReview,
    private readonly confirm: ConfirmReview,
    private readonly abstain: Abstain,
  ) {}

  /**
   * What cannot be taken comes back as typed: with its errors, or to be copied once the file is not theirs to review; on a page of its
   * own where the phase of readers is over, since the file is shut to them then.
   */
  @Post()
  @Allow('review.save')
  @Audited('review.saved')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const file = await this.files.look(me, id)
    if (!file) return this.kept.keep(me, id, body)
    const typed = typedReview(body)
    const { draft, isSubmit } = typed
    if (Object.keys(draft.errors).length > 0) return this.files.show(me, id, { review: draft }, 422)
    const outcome = await this.save.run(me, file.id, reviewFormOf(typed))
    if (!outcome.ok && outcome.code === 'incomplete') {
      return this.files.show(me, id, { review: { ...draft, errors: missingIn(outcome.about) } }, 422)
    }
    if (!outcome.ok && outcome.code === 'stale') {
      return this.files.show(me, id, { review: { ...draft, isStale: true }, notice: 'review_stale' }, 422)
    }
    if (!outcome.ok && outcome.code === 'already_submitted') {
      return this.files.show(me, id, { review: { ...draft, isLate: true }, notice: outcome.code }, 422)
    }
    if (!outcome.ok) {
      if (outcome.code === 'not_found' && !(await this.files.look(me, id))) return this.kept.keep(me, id, body)
      const notice = outcome.code === 'conflict_unanswered' ? outcome.code : 'review_closed'
      return this.files.show(me, id, { review: draft, notice }, 422)
    }
    return seeOther(paths.applicationDone(id, isSubmit ? 'review_submitted' : 'review_saved'))
  }

  /** A reader who cannot judge this file gives it back. */
  @Post('abstention')
  @Allow('review.save')
  @Audited('review.abstained')
  async giveBack(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const outcome = await this.abstain.run(me, file.id)
    return answer(outcome, { ok: paths.homeDone('abstained'), refused: paths.application(id) })
  }

  /** The author lets a review stand that was written on an older version of the profile. */
  @Post('confirmation')
  @Allow('review.save')
  @Audited('review.confirmed')
  async stand(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { profile } = fitForm(ReviewConfirmationForm, body)
    const outcome = await this.confirm.run(me, file.id, Number(profile))
    return answer(outcome, { ok: paths.applicationDone(id, 'review_confirmed'), refused: paths.application(id) })
  }
}

interface Missing {
  readonly criteria?: readonly Criterion[]
  readonly reasons?: readonly Criterion[]
  readonly eligibility?: boolean
}

function missingIn(about: unknown): ReviewDraft['errors'] {
  const { criteria = [], reasons = [], eligibility } = (about ?? {}) as Missing
  return {
    ...(eligibility ? { eligibility: 'eligibility' } : {}),
    ...Object.fromEntries(criteria.map((key) => [key, 'score'])),
    ...Object.fromEntries(reasons.map((key) => [reasonField(key), 'reason'])),
  }
}
