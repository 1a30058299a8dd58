import type { DocumentClass } from '#domain/vetting/travel-document.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { documentSchema } from './passed-documents.js'

export interface DocumentKeys {
  readonly audit: Audit
  readonly keyring: Keyring
  readonly directory: Directory
}

export interface FoundDocument {
  /** Application id. */
  readonly owner: string
  /** Version of the page it was read from. */
  readonly page: number
  readonly found: DocumentClass
}

/** Seals one extract to `balance` alone, behind the lock of the file, once for a version; its audit line does not hold the class. */
export async function sealDocument(
  tx: Tx,
  { audit, keyring, directory }: DocumentKeys,
  actorId: string,
  { owner, page, found }: FoundDocument,
): Promise<void> {
  const place = { owner, compartment: 'balance', schema: documentSchema, version: page }
  const record = sealRecord(place, { travel_document: found }, [directory.compartmentKey('balance')])
  await keyring.store(tx, record, actorId)
  await audit.record(tx, { actorId, verb: 'travel_document.passed', objectId: owner })
}
