import type { NominationState } from '#domain/nomination/lifecycle.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

export const nominationFlags = ['skip_screening', 'counts_as_voucher', 'lock_channel'] as const
export type NominationFlag = (typeof nominationFlags)[number]

/** The plain facts of one nomination. Days are ISO dates. */
export interface NominationRow {
  readonly id: string
  readonly number: string
  readonly state: NominationState
  /** Monday of the week in which the person was named. */
  readonly week: string
  /** Number of the partner; null when a member of staff named the person. */
  readonly partner: string | null
  /** Display name of the colleague; null for a partner's. */
  readonly author: string | null
  readonly flags: readonly NominationFlag[]
  readonly expiresOn: string | null
  readonly keepUntil: string | null
  /** The holder of an expired link asked for a fresh one. */
  readonly isAskedFor: boolean
  readonly version: number
}

const columns = `n.id, n.number, n.state, n.named_week::text AS week, p.number AS partner, s.display_name AS author,
  ARRAY(SELECT f.name FROM (VALUES ('skip_screening', n.skip_screening), ('counts_as_voucher', n.counts_as_voucher),
    ('lock_channel', n.lock_channel)) f (name, is_set) WHERE f.is_set) AS flags,
  n.expires_on::text AS "expiresOn", n.keep_until::text AS "keepUntil", n.version,
  EXISTS (SELECT 1 FROM app.staff_task t JOIN app.link l ON l.id = t.link_id WHERE l.kind = 'nomination' AND l.subject_id = n.id
    AND t.kind = 'link_renewal' AND t.state = 'open') AS "isAskedFor"`

/**
 * Nominations a coordinator may see, those that wait first; nobody else sees any. What became an application goes with
 * the file: whom a conflict or a restriction keeps from it sees no line here either.
 */
export async function seenNominations(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id?: string,
): Promise<NominationRow[]> {
  if (!hasRole(actor, 'coordinator')) return []
  return database.query<NominationRow>(
    `SELECT ${columns}
     FROM app.nomination n LEFT JOIN app.partner p ON p.id = n.partner_id LEFT JOIN app.staff_account s ON s.id = n.made_by
     WHERE n.edition_id = $1 AND ($3::uuid IS NULL OR n.id = $3) AND NOT EXISTS (SELECT 1 FROM app.application a WHERE a.nomination_id = n.id
       AND (EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $2)
         OR EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)))
     ORDER BY array_position(ARRAY['named', 'expired', 'invited', 'not_sent', 'used'], n.state), n.named_week, n.number LIMIT 1000`,
    [actor.editionId, actor.accountId, id ?? null],
  )
}
