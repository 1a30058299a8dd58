import { timingSafeEqual } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { Database, type Tx } from '#platform/database/database.js'
import { openAccount } from '#platform/vault/account-keys.js'
import { forget } from '#platform/vault/keys.js'
import { passwordKeys } from '#platform/vault/password.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { matchTotp } from '#platform/vault/totp.js'
import { renewSession } from './renew-session.js'
import type { StaffActor } from './staff-actor.js'

export interface StepUpForm {
  readonly password: string
  readonly code: string
}

export type StepUpRefusal = 'wrong_sign_in' | 'rate_limited'

interface SecretsRow {
  salt: Buffer
  verifier_hash: Buffer
  sealed_keys: Buffer
  sealed_totp: Buffer
  last_totp_step: string
}

const longestPassword = 256

/** Password and a fresh code once more, by somebody signed in: opens the window in which identity may be read. */
@Injectable()
export class StepUp {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The same session under a new token, its window open. Refuses: wrong_sign_in, rate_limited. */
  async run(actor: StaffActor, form: StepUpForm): Promise<Outcome<SessionToken, StepUpRefusal>> {
    const [bucket] = await this.database.query<{ free: boolean }>('SELECT app.rate_take($1, 5, 60) AS free', [
      `staff-step-up:${actor.accountId}`,
    ])
    if (!bucket?.free) return refuse('rate_limited')
    const step = await this.verified(actor, form)
    const session = step === null ? null : await this.database.transaction((tx) => this.renew(tx, actor, step))
    if (session) return done(session)

    await this.audit.commit({ actorId: actor.accountId, verb: 'staff.step_up_refused', objectId: actor.accountId })
    return refuse('wrong_sign_in')
  }

  private async verified(actor: StaffActor, form: StepUpForm): Promise<number | null> {
    const [row] = await this.database.query<SecretsRow>(
      `SELECT salt, verifier_hash, sealed_keys, sealed_totp, last_totp_step FROM app.staff_account
       WHERE id = $1 AND state = 'active'`,
      [actor.accountId],
    )
    if (!row) return null
    const { kek, verifierHash } = await passwordKeys(form.password.slice(0, longestPassword), row.salt)
    if (!timingSafeEqual(verifierHash, row.verifier_hash)) return null
    const opened = openAccount(kek, { sealedKeys: row.sealed_keys, sealedTotp: row.sealed_totp })
    forget(kek, opened.pair.secretKey)

    return matchTotp(opened.totpSecret, form.code, this.clock.now(), Number(row.last_totp_step))
  }

  private async renew(tx: Tx, actor: StaffActor, step: number): Promise<SessionToken | null> {
    const [, taken] = await tx.query<[unknown, number]>(
      'UPDATE app.staff_account SET last_totp_step = $2 WHERE id = $1 AND last_totp_step < $2',
      [actor.accountId, step],
    )
    if (taken !== 1) return null
    await tx.query(
      `UPDATE app.staff_session SET step_up_until = app.now() + interval '15 minutes', step_up_left = 20 WHERE token_hash = $1`,
      [actor.session.hash],
    )
    const session = await renewSession(tx, actor)
    await this.audit.record(tx, { actorId: actor.accountId, verb: 'staff.stepped_up', objectId: actor.accountId })
    return session
  }
}
