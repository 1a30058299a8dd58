import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type HarmItem, harmItems, type HarmVerdict } from '#domain/vetting/harm.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealNote } from './sealed-note.js'

export interface Judgement {
  readonly item: HarmItem
  readonly verdict: HarmVerdict
  readonly note?: string
}

export interface JudgedItem {
  readonly item: HarmItem
  readonly verdict: HarmVerdict
  /** Null: opened with vetting. */
  readonly author: string | null
  /** ISO date. */
  readonly foundOn: string
  readonly noteId: string | null
}

const judges = ['vetting_lead', 'security_officer'] as const

/**
 * What contact, a letter, visa data and publicity could cost a person. An open item, and contact that is not safe, keep
 * automatic mail to them back.
 */
@Injectable()
export class JudgeHarm {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * Adds judgements; the newest of an item stands, and one left as it was, without a note, is not judged anew. With the last
   * open one mail goes on, unless contact is not safe: then somebody tells the person otherwise. Refuses: not_found (file, role, or a file that was never in vetting: the gate is not open yet).
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    judgements: readonly Judgement[],
  ): Promise<Outcome<null, 'not_found'>> {
    const known = await this.read(actor, applicationId)
    if (known.length === 0) return refuse('not_found')
    const changed = judgements.filter(
      ({ item, verdict, note }) => note?.trim() || known.find((one) => one.item === item)?.verdict !== verdict,
    )

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      for (const { item, verdict, note = '' } of changed) {
        const text = { owner: applicationId, kind: 'harm.note', text: note } as const
        const keys = { keyring: this.keyring, directory: this.directory }
        const noteId = note.trim() === '' ? null : await sealNote(tx, keys, actor, text)
        await tx.query(
          'INSERT INTO app.harm_finding (application_id, item, verdict, author_id, note_id) VALUES ($1, $2, $3, $4, $5)',
          [applicationId, item, verdict, actor.accountId, noteId],
        )
        const line = { actorId: actor.accountId, verb: 'harm.judged', objectId: applicationId }
        await this.audit.record(tx, { ...line, purpose: `${item} ${verdict}` })
      }
      return done(null)
    })
  }

  /** The four items in their order; empty before vetting, and for who does not judge. */
  async read(actor: StaffActor, applicationId: string): Promise<JudgedItem[]> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, ...judges)) return []
    return this.database.query<JudgedItem>(
      `SELECT h.item, h.verdict, s.display_name AS author, h.found_on::text AS "foundOn", h.note_id AS "noteId"
       FROM app.harm_item h LEFT JOIN app.staff_account s ON s.id = h.author_id
       WHERE h.application_id = $1 ORDER BY array_position($2, h.item)`,
      [applicationId, harmItems],
    )
  }
}
