import { movesTo } from '#domain/selection/draft/draft.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { ListPlan } from '../engine-input.js'
import { insertList, insertMoves, type KnownList, type MoveReason, settleList } from './list-rows.js'

/** A list of these members beside the one it was copied or found from, whose pins and slow counts it begins with. */
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
  const base = [...draft.members]
  const id = await insertList(tx, actor, { name: found.name, copiedFrom: row.id, base, places, wave })
  const pins = [...draft.pinned].map(([person, to]) => ({ id: person, to: `pinned_${to}` as const }))
  const moves = movesTo(draft.members, found.members).filter((move) => !draft.pinned.has(move.id))
  await insertMoves(tx, actor, { listId: id, moves: [...moves, ...pins], reason: found.reason })
  await settleList(tx, id)

  return id
}
