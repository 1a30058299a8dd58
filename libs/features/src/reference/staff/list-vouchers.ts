import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** Somebody vouched: who of which kind entered it when. The name is sealed. Days are ISO dates. */
export interface Voucher {
  readonly id: string
  readonly kind: 'staff' | 'partner'
  readonly vouchedOn: string
  readonly enteredOn: string
  readonly author: string
}

/** Vouchers of one file, for the checklist: evidence E4. */
@Injectable()
export class ListVouchers {
  constructor(private readonly database: Database) {}

  /** In the order of their days; empty for who is no vetting lead, or owes a review of the file. */
  async run(actor: StaffActor, file: SeenFile): Promise<Voucher[]> {
    if (file.seen.readsBlind || !hasRole(actor, 'vetting_lead')) return []
    return this.database.prepared<Voucher>(
      `SELECT v.id, v.kind, v.vouched_on::text AS "vouchedOn", v.entered_on::text AS "enteredOn", s.display_name AS author
       FROM app.voucher v JOIN app.staff_account s ON s.id = v.author_id WHERE v.application_id = $1 ORDER BY v.vouched_on, v.id`,
      [file.id],
    )
  }
}
