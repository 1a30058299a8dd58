import { Injectable } from '@nestjs/common'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { SaveLateReview } from '#features/vetting/staff/save-late-review.js'
import { forget } from '#platform/vault/keys.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { paths } from '../paths.js'
import { reviewFormOf, typedReview } from '../review/review-draft.js'

/** Where a colleague goes after signing in; a review this browser had parked is saved on the way. */
@Injectable()
export class Return {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly parked: ParkedPages,
    private readonly save: SaveLateReview,
  ) {}

  /** To the file of the saved review with a word about it, else home. */
  async wayOf(token: SessionToken, old: SessionToken | null): Promise<string> {
    const me = old && (await this.sessions.find(token))
    if (!old || !me) return paths.home
    try {
      const page = await this.parked.take(me.accountId, old)
      if (!page) return paths.home
      const outcome = await this.save.run(me, page.applicationId, reviewFormOf(typedReview(page.body)))
      if (!outcome.ok) return paths.home
      const said = outcome.value === 'submitted' ? 'review_submitted' : 'review_saved'
      return paths.applicationDone(page.applicationId, said)
    } finally {
      forget(me.holder.pair.secretKey)
    }
  }
}
