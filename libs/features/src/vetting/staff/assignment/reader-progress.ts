import { renewableIn } from '#domain/review/staleness.js'
import { seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** How far one reader is with the files they have, those that are decided left out. */
export interface ReaderProgress {
  readonly done: number
  /** What waits for them, begun and out of date included. */
  readonly owed: number
  readonly begun: number
  /** Reviews that are in, and older than the file. */
  readonly stale: number
}

export const noProgress: ReaderProgress = { done: 0, owed: 0, begun: 0, stale: 0 }

/** By account, over files whose reviews the viewer may know of: who has a file to read themselves is told nothing of it. */
export async function readerProgress(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
): Promise<ReadonlyMap<string, ReaderProgress>> {
  const seen = await seenFiles(database, actor, { where: 'a.state = ANY ($3)', values: [renewableIn] })
  const known = seen.filter((file) => file.seen.privateReviews).map(({ id }) => id)
  const rows = await database.query<ReaderProgress & { readonly accountId: string }>(
    `SELECT w.account_id AS "accountId", count(*) FILTER (WHERE w.standing = 'done')::int AS done,
       count(*) FILTER (WHERE w.is_owed)::int AS owed, count(*) FILTER (WHERE w.is_owed AND w.standing = 'begun')::int AS begun,
       count(*) FILTER (WHERE w.is_owed AND w.standing = 'stale')::int AS stale
     FROM app.reading w WHERE w.application_id = ANY ($1) GROUP BY w.account_id`,
    [known],
  )

  return new Map(rows.map(({ accountId, ...progress }) => [accountId, progress]))
}
