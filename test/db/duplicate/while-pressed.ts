import type { Outcome } from '#domain/outcome.js'
import type { Tx } from '#platform/database/database.js'
import type { MainLine } from '#test/support/main-line.js'
import { until } from '#test/support/until.js'

type Pressed = Outcome<unknown, string>

/** What a press came to that had to wait for the lock of a file, while this was written behind it. */
export async function whilePressed(
  { door, world }: MainLine,
  press: () => Promise<Pressed>,
  id: string,
  write: (tx: Tx) => Promise<unknown>,
): Promise<Pressed> {
  const [pressed] = await door.database.transaction(async (tx) => {
    const [holder] = await tx.query<{ pid: number }[]>(
      'SELECT pg_backend_pid() AS pid FROM app.application WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    )
    const begun = press()
    await until('the press waits for the file', async () => {
      const rows = await world.operator.query(
        'SELECT 1 FROM pg_locks l WHERE NOT l.granted AND $1 = ANY (pg_blocking_pids(l.pid))',
        [holder?.pid],
      )
      return rows.length > 0
    })
    await write(tx)
    return [begun] as const
  })
  return pressed
}
