import { Injectable } from '@nestjs/common'
import { type Outcome, refuse } from '#domain/outcome.js'
import { seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { AssignReader, type AssignRefusal, type Recipient } from '../assign-reader.js'
import { type Choice, choicesFor } from './reader-choices.js'

/** One file given to one colleague on the file's own page. */
@Injectable()
export class AssignByHand {
  constructor(
    private readonly database: Database,
    private readonly assign: AssignReader,
  ) {}

  /** Readers the file could go to, the best first, and what each would break; empty for who does not assign. */
  async choices(actor: StaffActor, file: SeenFile): Promise<Choice[]> {
    return hasRole(actor, 'coordinator', 'vetting_lead') ? choicesFor(this.database, actor, file) : []
  }

  /**
   * A reviewer who breaks a wish (language, load, taken away or given back before, kept apart) gets it only `anyway`. Refuses
   * as `AssignReader` does; besides breaks_wish (`breaks`: which).
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    to: Recipient & { readonly anyway: boolean },
  ): Promise<Outcome<null, AssignRefusal | 'breaks_wish'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (to.role === 'reviewer' && !to.anyway) {
      const choice = (await this.choices(actor, file)).find(({ accountId }) => accountId === to.accountId)
      if (choice && choice.breaks.length > 0) return refuse('breaks_wish', { breaks: choice.breaks })
    }

    return this.assign.run(actor, applicationId, to)
  }
}
