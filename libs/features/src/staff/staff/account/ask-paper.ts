import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayTry } from '../entry-limits.js'

/** "I have forgotten my password": the admin sees it, and nothing changes until they make a paper. */
@Injectable()
export class AskPaper {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The same answer, by the same work, for every name. Refuses: rate_limited, for this network. */
  async run(typed: string, network: string): Promise<Outcome<null, 'rate_limited'>> {
    const login = typed.trim().toLowerCase().slice(0, 100)
    if (!(await mayTry(this.database, 'forgotten', { login, network }))) return refuse('rate_limited')
    await this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ id: string }[], number]>(
        `UPDATE app.staff_account SET asked_paper_on = app.today() WHERE login = $1 AND state <> 'disabled' RETURNING id`,
        [login],
      )
      await this.audit.record(tx, { actorId: null, verb: 'staff.paper_asked', objectId: rows[0]?.id ?? 'unknown' })
    })
    return done(null)
  }
}
