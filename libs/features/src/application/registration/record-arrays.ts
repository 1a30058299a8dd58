import type { SealedRecord } from '#platform/vault/record.js'

/** The eight parallel arrays by which SQL takes records with their wraps; a wrap names its record by position. */
export function recordArrays(records: readonly SealedRecord[]): unknown[] {
  const wraps = records.flatMap((record, i) => record.wraps.map((wrap) => ({ ...wrap, of: i + 1 })))

  return [
    records.map((record) => record.id),
    records.map((record) => record.compartment),
    records.map((record) => record.schema),
    records.map((record) => record.version),
    records.map((record) => record.body),
    wraps.map((wrap) => wrap.of),
    wraps.map((wrap) => wrap.recipient),
    wraps.map((wrap) => wrap.wrap),
  ]
}
