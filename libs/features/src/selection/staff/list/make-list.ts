import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayChoose } from '../candidates/candidate-sets.js'
import { listBeside } from './list-beside.js'
import { insertList, knownList, type ListRow, listRows } from './list-rows.js'

/** Draft lists of the board: an empty one, or a copy of another. */
@Injectable()
export class MakeList {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The edition's lists, the newest first. Refuses: not_found. */
  async all(actor: StaffActor): Promise<Outcome<ListRow[], 'not_found'>> {
    return mayChoose(actor) ? done(await listRows(this.database, actor)) : refuse('not_found')
  }

  /** Answers the new list's id. Refuses: not_found (also a list to copy that is not there). */
  async run(actor: StaffActor, name: string, copyOf?: string): Promise<Outcome<string, 'not_found'>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const source = copyOf === undefined ? null : await knownList(this.database, actor, copyOf)
    if (copyOf !== undefined && !source) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const id = source
        ? await listBeside(tx, actor, { name, of: source, members: source.draft.members, reason: 'copied' })
        : await insertList(tx, actor, { name, copiedFrom: null, base: [] })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_list.made', objectId: id })
      return done(id)
    })
  }
}
