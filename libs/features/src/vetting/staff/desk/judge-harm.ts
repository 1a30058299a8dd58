import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { drawnOver } from '#domain/vetting/drawn-over.js'
import { type HarmItem, harmItems, type HarmVerdict } from '#domain/vetting/harm.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealNote } from './sealed-note.js'

export interface Judgement {
  readonly item: HarmItem
  readonly verdict: HarmVerdict
  readonly note?: string
  /** Id of the judgement that stood when the form was drawn. */
  readonly over: string
}

export interface JudgedItem {
  readonly id: string
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
   * Adds judgements; the newest of an item stands, and one left as it was drawn, without a note, is not judged anew. With the
   * last open one mail goes on, unless contact is not safe: then somebody tells the person otherwise. Refuses: not_found
   * (file, role, a review of it that is owed, or a file that was never in vetting: the gate is not open yet), stale (an item that is judged was judged by
   * somebody since the form was drawn; `about`: each item that is not as drawn, `stale` or `changed`); then nothing is written.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    judgements: readonly Judgement[],
  ): Promise<Outcome<null, 'not_found' | 'stale'>> {
    if (!hasRole(actor, ...judges)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const file = await seeFile(tx, actor, applicationId)
      const kept = file && !file.seen.readsBlind ? await findingsOf(tx, applicationId) : []
      if (kept.length === 0) return refuse('not_found')
      const judged = judgements
        .map((one) => ({ ...one, drawn: drawnAs(one, kept) }))
        .filter(({ drawn }) => drawn !== 'untouched')
      if (judged.some(({ drawn }) => drawn === 'stale')) {
        return refuse('stale', Object.fromEntries(judged.map(({ item, drawn }) => [item, drawn])))
      }
      for (const one of judged) await this.add(tx, actor, applicationId, one)
      return done(null)
    })
  }

  private async add(tx: Tx, actor: StaffActor, owner: string, { item, verdict, note = '' }: Judgement): Promise<void> {
    const keys = { keyring: this.keyring, directory: this.directory }
    const text = { owner, kind: 'harm.note', text: note } as const
    const noteId = note.trim() === '' ? null : await sealNote(tx, keys, actor, text)
    await tx.query(
      'INSERT INTO app.harm_finding (application_id, item, verdict, author_id, note_id) VALUES ($1, $2, $3, $4, $5)',
      [owner, item, verdict, actor.accountId, noteId],
    )
    const line = { actorId: actor.accountId, verb: 'harm.judged', objectId: owner, purpose: `${item} ${verdict}` }
    await this.audit.record(tx, line)
  }

  /** The four items in their order; empty before vetting, and for who does not judge. */
  async read(actor: StaffActor, applicationId: string): Promise<JudgedItem[]> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || file.seen.readsBlind || !hasRole(actor, ...judges)) return []
    return this.database.query<JudgedItem>(
      `SELECT h.id, h.item, h.verdict, s.display_name AS author, h.found_on::text AS "foundOn", h.note_id AS "noteId"
       FROM app.harm_item h LEFT JOIN app.staff_account s ON s.id = h.author_id
       WHERE h.application_id = $1 ORDER BY array_position($2, h.item)`,
      [applicationId, harmItems],
    )
  }
}

type Kept = Pick<JudgedItem, 'id' | 'item' | 'verdict'>

const findingsOf = (tx: Tx, applicationId: string): Promise<Kept[]> =>
  tx.query<Kept[]>('SELECT id, item, verdict FROM app.harm_finding WHERE application_id = $1 ORDER BY nth DESC', [
    applicationId,
  ])

const drawnAs = ({ item, verdict, note, over }: Judgement, kept: readonly Kept[]) =>
  drawnOver(
    over,
    kept.filter((one) => one.item === item),
    (one) => !note?.trim() && one.verdict === verdict,
  )
