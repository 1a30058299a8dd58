import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { keyWords } from '#domain/staff/key-words.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { Database } from '#platform/database/database.js'
import { signingKey } from '#platform/vault/annex.js'
import { Directory } from '#platform/vault/directory.js'
import { sha256 } from '#platform/vault/keys.js'
import { matchTotp } from '#platform/vault/totp.js'
import { keeperWords } from '../../keeper-words.js'
import { SessionSheet } from '../session-sheet.js'
import type { StaffActor } from '../staff-actor.js'

export interface OwnKeyView {
  readonly words: readonly string[]
  /** By which the root names a keeper. */
  readonly keeperWords: readonly string[]
  readonly isSigned: boolean
  /** ISO date; null for a key the root signed, and for one nobody signed. */
  readonly until: string | null
  /** Base32, until a code of it was typed. */
  readonly totpSecret: string | null
}

/** One's own key, by which two keepers know it, and the authenticator of a first sign-in. */
@Injectable()
export class OwnKey {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly sheet: SessionSheet,
  ) {}

  /** The words come from the key this session holds, not from the database. */
  async read(actor: StaffActor): Promise<OwnKeyView> {
    const { publicKey, secretKey } = actor.holder.pair
    const isSigned = this.directory.signedStaffKey(actor.accountId)?.equals(publicKey) === true
    return {
      words: keyWords(sha256(publicKey)),
      keeperWords: keeperWords({ publicKey, signingKey: signingKey(secretKey) }),
      isSigned,
      until: (isSigned && this.directory.lastDayOf(actor.accountId)) || null,
      totpSecret: await this.secret(actor),
    }
  }

  /** A code of the new authenticator: it works, and its secret is shown no more. Refuses: wrong_code. */
  async confirm(actor: StaffActor, code: string): Promise<Outcome<null, 'wrong_code'>> {
    const secret = await this.secret(actor)
    const step = secret === null ? null : matchTotp(secret, code, this.clock.now(), 0)
    if (step === null) return refuse('wrong_code')
    await this.database.transaction(async (tx) => {
      await tx.query('UPDATE app.staff_account SET last_totp_step = $2 WHERE id = $1 AND last_totp_step < $2', [
        actor.accountId,
        step,
      ])
      const line = { actorId: actor.accountId, verb: 'staff.authenticator_confirmed', objectId: actor.accountId }
      await this.audit.record(tx, line)
    })
    await this.sheet.clear(actor)
    return done(null)
  }

  private async secret(actor: StaffActor): Promise<string | null> {
    const sheet = await this.sheet.read(actor)
    const isSecret = typeof sheet === 'object' && sheet !== null && 'totpSecret' in sheet
    return isSecret && typeof sheet.totpSecret === 'string' ? sheet.totpSecret : null
  }
}
