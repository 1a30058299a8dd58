import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffRole } from '#domain/staff/grants.js'
import { type GrantRefusal, heldKeys, KeepGrants, lockAnnex, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { takeFiles } from './take-files.js'

/** A colleague's role ends by hand: with it goes what they had of files by it, and their reading is handed on. */
@Injectable()
export class EndRole {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly grants: KeepGrants,
  ) {}

  /**
   * At once, all of it or none; returns how many files were taken. Refuses: not_found (role, or a grant that is not there),
   * about_yourself, step_up_needed, last_admin, last_keeper.
   */
  async run(actor: StaffActor, accountId: string, role: StaffRole): Promise<Outcome<number, GrantRefusal>> {
    const refused = await this.grants.refused(actor, accountId)
    if (refused) return refuse(refused)

    return this.database.transaction(async (tx) => {
      await lockAnnex(tx)
      const keys = (await heldKeys(tx, this.directory, [accountId])).get(accountId) ?? []
      // Files before the log, as whoever moves one locks; a refusal below takes all of it back.
      const grant = { editionId: actor.editionId, role }
      const files = await takeFiles(tx, { accountId, keys }, { why: 'role_ended', grant })
      const ended = await this.grants.end(tx, actor, { accountId, role })
      if (!ended.ok) return ended
      const line = { actorId: actor.accountId, verb: 'assignment.ended', purpose: accountId }
      await this.audit.recordAll(
        tx,
        files.map((id) => ({ ...line, objectId: id })),
      )
      return done(files.length)
    })
  }
}
