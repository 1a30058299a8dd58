import type { DocumentClass } from '#domain/vetting/travel-document.js'
import { documentSchema } from '#features/vetting/staff/desk/passed-documents.js'
import { sealRecord } from '#platform/vault/record.js'
import type { World } from '../world.js'

/** The extract about a travel document as a lead's session seals it, read from this version of the page; 1 is what was sent. */
export async function passedDocument(
  world: World,
  owner: string,
  found: DocumentClass = 'yes',
  page = 1,
): Promise<void> {
  const place = { owner, compartment: 'balance', schema: documentSchema, version: page }
  const record = sealRecord(place, { travel_document: found }, [world.directory.compartmentKey('balance')])
  const { accountId } = await world.holder('lead')
  await world.operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, author_id, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [record.id, owner, place.compartment, place.schema, page, accountId, record.body],
  )
  for (const { recipient, wrap } of record.wraps) {
    await world.operator.query('INSERT INTO wraps.dek_wrap VALUES ($1, $2, $3)', [record.id, recipient, wrap])
  }
}
