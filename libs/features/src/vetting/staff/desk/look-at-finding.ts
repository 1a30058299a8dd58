import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type FoundCheck, needsSecondLook } from '#domain/vetting/clearing.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

export type LookRefusal = 'not_found' | 'second_person_missing' | 'stale'

interface Finding extends FoundCheck {
  readonly author_id: string
}

/** A second person has looked at what speaks against somebody, or at the memo. */
@Injectable()
export class LookAtFinding {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Looked at twice is looked at once. Refuses: not_found (file, role, state), stale (the finding stands no more, or needs no
   * second look), second_person_missing (its author).
   */
  async run(actor: StaffActor, applicationId: string, findingId: string): Promise<Outcome<null, LookRefusal>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      // It may have moved since the page was read.
      if ((await seeFile(tx, actor, applicationId))?.state !== 'vetting') return refuse('not_found')
      const [row] = await tx.query<Finding[]>(
        `SELECT author_id, point, result, evidence, app.evidence_is_proven(application_id, evidence) AS "isProven"
         FROM app.vetting_check WHERE application_id = $1 AND id = $2`,
        [applicationId, findingId],
      )
      if (!row || !needsSecondLook(row)) return refuse('stale')
      if (row.author_id === actor.accountId) return refuse('second_person_missing')
      await tx.query(
        'INSERT INTO app.finding_look (finding_id, application_id, account_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [findingId, applicationId, actor.accountId],
      )
      const line = {
        actorId: actor.accountId,
        verb: 'vetting.looked',
        objectId: applicationId,
        purpose: `${row.point}`,
      }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}
