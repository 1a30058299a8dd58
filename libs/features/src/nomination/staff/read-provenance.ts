import { Injectable } from '@nestjs/common'
import { wayKey } from '#domain/nomination/same-way.js'
import type { SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import type { NomineeContact, NomineeReasons } from '../seal-nomination.js'
import { waysOf } from './enter-list.js'
import type { NominationFlag } from './nominations.js'

/** Where a file comes from, kept as a vouch. */
export interface Provenance {
  readonly number: string
  /** Week (ISO date of its Monday). */
  readonly week: string
  /** The partner's or the colleague's name; null where it is erased or sealed to this session. */
  readonly by: string | null
  readonly flags: readonly NominationFlag[]
  /** For whom keeps `references`. */
  readonly reasons: Pick<NomineeReasons, 'why' | 'known'> | null
  /** Whether the application names the way the nominator gave; null where this session cannot see both. */
  readonly hasSameWay: boolean | null
}

interface ProvenanceRow {
  id: string
  number: string
  week: string
  state: string
  author: string | null
  flags: NominationFlag[]
}

/** "Nominated by …" on a file, for coordinators and vetting leads. */
@Injectable()
export class ReadProvenance {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Null for a file without a nomination, and for who may not know, or owes a review of it. The audit line is committed before the opening. */
  async run(actor: StaffActor, file: SeenFile): Promise<Provenance | null> {
    const { id: applicationId, seen } = file
    const mayKnow = !seen.readsBlind && hasRole(actor, 'coordinator', 'vetting_lead')
    const row = mayKnow ? await this.row(applicationId) : null
    if (!row) return null
    const line = { verb: 'nomination.opened', objectId: row.id, purpose: row.state }
    const schemas = ['nomination.contact', 'nomination.reasons', 'contact.mailbox', 'contact.rest']
    const records = await this.keyring.open(actor.holder, line, { owners: [row.id, applicationId], schemas })
    const contact = valueOf(records, 'nomination.contact') as NomineeContact | null
    const reasons = valueOf(records, 'nomination.reasons') as NomineeReasons | null
    const { number, week, flags, author } = row

    return {
      number,
      week,
      flags,
      by: author ?? contact?.by ?? reasons?.by ?? null,
      reasons: reasons && { why: reasons.why, known: reasons.known },
      hasSameWay: contact && sameWay(contact, records, applicationId),
    }
  }

  private async row(applicationId: string): Promise<ProvenanceRow | null> {
    const [row] = await this.database.prepared<ProvenanceRow>(
      `SELECT n.id, n.number, n.named_week::text AS week, n.state, s.display_name AS author,
         ARRAY(SELECT f.name FROM (VALUES ('skip_screening', n.skip_screening), ('counts_as_voucher', n.counts_as_voucher),
           ('lock_channel', n.lock_channel)) f (name, is_set) WHERE f.is_set) AS flags
       FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id LEFT JOIN app.staff_account s ON s.id = n.made_by
       WHERE a.id = $1`,
      [applicationId],
    )
    return row ?? null
  }
}

const valueOf = (records: readonly OpenedRecord[], schema: string): unknown =>
  records.find((record) => record.schema === schema)?.value ?? null

function sameWay({ address }: NomineeContact, records: readonly OpenedRecord[], applicationId: string): boolean | null {
  const own = records.filter(({ owner }) => owner === applicationId)
  return own.length === 0 ? null : own.flatMap(waysOf).some((way) => wayKey(way) === wayKey(address))
}
