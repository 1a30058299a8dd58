import { Injectable } from '@nestjs/common'
import { done, type Outcome } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type ReviewForm, type ReviewRefusal, SaveReview } from './save-review.js'

/** Saves a review that was posted after the reader's session had ended, once they are back. */
@Injectable()
export class SaveLateReview {
  constructor(
    private readonly database: Database,
    private readonly save: SaveReview,
  ) {}

  /**
   * As it was meant; where something is missing, or another window saved since, as a draft over the newest version: what
   * was typed last is not lost. Refuses: not_found, already_submitted.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    form: ReviewForm,
  ): Promise<Outcome<'submitted' | 'draft', ReviewRefusal>> {
    const meant = await this.save.run(actor, applicationId, form)
    if (meant.ok) return done(form.submit ? 'submitted' : 'draft')
    if (meant.code !== 'incomplete' && meant.code !== 'stale') return meant
    const [known] = await this.database.query<{ version: number }>(
      'SELECT version FROM app.review WHERE application_id = $1 AND account_id = $2',
      [applicationId, actor.accountId],
    )
    const kept = await this.save.run(actor, applicationId, { ...form, version: known?.version ?? 0, submit: false })

    return kept.ok ? done('draft') : kept
  }
}
