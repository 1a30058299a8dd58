import { Injectable } from '@nestjs/common'
import { isCompartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { forget, pairFromSecret } from '#platform/vault/keys.js'
import { openForSession, type SessionToken } from '#platform/vault/session-box.js'
import { editionsOf } from './editions-of.js'
import { renewedFrom, renewForRoles } from './renew-session.js'
import type { StaffActor } from './staff-actor.js'

interface SessionRow {
  account_id: string
  login: string
  display_name: string
  zone: string
  state: 'active' | 'pending'
  sealed_keys: Buffer
  step_up_until: Date | null
  step_up_left: number
  edition_id: string
  edition_name: string
  editions: number
  other_since: Date | null
  is_renewal_due: boolean
  has_ended_oldest: boolean
  has_to_compare: boolean
  grants: RoleRow[]
}

interface RoleRow {
  role: Role
  keeper_of: string[]
}

/** SQL over session `s` and edition `e`: `hasToCompare`. Nearly always there is nothing at all to compare. */
const hasToCompare = `EXISTS (SELECT 1 FROM app.exclusion_due)
  AND EXISTS (SELECT 1 FROM app.staff_role k WHERE k.account_id = s.account_id AND k.edition_id = e.id AND 'profile' = ANY (k.keeper_of))
  AND EXISTS (SELECT 1 FROM app.to_compare t WHERE t.keeper_id = s.account_id AND t.edition_id = e.id)`

/** Live staff sessions: 30 minutes without use, counted to the minute, 12 hours in all. */
@Injectable()
export class StaffSessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * The actor behind a cookie, roles as they stand now, none while the key is not signed; null for unknown, idle, ended and disabled
   * alike. Once roles of theirs have changed, the session goes on under the new token that the actor bears, for its cookie.
   */
  async find(session: SessionToken): Promise<StaffActor | null> {
    const row = await this.row(session)
    if (!row) return this.followed(session)
    const actor = actorOf(row, session)

    return row.is_renewal_due ? this.renewed(actor) : actor
  }

  private async renewed(actor: StaffActor): Promise<StaffActor | null> {
    const session = await this.database.transaction((tx) => renewForRoles(tx, actor))
    if (session) return { ...actor, session }
    forget(actor.holder.pair.secretKey)
    return this.followed(actor.session)
  }

  /** Another request with this token has renewed it just now. */
  private async followed(session: SessionToken): Promise<StaffActor | null> {
    const next = await renewedFrom(this.database, session)
    return next && this.find(next)
  }

  private async row(session: SessionToken): Promise<SessionRow | undefined> {
    // Use is noted once a minute, so that most pages write nothing.
    const [row] = await this.database.prepared<SessionRow>(
      `WITH used AS (UPDATE app.staff_session SET idle_until = least(ends_at, app.now() + interval '30 minutes')
         WHERE token_hash = $1 AND idle_until > app.now()
           AND (idle_until < least(ends_at, app.now() + interval '29 minutes') OR idle_until > app.now() + interval '30 minutes'))
       SELECT s.account_id, a.login, a.display_name, a.zone, a.state, s.sealed_keys, s.step_up_until, s.step_up_left, e.id AS edition_id,
         e.name_neutral AS edition_name, e.editions::int,
         (SELECT max(o.begun_at) FROM app.staff_session o WHERE o.account_id = s.account_id AND o.token_hash <> s.token_hash
            AND o.idle_until > app.now() AND o.ends_at > app.now()) AS other_since,
         s.note = 'ended_oldest' AND s.begun_at > app.now() - interval '5 minutes' AS has_ended_oldest,
         ${hasToCompare} AS has_to_compare,
         s.is_renewal_due OR (s.token_on < app.today() AND EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = s.account_id
           AND r.ends_on >= s.token_on AND r.ends_on < app.today())) AS is_renewal_due,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'keeper_of', r.keeper_of) ORDER BY r.role), '[]') FROM app.staff_role r
          WHERE r.account_id = s.account_id AND (r.edition_id = e.id OR r.role = 'admin') AND (r.ends_on IS NULL OR r.ends_on >= app.today())) AS grants
       FROM app.staff_session s JOIN app.staff_account a ON a.id = s.account_id
         CROSS JOIN LATERAL (${editionsOf('s.account_id', 's.edition_id')} LIMIT 1) e
       WHERE s.token_hash = $1 AND a.state IN ('active', 'pending') AND s.idle_until > app.now() AND s.ends_at > app.now()`,
      [session.hash],
    )
    return row
  }

  /** Ends one session; the audit keeps that it ended. */
  async end(actor: StaffActor): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('DELETE FROM app.staff_session WHERE token_hash = $1', [actor.session.hash])
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'staff.signed_out', objectId: actor.accountId })
    })
  }
}

function actorOf(row: SessionRow, session: SessionToken): StaffActor {
  const isPending = row.state === 'pending'
  const roles = isPending ? [] : row.grants

  return {
    accountId: row.account_id,
    login: row.login,
    displayName: row.display_name,
    zone: row.zone,
    editionId: row.edition_id,
    edition: { name: row.edition_name, isOneOfSeveral: row.editions > 1 },
    roles: [...new Set(roles.map((grant) => grant.role))],
    keeperOf: [...new Set(roles.flatMap((grant) => grant.keeper_of))].filter(isCompartment),
    holder: { accountId: row.account_id, pair: pairFromSecret(openForSession(session, row.sealed_keys)) },
    session,
    isPending,
    otherSince: row.other_since,
    hasEndedOldest: row.has_ended_oldest,
    hasToCompare: row.has_to_compare && !isPending,
    stepUp: row.step_up_until && row.step_up_left > 0 ? { until: row.step_up_until, left: row.step_up_left } : null,
  }
}
