import { Injectable } from '@nestjs/common'
import { groupedCode } from '#domain/application/access-code.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { Directory } from '#platform/vault/directory.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { isWithoutAdmin } from '../last-admin.js'
import { renewAccount } from '../renewal.js'

/** A new paper for the only admin, whom nobody in the console could make one for. */
@Injectable()
export class RenewAdmin {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Ends what their old key opened, and returns the code of a paper for the first sign-in page. Faults `no_colleague` (nobody, or
   * no admin), `other_admin` (somebody else can make the paper).
   */
  async run(keyFolder: string, login: string): Promise<string> {
    const directory = new Directory(localPaths(keyFolder).directory, localRootKey(keyFolder))
    const machine = { directory, audit: this.audit }
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        `SELECT a.id FROM app.staff_account a JOIN app.staff_role r ON r.account_id = a.id AND r.role = 'admin'
           AND (r.ends_on IS NULL OR r.ends_on >= app.today()) WHERE a.login = lower($1) AND a.state <> 'disabled'`,
        [login],
      )
      if (!row) throw new Fault('no_colleague')
      if (!(await isWithoutAdmin(tx, row.id))) throw new Fault('other_admin')
      const renewal = await renewAccount(tx, machine, { accountId: row.id, by: null })
      if (renewal.code !== 'ok') throw new Fault(renewal.code)
      return groupedCode(renewal.paper).join('-')
    })
  }
}
