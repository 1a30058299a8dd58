import { Injectable } from '@nestjs/common'
import { type Outcome, done, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'
import { type InsertRefusal, KeepGrants, type NewGrant } from './keep-grants.js'
import { whyNot } from './may-manage.js'
import { Papers } from './papers.js'

export interface NewColleague extends NewGrant {
  readonly login: string
  readonly name: string
  /** One plain address; absent: no mail. */
  readonly address?: string | undefined
  /** IANA name; absent: the edition's. */
  readonly zone?: string | undefined
}

export type CreateRefusal = 'step_up_needed' | 'login_taken' | InsertRefusal

/** A new account with one role. It has no key before the person signs in with the paper, and keeps nothing. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
    private readonly grants: KeepGrants,
    private readonly papers: Papers,
  ) {}

  /**
   * Its id; the paper waits in this session. Refuses: not_found (role), step_up_needed, login_taken, day_past, deputy_unfit,
   * admin_reads_nothing, risk_and_identity.
   */
  async run(
    actor: StaffActor,
    { login, name, address, zone, ...grant }: NewColleague,
  ): Promise<Outcome<string, CreateRefusal>> {
    const why = await whyNot(this.window, actor)
    if (why) return refuse(why)

    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO app.staff_account (login, display_name, address, zone, state)
         SELECT lower($1), $2, $3, coalesce($4, e.zone), 'pending' FROM app.edition e WHERE e.id = $5
         ON CONFLICT (login) DO NOTHING RETURNING id`,
        [login, name, address ?? null, zone ?? null, actor.editionId],
      )
      if (!row) return refuse('login_taken')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'staff.account_created', objectId: row.id })
      const granted = await this.grants.insert(tx, actor, row.id, grant)
      if (!granted.ok) return granted
      await this.papers.write(tx, actor, row.id)
      return done(row.id)
    })
  }
}
