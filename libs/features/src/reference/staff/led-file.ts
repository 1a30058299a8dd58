import { seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

/** True for a vetting lead who sees the file and owes no review of it: who asks its referees, and enters a voucher. */
export async function leadsFile(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<boolean> {
  const file = await seeFile(on, actor, applicationId)
  return file !== null && !file.seen.readsBlind && hasRole(actor, 'vetting_lead')
}
