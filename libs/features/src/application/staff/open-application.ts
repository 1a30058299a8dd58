import { Injectable } from '@nestjs/common'
import type { ReadRecord } from '#domain/application/merged-record.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { readVersions, type ReadVersion, recordAt, sentSchemas } from './file-versions.js'
import { sectionSchemas, sectionVersions } from './section-versions.js'
import { seeFile, type SeenFile } from './see-file.js'
import { ShareChanges } from './share-changes.js'

export type OpenRefusal = 'not_found' | 'conflict_unanswered' | 'second_person_missing'

export interface OpenedApplication {
  readonly file: SeenFile
  /** One for each compartment the viewer may read and opens, replaced sections in place of the older ones. */
  readonly records: readonly ShownRecord[]
  /** As they were opened: what was sent, and every replaced section. */
  readonly opened: readonly OpenedRecord[]
  /** Replaced sections the viewer may read, oldest first. */
  readonly versions: readonly ReadVersion[]
}

export interface ShownRecord {
  readonly compartment: string
  readonly value: ReadRecord
}

/** Different files a day, before a second person is asked (re-opening is free). */
const dailyLimit = { reviewer: 40, other: 150 }

/** Opens what the viewer may read of one file. The audit line is committed before anything is unwrapped. */
@Injectable()
export class OpenApplication {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly share: ShareChanges,
  ) {}

  /**
   * A keeper who opens a file hands newer sections to its readers at once. Refuses: not_found (absent and forbidden alike), conflict_unanswered (a reader says first whether there is one),
   * second_person_missing (the day's limit of different files).
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<OpenedApplication, OpenRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (await this.owesAnswer(actor, file)) return refuse('conflict_unanswered')
    if (await this.isOverLimit(actor, applicationId)) return refuse('second_person_missing')
    // `balance` is for counts alone and never opened as text; the desk's compartments have their own screens.
    const compartments = file.seen.compartments.filter((name) => name in sentSchemas)
    const rows = await sectionVersions(this.database, applicationId)
    const schemas = [...compartments.flatMap((name) => sentSchemas[name] ?? []), ...sectionSchemas(rows, compartments)]
    const line = { verb: 'application.opened', objectId: applicationId, purpose: file.state }
    const query = { owners: [applicationId], schemas, everyVersion: rows.length > 0 }
    const opened = await this.keyring.open(actor.holder, line, query)
    const versions = readVersions(rows, opened, compartments)
    if (rows.some(({ unshared }) => unshared.length > 0)) await this.share.run(actor, applicationId)

    const records = compartments.flatMap((compartment) => {
      const value = recordAt(compartment, opened, versions)
      return value ? [{ compartment, value }] : []
    })
    return done({ file, records, opened, versions })
  }

  private async owesAnswer(actor: StaffActor, file: SeenFile): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND role IN ('reviewer', 'translator') AND ended_on IS NULL
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
