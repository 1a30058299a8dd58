import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'

export interface PutForward {
  readonly applicationId: string
  readonly move: ApplicationMove
  readonly reasonClass: string
  readonly wording?: string
  readonly memoId?: string | null
}

/** Writes a decision that waits for its second person; behind the file's lock, with no other decision open. Answers its id. */
export async function putForward(tx: Tx, { accountId }: StaffActor, asked: PutForward): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.decision (application_id, move, author_id, reason_class, wording, memo_id)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [asked.applicationId, asked.move, accountId, asked.reasonClass, asked.wording ?? '', asked.memoId ?? null],
  )
  return row?.id ?? ''
}
