import { Injectable } from '@nestjs/common'
import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { MoveReason } from './list-rows.js'
import { MovePeople, type PeopleMoveRefusal } from './move-people.js'
import type { ListLook } from './people-shown.js'
import { ReadList } from './read-list.js'

export interface Addition {
  readonly look: ListLook
  readonly reason: MoveReason
  /** Of the list and of the people the page counted. */
  readonly version: number
  readonly digest: string
}

/** Everybody a search fits goes on a list: one act with its author and reason, taken back like every other. */
@Injectable()
export class AddFitting {
  constructor(
    private readonly lists: ReadList,
    private readonly people: MovePeople,
  ) {}

  /** Refuses: set_changed (others fit now than the page counted), and as `MovePeople` does; nobody_ticked where nobody fits. */
  async run(
    actor: StaffActor,
    listId: string,
    { look, reason, version, digest }: Addition,
  ): Promise<Outcome<null, PeopleMoveRefusal | 'set_changed'>> {
    const view = await this.lists.run(actor, listId, look)
    if (!view.ok) return view
    const { addable } = view.value
    if (addable?.digest !== digest) return refuse('set_changed')

    return this.people.run(actor, listId, { ids: addable.ids, to: 'in', reason, version })
  }
}
