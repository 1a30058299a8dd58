import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

/** What two people agree on about each of many files. */
export interface Agreement {
  readonly move: ApplicationMove
  readonly reasonClass: string
  readonly authorId: string
  readonly secondId: string
  /** Records of memos, by file. */
  readonly memos?: ReadonlyMap<string, string>
}

/**
 * One proposes and another agrees, file by file, as `ProposeDecision` and `SecondDecision` write it; the move itself is the
 * caller's. Answers the decision of each file.
 */
export async function agreeAtOnce(
  tx: Tx,
  audit: Audit,
  files: readonly string[],
  { move, reasonClass, authorId, secondId, memos }: Agreement,
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; application_id: string }[]>(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class, memo_id)
     SELECT f.id, $2, $3, $4, 'second_ok', $5, f.memo FROM unnest($1::uuid[], $6::uuid[]) f (id, memo) RETURNING id, application_id`,
    [files, move, authorId, secondId, reasonClass, files.map((file) => memos?.get(file) ?? null)],
  )
  const lines = files.flatMap((objectId) => [
    { objectId, actorId: authorId, verb: 'decision.proposed', purpose: move },
    { objectId, actorId: secondId, verb: 'decision.seconded', purpose: move },
  ])
  await audit.recordAll(tx, lines)
  return new Map(rows.map(({ id, application_id: file }) => [file, id]))
}
