import { type KeyPair, openWrap, pairFromSecret } from '#platform/vault/keys.js'
import { openRecord } from '#platform/vault/record.js'
import type { World } from '../world.js'

/** Everything sealed that a thief of the whole database could read. */
export interface Dump {
  readonly records: readonly SealedRow[]
  readonly wraps: readonly { record_id: string; recipient: Buffer; wrap: Buffer }[]
  readonly keyWraps: readonly { key_id: Buffer; recipient: Buffer; wrap: Buffer }[]
}

interface SealedRow {
  id: string
  owner_id: string
  compartment: string
  schema_id: string
  version: number
  body: Buffer
}

export const stealDump = async ({ operator }: World): Promise<Dump> => ({
  records: await operator.query('SELECT * FROM sealed.record'),
  wraps: await operator.query('SELECT * FROM wraps.dek_wrap'),
  keyWraps: await operator.query('SELECT * FROM wraps.key_wrap'),
})

/** Records a thief with these secrets opens from the dump: tries every wrap with every key, and keys found on the way. */
export function opensWith(stolen: Dump, secrets: readonly KeyPair[]): { owner: string; schema: string }[] {
  const pairs = [...secrets]
  for (const row of stolen.keyWraps) {
    for (const pair of secrets) {
      const secret = tryOpen(() => openWrap(row.wrap, pair))
      if (secret) pairs.push(pairFromSecret(secret))
    }
  }
  const records = new Map(stolen.records.map((record) => [record.id, record]))
  return stolen.wraps.flatMap((row) => {
    const record = records.get(row.record_id)
    const key = pairs.map((pair) => tryOpen(() => openWrap(row.wrap, pair))).find((found) => found !== null)
    return record && key ? opened(record, key) : []
  })
}

/** Records that one of these keys opens by itself, without any wrap. */
export const opensDirectly = (stolen: Dump, keys: readonly Buffer[]): { owner: string; schema: string }[] =>
  stolen.records.flatMap((record) => keys.flatMap((key) => opened(record, key)))

function opened(record: SealedRow, key: Buffer): { owner: string; schema: string }[] {
  const { owner_id: owner, compartment, schema_id: schema, version } = record
  return tryOpen(() => openRecord({ owner, compartment, schema, version }, record.body, key)) ? [{ owner, schema }] : []
}

export function tryOpen<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
