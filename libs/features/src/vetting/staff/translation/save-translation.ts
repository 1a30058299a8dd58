import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { type TranslationText, textSchema } from './translation-records.js'

export interface WrittenTranslation {
  readonly section: string
  readonly text: string
  /** Version of the translation the page showed; 0 before the first. */
  readonly version: number
}

export type SaveTranslationRefusal = 'not_found' | 'incomplete' | 'stale'

/** A translator writes a page of a file in another language; the file's readers may work from it at once. */
@Injectable()
export class SaveTranslation {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (not asked for this page, or the file is no longer theirs), incomplete (no text), stale. */
  async run(
    actor: StaffActor,
    applicationId: string,
    written: WrittenTranslation,
  ): Promise<Outcome<null, SaveTranslationRefusal>> {
    if (!(await isTheirs(this.database, actor, applicationId))) return refuse('not_found')
    if (written.text.trim() === '') return refuse('incomplete')

    return this.database.transaction(async (tx) => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, applicationId)
      if (!(await isTheirs(tx, actor, applicationId))) return refuse('not_found')
      const known = await asked(tx, actor, applicationId, written.section)
      if (!known) return refuse('not_found')
      if (known.version !== written.version) return refuse('stale')
      await this.store(tx, actor, applicationId, written)
      const { accountId: actorId } = actor
      const line = { actorId, verb: 'translation.written', objectId: applicationId, purpose: written.section }
      await this.audit.record(tx, line)
      return done(null)
    })
  }

  private async store(tx: Tx, actor: StaffActor, owner: string, written: WrittenTranslation): Promise<void> {
    const { section, text, version } = written
    const value: TranslationText = { isTranslation: true, section, text }
    const place = { owner, compartment: 'profile', schema: textSchema(section), version: version + 1 }
    const record = sealRecord(place, value, await this.readers(tx, actor, owner))
    await this.keyring.store(tx, record, actor.accountId)
    await tx.query(
      `UPDATE app.translation SET version = version + 1, written_on = app.today(), written_number = profile_number
       WHERE application_id = $1 AND section = $2 AND account_id = $3`,
      [owner, section, actor.accountId],
    )
  }

  /** The compartment, the author, and whoever the profile is assigned to now. */
  private async readers(tx: Tx, actor: StaffActor, owner: string): Promise<Buffer[]> {
    const rows = await tx.query<{ account_id: string }[]>(
      `SELECT DISTINCT account_id FROM app.assignment
       WHERE application_id = $1 AND account_id <> $2 AND ended_on IS NULL AND 'profile' = ANY (compartments)`,
      [owner, actor.accountId],
    )
    const others = rows.flatMap(({ account_id }) => this.directory.signedStaffKey(account_id) ?? [])
    return [this.directory.compartmentKey('profile'), actor.holder.pair.publicKey, ...others]
  }
}

async function isTheirs(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<boolean> {
  const file = await seeFile(on, actor, applicationId)
  return hasRole(actor, 'translator') && file?.facts.assignedAs.includes('translator') === true
}

// Asked behind the lock: a conflict or a keeper may have taken the file away since the page was read.
async function asked(
  tx: Tx,
  { accountId }: StaffActor,
  applicationId: string,
  section: string,
): Promise<{ version: number } | undefined> {
  const [row] = await tx.query<{ version: number }[]>(
    `SELECT t.version FROM app.translation t JOIN app.assignment s ON s.application_id = t.application_id AND s.account_id = t.account_id
       AND s.role = 'translator' AND s.ended_on IS NULL AND s.asked_conflict
     WHERE t.application_id = $1 AND t.section = $2 AND t.account_id = $3 FOR UPDATE OF t`,
    [applicationId, section, accountId],
  )
  return row
}
