import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { lockFile } from './lock-file.js'
import { type HoldKind, seeFile } from './see-file.js'

export const holdReasons = ['safety', 'identity', 'infiltration', 'other'] as const
export type HoldReason = (typeof holdReasons)[number]

/** A pause is the person's to lift, and is not here. */
export type HoldStep = { readonly act: 'set'; readonly reason: HoldReason } | { readonly act: 'lift' | 'lift_signal' }

const lifted = {
  lift: { kind: 'on_hold', verb: 'hold.lifted' },
  lift_signal: { kind: 'duress', verb: 'signal.lifted' },
} as const

/** The security officer stops a file where it stands, and lets it go on. */
@Injectable()
export class HoldFile {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** A held file is not held twice; a hold and a quiet signal are lifted apart. Refuses: not_found (file or role). */
  async run(actor: StaffActor, applicationId: string, step: HoldStep): Promise<Outcome<null, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'security_officer')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const changed =
        step.act === 'set'
          ? await hold(tx, actor, applicationId, step.reason)
          : await lift(tx, actor, applicationId, lifted[step.act].kind)
      if (!changed) return done(null)
      const verb = step.act === 'set' ? 'hold.set' : lifted[step.act].verb
      const purpose = step.act === 'set' ? step.reason : ''
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId, purpose })
      return done(null)
    })
  }
}

// The row of the application is the lock: two holds at once are one.
async function hold(tx: Tx, actor: StaffActor, id: string, reason: HoldReason): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO app.flag (application_id, kind, reason, set_by) SELECT $1, 'on_hold', $2, $3
     WHERE NOT EXISTS (SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'on_hold' AND lifted_on IS NULL) RETURNING id`,
    [id, reason, actor.accountId],
  )
  return rows.length > 0
}

async function lift(tx: Tx, actor: StaffActor, id: string, kind: HoldKind): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE app.flag SET lifted_by = $2, lifted_on = app.today() WHERE application_id = $1 AND kind = $3 AND lifted_on IS NULL`,
    [id, actor.accountId, kind],
  )
  return count > 0
}
