import { Injectable } from '@nestjs/common'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { SaveLateReview, staysFor } from '#features/vetting/staff/save-late-review.js'
import type { ReviewForm } from '#features/vetting/staff/save-review.js'
import { Fault } from '#platform/fault.js'
import { forget } from '#platform/vault/keys.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { paths } from '../paths.js'
import { reviewedFile } from '../shell/kept-text.js'
import { reviewFormOf, typedReview } from '../review/review-draft.js'

/** Where a colleague goes after signing in; a review this browser had parked is saved on the way, what cannot be and anything else is shown. */
@Injectable()
export class Return {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly parked: ParkedPages,
    private readonly save: SaveLateReview,
  ) {}

  /**
   * To the file of the saved review with a word about it, to what else was typed too late, else to the page that was asked
   * for, else home. After a fault the session just begun is over and the review lies where it was: only the cookie of the old
   * session opens it, so the browser must keep that one.
   */
  async wayOf(
    token: SessionToken,
    { old, to = paths.home }: { readonly old: SessionToken | null; readonly to?: string },
  ): Promise<string> {
    const me = old && (await this.sessions.find(token))
    if (!old || !me) return to
    try {
      return (await this.saved(me, old)) ?? to
    } catch (error) {
      await this.sessions.end(me)
      throw error
    } finally {
      forget(me.holder.pair.secretKey)
    }
  }

  private async saved(me: StaffActor, old: SessionToken): Promise<string | null> {
    const page = await this.parked.look(me.accountId, old)
    if (!page || page.isCarried) return null
    const applicationId = reviewedFile(page.path)
    const carried = async () => ((await this.parked.carry(me, old, page)) ? paths.parked : null)
    if (applicationId === undefined) return carried()
    const outcome = await this.save.run(me, {
      applicationId,
      form: formIn(page.body),
      take: (tx) => this.parked.take(tx, me.accountId, old),
    })
    if (outcome.ok) {
      return paths.applicationDone(applicationId, outcome.value === 'submitted' ? 'review_submitted' : 'review_saved')
    }
    if (staysFor(outcome.code)) return carried()
    return outcome.code === 'edition_archived' ? paths.homeNotice(outcome.code) : null
  }
}

/** The review as it was typed; null once the page of reviews has become another. */
function formIn(body: unknown): ReviewForm | null {
  try {
    return reviewFormOf(typedReview(body))
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'malformed_form')) throw error
    return null
  }
}
