import { Injectable } from '@nestjs/common'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile } from '#features/application/index.orm.js'
import { holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { rolesFor } from '../roles-of-moves.js'
import { keptFromFile } from './appointments.js'

/** The pending act an outside second is asked about: a decision or an approval, one of the two. */
export interface Target {
  readonly decisionId?: string
  readonly approvalId?: string
}

export interface OutsidePerson {
  readonly accountId: string
  readonly name: string
}

/** The act is not theirs, does not wait, or takes a reading of files; or they only put its move forward, and neither of the two could make it. */
type OwnRefusal = 'not_found' | 'mover_missing'

export const memoSchema = 'outside.memo'

/** The author of a pending act of two people asks somebody outside to be the second, with a memo for them alone. */
@Injectable()
export class AppointOutside {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Whom the author may appoint. Refuses: not_found (no act of theirs that waits, or one that takes a reading of files), mover_missing. */
  async people(actor: StaffActor, target: Target): Promise<Outcome<OutsidePerson[], OwnRefusal>> {
    const owner = await ownerOf(this.database, actor, target)
    return owner.ok ? done(await peopleFor(this.database, actor, owner.value)) : owner
  }

  /**
   * Appointed again, the newer memo stands. Refuses: not_found (act or person; who must not know of the file is nobody here),
   * mover_missing (the author may not make the move), key_not_signed.
   */
  async run(
    actor: StaffActor,
    target: Target,
    { accountId, memo }: { readonly accountId: string; readonly memo: string },
  ): Promise<Outcome<null, OwnRefusal | 'key_not_signed'>> {
    const asked = await ownerOf(this.database, actor, target)
    if (!asked.ok) return asked

    return this.database.transaction(async (tx): Promise<Outcome<null, OwnRefusal | 'key_not_signed'>> => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, asked.value)
      const found = await ownerOf(tx, actor, target)
      if (!found.ok) return found
      const owner = found.value
      const people = await peopleFor(tx, actor, owner)
      if (!people.some((one) => one.accountId === accountId)) return refuse('not_found')
      if (!this.keyring.mayShareWith(accountId)) return refuse('key_not_signed')
      const { decisionId = null, approvalId = null } = target
      const memoId = await this.seal(tx, actor, owner, { accountId, memo })
      await tx.query(
        `DELETE FROM app.outside_appointment WHERE account_id = $3 AND (decision_id = $1 OR approval_id = $2)`,
        [decisionId, approvalId, accountId],
      )
      await tx.query(
        `INSERT INTO app.outside_appointment (edition_id, decision_id, approval_id, account_id, author_id, memo_id)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [actor.editionId, decisionId, approvalId, accountId, actor.accountId, memoId],
      )
      const line = { actorId: actor.accountId, verb: 'outside.appointed', objectId: owner, purpose: accountId }
      await this.audit.record(tx, line)
      return done(null)
    })
  }

  /** To their key and no other: no compartment, and not the author's own. */
  private async seal(
    tx: Tx,
    actor: StaffActor,
    owner: string,
    { accountId, memo }: { readonly accountId: string; readonly memo: string },
  ): Promise<string> {
    const version = await this.keyring.nextVersion(tx, owner, memoSchema)
    const place = { owner, compartment: 'risk', schema: memoSchema, version }
    const record = sealRecord(place, { text: memo }, [this.directory.staffKey(accountId)])
    await this.keyring.store(tx, record, actor.accountId)

    return record.id
  }
}

/** Outside seconds by name, without those who must not know of the file: the author reads of no conflict of theirs. */
const peopleFor = (queries: Pick<Database, 'query'>, actor: StaffActor, owner: string): Promise<OutsidePerson[]> =>
  queries.query<OutsidePerson>(
    `SELECT a.id AS "accountId", a.display_name AS name FROM app.staff_account a
     WHERE app.holds_role(a.id, $1, ARRAY['outside_second']) AND a.id <> $2 AND NOT ${keptFromFile('$3::uuid', 'a.id')}
     ORDER BY a.display_name`,
    [actor.editionId, actor.accountId, owner],
  )

interface OwnedAct {
  readonly owner: string
  /** Null for an act that moves no file. */
  readonly move: ApplicationMove | null
  readonly of_restricted: boolean | null
}

/**
 * What a memo about the author's own pending act hangs on. A drawn sample is read inside. An outside second stands beside somebody who holds
 * the permission: where the author holds no role of the move, nobody of the two would.
 */
async function ownerOf(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  { decisionId, approvalId }: Target,
): Promise<Outcome<string, OwnRefusal>> {
  const [row] = await database.query<OwnedAct>(
    `SELECT d.application_id AS owner, d.move, d.of_restricted FROM app.decision d JOIN app.application a ON a.id = d.application_id
       WHERE d.id = $1 AND d.author_id = $3 AND d.state = 'pending' AND a.edition_id = $4 AND d.batch_id IS NULL
     UNION ALL SELECT coalesce(f.id, p.id), NULL, NULL FROM app.approval p LEFT JOIN app.application f ON f.id = p.object_id
       WHERE p.id = $2 AND p.author_id = $3 AND p.state = 'pending' AND p.edition_id = $4 AND p.sample = '{}' AND p.kind NOT IN ('key_signing', 'more_openings')`,
    [decisionId ?? null, approvalId ?? null, actor.accountId, actor.editionId],
  )
  if (!row) return refuse('not_found')
  const may = row.move && rolesFor(row.move, { isRestricted: row.of_restricted === true })
  const isMover = !may || may.some((role) => (actor.roles as readonly string[]).includes(role))

  return isMover ? done(row.owner) : refuse('mover_missing')
}
