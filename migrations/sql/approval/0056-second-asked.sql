-- Roles of which one person asks and another agrees; none: those who keep a compartment.
ALTER TABLE app.approval ADD COLUMN asked_of text[] NOT NULL DEFAULT '{}';
ALTER TABLE app.approval DISABLE TRIGGER archive_guards;
UPDATE app.approval p SET asked_of = k.roles FROM (VALUES ('lift_restriction', ARRAY['vetting_lead']), ('export', ARRAY['coordinator']),
  ('reveal_identity', ARRAY['coordinator', 'vetting_lead']), ('bulk_decision', ARRAY['board'])) k (kind, roles) WHERE k.kind = p.kind;
ALTER TABLE app.approval ENABLE TRIGGER archive_guards;

-- Somebody who has a review of this file to write sees nobody's decision about it until it is in.
CREATE FUNCTION app.owes_review(p_application uuid, p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.assignment g WHERE g.application_id = p_application AND g.account_id = p_account AND g.role = 'reviewer'
      AND g.ended_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = p_application AND v.account_id = p_account AND v.state = 'submitted')
    AND NOT (EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = p_application AND o.account_id = p_account
        AND o.opinion IN ('asked', 'agree'))
      AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = p_application AND v.account_id = p_account AND v.state <> 'abstained'))
$$;

-- Acts of two people that wait, with everybody who may be the second and may know of it: as the pages show them.
CREATE VIEW app.told_second WITH (security_invoker = true) AS
  WITH may AS (
    SELECT d.id, d.author_id, d.application_id, r.account_id, r.edition_id FROM app.decision d
      JOIN app.application a ON a.id = d.application_id AND a.state NOT IN ('draft', 'erased')
      JOIN app.staff_role r ON r.edition_id = a.edition_id AND EXISTS (SELECT 1 FROM app.lifecycle_move m
        WHERE m.subject = 'application' AND m.move = d.move AND r.role = ANY (m.roles))
      WHERE d.state = 'pending' AND d.batch_id IS NULL AND (r.ends_on IS NULL OR r.ends_on >= app.today())
        AND NOT app.owes_review(a.id, r.account_id)
    UNION SELECT p.id, p.author_id, a.id, r.account_id, r.edition_id FROM app.approval p
      LEFT JOIN app.application a ON a.id = p.object_id
      JOIN app.staff_role r ON r.edition_id = p.edition_id AND CASE WHEN p.asked_of = '{}' THEN r.keeper_of <> '{}' ELSE r.role = ANY (p.asked_of) END
      WHERE p.state = 'pending' AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
  SELECT may.id, may.account_id, may.edition_id FROM may
  WHERE may.author_id <> may.account_id
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = may.application_id AND c.account_id = may.account_id)
    AND (app.holds_role(may.account_id, may.edition_id, ARRAY['vetting_lead'])
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = may.application_id AND x.account_id = may.account_id));

-- At once, one neutral mail to each of them; who has one on the way needs no other.
CREATE FUNCTION app.second_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'second_asked', s.id, TG_ARGV[0]::integer + 2 * (to_jsonb(NEW) ->> TG_ARGV[1])::integer
    FROM app.told_second t JOIN app.staff_account s ON s.id = t.account_id AND s.state = 'active' AND s.address IS NOT NULL
    WHERE t.id = NEW.id AND NOT EXISTS (SELECT 1 FROM app.outbox o WHERE o.staff_account_id = s.id AND o.class = 'second_asked'
      AND o.state IN ('queued', 'deferred'))
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
-- Each mail has a number of its own: even for decisions, odd for the other acts.
CREATE TRIGGER second_told AFTER INSERT ON app.decision FOR EACH ROW WHEN (NEW.state = 'pending' AND NEW.batch_id IS NULL)
  EXECUTE FUNCTION app.second_told('0', 'nth');
CREATE TRIGGER second_told AFTER INSERT ON app.approval FOR EACH ROW WHEN (NEW.state = 'pending')
  EXECUTE FUNCTION app.second_told('1', 'number');

-- As before, and what waits for them as the second person counts.
CREATE OR REPLACE FUNCTION app.staff_digest() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'staff_digest', a.id, app.day_number(l.local::date)
    FROM app.staff_account a, LATERAL (SELECT app.now() AT TIME ZONE a.zone AS local) l
    WHERE a.state = 'active' AND a.address IS NOT NULL AND extract(isodow FROM l.local) < 6 AND l.local::time BETWEEN '08:00' AND '17:59'
      AND (EXISTS (SELECT 1 FROM app.told_task t WHERE t.account_id = a.id AND t.due_on <= app.today())
        OR EXISTS (SELECT 1 FROM app.told_second s WHERE s.account_id = a.id)
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
