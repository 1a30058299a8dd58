import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { askApproval } from '#features/decision/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { hasOpenedAll } from './daily-openings.js'

/** Whoever has opened as many files as one person may in a day asks another to agree to as many again. */
@Injectable()
export class AskOpenings {
  constructor(private readonly database: Database) {}

  /** For today alone; asked again while it waits, it is the same. Refuses: not_found (the day's limit is not reached). */
  async run(actor: StaffActor): Promise<Outcome<null, 'not_found'>> {
    if (!(await hasOpenedAll(this.database, actor))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      // What was agreed to is in force, and what waited on another day waits for nothing.
      await tx.query(
        `UPDATE app.approval SET state = CASE state WHEN 'agreed' THEN 'used' ELSE 'ended' END
         WHERE kind = 'more_openings' AND object_id = $1 AND (state = 'agreed' OR (state = 'pending' AND made_on < app.today()))`,
        [actor.accountId],
      )
      const asked = { kind: 'more_openings', objectId: actor.accountId, reasonClass: '' } as const
      const outcome = await askApproval(tx, actor, asked)
      return outcome.ok ? done(null) : refuse('not_found')
    })
  }
}
