import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealNote } from '../desk/sealed-note.js'
import { restrict } from './restrict.js'

const raisers = ['reviewer', 'coordinator', 'vetting_lead'] as const

const mayRaise = (actor: StaffActor): boolean => hasRole(actor, ...raisers)

/** Somebody fears that an applicant is not who they say, or means harm. */
@Injectable()
export class RaiseConcern {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * The text is sealed to `risk`, the file restricted at once, also for who raised it. Refuses: not_found (file or role),
   * incomplete (no text).
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    text: string,
  ): Promise<Outcome<null, 'not_found' | 'incomplete'>> {
    if (!mayRaise(actor) || !(await seeFile(this.database, actor, applicationId))) return refuse('not_found')
    if (text.trim() === '') return refuse('incomplete')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      // Somebody else's concern, or a conflict, may have taken the file away meanwhile.
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const keys = { keyring: this.keyring, directory: this.directory }
      const noteId = await sealNote(tx, keys, actor, { owner: applicationId, kind: 'integrity.concern', text })
      await tx.query('INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, $3)', [
        applicationId,
        actor.accountId,
        noteId,
      ])
      await restrict(tx, keys, { applicationId, reason: 'integrity', by: actor.accountId, keep: [] })
      await callLead(tx, applicationId)
      const line = { actorId: actor.accountId, verb: 'integrity.raised', objectId: applicationId }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}

const callLead = (tx: Tx, applicationId: string): Promise<unknown> =>
  tx.query(
    `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
     SELECT a.edition_id, 'integrity_concern', 'vetting_lead', a.id FROM app.application a WHERE a.id = $1 ON CONFLICT DO NOTHING`,
    [applicationId],
  )
