import { Injectable } from '@nestjs/common'
import { type Compartment, compartments } from '#domain/compartment.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { keptAlone } from '#domain/staff/keepers.js'
import {
  changeAnnex,
  hasRole,
  heldKeys,
  isWithoutAdmin,
  keepingNow,
  lockAnnex,
  type StaffActor,
  StepUpWindow,
} from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { takeFiles } from './take-files.js'

export type RemoveRefusal = 'not_found' | 'about_yourself' | 'step_up_needed' | 'last_keeper' | 'last_admin'

export interface Removed {
  /** Compartments whose key the person held: each needs its next epoch. */
  readonly compartments: readonly Compartment[]
  /** Files that were taken from them. */
  readonly files: number
}

/** A colleague leaves: nothing opens for them any more, and their reading is handed on. */
@Injectable()
export class RemoveColleague {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  /**
   * Closes the account, ends sessions, roles and assignments, deletes every wrap, asks for readers, and strikes the key for
   * good; all of it, or none. Done twice is done once. Refuses: not_found (role, or no such account), about_yourself,
   * step_up_needed, last_keeper (with the compartments nobody else keeps), last_admin.
   */
  async run(actor: StaffActor, accountId: string): Promise<Outcome<Removed, RemoveRefusal>> {
    if (!hasRole(actor, 'admin', 'security_officer')) return refuse('not_found')
    if (accountId === actor.accountId) return refuse('about_yourself')
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')

    return this.database.transaction(async (tx) => {
      // Removals, renewals and signatures wait for each other here: two keepers never leave at once.
      await lockAnnex(tx)
      const keys = (await heldKeys(tx, this.directory, [accountId])).get(accountId)
      if (!keys) return refuse('not_found')
      const keeping = await keepingNow(tx, this.directory)
      const alone = keptAlone(keeping, accountId)
      if (alone.length > 0) return refuse('last_keeper', { compartments: alone })
      if (await isWithoutAdmin(tx, accountId)) return refuse('last_admin')

      const files = await this.close(tx, actor, { accountId, keys })
      const kept = compartments.filter((name) =>
        keeping.some((keep) => keep.accountId === accountId && keep.compartment === name),
      )
      await changeAnnex(tx, this.directory, () => this.directory.strike(keys))
      return done({ compartments: kept, files })
    })
  }

  private async close(
    tx: Tx,
    actor: StaffActor,
    { accountId, keys }: { readonly accountId: string; readonly keys: readonly Buffer[] },
  ): Promise<number> {
    const files = await takeFiles(tx, { accountId, keys }, { why: 'left' })
    await tx.query('SELECT app.staff_close($1, $2)', [accountId, keys])
    const line = { actorId: actor.accountId, objectId: accountId }
    await this.audit.recordAll(tx, [
      { ...line, verb: 'staff.removed' },
      ...files.map((id) => ({ ...line, verb: 'assignment.ended', objectId: id, purpose: accountId })),
    ])
    return files.length
  }
}
