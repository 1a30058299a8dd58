import type { MainLine } from '../main-line.js'
import { named } from './invited.js'

/** Invited from the waitlist by one coordinator whose session named them; answers the code of the move. */
export async function pressedFor(line: MainLine, id: string, reason: '' | 'express'): Promise<string | undefined> {
  await named(line.world.operator, { id })
  const [row] = await line.door.database.query<{ code: string }>(
    `SELECT code FROM app.application_move($1, 'promote', 'coordinator', $2, p_reason => $3)`,
    [id, line.as('coordinator').accountId, reason],
  )
  return row?.code
}
