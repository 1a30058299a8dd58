import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { type ReviewForm, type ReviewRefusal, SaveReview } from './save-review.js'

/** A review that waited, and how it is taken from where it lies; false where another window took it before. */
export interface LateReview {
  readonly applicationId: string
  /** Null when what lies there is no review any more: the form is another since. */
  readonly form: ReviewForm | null
  take(tx: Tx): Promise<boolean>
}

type Late = Outcome<'submitted' | 'draft', ReviewRefusal | 'review_closed' | 'edition_archived'>

/** Refusals that leave it to its author. */
export const staysFor = (code: string): boolean =>
  ['stale', 'already_submitted', 'review_closed', 'conflict_unanswered'].includes(code)

/** Saves a review that was posted after the reader's session had ended, once they are back. */
@Injectable()
export class SaveLateReview {
  constructor(
    private readonly database: Database,
    private readonly save: SaveReview,
  ) {}

  /**
   * As it was meant, or as a draft where something is missing. Taken and saved in one transaction: a fault leaves it where it
   * lies, and so does a refusal that leaves its author something to do with the words: stale (another window saved since),
   * already_submitted, conflict_unanswered, and review_closed (the file, or its phase, has moved on, and it was not taken from them). Refuses
   * besides: not_found, edition_archived; it is gone then.
   */
  async run(actor: StaffActor, late: LateReview): Promise<Late> {
    const { form } = late
    const file = form && (await this.save.find(actor, late.applicationId))
    const lost = form ? await this.lostAs(actor, late.applicationId) : 'not_found'
    try {
      const said = await this.database.transaction(async (tx) => {
        // Taking it ends a session, as the removal of its owner does: who wraps begins where that begins.
        await this.save.hold(tx)
        const isTaken = await late.take(tx)
        const written = isTaken && file ? await this.write(tx, actor, file.id, form) : refuse('not_found')
        const outcome = isTaken && !written.ok && written.code === 'not_found' ? refuse(lost) : written
        // As it is, a refusal rolls the taking back; wrapped, it does not.
        return !outcome.ok && staysFor(outcome.code) ? outcome : { outcome }
      })
      return 'outcome' in said ? said.outcome : said
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'edition_archived')) throw error
      await this.database.transaction((tx) => late.take(tx))
      return refuse('edition_archived')
    }
  }

  /** To its readers an archived edition is gone, so what they typed is told as lost without its file. */
  private async lostAs(
    actor: StaffActor,
    applicationId: string,
  ): Promise<'review_closed' | 'edition_archived' | 'not_found'> {
    const rows = await this.database.query<unknown>(
      'SELECT 1 FROM app.edition WHERE id = $1 AND archived_on IS NOT NULL',
      [actor.editionId],
    )
    if (rows.length > 0) return 'edition_archived'
    const isTheirs = (await seeFile(this.database, actor, applicationId)) || (await this.isShut(actor, applicationId))
    return isTheirs ? 'review_closed' : 'not_found'
  }

  /** True for a file given to them still, and shut to readers by its phase alone. */
  async isShut({ accountId }: StaffActor, applicationId: string): Promise<boolean> {
    const rows = await this.database.query<unknown>(
      `SELECT 1 FROM app.application a JOIN app.assignment s ON s.application_id = a.id AND s.account_id = $2 AND s.role = 'reviewer'
         AND s.ended_on IS NULL
       WHERE a.id = $1 AND a.wave = ANY (app.waves_closed_to_readers(a.edition_id))
         AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $2)`,
      [applicationId, accountId],
    )
    return rows.length > 0
  }

  private async write(tx: Tx, actor: StaffActor, owner: string, form: ReviewForm): Promise<Late> {
    const meant = await this.save.write(tx, actor, owner, form)
    if (meant.ok) return done(form.submit ? 'submitted' : 'draft')
    if (meant.code !== 'incomplete') return meant
    const kept = await this.save.write(tx, actor, owner, { ...form, submit: false })

    return kept.ok ? done('draft') : kept
  }
}
