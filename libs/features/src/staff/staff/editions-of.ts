/**
 * The editions somebody may work in, the one they work in first: where they hold a role, what they chose, what is not over for
 * sixty days, and of those the next to come, else the latest. An admin manages accounts, which belong to no edition. Parameters
 * are SQL for the account and for the choice; `editions` counts those in which they hold a role.
 */
export const editionsOf = (account: string, choice: string): string =>
  `SELECT o.id, o.name_neutral, o.arrival_on, h.holds, count(*) FILTER (WHERE h.holds) OVER () AS editions
   FROM app.edition o CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = ${account}
       AND (r.edition_id = o.id OR r.role = 'admin') AND (r.ends_on IS NULL OR r.ends_on >= app.today())) AS holds,
     o.departure_on >= app.today() - 60 AS is_near) h
   ORDER BY h.holds DESC, (o.id = ${choice}) IS TRUE DESC, h.is_near DESC,
     CASE WHEN h.is_near THEN o.arrival_on - app.today() ELSE app.today() - o.arrival_on END, o.id`
