import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { Waiter } from './line-offers.js'

/**
 * Writes down until when each of them can be invited: two days, and nothing of what they follow from. Of whom that is not known
 * to a session that opened the answers, days kept before go; who is not open to it keeps what another session knew.
 */
export async function keepDays(tx: Tx, actor: StaffActor, waiting: readonly Waiter[]): Promise<void> {
  const known = waiting.flatMap(({ file, facts: { lastDays } }) => (lastDays ? [{ id: file.id, ...lastDays }] : []))
  const unknown = waiting.flatMap(({ file, facts: { lastDays, isTravelOpen } }) =>
    isTravelOpen && !lastDays ? [file.id] : [],
  )
  if (unknown.length > 0) await tx.query('SELECT app.alternate_days_forget($1)', [unknown])
  await tx.query(
    `INSERT INTO app.alternate_days AS d (application_id, normal_until, express_until, noted_by)
     SELECT n.id, n.normal, n.express, $4 FROM unnest($1::uuid[], $2::date[], $3::date[]) n (id, normal, express) ORDER BY n.id
     ON CONFLICT (application_id) DO UPDATE SET normal_until = excluded.normal_until, express_until = excluded.express_until,
       noted_by = excluded.noted_by, noted_on = excluded.noted_on
     WHERE (d.normal_until, d.express_until) <> (excluded.normal_until, excluded.express_until)`,
    [
      known.map(({ id }) => id),
      known.map(({ normalUntil }) => normalUntil),
      known.map(({ expressUntil }) => expressUntil),
      actor.accountId,
    ],
  )
}
