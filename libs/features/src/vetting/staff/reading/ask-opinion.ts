import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { AssignReader, type AssignRefusal } from '../assign-reader.js'
import { choicesFor } from '../assignment/reader-choices.js'

export type AskOpinionRefusal = AssignRefusal | 'already_reading' | 'breaks_wish'

/** The lead asks a reader what they think of a review that is in, instead of a blind reading. */
@Injectable()
export class AskOpinion {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly assign: AssignReader,
  ) {}

  /**
   * The reader gets the file and this review, and counts as a reader who did not read blind. Refuses: not_found (file,
   * colleague, or no such review that is in, shared and up to date), already_reading (assigned, or has written of it),
   * breaks_wish (as an assignment by hand, without `anyway`; `breaks`: which), and as an assignment does.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    ask: { readonly accountId: string; readonly reviewId: string; readonly anyway?: boolean },
  ): Promise<Outcome<null, AskOpinionRefusal>> {
    const file = await openToAsk(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (ask.accountId === actor.accountId) return refuse('about_yourself')
    const objection = await this.assign.objection(actor, file, ask.accountId)
    if (!objection.ok) return objection

    return this.database.transaction(async (tx) => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, applicationId)
      const now = await openToAsk(tx, actor, applicationId)
      if (!now) return refuse('not_found')
      const author = await authorOf(tx, applicationId, ask.reviewId)
      if (author === null || author === ask.accountId) return refuse('not_found')
      if (await isReading(tx, applicationId, ask.accountId)) return refuse('already_reading')
      const choice = (await choicesFor(tx, actor, now)).find(({ accountId }) => accountId === ask.accountId)
      if (choice && choice.breaks.length > 0 && !ask.anyway) return refuse('breaks_wish', { breaks: choice.breaks })
      const to = {
        accountId: ask.accountId,
        role: 'reviewer',
        opinionOn: ask.reviewId,
        anyway: ask.anyway === true,
        exclusions: objection.value,
      } as const
      const given = await this.assign.give(tx, actor, applicationId, to)
      if (!given.ok) return given
      const query = { owner: applicationId, schemas: ['review.text'], authors: [author], to: ask.accountId }
      if ((await this.keyring.share(tx, actor.holder, query)) === 0) return refuse('nothing_to_share')
      return done(null)
    })
  }
}

/** The file, where this colleague may ask about a review of it now. */
async function openToAsk(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<SeenFile | null> {
  const file = await seeFile(on, actor, applicationId)
  return file?.seen.reviews && file.state === 'in_review' && hasRole(actor, 'vetting_lead') ? file : null
}

// In another state nobody is asked; the file may have moved since the page was read.
async function authorOf(tx: Tx, applicationId: string, reviewId: string): Promise<string | null> {
  const [row] = await tx.query<{ account_id: string }[]>(
    `SELECT r.account_id FROM app.review r JOIN app.application a ON a.id = r.application_id AND a.state = 'in_review'
     WHERE r.id = $2 AND a.id = $1 AND r.state = 'submitted' AND NOT r.is_private AND r.profile_version >= app.profile_number($1)`,
    [applicationId, reviewId],
  )
  return row?.account_id ?? null
}

async function isReading(tx: Tx, applicationId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND role = 'reviewer' AND ended_on IS NULL
     UNION ALL SELECT 1 FROM app.review WHERE application_id = $1 AND account_id = $2 AND state <> 'abstained'`,
    [applicationId, accountId],
  )
  return rows.length > 0
}
