import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { Directory } from '#platform/vault/directory.js'
import { endRoles } from '../jobs.js'
import { keptByGrantAlone } from '../kept-alone.js'

interface OverRow {
  readonly account_id: string
  readonly edition_id: string
  readonly role: string
}

/** Roles whose last day has passed, and keys whose signatures have: what was held by them ends, as by the button. */
@Handles(endRoles)
@Injectable()
export class EndRoles implements JobHandler {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /** Fault `annex_rolled_back` where the annex this process reads is older than the last one written. */
  async run(): Promise<void> {
    for (const row of await this.sql.query<OverRow>('SELECT * FROM app.roles_over()')) {
      const { account_id: accountId, edition_id: editionId, role } = row
      const kept = await keptByGrantAlone(this.sql, { accountId, editionId, role })
      const values = [accountId, editionId, role, this.directory.keyIdsOf(kept)]
      await this.sql.query('SELECT app.role_over($1, $2, $3, $4)', values)
    }
    for (const accountId of await this.unsigned()) await this.sql.query('SELECT app.key_over($1)', [accountId])
  }

  // An annex that was lost looks like one in which nobody is signed any more; then nobody may lose a file.
  private async unsigned(): Promise<string[]> {
    const head = await this.sql.one<{ version: number }>('SELECT version FROM app.annex_head')
    if (this.directory.annexVersion() < (head?.version ?? 0)) throw new Fault('annex_rolled_back')
    const rows = await this.sql.query<{ id: string }>(
      `SELECT id FROM app.staff_account WHERE state = 'active' ORDER BY id`,
    )
    return rows.flatMap(({ id }) => (this.directory.signedStaffKey(id) ? [] : [id]))
  }
}
