import type { Database, Tx } from '#platform/database/database.js'

/** One line of the log: who did what to which object, and why. Ids and codes only, never personal text. */
export interface AuditLine {
  readonly actorId: string | null
  readonly verb: string
  readonly objectId: string
  readonly purpose?: string
  /** SHA-256 of what was opened or sealed, where there is such a thing. */
  readonly digest?: Buffer
}

const append = 'SELECT audit.append($1, $2, $3, $4, $5)'
// Who has no opening left is refused, and nothing is written: the line and its count are one transaction.
const appendCounted = 'SELECT CASE WHEN app.opening_take($1, $3, $6) THEN audit.append($1, $2, $3, $4, $5) END AS seq'
const values = (line: AuditLine) => [line.actorId, line.verb, line.objectId, line.purpose ?? '', line.digest ?? null]

/** Within an act's own transaction: the line stands or falls with the act. For acts that are functions of a transaction. */
export async function recordLine(tx: Tx, line: AuditLine): Promise<void> {
  await tx.query(append, values(line))
}

/** The same for many lines of one act, in their order, by one statement. */
export async function recordLines(tx: Tx, lines: readonly AuditLine[]): Promise<void> {
  const column = <T>(of: (line: AuditLine) => T): T[] => lines.map(of)
  await tx.query(
    `SELECT audit.append(l.actor, l.verb, l.object, l.purpose, l.digest)
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[]) WITH ORDINALITY
       l (actor, verb, object, purpose, digest, place) ORDER BY l.place`,
    [
      column(({ actorId }) => actorId),
      column(({ verb }) => verb),
      column(({ objectId }) => objectId),
      column(({ purpose }) => purpose ?? ''),
      column(({ digest }) => digest ?? null),
    ],
  )
}

/** Writes the staff chain. The database links each line to the one before it. */
export class Audit {
  constructor(private readonly database: Database) {}

  /** Within an act's own transaction: the line stands or falls with the act. */
  async record(tx: Tx, line: AuditLine): Promise<void> {
    await recordLine(tx, line)
  }

  /** Many lines of one act, in their order, by one statement. */
  async recordAll(tx: Tx, lines: readonly AuditLine[]): Promise<void> {
    await recordLines(tx, lines)
  }

  /** In a transaction of its own, committed when this returns: openings (before anything is opened) and failures. */
  async commit(line: AuditLine): Promise<void> {
    await this.database.prepared(append, values(line))
  }

  /**
   * The same for a file of which one person opens `most` different ones a day alone; false, and nothing written, for one
   * more. Whoever opens many at once gets no more than that.
   */
  async commitCounted(line: AuditLine, most: number): Promise<boolean> {
    const [row] = await this.database.prepared<{ seq: string | null }>(appendCounted, [...values(line), most])
    return row !== undefined && row.seq !== null
  }
}
