import { Injectable } from '@nestjs/common'
import type { ReadRecord } from '#domain/application/merged-record.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { type ReadVersion, sentSchemas } from './file-versions.js'
import { openParts } from './open-parts.js'
import { owesAnswer } from './owes-answer.js'
import { sectionVersions } from './section-versions.js'
import { seeFile, type SeenFile } from './see-file.js'
import { ShareChanges } from './share-changes.js'
import { isTypedByProxy, noteTypists } from './typed-by.js'
import { type FileTies, tieSchemas, tiesOf } from './ties/open-ties.js'

export type OpenRefusal = 'not_found' | 'sealed_yet' | 'conflict_unanswered' | 'second_person_missing'

export interface OpenedApplication {
  readonly file: SeenFile
  /** One for each compartment the viewer may read and opens, replaced sections in place of the older ones. */
  readonly records: readonly ShownRecord[]
  /** As they were opened: what was sent, and every replaced section. */
  readonly opened: readonly OpenedRecord[]
  /** Replaced sections the viewer may read, oldest first. */
  readonly versions: readonly ReadVersion[]
  /** For who assigns readers; null for everybody else. */
  readonly ties: FileTies | null
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
   * A keeper who opens a file hands newer sections to its readers at once. Refuses: not_found (absent and forbidden alike),
   * sealed_yet (sent too lately, while the wave collects), conflict_unanswered (a reader says first whether there is one),
   * second_person_missing (the day's limit of different files).
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<OpenedApplication, OpenRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    return file ? this.seen(actor, file) : refuse('not_found')
  }

  /** The same of a file that was found for this viewer in the same request. */
  async seen(
    actor: StaffActor,
    file: SeenFile,
  ): Promise<Outcome<OpenedApplication, Exclude<OpenRefusal, 'not_found'>>> {
    const applicationId = file.id
    if (file.facts.isSealed && file.seen.compartments.length === 0) return refuse('sealed_yet')
    const isAssigned = file.facts.assignedAs.length > 0
    if (isAssigned && (await owesAnswer(this.database, actor, applicationId))) return refuse('conflict_unanswered')
    const [isOver, known] = await Promise.all([
      this.isOverLimit(actor, applicationId),
      sectionVersions(this.database, applicationId),
    ])
    if (isOver) return refuse('second_person_missing')
    // `balance` is for counts alone and never opened as text; the desk's compartments have their own screens.
    const compartments = file.seen.compartments.filter((name) => name in sentSchemas)
    const line = { verb: 'application.opened', objectId: applicationId, purpose: file.state }
    const tools = { database: this.database, keyring: this.keyring }
    const assigns = hasRole(actor, 'coordinator', 'vetting_lead')
    const others = assigns ? tieSchemas(file) : []
    const { opened, sections, versions, said } = await openParts(tools, actor, line, {
      compartments,
      others,
      sections: known,
    })
    if (sections.some(({ unshared }) => unshared.length > 0)) await this.share.run(actor, applicationId)

    const contact = said('contact')?.values as { applying_for?: string } | undefined
    await noteTypists(this.database, [{ id: applicationId, isByProxy: isTypedByProxy(contact) }])

    const records = compartments.flatMap((compartment) => {
      const value = said(compartment)
      return value ? [{ compartment, value }] : []
    })
    return done({ file, records, opened, versions, ties: assigns ? tiesOf({ opened, said }) : null })
  }

  private async isOverLimit(actor: StaffActor, applicationId: string): Promise<boolean> {
    const [row] = await this.database.prepared<{ others: number }>(
      `SELECT count(DISTINCT object_id)::int AS others FROM audit.entry
       WHERE actor_id = $1 AND verb = 'application.opened' AND at >= date_trunc('day', app.now()) AND object_id <> $2`,
      [actor.accountId, applicationId],
    )
    const limit = hasRole(actor, 'coordinator', 'vetting_lead', 'board') ? dailyLimit.other : dailyLimit.reviewer
    return (row?.others ?? 0) >= limit
  }
}
