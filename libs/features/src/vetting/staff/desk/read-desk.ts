import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type DocumentStanding, passesDocument } from '#domain/vetting/travel-document.js'
import { seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type ProxyTyped, ReadTypedBy } from '../call/read-typed-by.js'
import { type RecordedCheck, RecordCheck } from '../record-check.js'
import { type JudgedItem, JudgeHarm } from './judge-harm.js'
import { keptMails } from './kept-mail.js'
import { passedDocuments } from './passed-documents.js'
import { openNotes } from './sealed-note.js'

/** A voucher as the checklist names it: who, and when. */
export interface NamedVoucher {
  readonly id: string
  /** Null where this session does not open it. */
  readonly name: string | null
  /** ISO date. */
  readonly vouchedOn: string
}

export interface DeskFile {
  readonly file: SeenFile
  /** Every finding, by point and the newest first; empty for who is no lead. */
  readonly findings: readonly RecordedCheck[]
  readonly harm: readonly JudgedItem[]
  /** A proxy typed; null where the person did. */
  readonly typed: ProxyTyped | null
  /** Mails to the person that wait for the gate. */
  readonly heldMails: number
  readonly vouchers: readonly NamedVoucher[]
  /** Whether others know that there is a travel document; null for who is no lead, and where nothing is passed on. */
  readonly document: DocumentStanding | null
  /** Texts of notes by record id. */
  readonly notes: ReadonlyMap<string, string>
}

/** What is known of one file at the vetting desk, notes opened; the audit line comes first. */
@Injectable()
export class ReadDesk {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly checks: RecordCheck,
    private readonly gate: JudgeHarm,
    private readonly typists: ReadTypedBy,
  ) {}

  /** Refuses: not_found (absent, forbidden, neither lead nor security officer, or who owes a review of it). */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<DeskFile, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || file.seen.readsBlind || !hasRole(actor, 'vetting_lead', 'security_officer')) return refuse('not_found')
    const isLead = hasRole(actor, 'vetting_lead')
    const kinds = isLead ? (['harm.note', 'vetting.note'] as const) : (['harm.note'] as const)

    return done({
      file,
      findings: await this.checks.history(actor, file),
      typed: await this.typists.of(actor, file),
      harm: await this.gate.read(actor, applicationId),
      heldMails: await keptMails(this.database, applicationId),
      document: isLead && passesDocument(file.state) ? await this.document(applicationId) : null,
      vouchers: isLead ? await this.vouchers(actor, applicationId) : [],
      notes: await openNotes(this.keyring, actor, { owners: [applicationId], kinds }),
    })
  }

  private async document(applicationId: string): Promise<DocumentStanding> {
    return (await passedDocuments(this.database, [applicationId])).get(applicationId)?.standing ?? 'missing'
  }

  private async vouchers(actor: StaffActor, applicationId: string): Promise<NamedVoucher[]> {
    const rows = await this.database.query<Omit<NamedVoucher, 'name'>>(
      'SELECT id, vouched_on::text AS "vouchedOn" FROM app.voucher WHERE application_id = $1 ORDER BY vouched_on, id',
      [applicationId],
    )
    if (rows.length === 0) return []
    const line = { verb: 'references.opened', objectId: applicationId, purpose: 'voucher' }
    const query = { owners: rows.map(({ id }) => id), schemas: ['voucher'] }
    const records = await this.keyring.open(actor.holder, line, query)
    const nameOf = (id: string) => records.find(({ owner }) => owner === id)?.value as { name: string } | undefined
    return rows.map((row) => ({ ...row, name: nameOf(row.id)?.name ?? null }))
  }
}
