import { Injectable } from '@nestjs/common'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { GrantProblem, StaffRole } from '#domain/staff/grants.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { keptByGrantAlone } from '../../kept-alone.js'
import { isWithoutAdmin } from '../../last-admin.js'
import { handProblem } from '../../whole-hand.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'
import { whyNot } from './may-manage.js'

export interface NewGrant {
  readonly role: StaffRole
  /** ISO date, the last day; null: none, for an admin alone. */
  readonly endsOn: string | null
  readonly deputyId: string | null
}

export type GrantRefusal =
  | 'not_found'
  | 'about_yourself'
  | 'step_up_needed'
  | 'day_missing'
  | 'day_past'
  | 'deputy_unfit'
  | 'last_admin'
  | 'last_keeper'
  | GrantProblem

export type InsertRefusal = 'not_found' | 'day_missing' | 'day_past' | 'deputy_unfit' | 'last_admin' | GrantProblem

/** Roles of the edition, each with its last day and who stands in. */
@Injectable()
export class KeepGrants {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  /**
   * A role the person has already gets the new last day and deputy. Counts with the next request. Refuses: not_found (role,
   * or nobody who works or waits), about_yourself, step_up_needed, day_missing, day_past, deputy_unfit, last_admin (a last day
   * for the only admin without one), admin_reads_nothing, risk_and_identity (with what they hold in any edition).
   */
  async give(actor: StaffActor, accountId: string, grant: NewGrant): Promise<Outcome<null, GrantRefusal>> {
    const refused = await this.refused(actor, accountId)
    if (refused) return refuse(refused)

    return this.database.transaction((tx) => this.insert(tx, actor, accountId, grant))
  }

  /** The same inside the caller's transaction, who has asked whether this person may. */
  async insert(tx: Tx, actor: StaffActor, accountId: string, grant: NewGrant): Promise<Outcome<null, InsertRefusal>> {
    const held = await grantsOf(tx, actor.editionId, accountId)
    if (!held) return refuse('not_found')
    const problem = await handProblem(tx, accountId, grant)
    if (problem) return refuse(problem)
    if (grant.endsOn === null && grant.role !== 'admin') return refuse('day_missing')
    if (grant.endsOn !== null && (await isPast(tx, grant.endsOn))) return refuse('day_past')
    if (!(await isDeputy(tx, grant.deputyId, accountId))) return refuse('deputy_unfit')
    await tx.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role, ends_on, deputy_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id, edition_id, role) DO UPDATE SET ends_on = EXCLUDED.ends_on, deputy_id = EXCLUDED.deputy_id`,
      [accountId, actor.editionId, grant.role, grant.endsOn, grant.deputyId],
    )
    if (grant.role === 'admin' && (await isWithoutAdmin(tx))) return refuse('last_admin')
    await this.audit.record(tx, lineOf(actor, 'staff.role_granted', accountId, grant.role))
    return done(null)
  }

  /**
   * Ends a role inside the caller's transaction, who holds the lock of the annex and has asked `refused`: the person's next
   * request is without it, and what was kept by it alone opens no more. Refuses: not_found, last_admin, last_keeper.
   */
  async end(
    tx: Tx,
    actor: StaffActor,
    { accountId, role }: { readonly accountId: string; readonly role: StaffRole },
  ): Promise<Outcome<null, 'not_found' | 'last_admin' | 'last_keeper'>> {
    const held = await grantsOf(tx, actor.editionId, accountId)
    if (!held?.some((grant) => grant.role === role)) return refuse('not_found')
    const alone = await keptByGrantAlone(tx, { accountId, editionId: actor.editionId, role })
    const [kept] = await tx.query<{ ended: boolean }[]>('SELECT app.keeps_end($1, $2) AS ended', [
      accountId,
      this.directory.keyIdsOf(alone),
    ])
    if (!kept?.ended) return refuse('last_keeper')
    await tx.query(
      `UPDATE app.staff_role SET ends_on = app.today() - 1, keeper_of = '{}' WHERE account_id = $1 AND edition_id = $2 AND role = $3`,
      [accountId, actor.editionId, role],
    )
    if (role === 'admin' && (await isWithoutAdmin(tx))) return refuse('last_admin')
    await this.audit.record(tx, lineOf(actor, 'staff.role_ended', accountId, role))
    return done(null)
  }

  /** Why this person may not give or end roles of that one; null where they may. */
  async refused(
    actor: StaffActor,
    accountId: string,
  ): Promise<'not_found' | 'step_up_needed' | 'about_yourself' | null> {
    const why = await whyNot(this.window, actor)
    return why ?? (accountId === actor.accountId ? 'about_yourself' : null)
  }
}

const lineOf = (actor: StaffActor, verb: string, objectId: string, purpose: string) => ({
  actorId: actor.accountId,
  verb,
  objectId,
  purpose,
})

/** Live grants, behind the account's lock; null for nobody, and for who left. */
async function grantsOf(tx: Tx, editionId: string, accountId: string): Promise<{ role: Role }[] | null> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.staff_account WHERE id = $1 AND state <> 'disabled' FOR UPDATE`,
    [accountId],
  )
  if (rows.length === 0) return null
  return tx.query<{ role: Role }[]>(
    `SELECT role FROM app.staff_role
     WHERE account_id = $1 AND edition_id = $2 AND (ends_on IS NULL OR ends_on >= app.today()) ORDER BY role`,
    [accountId, editionId],
  )
}

async function isPast(tx: Tx, endsOn: string): Promise<boolean> {
  const [row] = await tx.query<{ past: boolean }[]>('SELECT $1::date < app.today() AS past', [endsOn])
  return row?.past !== false
}

async function isDeputy(tx: Tx, deputyId: string | null, accountId: string): Promise<boolean> {
  if (deputyId === null) return true
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.staff_account WHERE id = $1 AND id <> $2 AND state <> 'disabled'`,
    [deputyId, accountId],
  )
  return rows.length === 1
}
