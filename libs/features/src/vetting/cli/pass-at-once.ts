import { documentClass } from '#domain/vetting/travel-document.js'
import type { Tx } from '#platform/database/database.js'
import { sha256 } from '#platform/vault/keys.js'
import { type DocumentKeys, sealDocument } from '../staff/desk/seal-document.js'

export interface SaidDocument {
  readonly file: string
  /** What the person answered, as it was sent. */
  readonly kind: string
}

/** Whether there is a travel document, sealed for many files as `PassDocument` seals it for each. */
export async function passAtOnce(
  tx: Tx,
  keys: DocumentKeys,
  actorId: string,
  files: readonly SaidDocument[],
): Promise<void> {
  for (const { file, kind } of files) {
    const digest = sha256(Buffer.from([file, 'risk'].toSorted().join(',')))
    const line = { actorId, verb: 'travel_document.opened', objectId: file, purpose: 'risk', digest }
    await keys.audit.record(tx, line)
    await sealDocument(tx, keys, actorId, { owner: file, page: 1, found: documentClass(kind) })
  }
}
