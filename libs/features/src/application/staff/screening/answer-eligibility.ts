import { Injectable } from '@nestjs/common'
import {
  type DefinitionAnswer,
  type DefinitionTest,
  type EligibilityReason,
  eligibilityOf,
} from '#domain/vetting/definition-test.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lockFile } from '../lock-file.js'
import { seeFile, type SeenFile } from '../see-file.js'

export interface EligibilityAnswer extends DefinitionTest {
  readonly reason: EligibilityReason
}

export interface GivenAnswer extends EligibilityAnswer {
  readonly eligibility: DefinitionAnswer
  readonly author: string
  /** The viewer's own. */
  readonly isOwn: boolean
  /** ISO date. */
  readonly day: string
}

/** Whether a file is inside the Declaration, as coordinators answer it while it is screened. */
@Injectable()
export class AnswerEligibility {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * One row for each person and day; the same day's second answer takes the place of the first, other days stay on
   * record. Refuses: not_found (file or role), move_not_allowed (the file is not in screening).
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    answer: EligibilityAnswer,
  ): Promise<Outcome<null, 'not_found' | 'move_not_allowed'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'coordinator')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const now = await seeFile(tx, actor, applicationId)
      if (now?.state !== 'screening') return refuse('move_not_allowed')
      await tx.query(
        `INSERT INTO app.eligibility (application_id, author_id, for_others, universality, peaceful, reason_class)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (application_id, author_id, answered_on) DO UPDATE SET number = DEFAULT,
           for_others = EXCLUDED.for_others, universality = EXCLUDED.universality, peaceful = EXCLUDED.peaceful,
           reason_class = EXCLUDED.reason_class`,
        [applicationId, actor.accountId, answer.for_others, answer.universality, answer.peaceful, answer.reason],
      )
      const purpose = eligibilityOf(answer)
      await this.audit.record(tx, {
        actorId: actor.accountId,
        verb: 'eligibility.answered',
        objectId: applicationId,
        purpose,
      })
      return done(null)
    })
  }

  /** All answers, the one that counts first. Empty for all but coordinators, vetting leads and the board. */
  async history(actor: StaffActor, file: SeenFile): Promise<GivenAnswer[]> {
    if (!file.seen.decisions) return []
    const rows = await this.database.prepared<Omit<GivenAnswer, 'eligibility'>>(
      `SELECT e.for_others, e.universality, e.peaceful, e.reason_class AS reason, s.display_name AS author, e.author_id = $2 AS "isOwn", e.answered_on::text AS day
       FROM app.eligibility e JOIN app.staff_account s ON s.id = e.author_id WHERE e.application_id = $1 ORDER BY e.number DESC`,
      [file.id, actor.accountId],
    )
    return rows.map((row) => ({ ...row, eligibility: eligibilityOf(row) }))
  }
}

/** The answer that counts, of these files; a file nobody answered for is left out. */
export async function eligibilityIn(
  database: Pick<Database, 'query'>,
  applicationIds: readonly string[],
): Promise<Map<string, DefinitionAnswer>> {
  const rows = await database.query<DefinitionTest & { id: string }>(
    `SELECT DISTINCT ON (application_id) application_id AS id, for_others, universality, peaceful FROM app.eligibility
     WHERE application_id = ANY ($1) ORDER BY application_id, number DESC`,
    [applicationIds],
  )
  return new Map(rows.map((row) => [row.id, eligibilityOf(row)]))
}
