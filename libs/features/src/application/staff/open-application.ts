import { Injectable } from '@nestjs/common'
import type { Compartment } from '#domain/compartment.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { seeFile, type SeenFile } from './see-file.js'

export type OpenRefusal = 'not_found' | 'conflict_unanswered' | 'second_person_missing'

export interface OpenedApplication {
  readonly file: SeenFile
  readonly records: readonly OpenedRecord[]
}

/** Records of each compartment as submitted. */
const schemasOf: Readonly<Partial<Record<Compartment, readonly string[]>>> = {
  contact: ['contact.rest'],
  profile: ['profile'],
  risk: ['risk'],
  references: ['references'],
  balance: [],
}

/** Different files a day, before a second person is asked (re-opening is free). */
const dailyLimit = { reviewer: 40, other: 150 }

/** Opens what the viewer may read of one file. The audit line is committed before anything is unwrapped. */
@Injectable()
export class OpenApplication {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Refuses: not_found (absent and forbidden alike), conflict_unanswered (a reader says first whether there is one),
   * second_person_missing (the day's limit of different files).
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<OpenedApplication, OpenRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (await this.owesAnswer(actor, file)) return refuse('conflict_unanswered')
    if (await this.isOverLimit(actor, applicationId)) return refuse('second_person_missing')
    const schemas = file.seen.compartments.flatMap((compartment) => schemasOf[compartment] ?? [])
    const line = { verb: 'application.opened', objectId: applicationId, purpose: file.state }

    return done({ file, records: await this.keyring.open(actor.holder, line, { owners: [applicationId], schemas }) })
  }

  private async owesAnswer(actor: StaffActor, file: SeenFile): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND role = 'reviewer' AND ended_on IS NULL
         AND NOT asked_conflict`,
      [file.id, actor.accountId],
    )
    return rows.length > 0
  }

  private async isOverLimit(actor: StaffActor, applicationId: string): Promise<boolean> {
    const [row] = await this.database.query<{ others: number }>(
      `SELECT count(DISTINCT object_id)::int AS others FROM audit.entry
       WHERE actor_id = $1 AND verb = 'application.opened' AND at >= date_trunc('day', app.now()) AND object_id <> $2`,
      [actor.accountId, applicationId],
    )
    const limit = hasRole(actor, 'coordinator', 'vetting_lead', 'board') ? dailyLimit.other : dailyLimit.reviewer
    return (row?.others ?? 0) >= limit
  }
}
