import { Injectable } from '@nestjs/common'
import { type Placing, placingOf, undoing } from '#domain/selection/draft/draft.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { mayBeChosen, ofWave } from '../engine-input.js'
import { insertMoves, type KnownList, knownList, lockedVersion, type MoveReason, settleList } from './list-rows.js'

export interface PeopleMove {
  readonly ids: readonly string[]
  readonly to: Placing
  readonly reason: MoveReason
  /** Of the list the page showed. */
  readonly version: number
}

export type PeopleMoveRefusal = 'not_found' | 'stale' | 'nobody_ticked' | 'not_before_board' | 'nothing_to_undo'

/** People go on a list or off it, each move with its author, day and reason. Nothing but the list changes. */
@Injectable()
export class MovePeople {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly audit: Audit,
  ) {}

  /**
   * Who stands so already is left as they are. Refuses: not_found (the list, or somebody it is not for or the actor does not see), stale,
   * nobody_ticked, not_before_board (somebody to be put on it is not cleared or has no score).
   */
  async run(actor: StaffActor, listId: string, move: PeopleMove): Promise<Outcome<null, PeopleMoveRefusal>> {
    if (!mayChoose(actor)) return refuse('not_found')
    if (move.ids.length === 0) return refuse('nobody_ticked')
    const list = await knownList(this.database, actor, listId)
    if (!list) return refuse('not_found')
    const set = ofWave(await this.sets.of(actor), list.row)
    const people = move.ids.map((id) => set.byId.get(id))
    if (people.includes(undefined)) return refuse('not_found')
    const isIn = move.to === 'in' || move.to === 'pinned_in'
    if (isIn && people.some((person) => person && !mayBeChosen(person, set.judged.get(person.id))))
      return refuse('not_before_board')

    return this.changing(actor, listId, move.version, ({ draft }) => {
      const moves = move.ids.filter((id) => placingOf(draft, id) !== move.to).map((id) => ({ id, to: move.to }))
      return done({ moves, reason: move.reason })
    })
  }

  /** The last act is taken back by another one; both stay in the history. Refuses: not_found, stale, nothing_to_undo. */
  async undo(actor: StaffActor, listId: string, version: number): Promise<Outcome<null, PeopleMoveRefusal>> {
    if (!mayChoose(actor)) return refuse('not_found')

    return this.changing(actor, listId, version, ({ row, moves }) => {
      const back = undoing(row.base, moves)
      return back ? done({ moves: back.moves, reason: 'undone', undoes: back.batch }) : refuse('nothing_to_undo')
    })
  }

  private changing(
    actor: StaffActor,
    listId: string,
    version: number,
    judge: (list: KnownList) => Outcome<
      {
        readonly moves: readonly { readonly id: string; readonly to: Placing }[]
        readonly reason: MoveReason
        readonly undoes?: number
      },
      PeopleMoveRefusal
    >,
  ): Promise<Outcome<null, PeopleMoveRefusal>> {
    return this.database.transaction(async (tx): Promise<Outcome<null, PeopleMoveRefusal>> => {
      const now = await lockedVersion(tx, actor, listId)
      const list = now === null ? null : await knownList(tx, actor, listId)
      if (!list) return refuse('not_found')
      if (now !== version) return refuse('stale')
      const judged = judge(list)
      if (!judged.ok) return judged
      await insertMoves(tx, actor, { listId, ...judged.value })
      const purpose = `${judged.value.moves.length} ${judged.value.reason}`
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_list.changed', objectId: listId, purpose })
      await settleList(tx, listId)
      return done(null)
    })
  }
}
