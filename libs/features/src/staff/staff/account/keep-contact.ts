import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'
import { whyNot } from './may-manage.js'

/** How a colleague is told that something waits, and by which clock. */
export interface Contact {
  /** One plain address; null: no mail. */
  readonly address: string | null
  /** IANA name. */
  readonly zone: string
}

export type ContactRefusal = 'not_found' | 'step_up_needed'

/** Address and time zone of a colleague: the admin's to keep, and one's own. */
@Injectable()
export class KeepContact {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  async own(actor: StaffActor): Promise<Contact> {
    const [row] = await this.database.query<Contact>('SELECT address, zone FROM app.staff_account WHERE id = $1', [
      actor.accountId,
    ])
    return row ?? { address: null, zone: actor.zone }
  }

  /** One's own zone is changed at any time, one's own address soon after a second sign-in. Refuses: step_up_needed. */
  async changeOwn(actor: StaffActor, contact: Contact): Promise<Outcome<null, ContactRefusal>> {
    const { address } = await this.own(actor)
    if (address !== contact.address && !(await this.window.isFresh(actor))) return refuse('step_up_needed')
    return this.write(actor, actor.accountId, contact)
  }

  /** Refuses: not_found (role, nobody, left), step_up_needed. */
  async change(actor: StaffActor, accountId: string, contact: Contact): Promise<Outcome<null, ContactRefusal>> {
    const why = await whyNot(this.window, actor)
    return why ? refuse(why) : this.write(actor, accountId, contact)
  }

  private write(actor: StaffActor, accountId: string, contact: Contact): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      const [, written] = await tx.query<[unknown, number]>(
        `UPDATE app.staff_account SET address = $2, zone = $3 WHERE id = $1 AND state <> 'disabled'`,
        [accountId, contact.address, contact.zone],
      )
      if (written !== 1) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'staff.contact_changed', objectId: accountId }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}
