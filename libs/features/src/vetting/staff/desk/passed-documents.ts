import { type DocumentStanding, documentStanding } from '#domain/vetting/travel-document.js'
import { valuesAlone } from '#features/application/index.orm.js'
import { askPlanned, type Database, type Tx } from '#platform/database/database.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'

/** Schema of the extract: whether there is a travel document, of an answer that is sealed to `risk`. Its value is `{ travel_document }`. */
export const documentSchema = 'balance.travel_document'

/** How the extract of one file stands, read off versions in plain; no key is needed to know it. */
export interface PassedDocument {
  readonly standing: DocumentStanding
  /** Version of the page the answer stands on: 1 as it was sent, one more each time it was written again. An extract bears the same. */
  readonly page: number
}

// Of several authors the newest: each version is sealed once, behind the lock of the file.
const versionsText = `SELECT f.id,
    coalesce((SELECT max(r.version) FROM sealed.record r WHERE r.owner_id = f.id AND r.schema_id = 'balance.travel_document'), 0) AS extract,
    coalesce((SELECT max(v.version) FROM app.section_version v WHERE v.application_id = f.id AND v.section = 'place'), 1) AS page
  FROM unnest($1::uuid[]) f (id)`

/** How the extract of each of these files stands. */
export async function passedDocuments(
  database: Pick<Database, 'prepared'> | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PassedDocument>> {
  const rows = await askPlanned<{ id: string; extract: number; page: number }>(database, versionsText, [ids])
  return new Map(rows.map(({ id, extract, page }) => [id, { standing: documentStanding(extract, page), page }]))
}

/** SQL: one figure that changes with every extract sealed or erased, for sessions that keep in memory what they opened. */
export const documentsStamp = `(SELECT count(*)::int FROM sealed.record r WHERE r.schema_id = 'balance.travel_document')`

/** What is kept of a record that may be an extract: as `valuesAlone`, and the class among the values. */
export const valuesWithDocument = (value: unknown): ReturnType<typeof valuesAlone> =>
  valuesAlone(isExtract(value) ? { values: value } : value)

const isExtract = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'travel_document')

/** Opened records without extracts that do not stand: of an older answer nothing is known. */
export const withoutOld = <T extends Pick<OpenedRecord, 'owner' | 'schema' | 'version'>>(
  records: readonly T[],
  passed: ReadonlyMap<string, PassedDocument>,
): T[] =>
  records.filter(({ owner, schema, version }) => schema !== documentSchema || version === passed.get(owner)?.page)
