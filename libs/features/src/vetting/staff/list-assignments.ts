import { Injectable } from '@nestjs/common'
import type { Role } from '#domain/lifecycle.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

export interface Assignment {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  /** ISO date. */
  readonly since: string
}

/** Who has which file. */
@Injectable()
export class ListAssignments {
  constructor(private readonly database: Database) {}

  /** Colleagues who have this file now, by role and name; empty for who does not assign. */
  async of(actor: StaffActor, file: SeenFile): Promise<Assignment[]> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return []
    return this.database.prepared<Assignment>(
      `SELECT s.account_id AS "accountId", a.display_name AS name, s.role, s.assigned_on::text AS since
       FROM app.assignment s JOIN app.staff_account a ON a.id = s.account_id
       WHERE s.application_id = $1 AND s.ended_on IS NULL ORDER BY s.role, a.display_name`,
      [file.id],
    )
  }

  /** The actor's own files, in the order of case numbers. */
  async own(actor: StaffActor): Promise<SeenFile[]> {
    return seenFiles(this.database, actor, {
      where: `EXISTS (SELECT 1 FROM app.assignment o WHERE o.application_id = a.id AND o.account_id = $1 AND o.ended_on IS NULL)`,
      tail: 'ORDER BY a.case_number',
    })
  }
}
