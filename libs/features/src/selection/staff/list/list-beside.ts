import { movesTo } from '#domain/selection/draft/draft.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { ListPlan } from '../engine-input.js'
import { insertList, insertMoves, type KnownList, type MoveReason } from './list-rows.js'

/**
 * A list of these members beside the one it was copied or found from, whose pins go with it. It begins with what slow counts
 * of that list show, so that no two lists differ there by fewer than five people.
 */
export async function listBeside(
  tx: Tx,
  actor: Pick<StaffActor, 'accountId' | 'editionId'>,
  found: {
    readonly name: string
    readonly of: KnownList
    readonly members: ReadonlySet<string>
    readonly reason: MoveReason
    /** What it is for; as the other list without. */
    readonly plan?: ListPlan
  },
): Promise<string> {
  const { row, draft } = found.of
  const { places, wave } = found.plan ?? row
  const base = [...draft.settled]
  const id = await insertList(tx, actor, { name: found.name, copiedFrom: row.id, base, places, wave })
  const pins = [...draft.pinned].map(([person, to]) => ({ id: person, to: `pinned_${to}` as const }))
  const moves = movesTo(draft.settled, found.members).filter((move) => !draft.pinned.has(move.id))
  await insertMoves(tx, actor, { listId: id, moves: [...moves, ...pins], reason: found.reason })

  return id
}
