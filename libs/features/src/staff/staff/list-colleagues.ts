import { Injectable } from '@nestjs/common'
import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import { Database } from '#platform/database/database.js'
import type { StaffActor } from './staff-actor.js'

export interface Colleague {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly keeperOf: readonly Compartment[]
}

/** Active colleagues of the edition, a line for each role they hold today. */
@Injectable()
export class ListColleagues {
  constructor(private readonly database: Database) {}

  /** Sorted by role and name; for a file, without those whom a conflict keeps away from it. */
  run(actor: StaffActor, roles?: readonly Role[], file?: { readonly id: string }): Promise<Colleague[]> {
    return this.database.prepared<Colleague>(
      `SELECT r.account_id AS "accountId", a.display_name AS name, r.role, r.keeper_of AS "keeperOf"
       FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id
       WHERE r.edition_id = $1 AND a.state = 'active' AND (r.ends_on IS NULL OR r.ends_on >= app.today())
         AND ($2::text[] IS NULL OR r.role = ANY ($2))
         AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = $3 AND c.account_id = r.account_id)
       ORDER BY r.role, a.display_name`,
      [actor.editionId, roles ?? null, file?.id ?? null],
    )
  }
}
