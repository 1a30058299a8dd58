import { Injectable } from '@nestjs/common'
import { grouped } from '#domain/grouped.js'
import { openCountries } from '#features/application/index.orm.js'
import { type SessionHold, SessionMemory, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { pinExcluded } from './pin-excluded.js'

/** A file that nobody has compared yet with what a colleague is excluded from. */
interface Uncompared {
  readonly applicationId: string
  readonly accountId: string
  /** Another one each time there is something new to compare. */
  readonly raised: string
}

interface ExclusionRow {
  readonly accountId: string
  readonly country: string
  readonly authorId: string
}

type Met = Uncompared & ExclusionRow

/**
 * Files sent or written again after an exclusion: the next session that opens their countries compares, before it shows
 * anything. Until then they are kept from excluded colleagues who open countries themselves.
 */
@Injectable()
export class CompareExclusions {
  /** What this session could not open: it does not try again until something about it changed. */
  private readonly sealed: SessionHold<Set<string>>

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
    memory: SessionMemory,
  ) {
    this.sealed = memory.hold(() => new Set())
  }

  /** Pins what is met, as the exclusion itself did, and keeps what was compared. Nothing for who keeps no `profile`. */
  async run(actor: StaffActor): Promise<void> {
    const sealed = this.sealed.of(actor)
    const due = (await this.due(actor)).filter(({ raised }) => !sealed.has(raised))
    if (due.length === 0) return
    // Asked after what is due, so that none is missing which made it due.
    const exclusions = await this.exclusions(due)
    const files = [...new Set(due.map(({ applicationId }) => applicationId))]
    const countries = await openCountries(this.keyring, actor, files)
    for (const { applicationId, raised } of due) if (!countries.has(applicationId)) sealed.add(raised)
    const compared = due.filter(({ applicationId }) => countries.has(applicationId))
    if (compared.length === 0) return
    const met = compared.flatMap((pair) => {
      const own = exclusions.get(pair.accountId) ?? []
      const first = own.find(({ country }) => countries.get(pair.applicationId)?.includes(country))
      return first ? [{ ...pair, ...first }] : []
    })

    await this.database.transaction((tx) => this.keep(tx, actor, compared, met))
  }

  private due({ accountId, editionId }: StaffActor): Promise<Uncompared[]> {
    return this.database.query<Uncompared>(
      `SELECT DISTINCT t.application_id AS "applicationId", t.account_id AS "accountId", t.raised
       FROM app.to_compare t WHERE t.keeper_id = $1 AND t.edition_id = $2 ORDER BY 1, 2`,
      [accountId, editionId],
    )
  }

  private async exclusions(due: readonly Uncompared[]): Promise<ReadonlyMap<string, readonly ExclusionRow[]>> {
    const rows = await this.database.query<ExclusionRow>(
      `SELECT account_id AS "accountId", country, author_id AS "authorId" FROM app.staff_exclusion
       WHERE account_id = ANY ($1) ORDER BY account_id, country`,
      [[...new Set(due.map(({ accountId }) => accountId))]],
    )
    return grouped(rows, ({ accountId }) => accountId)
  }

  // What was pinned meanwhile stands, and an exclusion taken back meanwhile pins nothing.
  private async keep(tx: Tx, actor: StaffActor, compared: readonly Uncompared[], met: readonly Met[]): Promise<void> {
    const keys = { keyring: this.keyring, directory: this.directory }
    // Sessions that compare the same files keep what they found one after the other.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('app.to_compare'))`)
    const files = [...new Set(met.map(({ applicationId }) => applicationId))]
    await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [files])
    const standing = await this.standing(tx, met)
    for (const pair of standing) await pinExcluded(tx, keys, pair, pair.authorId)
    await tx.query('DELETE FROM app.exclusion_due WHERE raised = ANY ($1)', [compared.map(({ raised }) => raised)])
    await this.audit.recordAll(
      tx,
      standing.map(({ applicationId, accountId }) => ({
        actorId: actor.accountId,
        verb: 'conflict.pinned',
        objectId: applicationId,
        purpose: `administrative ${accountId}`,
      })),
    )
  }

  private async standing(tx: Tx, met: readonly Met[]): Promise<readonly Met[]> {
    const rows = await tx.query<{ key: string }[]>(
      `SELECT p.file || ' ' || p.account AS key
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) p (file, account, country)
         JOIN app.staff_exclusion x ON x.account_id = p.account AND x.country = p.country
       WHERE NOT EXISTS (SELECT 1 FROM app.conflict_fact f
         WHERE f.application_id = p.file AND f.account_id = p.account AND f.origin = 'pinned')`,
      [
        met.map(({ applicationId }) => applicationId),
        met.map(({ accountId }) => accountId),
        met.map(({ country }) => country),
      ],
    )
    const keys = new Set(rows.map(({ key }) => key))
    return met.filter(({ applicationId, accountId }) => keys.has(`${applicationId} ${accountId}`))
  }
}
