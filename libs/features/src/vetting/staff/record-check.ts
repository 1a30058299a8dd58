import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Check } from '#domain/vetting/clearing.js'
import { seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

export interface RecordedCheck extends Check {
  readonly author: string
  readonly checkedOn: string
}

/** The fifteen points of vetting: result, evidence grade, who and when. */
@Injectable()
export class RecordCheck {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Writes points of the checklist; a point written again is replaced. Refuses: not_found (no lead, not in vetting). */
  async run(actor: StaffActor, applicationId: string, checks: readonly Check[]): Promise<Outcome<null, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (file?.state !== 'vetting' || !hasRole(actor, 'vetting_lead')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      for (const { point, result, evidence } of checks) {
        await tx.query(
          `INSERT INTO app.vetting_check (application_id, point, result, evidence, author_id) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (application_id, point) DO UPDATE SET result = EXCLUDED.result, evidence = EXCLUDED.evidence,
             author_id = EXCLUDED.author_id, checked_on = app.today()`,
          [applicationId, point, result, evidence, actor.accountId],
        )
      }
      const purpose = checks.map(({ point }) => point).join(',')
      await this.audit.record(tx, {
        actorId: actor.accountId,
        verb: 'vetting.checked',
        objectId: applicationId,
        purpose,
      })
      return done(null)
    })
  }

  /** The points recorded so far, in order; empty for who may not see them. */
  async read(actor: StaffActor, applicationId: string): Promise<RecordedCheck[]> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'vetting_lead')) return []
    return this.database.query<RecordedCheck>(
      `SELECT v.point, v.result, v.evidence, s.display_name AS author, v.checked_on::text AS "checkedOn"
       FROM app.vetting_check v JOIN app.staff_account s ON s.id = v.author_id WHERE v.application_id = $1 ORDER BY v.point`,
      [applicationId],
    )
  }
}
