import type { Compartment } from '#domain/compartment.js'
import type { Audit, AuditLine } from '#platform/audit/audit.js'
import type { Database, Tx } from '#platform/database/database.js'
import type { Directory } from './directory.js'
import { forget, keyId, type KeyPair, openWrap, pairFromSecret, sha256, wrapKey } from './keys.js'
import { openRecord, type SealedRecord } from './record.js'

/** A live staff session's key. */
export interface KeyHolder {
  readonly accountId: string
  readonly pair: KeyPair
}

/** Which records to open: the newest version of each schema of each owner, of one author where given. */
export interface RecordQuery {
  readonly owners: readonly string[]
  readonly schemas: readonly string[]
  /** Every version instead of the newest, oldest first. */
  readonly everyVersion?: boolean
}

export interface OpenedRecord {
  readonly id: string
  readonly owner: string
  readonly compartment: string
  readonly schema: string
  readonly version: number
  readonly authorId: string | null
  readonly value: unknown
}

interface WrappedRow {
  id: string
  owner_id: string
  compartment: string
  schema_id: string
  version: number
  author_id: string | null
  body: Buffer
  recipient: Buffer
  wrap: Buffer
}

const lot = 250

// `one` says which rows count as the same record: without the version, its newest one stands for it.
const recordsAsked = (one: string) => `
  SELECT DISTINCT ON (${one})
    r.id, r.owner_id, r.compartment, r.schema_id, r.version, r.author_id, r.body
  FROM sealed.record r WHERE r.owner_id = ANY ($1) AND r.schema_id = ANY ($2)
  ORDER BY ${one}${one.endsWith('version') ? '' : ', r.version DESC'}`

const newest = recordsAsked('r.owner_id, r.schema_id, r.author_id')
const every = recordsAsked('r.owner_id, r.schema_id, r.author_id, r.version')

/** Opens and shares sealed records for one session. Nothing is opened before its audit line is committed. */
export class Keyring {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * Opens the newest version of each record asked for (or every one) that this holder has a wrap of; others are left out.
   * Sorted by owner, schema and author. The line is committed first, with a hash over the ids asked for.
   */
  async open(
    holder: KeyHolder,
    line: Omit<AuditLine, 'actorId' | 'digest'>,
    query: RecordQuery,
  ): Promise<OpenedRecord[]> {
    const asked = [...query.owners, ...query.schemas].toSorted().join(',')
    await this.audit.commit({ ...line, actorId: holder.accountId, digest: sha256(Buffer.from(asked)) })

    return this.database.transaction(async (tx) => {
      const pairs = await this.unlock(tx, holder)
      try {
        const records: OpenedRecord[] = []
        // In lots, so that thousands of sealed bodies never stand in memory at once.
        const owners = query.owners.toSorted()
        for (let from = 0; from < owners.length; from += lot) {
          const rows = await wrappedRows(tx, { ...query, owners: owners.slice(from, from + lot) })
          records.push(...rows.map((row) => opened(row, pairs)).filter((record) => record !== null))
        }
        return records
      } finally {
        close(pairs, holder)
      }
    })
  }

  /**
   * Wraps a person's records of these compartments to a colleague: what a keeper does when assigning.
   * Returns how many records were wrapped. Fault `key_not_signed` when the colleague's key is not in the directory.
   */
  async share(
    tx: Tx,
    holder: KeyHolder,
    query: { owner: string; schemas: readonly string[]; to: string; everyVersion?: boolean },
  ): Promise<number> {
    const publicKey = this.directory.staffKey(query.to)
    const pairs = await this.unlock(tx, holder)
    try {
      const rows = await wrappedRows(tx, { ...query, owners: [query.owner] })
      for (const row of rows) await this.rewrap(tx, row, pairs, publicKey)
      return rows.length
    } finally {
      close(pairs, holder)
    }
  }

  /** Deletes a colleague's wraps of a person's records; effective with the transaction. */
  async unshare(tx: Tx, query: { owner: string; from: Buffer }): Promise<void> {
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [keyId(query.from).toString('hex')])
    await tx.query(
      `DELETE FROM wraps.dek_wrap WHERE recipient = $1 AND record_id IN (SELECT id FROM sealed.record WHERE owner_id = $2)`,
      [keyId(query.from), query.owner],
    )
  }

  /** Stores a record sealed in this session with its wraps. */
  async store(tx: Tx, record: SealedRecord, authorId: string | null): Promise<void> {
    await tx.query(
      `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, author_id, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [record.id, record.owner, record.compartment, record.schema, record.version, authorId, record.body],
    )
    for (const { recipient, wrap } of record.wraps) {
      await tx.query(
        'INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [record.id, recipient, wrap],
      )
    }
  }

  /** Compartments whose private key this session can unwrap: what this person keeps. */
  async kept(holder: KeyHolder): Promise<Compartment[]> {
    return this.database.transaction(async (tx) => {
      const pairs = await this.unlock(tx, holder)
      const names = [...pairs.values()].map((pair) => this.directory.compartmentOf(keyId(pair.publicKey)))
      close(pairs, holder)
      return [...new Set(names)].filter((name) => name !== undefined).toSorted()
    })
  }

  /** The holder's own pair and every compartment pair wrapped to it, by key id; row security opens to just these. */
  private async unlock(tx: Tx, holder: KeyHolder): Promise<Map<string, KeyPair>> {
    const own = keyId(holder.pair.publicKey)
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [own.toString('hex')])
    const wraps = await tx.query<{ wrap: Buffer }[]>('SELECT wrap FROM wraps.key_wrap WHERE recipient = $1', [own])
    const pairs = new Map([[own.toString('hex'), holder.pair]])
    for (const { wrap } of wraps) {
      const pair = pairFromSecret(openWrap(wrap, holder.pair))
      pairs.set(keyId(pair.publicKey).toString('hex'), pair)
    }
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [[...pairs.keys()].join(',')])
    return pairs
  }

  private async rewrap(tx: Tx, row: WrappedRow, pairs: ReadonlyMap<string, KeyPair>, publicKey: Buffer): Promise<void> {
    const pair = pairs.get(row.recipient.toString('hex'))
    if (!pair) return
    const key = openWrap(row.wrap, pair)
    const wrap = wrapKey(key, publicKey)
    forget(key)
    await tx.query(
      'INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [row.id, keyId(publicKey), wrap],
    )
  }
}

// Row security leaves only wraps of keys this session holds; one of them is enough for each record.
async function wrappedRows(tx: Tx, query: RecordQuery): Promise<WrappedRow[]> {
  const one = query.everyVersion
    ? 'n.owner_id, n.schema_id, n.author_id, n.version'
    : 'n.owner_id, n.schema_id, n.author_id'
  const rows = await tx.query<WrappedRow[]>(
    `SELECT DISTINCT ON (${one}) n.*, w.recipient, w.wrap
     FROM (${query.everyVersion ? every : newest}) n JOIN wraps.dek_wrap w ON w.record_id = n.id
     ORDER BY ${one}, w.recipient`,
    [query.owners, query.schemas],
  )
  return rows
}

function opened(row: WrappedRow, pairs: ReadonlyMap<string, KeyPair>): OpenedRecord | null {
  const pair = pairs.get(row.recipient.toString('hex'))
  if (!pair) return null
  const { id, version, compartment } = row
  const place = { owner: row.owner_id, compartment, schema: row.schema_id, version }
  const key = openWrap(row.wrap, pair)
  const value = openRecord(place, row.body, key)
  forget(key)

  return { ...place, id, authorId: row.author_id, value }
}

function close(pairs: ReadonlyMap<string, KeyPair>, holder: KeyHolder): void {
  for (const pair of pairs.values()) if (pair !== holder.pair) forget(pair.secretKey)
}
