import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { keyWords } from '#domain/staff/key-words.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { type AnnexEntry, lastDayOf, signClaim, signersOf, signingKey } from '#platform/vault/annex.js'
import { Directory } from '#platform/vault/directory.js'
import { keyId, sha256 } from '#platform/vault/keys.js'
import { changeAnnex, lockAnnex } from '../../account-keys.js'
import { endsSoon } from '../../key-end.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'

/** A colleague's key that waits for keepers. */
export interface WaitingKey {
  readonly accountId: string
  readonly name: string
  /** Id of the key, hex: what is signed must be what was shown. */
  readonly keyId: string
  readonly words: readonly string[]
  readonly signedBy: readonly string[]
  readonly isSignedByMe: boolean
  /** ISO date: last day of the signature that is there, or of the one before. */
  readonly until: string | null
}

export type SignRefusal = 'not_found' | 'step_up_needed' | 'stale' | 'about_yourself'

interface KeyRow {
  id: string
  name: string
  public_key: Buffer
}

interface SignatureRow {
  by_id: string
  name: string
  from_on: string
  until_on: string
  signature: Buffer
}

/** Two keepers sign the key of a colleague who keeps nothing, each in their own session, after comparing its words by voice. */
@Injectable()
export class SignKeys {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  /** Keys to sign, by name. Refuses: not_found (no keeper the root names). */
  async list(actor: StaffActor): Promise<Outcome<WaitingKey[], 'not_found'>> {
    if (!this.isKeeper(actor)) return refuse('not_found')
    const rows = await this.database.query<KeyRow>(
      `SELECT id, display_name AS name, public_key FROM app.staff_account
       WHERE state <> 'disabled' AND public_key IS NOT NULL AND id <> $1 ORDER BY display_name, login`,
      [actor.accountId],
    )
    const waiting = rows.filter((row) => this.waits(row))
    return done(await Promise.all(waiting.map((row) => this.shown(actor, row))))
  }

  /**
   * Signs the key that was shown. With the second signature the key goes into the annex and the account works. Signed twice
   * by one keeper counts once. Refuses: not_found (no keeper, nobody, nothing to sign), about_yourself, step_up_needed, stale
   * (another key than was shown).
   */
  async sign(
    actor: StaffActor,
    { accountId, keyId: shown }: { readonly accountId: string; readonly keyId: string },
  ): Promise<Outcome<'signed' | 'admitted', SignRefusal>> {
    if (!this.isKeeper(actor)) return refuse('not_found')
    if (accountId === actor.accountId) return refuse('about_yourself')
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')

    return this.database.transaction(async (tx) => {
      await lockAnnex(tx)
      const [row] = await tx.query<KeyRow[]>(
        `SELECT id, display_name AS name, public_key FROM app.staff_account
         WHERE id = $1 AND state <> 'disabled' AND public_key IS NOT NULL FOR UPDATE`,
        [accountId],
      )
      if (!row) return refuse('not_found')
      if (idOf(row.public_key) !== shown) return refuse('stale')
      if (!this.waits(row)) return refuse('not_found')
      const entry = await this.signed(tx, actor, row)
      await this.audit.record(tx, lineOf(actor, 'key.signed', accountId, shown))
      if (signersOf(entry, (by) => this.directory.keeperKey(by)).length < 2) return done('signed')

      await tx.query(`UPDATE app.staff_account SET state = 'active' WHERE id = $1`, [accountId])
      await tx.query('DELETE FROM app.key_signature WHERE account_id = $1', [accountId])
      await this.audit.record(tx, lineOf(actor, 'key.admitted', accountId, shown))
      await changeAnnex(tx, this.directory, () => this.directory.admit(entry))
      return done('admitted')
    })
  }

  /** The actor's own key is what the root says a keeper signs with; nothing in the database makes one. */
  private isKeeper(actor: StaffActor): boolean {
    const key = this.directory.keeperKey(actor.accountId)
    return key?.equals(signingKey(actor.holder.pair.secretKey)) === true
  }

  private waits({ id, public_key: key }: KeyRow): boolean {
    if (!this.directory.signedStaffKey(id)?.equals(key)) return true
    return endsSoon(this.directory, id)
  }

  private async shown(actor: StaffActor, row: KeyRow): Promise<WaitingKey> {
    const rows = await this.signatures(this.database, row)
    return {
      accountId: row.id,
      name: row.name,
      keyId: idOf(row.public_key),
      words: keyWords(sha256(row.public_key)),
      signedBy: rows.map(({ name }) => name),
      isSignedByMe: rows.some(({ by_id: by }) => by === actor.accountId),
      until: rows[0]?.until_on ?? this.directory.lastDayOf(row.id) ?? null,
    }
  }

  /** The first signature sets the days; the second is under the same ones. */
  private async signed(tx: Tx, actor: StaffActor, row: KeyRow): Promise<AnnexEntry> {
    const there = await this.signatures(tx, row)
    const own = there.find(({ by_id: by }) => by === actor.accountId)
    const days = there[0] ?? (await daysFor(tx, row.id))
    const claim = {
      accountId: row.id,
      publicKey: row.public_key.toString('base64'),
      from: days.from_on,
      until: days.until_on,
    }
    const signature = own?.signature ?? Buffer.from(signClaim(claim, actor.holder.pair.secretKey), 'base64')
    await tx.query('DELETE FROM app.key_signature WHERE account_id = $1 AND by_id = $2', [row.id, actor.accountId])
    await tx.query(
      `INSERT INTO app.key_signature (account_id, public_key, by_id, from_on, until_on, signature) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, row.public_key, actor.accountId, claim.from, claim.until, signature],
    )
    const others = there.filter(({ by_id: by }) => by !== actor.accountId)
    const all = [
      ...others.map(({ by_id: by, signature: bytes }) => ({ by, bytes })),
      { by: actor.accountId, bytes: signature },
    ]
    return { ...claim, signatures: all.map(({ by, bytes }) => ({ by, signature: bytes.toString('base64') })) }
  }

  /** Those that hold, oldest days first: whatever else lies in the table is as if it were not there. */
  private async signatures(queries: Pick<Database, 'query'>, { id, public_key: key }: KeyRow): Promise<SignatureRow[]> {
    const rows = await queries.query<SignatureRow>(
      `SELECT s.by_id, a.display_name AS name, s.from_on::text, s.until_on::text, s.signature
       FROM app.key_signature s JOIN app.staff_account a ON a.id = s.by_id
       WHERE s.account_id = $1 AND s.public_key = $2 AND s.until_on >= app.today() ORDER BY s.from_on, s.by_id`,
      [id, key],
    )
    const good = rows.filter((row) => {
      const entry = { accountId: id, publicKey: key.toString('base64'), from: row.from_on, until: row.until_on }
      const signatures = [{ by: row.by_id, signature: row.signature.toString('base64') }]
      return signersOf({ ...entry, signatures }, (by) => this.directory.keeperKey(by)).length === 1
    })
    return good.filter((row) => row.from_on === good[0]?.from_on && row.until_on === good[0]?.until_on)
  }
}

const idOf = (publicKey: Buffer): string => keyId(publicKey).toString('hex')

const lineOf = (actor: StaffActor, verb: string, objectId: string, purpose: string) => ({
  actorId: actor.accountId,
  verb,
  objectId,
  purpose,
})

/**
 * From today to the end of the last edition the colleague has a role in (SECURITY §3), whichever the keeper works in; an admin's
 * role counts in each. Today alone for who has none.
 */
async function daysFor(tx: Tx, accountId: string): Promise<{ from_on: string; until_on: string }> {
  const [row] = await tx.query<{ today: string; ends: string }[]>(
    `SELECT app.today()::text AS today, greatest(max(e.departure_on), app.today())::text AS ends FROM app.edition e
     WHERE EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = $1 AND (r.edition_id = e.id OR r.role = 'admin')
       AND (r.ends_on IS NULL OR r.ends_on >= app.today()))`,
    [accountId],
  )
  const from = row?.today ?? ''
  return { from_on: from, until_on: lastDayOf(from, row?.ends ?? from) }
}
