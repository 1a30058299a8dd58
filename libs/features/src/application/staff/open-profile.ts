import type { ReadRecord } from '#domain/application/merged-record.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { readVersions, recordAt } from './file-versions.js'
import { sectionSchemas, sectionVersions } from './section-versions.js'

interface Keys {
  readonly database: Database
  readonly keyring: Keyring
}

/**
 * The profile of a file the actor sees, replaced pages in place of the older ones; null where this session opens none of it.
 * The audit line is committed before anything is unwrapped.
 */
export async function openProfile(
  { database, keyring }: Keys,
  actor: StaffActor,
  applicationId: string,
): Promise<ReadRecord | null> {
  const rows = await sectionVersions(database, applicationId)
  const schemas = ['profile', ...sectionSchemas(rows, ['profile'])]
  const line = { verb: 'application.opened', objectId: applicationId, purpose: 'translation' }
  const query = { owners: [applicationId], schemas, everyVersion: rows.length > 0 }
  const opened = await keyring.open(actor.holder, line, query)

  return recordAt('profile', opened, readVersions(rows, opened, ['profile'])) ?? null
}
