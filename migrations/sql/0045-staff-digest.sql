-- Colleagues who are told nothing of what hangs on a file and is no file itself (tasks, visa cases): a conflict keeps them away, or
-- the file is restricted and not assigned to them.
CREATE VIEW app.kept_from WITH (security_invoker = true) AS
  SELECT c.application_id, c.account_id FROM app.conflict c
  UNION ALL SELECT f.application_id, s.id FROM app.flag f CROSS JOIN app.staff_account s
  WHERE f.kind = 'restricted' AND f.lifted_on IS NULL AND NOT EXISTS (SELECT 1 FROM app.assignment g
    WHERE g.application_id = f.application_id AND g.account_id = s.id AND g.ended_on IS NULL);

-- What waits for whom: open tasks of a role somebody holds in an edition, as far as they may be told. Vetting leads are told of
-- restricted files too. A quiet signal reaches the officer all the same, without the case: whose it is, they ask the lead. What
-- follows from reviews is for leads who owe no review of the file, and only while it is in review.
CREATE VIEW app.told_task WITH (security_invoker = true) AS
  SELECT t.id, t.kind, t.role, t.due_on, t.participation_id, t.task_id, r.account_id, r.edition_id,
    CASE WHEN k.is_told THEN t.application_id END AS application_id
  FROM app.staff_task t JOIN app.staff_role r ON r.role = t.role AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    LEFT JOIN app.application a ON a.id = t.application_id
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM app.staff_role l WHERE l.account_id = r.account_id AND l.edition_id = r.edition_id
        AND l.role = 'vetting_lead' AND (l.ends_on IS NULL OR l.ends_on >= app.today()))
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = r.account_id) AS is_told) k
  WHERE t.state = 'open' AND coalesce(t.edition_id, a.edition_id, r.edition_id) = r.edition_id
    AND (k.is_told OR t.kind = 'quiet_signal')
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = r.account_id)
    AND (t.kind NOT IN ('third_reader_needed', 'reader_abstained') OR (a.state = 'in_review' AND NOT EXISTS (
      SELECT 1 FROM app.assignment g WHERE g.application_id = a.id AND g.account_id = r.account_id AND g.role = 'reviewer' AND g.ended_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state = 'submitted')
        AND NOT (EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = r.account_id
            AND o.opinion IN ('asked', 'agree'))
          AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state <> 'abstained')))));

-- As before, of what the lists tell and of nothing else: a mail alone would say that something is hidden.
CREATE OR REPLACE FUNCTION app.staff_digest() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'staff_digest', a.id, app.day_number(l.local::date)
    FROM app.staff_account a, LATERAL (SELECT app.now() AT TIME ZONE a.zone AS local) l
    WHERE a.state = 'active' AND a.address IS NOT NULL AND extract(isodow FROM l.local) < 6 AND l.local::time BETWEEN '08:00' AND '17:59'
      AND (EXISTS (SELECT 1 FROM app.told_task t WHERE t.account_id = a.id AND t.due_on <= app.today())
        OR EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND (r.ends_on IS NULL OR r.ends_on >= app.today()) AND (
          (r.role = 'travel_desk' AND EXISTS (SELECT 1 FROM app.visa_case c JOIN app.participation p ON p.id = c.participation_id
            JOIN app.application f ON f.id = p.application_id
            WHERE p.edition_id = r.edition_id AND f.state = 'confirmed' AND c.waiting_for IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = f.id AND x.account_id = a.id)))
          OR (r.role = 'reviewer' AND app.reads_left(a.id, r.edition_id)))))
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
