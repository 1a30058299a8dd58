import { Injectable } from '@nestjs/common'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

// Whom a voucher speaks for needs no referee. Both places are asked while their last request is neither given up for another person nor ended.
const unasked = `a.state = ANY (app.reference_states(a.edition_id)) AND (
  SELECT count(*) FROM app.reference r WHERE r.application_id = a.id AND r.state NOT IN ('replaced', 'ended')) < 2
  AND NOT EXISTS (SELECT 1 FROM app.voucher v WHERE v.application_id = a.id)`

/** Files whose referees, or one of them, were not asked yet. */
@Injectable()
export class ListUnasked {
  constructor(private readonly database: Database) {}

  /** In the order of case numbers; empty for who is no vetting lead. */
  async run(actor: StaffActor): Promise<SeenFile[]> {
    if (!hasRole(actor, 'vetting_lead')) return []
    return seenFiles(this.database, actor, { where: unasked, tail: 'ORDER BY a.case_number' })
  }
}
