import { Injectable } from '@nestjs/common'
import { noteTopics } from '#domain/message/note-topics.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { type Note, seeNotes } from './see-note.js'

export type AnswerRefusal = 'not_found' | 'already_answered' | 'code_gone'

/** Our answer to a note: a message sealed to the person alone, and a copy for the colleagues of the topic. */
@Injectable()
export class AnswerNote {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * The inbox always has it; a neutral mail goes out if the person's rules allow one, and no phone task is made. Refuses:
   * not_found, already_answered (somebody was quicker), code_gone (the file has no code any more).
   */
  async run(actor: StaffActor, id: string, text: string): Promise<Outcome<null, AnswerRefusal>> {
    const [note] = await seeNotes(this.database, actor, id)
    if (!note) return refuse('not_found')

    return this.database.transaction((tx) => this.write(tx, actor, note, text))
  }

  private async write(tx: Tx, actor: StaffActor, note: Note, text: string): Promise<Outcome<null, AnswerRefusal>> {
    // A new code of the person waits for this lock, and this for it: the message is sealed to the key that is true now.
    await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [note.applicationId])
    const [, taken] = await tx.query<[unknown, number]>(
      'UPDATE app.note SET answered_by = $2, answered_on = app.today() WHERE id = $1 AND answered_on IS NULL',
      [note.id, actor.accountId],
    )
    if (taken === 0) return refuse('already_answered')
    const recordId = await this.seal(tx, actor, note, text)
    if (!recordId) return refuse('code_gone')
    await tellOf(tx, note, recordId)
    await tx.query(
      `UPDATE app.staff_task SET state = 'done', done_by = $3 WHERE application_id = $1 AND kind = 'note_' || $2 AND state = 'open'
         AND NOT EXISTS (SELECT 1 FROM app.note n WHERE n.application_id = $1 AND n.topic = $2 AND n.answered_on IS NULL)`,
      [note.applicationId, note.topic, actor.accountId],
    )
    const line = { actorId: actor.accountId, verb: 'note.answered', objectId: note.applicationId, purpose: note.topic }
    await this.audit.record(tx, line)
    return done(null)
  }

  /** The message's record id; null when nobody could open it. */
  private async seal(tx: Tx, actor: StaffActor, note: Note, text: string): Promise<string | null> {
    const [access] = await tx.query<{ public_key: Buffer }[]>(
      'SELECT public_key FROM app.access WHERE application_id = $1',
      [note.applicationId],
    )
    if (!access) return null
    const { compartment } = noteTopics[note.topic]
    const place = { owner: note.applicationId, version: 1 }
    const message = sealRecord({ ...place, compartment: 'applicant', schema: `message.${note.number}` }, { text }, [
      access.public_key,
    ])
    const copy = sealRecord({ ...place, compartment, schema: `answer.${note.number}` }, { text }, [
      this.directory.compartmentKey(compartment),
    ])
    await this.keyring.store(tx, message, actor.accountId)
    await this.keyring.store(tx, copy, actor.accountId)
    return message.id
  }
}

/** The line in the inbox, and the mail that says that there is one. */
async function tellOf(tx: Tx, note: Note, recordId: string): Promise<void> {
  await tx.query(
    `INSERT INTO app.message (application_id, kind, subject_version, record_id) VALUES ($1, 'note_answered', $2, $3)`,
    [note.applicationId, note.number, recordId],
  )
  await tx.query(
    `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'note_answered', $1, $2)`,
    [note.applicationId, note.number],
  )
}
