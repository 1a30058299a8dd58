import { Injectable } from '@nestjs/common'
import { type Compartment, isCompartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import { keepingRoles } from '#domain/staff/grants.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { signStaffKeys } from '#platform/vault/local-keys.js'
import { areWords, keeperWords } from '../keeper-words.js'
import { handProblem } from '../whole-hand.js'
import { NewEpoch } from './new-epoch.js'

interface PersonRow {
  readonly id: string
  readonly public_key: Buffer | null
  readonly signing_key: Buffer | null
  readonly roles: Role[]
}

interface Keeping {
  readonly accountId: string
  readonly role: Role
  readonly compartment: Compartment
}

interface Wanted {
  readonly login: string
  /** A name of the nine. */
  readonly compartment: string
  /** As the person read them from the page of their own key. */
  readonly words: string
}

/** The root names a colleague as keeper of a compartment, where the root key is. */
@Injectable()
export class NameKeeper {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly epochs: NewEpoch,
  ) {}

  /**
   * Signs the person's keys with the root, notes what they keep, and makes the compartment's next key for them and for those who
   * keep it; a keeper of before then moves the records. Returns how many have the new key. Safe to repeat. Faults
   * `unknown_compartment`, `no_colleague`, `no_key` (they have not signed in yet), `words_differ`, `role_missing`,
   * `admin_reads_nothing`, `risk_and_identity`.
   */
  async run(keyFolder: string, { login, compartment, words }: Wanted): Promise<number> {
    if (!isCompartment(compartment)) throw new Fault('unknown_compartment')
    const person = await this.person(login)
    const { public_key: publicKey, signing_key: signingKey } = person
    if (!publicKey || !signingKey) throw new Fault('no_key')
    if (!areWords(words, keeperWords({ publicKey, signingKey }))) throw new Fault('words_differ')
    const role = keepingRoles(compartment).find((one) => person.roles.includes(one))
    if (!role) throw new Fault('role_missing')

    await this.database.transaction(async (tx) => {
      const problem = await handProblem(tx, person.id, { compartment })
      if (problem) throw new Fault(problem)
      signStaffKeys(keyFolder, { staff: { [person.id]: publicKey }, keepers: { [person.id]: signingKey } })
      await this.note(tx, { accountId: person.id, role, compartment })
    })
    return this.epochs.run(keyFolder, compartment, publicKey)
  }

  private async person(login: string): Promise<PersonRow> {
    const [row] = await this.database.query<PersonRow>(
      `SELECT a.id, a.public_key, a.signing_key, coalesce(array_agg(DISTINCT r.role) FILTER (WHERE r.role IS NOT NULL), '{}') AS roles
       FROM app.staff_account a LEFT JOIN app.staff_role r ON r.account_id = a.id AND (r.ends_on IS NULL OR r.ends_on >= app.today())
       WHERE a.login = lower($1) AND a.state <> 'disabled' GROUP BY a.id`,
      [login],
    )
    if (!row) throw new Fault('no_colleague')
    return row
  }

  private async note(tx: Tx, { accountId, role, compartment }: Keeping): Promise<void> {
    await tx.query(
      `UPDATE app.staff_role SET keeper_of = ARRAY(SELECT DISTINCT unnest(keeper_of || $3::text) ORDER BY 1)
       WHERE account_id = $1 AND role = $2 AND (ends_on IS NULL OR ends_on >= app.today())`,
      [accountId, role, compartment],
    )
    await tx.query(`UPDATE app.staff_account SET state = 'active' WHERE id = $1`, [accountId])
    await tx.query('DELETE FROM app.key_signature WHERE account_id = $1', [accountId])
    const line = { actorId: null, verb: 'key.keeper_named', objectId: accountId, purpose: compartment }
    await this.audit.record(tx, line)
  }
}
