import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { type ListPlan, ofWave } from '../engine-input.js'
import { listBeside } from './list-beside.js'
import { insertList, knownList, type ListRow, listRows, type Numbered, numberedPage } from './list-rows.js'

export interface AskedList extends ListPlan {
  readonly name: string
  readonly copyOf?: string | undefined
}

/** Draft lists of the board: an empty one, or a copy of another. */
@Injectable()
export class MakeList {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly audit: Audit,
  ) {}

  /** The edition's lists by pages, the newest first. Refuses: not_found. */
  async all(actor: StaffActor, before?: number): Promise<Outcome<Numbered<ListRow>, 'not_found'>> {
    return mayChoose(actor) ? done(numberedPage(await listRows(this.database, actor, before))) : refuse('not_found')
  }

  /** Waves of the candidates this person sees, sorted. Refuses: not_found. */
  async waves(actor: StaffActor): Promise<Outcome<string[], 'not_found'>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const { people } = await this.sets.of(actor)

    return done([...new Set(people.map(({ wave }) => wave))].toSorted())
  }

  /** Answers the new list's id. Refuses: not_found (also a list to copy that is not there). */
  async run(actor: StaffActor, { name, copyOf, ...plan }: AskedList): Promise<Outcome<string, 'not_found'>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const source = copyOf === undefined ? null : await knownList(this.database, actor, copyOf)
    if (copyOf !== undefined && !source) return refuse('not_found')
    const { byId } = ofWave(await this.sets.of(actor), plan)
    const members = new Set([...(source?.draft.members ?? [])].filter((id) => plan.wave === null || byId.has(id)))

    return this.database.transaction(async (tx) => {
      const id = source
        ? await listBeside(tx, actor, { name, of: source, members, reason: 'copied', plan })
        : await insertList(tx, actor, { name, copiedFrom: null, base: [], ...plan })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_list.made', objectId: id })
      return done(id)
    })
  }
}
