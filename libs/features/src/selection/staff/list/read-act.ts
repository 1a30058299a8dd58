import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Placing } from '#domain/selection/draft/draft.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { knownList, type ListRow, type MoveRow } from './list-rows.js'

export interface ActView {
  readonly row: ListRow
  /** Author, day and reason, the same for everybody in it. */
  readonly act: Pick<MoveRow, 'batch' | 'author' | 'madeOn' | 'reason' | 'undoes'>
  /** By case number, of those the viewer sees among the candidates now. */
  readonly people: readonly { readonly id: string; readonly caseNumber: string; readonly to: Placing }[]
}

/** One act of a draft list: whom it moved, and where to. */
@Injectable()
export class ReadAct {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
  ) {}

  /** Refuses: not_found (the list, or an act of that number). */
  async run(actor: StaffActor, listId: string, batch: number): Promise<Outcome<ActView, 'not_found'>> {
    const list = mayChoose(actor) ? await knownList(this.database, actor, listId) : null
    const moves = (list?.moves ?? []).filter((move) => move.batch === batch)
    const [act] = moves
    if (!list || !act) return refuse('not_found')
    const { byId } = await this.sets.of(actor)
    const people = moves.flatMap(({ id, to }) => {
      const person = byId.get(id)
      return person ? [{ id, caseNumber: person.caseNumber, to }] : []
    })

    return done({ row: list.row, act, people: people.toSorted((a, b) => (a.caseNumber < b.caseNumber ? -1 : 1)) })
  }
}
