import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { askApproval, takeApproval } from '#features/decision/index.orm.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type AssignRefusal, AssignReader, type Recipient } from '../assign-reader.js'
import { haveExclusionsChanged } from '../conflict/known-exclusions.js'
import { concernStands, restrictBy, type RestrictionReason } from './restrict.js'

export type LiftRefusal = 'not_found' | 'concern_open' | 'second_person_missing'

/** A vetting lead or the security officer takes a file out of sight; two vetting leads bring it back. */
@Injectable()
export class RestrictFile {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly assign: AssignReader,
  ) {}

  /**
   * A lead takes the file out of sight and names the one colleague it stays with beside them, or neither. Refuses what
   * restricting and what assigning refuse.
   */
  async runFor(
    actor: StaffActor,
    applicationId: string,
    { reason, to }: { readonly reason: RestrictionReason; readonly to: Recipient },
  ): Promise<Outcome<null, AssignRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const objection = await this.assign.objection(actor, file, to.accountId)
    if (!objection.ok) return objection

    return this.database.transaction(async (tx) => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, applicationId)
      if (await haveExclusionsChanged(tx, objection.value)) return refuse('stale')
      const set = await this.set(tx, actor, applicationId, { reason, keep: [to.accountId] })
      return set.ok ? this.assign.give(tx, actor, applicationId, { ...to, exclusions: objection.value }) : set
    })
  }

  /** A security officer who restricts a file is the one it stays with. Refuses: not_found (file or role). */
  async run(actor: StaffActor, applicationId: string, reason: RestrictionReason): Promise<Outcome<null, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'vetting_lead', 'security_officer')) return refuse('not_found')

    return this.database.transaction((tx) => this.set(tx, actor, applicationId, { reason, keep: [] }))
  }

  private async set(
    tx: Tx,
    actor: StaffActor,
    applicationId: string,
    { reason, keep }: { readonly reason: RestrictionReason; readonly keep: readonly string[] },
  ): Promise<Outcome<null, 'not_found'>> {
    await lockFile(tx, applicationId)
    // Somebody may have restricted it meanwhile, and not for this officer.
    if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
    const keys = { keyring: this.keyring, directory: this.directory }
    await restrictBy(tx, keys, actor, { applicationId, reason, keep })
    await this.record(tx, actor, applicationId, { verb: 'restriction.set', purpose: reason })
    return done(null)
  }

  /**
   * The first of two asks for lifting; asked again it is the same asking. Refuses: not_found (no lead, not restricted),
   * concern_open.
   */
  async ask(actor: StaffActor, applicationId: string): Promise<Outcome<null, 'not_found' | 'concern_open'>> {
    return this.database.transaction(async (tx) => {
      const objection = await this.stays(tx, actor, applicationId)
      if (objection) return refuse(objection)
      const asked = { kind: 'lift_restriction', objectId: applicationId, reasonClass: '' } as const
      const outcome = await askApproval(tx, actor, asked)
      return outcome.ok ? done(null) : refuse('not_found')
    })
  }

  /**
   * Lifts what two people agreed to lift. Nobody gets a key back: the file is assigned anew. Refuses: not_found,
   * concern_open, second_person_missing (no agreement, or one of the two may no longer).
   */
  async lift(actor: StaffActor, applicationId: string): Promise<Outcome<null, LiftRefusal>> {
    return this.database.transaction(async (tx) => {
      const objection = await this.stays(tx, actor, applicationId)
      if (objection) return refuse(objection)
      const approval = await takeApproval(tx, 'lift_restriction', applicationId)
      if (!approval) return refuse('second_person_missing')
      await tx.query(
        `UPDATE app.flag SET lifted_by = $2, lifted_on = app.today() WHERE application_id = $1 AND kind = 'restricted' AND lifted_on IS NULL`,
        [applicationId, actor.accountId],
      )
      await this.record(tx, actor, applicationId, { verb: 'restriction.lifted', purpose: approval.id })
      return done(null)
    })
  }

  // While a concern stands the file is nobody's but the leads': what an outcome is refused for would tell of it.
  private async stays(tx: Tx, actor: StaffActor, applicationId: string): Promise<'not_found' | 'concern_open' | null> {
    if (!hasRole(actor, 'vetting_lead')) return 'not_found'
    await lockFile(tx, applicationId)
    if (!(await seeFile(tx, actor, applicationId))?.facts.isRestricted) return 'not_found'
    return (await concernStands(tx, applicationId)) ? 'concern_open' : null
  }

  private record(tx: Tx, { accountId }: StaffActor, objectId: string, line: { verb: string; purpose: string }) {
    return this.audit.record(tx, { actorId: accountId, objectId, ...line })
  }
}
