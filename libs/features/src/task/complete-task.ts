import type { Role } from '#domain/lifecycle.js'
import type { Tx } from '#platform/database/database.js'

export interface TaskCompletion {
  readonly participationId: string
  readonly task: string
  readonly role: Role
  readonly actorId: string
}

/** Closes the open task of this kind that another act has just fulfilled; nothing where none is open. */
export async function completeTask(tx: Tx, { participationId, task, role, actorId }: TaskCompletion): Promise<void> {
  await tx.query(
    `SELECT m.code FROM app.task t, app.task_close(t.id, 'complete', $3, $4, NULL, '') m
     WHERE t.participation_id = $1 AND t.task = $2 AND t.state = 'open'`,
    [participationId, task, role, actorId],
  )
}
