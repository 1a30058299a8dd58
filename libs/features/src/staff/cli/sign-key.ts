import { Injectable } from '@nestjs/common'
import { keyWords } from '#domain/staff/key-words.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { sha256 } from '#platform/vault/keys.js'
import { signStaffKeys } from '#platform/vault/local-keys.js'
import { areWords } from '../keeper-words.js'

/** The root signs a colleague's key where there are no two keepers to do it: that of the only admin, after a renewal. */
@Injectable()
export class SignKey {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Safe to repeat. Faults `no_colleague`, `no_key` (no first sign-in yet), `words_differ` (from those on the page of their own key). */
  async run(keyFolder: string, login: string, words: string): Promise<void> {
    const [row] = await this.database.query<{ id: string; public_key: Buffer | null }>(
      `SELECT id, public_key FROM app.staff_account WHERE login = lower($1) AND state <> 'disabled'`,
      [login],
    )
    if (!row) throw new Fault('no_colleague')
    const { id, public_key: publicKey } = row
    if (!publicKey) throw new Fault('no_key')
    if (!areWords(words, keyWords(sha256(publicKey)))) throw new Fault('words_differ')
    signStaffKeys(keyFolder, { staff: { [id]: publicKey } })
    await this.database.transaction(async (tx) => {
      await tx.query(`UPDATE app.staff_account SET state = 'active' WHERE id = $1`, [id])
      await tx.query('DELETE FROM app.key_signature WHERE account_id = $1', [id])
      await this.audit.record(tx, { actorId: null, verb: 'key.root_signed', objectId: id })
    })
  }
}
