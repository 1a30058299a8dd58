import type { SealedRecord } from '#platform/vault/record.js'

const namesOf = (records: readonly SealedRecord[]): unknown[] => [
  records.map((record) => record.id),
  records.map((record) => record.compartment),
  records.map((record) => record.schema),
  records.map((record) => record.version),
]

const wrapsOf = (records: readonly SealedRecord[]) =>
  records.flatMap((record, i) => record.wraps.map((wrap) => ({ ...wrap, of: i + 1 })))

/** The eight parallel arrays by which SQL takes records with their wraps; a wrap names its record by position. */
export function recordArrays(records: readonly SealedRecord[]): unknown[] {
  const wraps = wrapsOf(records)

  return [
    ...namesOf(records),
    records.map((record) => record.body),
    wraps.map((wrap) => wrap.of),
    wraps.map((wrap) => wrap.recipient),
    wraps.map((wrap) => wrap.wrap),
  ]
}

/** The same for sending: bodies (with where each starts, from 1, and its size), recipients and wraps joined, each sent as bytes. */
export function recordsInOne(records: readonly SealedRecord[]): unknown[] {
  const wraps = wrapsOf(records)
  let next = 1

  return [
    ...namesOf(records),
    records.map(({ body }) => (next += body.length) - body.length),
    records.map(({ body }) => body.length),
    Buffer.concat(records.map(({ body }) => body)),
    wraps.map((wrap) => wrap.of),
    Buffer.concat(wraps.map((wrap) => wrap.recipient)),
    Buffer.concat(wraps.map((wrap) => wrap.wrap)),
  ]
}
