import { Injectable } from '@nestjs/common'
import { readCode } from '#domain/application/access-code.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type PassphraseFlaw, passphraseFlaw } from '#domain/staff/passphrase.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { paperHash } from '#platform/vault/access.js'
import { beginAccount } from '#platform/vault/account-keys.js'
import { forget } from '#platform/vault/keys.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import { newTotpSecret } from '#platform/vault/totp.js'
import { mayTry } from '../entry-limits.js'

export interface FirstSignIn {
  readonly login: string
  /** Of the paper, as typed. */
  readonly code: string
  readonly passphrase: string
  /** The network the try comes from; kept nowhere. */
  readonly network: string
}

export type BeginRefusal = 'wrong_paper' | 'rate_limited' | PassphraseFlaw

/** The first sign-in: the paper's code counts once, the person sets a passphrase, and their key pair is made. */
@Injectable()
export class BeginAccount {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * A session that shows the new key, and once the secret of the authenticator. Refuses: wrong_paper (unknown name, wrong,
   * used or old code: one answer), rate_limited, and what is wrong with the passphrase, which costs no try.
   */
  async run({ login: typed, code, passphrase, network }: FirstSignIn): Promise<Outcome<SessionToken, BeginRefusal>> {
    const login = typed.trim().toLowerCase()
    const flaw = passphraseFlaw(passphrase, login)
    if (flaw) return refuse(flaw)
    if (!(await mayTry(this.database, 'paper', { login, network }))) return refuse('rate_limited')
    const hash = paperHash(readCode(code) ?? '')
    const accountId = await this.known(login, hash)
    // A password costs a seventh of a second; nobody else can use the paper in it but by knowing its code.
    const session = accountId && (await this.begin(accountId, hash, passphrase))
    if (session) return done(session)

    await this.audit.commit({ actorId: null, verb: 'staff.paper_refused', objectId: accountId ?? 'unknown' })
    return refuse('wrong_paper')
  }

  private async known(login: string, hash: Buffer): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT a.id FROM app.staff_paper p JOIN app.staff_account a ON a.id = p.account_id
       WHERE p.hash = $2 AND a.login = $1 AND a.state = 'pending' AND a.public_key IS NULL AND p.ends_on >= app.today()`,
      [login, hash],
    )
    return row?.id
  }

  private async begin(accountId: string, hash: Buffer, passphrase: string): Promise<SessionToken | null> {
    const totpSecret = newTotpSecret()
    const { secrets, pair } = await beginAccount(passphrase, totpSecret)
    const session = newSessionToken()
    const isBegun = await this.database.transaction(async (tx) => {
      if (!(await usePaper(tx, accountId, hash))) return false
      await tx.query(
        `UPDATE app.staff_account SET salt = $2, verifier_hash = $3, sealed_keys = $4, sealed_totp = $5, public_key = $6, signing_key = $7, last_totp_step = 0
         WHERE id = $1`,
        [
          accountId,
          secrets.salt,
          secrets.verifierHash,
          secrets.sealedKeys,
          secrets.sealedTotp,
          secrets.publicKey,
          secrets.signingKey,
        ],
      )
      await tx.query(
        `INSERT INTO app.staff_session (token_hash, account_id, sealed_keys, idle_until, ends_at, sheet)
         VALUES ($1, $2, $3, app.now() + interval '30 minutes', app.now() + interval '12 hours', $4)`,
        [
          session.hash,
          accountId,
          sealForSession(session, pair.secretKey),
          sealForSession(session, Buffer.from(JSON.stringify({ totpSecret }), 'utf8')),
        ],
      )
      await this.audit.record(tx, { actorId: accountId, verb: 'staff.keys_made', objectId: accountId })
      return true
    })
    forget(pair.secretKey)
    return isBegun ? session : null
  }
}

async function usePaper(tx: Tx, accountId: string, hash: Buffer): Promise<boolean> {
  const [, used] = await tx.query<[unknown, number]>(
    'DELETE FROM app.staff_paper WHERE account_id = $1 AND hash = $2 AND ends_on >= app.today()',
    [accountId, hash],
  )
  return used === 1
}
