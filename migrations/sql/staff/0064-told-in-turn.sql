-- Whom the tasks of a role are told to: who holds it; of a keeper's tasks whoever keeps a compartment; and who stands in for a
-- holder without holding the role. `zone`: whose clock decides when it is the deputy's turn.
CREATE VIEW app.told_role WITH (security_invoker = true) AS
  SELECT r.account_id, r.edition_id, r.role, NULL::text AS zone FROM app.staff_role r WHERE r.ends_on IS NULL OR r.ends_on >= app.today()
  UNION SELECT r.account_id, r.edition_id, 'keeper', NULL FROM app.staff_role r
    WHERE r.keeper_of <> '{}' AND (r.ends_on IS NULL OR r.ends_on >= app.today())
  UNION SELECT r.deputy_id, r.edition_id, r.role, min(a.zone) FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id
    WHERE r.deputy_id IS NOT NULL AND (r.ends_on IS NULL OR r.ends_on >= app.today())
      AND NOT app.holds_role(r.deputy_id, r.edition_id, ARRAY[r.role]) GROUP BY r.deputy_id, r.edition_id, r.role;

-- As before, and keepers are told of what waits for them, deputies of what nobody has done in four working hours: since no row says
-- the hour, at noon of the working day after. A deputy learns what kind of thing waits, and not of whom.
CREATE OR REPLACE VIEW app.told_task WITH (security_invoker = true) AS
  SELECT t.id, t.kind, t.role, t.due_on, CASE WHEN r.zone IS NULL THEN t.participation_id END AS participation_id,
    CASE WHEN r.zone IS NULL THEN t.task_id END AS task_id, r.account_id, r.edition_id,
    CASE WHEN k.is_told AND r.zone IS NULL THEN t.application_id END AS application_id
  FROM app.staff_task t JOIN app.told_role r ON r.role = t.role AND (r.zone IS NULL OR app.now() AT TIME ZONE r.zone
      >= t.due_on + CASE extract(isodow FROM t.due_on) WHEN 5 THEN 3 WHEN 6 THEN 2 ELSE 1 END + time '12:00')
    LEFT JOIN app.application a ON a.id = t.application_id
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM app.staff_role l WHERE l.account_id = r.account_id AND l.edition_id = r.edition_id
        AND l.role = 'vetting_lead' AND (l.ends_on IS NULL OR l.ends_on >= app.today()))
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = r.account_id) AS is_told) k
  WHERE t.state = 'open' AND coalesce(t.edition_id, a.edition_id, r.edition_id) = r.edition_id
    AND (k.is_told OR (t.kind = 'quiet_signal' AND r.zone IS NULL))
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = r.account_id)
    AND (t.kind NOT IN ('third_reader_needed', 'reader_abstained') OR (a.state = 'in_review' AND NOT EXISTS (
      SELECT 1 FROM app.assignment g WHERE g.application_id = a.id AND g.account_id = r.account_id AND g.role = 'reviewer' AND g.ended_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state = 'submitted')
        AND NOT (EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = r.account_id
            AND o.opinion IN ('asked', 'agree'))
          AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state <> 'abstained')))))
    AND (t.kind <> 'place_to_pass_on' OR app.next_in_queue(r.edition_id, false, r.account_id) IS NOT NULL);

-- Opens what waits in the life of the staff, and closes it once it is so no more; what somebody took off by hand comes back after a
-- week. What the signed directory says of keys the worker passes on; `p_annexed`: who works by a key that two keepers signed.
CREATE FUNCTION app.staff_life_tell(p_key_waits boolean, p_key_ends boolean, p_keepers_few boolean, p_annexed uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row record;
BEGIN
  FOR v_row IN SELECT * FROM (VALUES
    ('key_waits', 'keeper', p_key_waits),
    ('key_ends', 'keeper', p_key_ends),
    ('keepers_few', 'admin', p_keepers_few),
    ('paper_asked', 'admin', EXISTS (SELECT 1 FROM app.staff_account a WHERE a.asked_paper_on IS NOT NULL AND a.state <> 'disabled')),
    ('role_ends', 'admin', EXISTS (SELECT 1 FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id AND a.state <> 'disabled'
      WHERE r.ends_on BETWEEN app.today() AND app.today() + 14)),
    ('files_to_return', 'coordinator', EXISTS (SELECT 1 FROM app.assignment s JOIN app.staff_account a ON a.id = s.account_id AND a.state = 'active'
        JOIN app.application f ON f.id = s.application_id JOIN app.edition e ON e.id = f.edition_id AND e.archived_on IS NULL
      WHERE s.ended_on IS NULL AND s.account_id = ANY (p_annexed) AND NOT EXISTS (SELECT 1 FROM sealed.record r JOIN wraps.dek_wrap w
        ON w.record_id = r.id AND w.recipient = substring(sha256(a.public_key) FOR 16) WHERE r.owner_id = f.id)))
  ) v (kind, role, is_so) LOOP
    IF v_row.is_so THEN
      INSERT INTO app.staff_task (kind, role) SELECT v_row.kind, v_row.role WHERE NOT EXISTS (SELECT 1 FROM app.staff_task t
        WHERE t.kind = v_row.kind AND t.done_by IS NOT NULL AND t.due_on > app.today() - 7) ON CONFLICT DO NOTHING;
    ELSE
      UPDATE app.staff_task SET state = 'done' WHERE kind = v_row.kind AND state = 'open';
    END IF;
  END LOOP;
END $$;
