import { timingSafeEqual } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { Database, type Tx } from '#platform/database/database.js'
import { type OpenedAccount, openAccount } from '#platform/vault/account-keys.js'
import { signingKey } from '#platform/vault/annex.js'
import { forget } from '#platform/vault/keys.js'
import { passwordKeys } from '#platform/vault/password.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import { matchTotp } from '#platform/vault/totp.js'
import { mayTry } from './entry-limits.js'

export interface SignInForm {
  readonly login: string
  readonly password: string
  readonly code: string
  /** The network the try comes from; kept nowhere. */
  readonly network: string
}

export type SignInRefusal = 'wrong_sign_in' | 'rate_limited' | 'no_edition'

interface AccountRow {
  id: string
  salt: Buffer
  verifier_hash: Buffer
  sealed_keys: Buffer
  sealed_totp: Buffer
  last_totp_step: string
}

// An unknown login costs the same run over the same amount of memory.
const nobody = { id: null, salt: Buffer.alloc(16, 7), verifier_hash: Buffer.alloc(32) }
const longestPassword = 256

/** SQL: no page waits in the session that was posted after it had ended. */
const holdsNothing = '(parked IS NULL OR (idle_until > app.now() AND ends_at > app.now()))'

/** Password and authenticator code → a session whose keys are sealed under the cookie. */
@Injectable()
export class SignInStaff {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses: wrong_sign_in (unknown login, wrong password, wrong or used code: all the same answer), rate_limited,
   * no_edition (there is none to work in; said to nobody but who is right).
   * At most two sessions a person; the oldest goes, and the new one says so. Both outcomes leave an audit line.
   */
  async run(form: SignInForm): Promise<Outcome<SessionToken, SignInRefusal>> {
    const login = form.login.trim().toLowerCase()
    if (!(await mayTry(this.database, 'sign-in', { login, network: form.network }))) return refuse('rate_limited')
    const row = await this.account(login)
    const opened = await this.unlock(row, form)
    const step = opened && matchTotp(opened.totpSecret, form.code, this.clock.now(), Number(row?.last_totp_step))
    if (!row || !opened || step === null) return this.refused(row?.id)

    if (!(await this.hasEdition())) return refuse('no_edition')
    const session = await this.database.transaction((tx) => this.open(tx, row.id, opened, step))
    forget(opened.pair.secretKey)
    return session ? done(session) : this.refused(row.id)
  }

  private async hasEdition(): Promise<boolean> {
    return (await this.database.query('SELECT 1 FROM app.edition LIMIT 1')).length > 0
  }

  private async account(login: string): Promise<AccountRow | undefined> {
    const rows = await this.database.query<AccountRow>(
      `SELECT id, salt, verifier_hash, sealed_keys, sealed_totp, last_totp_step FROM app.staff_account
       WHERE login = $1 AND state IN ('active', 'pending') AND verifier_hash IS NOT NULL`,
      [login],
    )
    return rows[0]
  }

  private async unlock(row: AccountRow | undefined, form: SignInForm): Promise<OpenedAccount | null> {
    const password = form.password.slice(0, longestPassword)
    const { kek, verifierHash } = await passwordKeys(password, (row ?? nobody).salt)
    const isRight = timingSafeEqual(verifierHash, (row ?? nobody).verifier_hash)
    const opened =
      row && isRight ? openAccount(kek, { sealedKeys: row.sealed_keys, sealedTotp: row.sealed_totp }) : null
    forget(kek)
    return opened
  }

  // The step is taken by a conditional update, so that one code opens one session even when sent twice at once.
  private async open(tx: Tx, accountId: string, opened: OpenedAccount, step: number): Promise<SessionToken | null> {
    const [, taken] = await tx.query<[unknown, number]>(
      // An account of before keepers could be named later says now what it would sign with.
      'UPDATE app.staff_account SET last_totp_step = $2, signing_key = coalesce(signing_key, $3) WHERE id = $1 AND last_totp_step < $2',
      [accountId, step, signingKey(opened.pair.secretKey)],
    )
    if (taken !== 1) return null
    const session = newSessionToken()
    const [ended] = await tx.query<[{ was_live: boolean }[], number]>(
      `DELETE FROM app.staff_session WHERE account_id = $1 AND ${holdsNothing} AND (ends_at < app.now() OR token_hash IN
        (SELECT token_hash FROM app.staff_session WHERE account_id = $1 AND ${holdsNothing} ORDER BY ends_at DESC OFFSET 1))
       RETURNING idle_until > app.now() AND ends_at > app.now() AS was_live`,
      [accountId],
    )
    const note = ended.some(({ was_live: wasLive }) => wasLive) ? 'ended_oldest' : ''
    await tx.query(
      `INSERT INTO app.staff_session (token_hash, account_id, sealed_keys, idle_until, ends_at, note)
       VALUES ($1, $2, $3, app.now() + interval '30 minutes', app.now() + interval '12 hours', $4)`,
      [session.hash, accountId, sealForSession(session, opened.pair.secretKey), note],
    )
    await this.audit.record(tx, { actorId: accountId, verb: 'staff.signed_in', objectId: accountId })
    return session
  }

  private async refused(accountId: string | undefined): Promise<Outcome<SessionToken, SignInRefusal>> {
    await this.audit.commit({ actorId: null, verb: 'staff.sign_in_refused', objectId: accountId ?? 'unknown' })
    return refuse('wrong_sign_in')
  }
}
