import type { Compartment } from '#domain/compartment.js'
import type { Audit, AuditLine } from '#platform/audit/audit.js'
import type { Database, Tx } from '#platform/database/database.js'
import type { Directory } from './directory.js'
import { Fault } from '#platform/fault.js'
import { forget, keyId, type KeyPair, openWrap, sha256 } from './keys.js'
import { openRecord, type SealedRecord } from './record.js'
import { closeKeys, heldPairs, insertWraps, rewrapped, unlockKeys, wrapsTo } from './wraps.js'

/** A live staff session's key. */
export interface KeyHolder {
  readonly accountId: string
  readonly pair: KeyPair
}

/** The line of an opening. `mostToday`: of so many different objects one person opens a day alone, it is one. */
export type Opening = Omit<AuditLine, 'actorId' | 'digest'> & { readonly mostToday?: number }

/** Which records to open: the newest version of each schema of each owner, of one author where given. */
export interface RecordQuery {
  readonly owners: readonly string[]
  readonly schemas: readonly string[]
  /** Every version instead of the newest, oldest first. */
  readonly everyVersion?: boolean
  /** Only what these colleagues wrote. */
  readonly authors?: readonly string[]
  /** What is kept of each value, where thousands are opened for a part of them. */
  readonly keep?: (value: unknown) => unknown
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

/** Wraps of one person's records to one key. */
interface Unshared {
  readonly owner: string
  readonly from: Buffer
  readonly only?: readonly string[] | null
  readonly but?: { readonly author: string; readonly schemas: readonly string[] } | null
}

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
   * Fault `openings_used_up` beyond `mostToday`: then nothing was opened.
   */
  async open(holder: KeyHolder, { mostToday, ...line }: Opening, query: RecordQuery): Promise<OpenedRecord[]> {
    const asked = [...query.owners, ...query.schemas].toSorted().join(',')
    const opening = { ...line, actorId: holder.accountId, digest: sha256(Buffer.from(asked)) }
    // In lots, so that thousands of sealed bodies never stand in memory at once.
    const owners = query.owners.toSorted()
    const rowsFrom = (from: number) =>
      this.database.prepared<WrappedRow>(...wrappedRows({ ...query, owners: owners.slice(from, from + lot) }, holder))
    // In one journey, the line first; no key is opened before it is committed.
    const [isWritten, wraps, first] = await Promise.all([
      mostToday === undefined ? this.audit.commit(opening) : this.audit.commitCounted(opening, mostToday),
      wrapsTo(this.database, holder.pair),
      rowsFrom(0),
    ])
    if (isWritten === false) throw new Fault('openings_used_up')
    const pairs = heldPairs(wraps)
    try {
      const records: OpenedRecord[] = []
      const take = (rows: readonly WrappedRow[]) =>
        records.push(...rows.map((row) => opened(row, pairs, query.keep)).filter((record) => record !== null))
      take(first)
      for (let from = lot; from < owners.length; from += lot) take(await rowsFrom(from))
      return records
    } finally {
      closeKeys(pairs, holder.pair)
    }
  }

  /**
   * Wraps a person's records of these compartments to a colleague: what a keeper does when assigning.
   * Returns how many records were wrapped. Fault `key_not_signed` when the colleague's key is not in the directory.
   */
  async share(
    tx: Tx,
    holder: KeyHolder,
    query: {
      owner: string
      schemas: readonly string[]
      to: string
      everyVersion?: boolean
      authors?: readonly string[]
    },
  ): Promise<number> {
    const { owner, to, ...rest } = query
    const shared = await this.shareAll(tx, holder, { ...rest, to: new Map([[owner, [to]]]) })
    return shared.get(owner) ?? 0
  }

  /**
   * The same for many persons at once, each to some colleagues by account id: a record is opened once however many get
   * it. Returns how many records of each person were wrapped; a person without any is left out.
   */
  async shareAll(
    tx: Tx,
    holder: KeyHolder,
    query: {
      readonly to: ReadonlyMap<string, readonly string[]>
      readonly schemas: readonly string[]
      readonly everyVersion?: boolean
    },
  ): Promise<Map<string, number>> {
    const accounts = new Set([...query.to.values()].flat())
    const keys = new Map([...accounts].map((account) => [account, this.directory.staffKey(account)]))
    const keysOf = (owner: string) => (query.to.get(owner) ?? []).flatMap((account) => keys.get(account) ?? [])
    const shared = new Map<string, number>()
    const pairs = await unlockKeys(tx, holder.pair)
    try {
      const rows = await tx.query<WrappedRow[]>(...wrappedRows({ ...query, owners: [...query.to.keys()] }, holder))
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        const some = rows.slice(from, from + rowsAtOnce)
        await insertWraps(
          tx,
          some.flatMap((row) => rewrapped({ ...row, record: row.id }, pairs, keysOf(row.owner_id))),
        )
      }
      for (const { owner_id: owner } of rows) shared.set(owner, (shared.get(owner) ?? 0) + 1)
      return shared
    } finally {
      closeKeys(pairs, holder.pair)
    }
  }

  /** Those of these persons of whom something is wrapped to the colleague's signed key. */
  async openTo(tx: Tx, accountId: string, owners: readonly string[]): Promise<Set<string>> {
    const recipient = keyId(this.directory.staffKey(accountId))
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [recipient.toString('hex')])
    const rows = await tx.query<{ owner_id: string }[]>(
      `SELECT DISTINCT r.owner_id FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
       WHERE w.recipient = $1 AND r.owner_id = ANY ($2)`,
      [recipient, owners],
    )
    return new Set(rows.map((row) => row.owner_id))
  }

  /** Whether anything can be wrapped to this colleague: their key is signed, and the signatures hold today. */
  mayShareWith(accountId: string): boolean {
    return this.directory.signedStaffKey(accountId) !== undefined
  }

  /** Version of the signed keys of colleagues as they are at this moment; what is shared afterwards goes to those. */
  annexVersion(): number {
    return this.directory.annexVersion()
  }

  /**
   * Deletes colleagues' wraps of persons' records, with `only` those of these compartments, and with `but` none of these schemas
   * that this author wrote; effective with the transaction.
   */
  async unshareAll(tx: Tx, pairs: readonly Unshared[]): Promise<void> {
    const recipients = pairs.map(({ from }) => keyId(from))
    const held = new Set(recipients.map((recipient) => recipient.toString('hex')))
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [[...held].join(',')])
    await tx.query(
      `DELETE FROM wraps.dek_wrap w USING sealed.record r, unnest($1::uuid[], $2::bytea[], $3::text[], $4::uuid[], $5::text[]) p (owner, recipient, compartments, author, schemas)
       WHERE r.owner_id = p.owner AND w.record_id = r.id AND w.recipient = p.recipient
         AND (p.compartments IS NULL OR r.compartment = ANY (string_to_array(p.compartments, ',')))
         AND (p.author IS NULL OR r.author_id IS DISTINCT FROM p.author OR NOT r.schema_id = ANY (string_to_array(p.schemas, ',')))`,
      [
        pairs.map(({ owner }) => owner),
        recipients,
        pairs.map(({ only }) => only?.join() ?? null),
        pairs.map(({ but }) => but?.author ?? null),
        pairs.map(({ but }) => but?.schemas.join() ?? null),
      ],
    )
  }

  /** Deletes colleagues' wraps of what one author wrote about a person; effective with the transaction. */
  async unshareOf(
    tx: Tx,
    author: string,
    query: { owner: string; schema: string; from: readonly Buffer[] },
  ): Promise<void> {
    const recipients = query.from.map(keyId)
    const held = recipients.map((recipient) => recipient.toString('hex')).join(',')
    await tx.query(`SELECT set_config('app.recipients', $1, true)`, [held])
    await tx.query(
      `DELETE FROM wraps.dek_wrap WHERE recipient = ANY ($1)
         AND record_id IN (SELECT id FROM sealed.record WHERE owner_id = $2 AND schema_id = $3 AND author_id = $4)`,
      [recipients, query.owner, query.schema, author],
    )
  }

  /** Stores a record sealed in this session with its wraps. */
  async store(tx: Tx, record: SealedRecord, authorId: string | null): Promise<void> {
    await tx.query(
      `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, author_id, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [record.id, record.owner, record.compartment, record.schema, record.version, authorId, record.body],
    )
    await insertWraps(
      tx,
      record.wraps.map((wrap) => ({ record: record.id, ...wrap })),
    )
  }

  /** Version of the next record of this schema of a person; behind the lock of what it is about. */
  async nextVersion(tx: Tx, owner: string, schema: string): Promise<number> {
    const [last] = await tx.query<{ version: number }[]>(
      'SELECT coalesce(max(version), 0) AS version FROM sealed.record WHERE owner_id = $1 AND schema_id = $2',
      [owner, schema],
    )
    return (last?.version ?? 0) + 1
  }

  /** Compartments whose private key this session can unwrap: what this person keeps. */
  async kept(holder: KeyHolder): Promise<Compartment[]> {
    const pairs = heldPairs(await wrapsTo(this.database, holder.pair))
    const names = [...pairs.values()].map((pair) => this.directory.compartmentOf(keyId(pair.publicKey)))
    closeKeys(pairs, holder.pair)
    return [...new Set(names)].filter((name) => name !== undefined).toSorted()
  }
}

// Between two statements the process answers others; a thousand wraps take about a tenth of a second.
const rowsAtOnce = 300

// Wraps to keys this session holds; one of them is enough for each record.
const wrappedRows = (query: RecordQuery, holder: KeyHolder): [string, unknown[]] => [
  'SELECT * FROM wraps.records_open_to($1, $2, $3, $4, $5)',
  [keyId(holder.pair.publicKey), query.owners, query.schemas, query.authors ?? null, query.everyVersion === true],
]

function opened(row: WrappedRow, pairs: ReadonlyMap<string, KeyPair>, keep: RecordQuery['keep']): OpenedRecord | null {
  const pair = pairs.get(row.recipient.toString('hex'))
  if (!pair) return null
  const { id, version, compartment } = row
  const place = { owner: row.owner_id, compartment, schema: row.schema_id, version }
  const key = openWrap(row.wrap, pair)
  const value = openRecord(place, row.body, key)
  forget(key)

  return { ...place, id, authorId: row.author_id, value: keep ? keep(value) : value }
}
