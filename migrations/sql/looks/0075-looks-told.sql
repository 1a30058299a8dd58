-- Numbers of mails about acts that have none of their own to give: below all others.
CREATE SEQUENCE app.second_told_number AS integer INCREMENT -1 MAXVALUE -1000000000 START -1000000000;

-- A finding that stands, that speaks against the person or whose grade nothing on file proves, and at which nobody else has looked.
CREATE VIEW app.finding_alone WITH (security_invoker = true) AS
  SELECT f.id, f.application_id, f.author_id, f.point FROM app.vetting_finding f
  WHERE NOT EXISTS (SELECT 1 FROM app.finding_look l WHERE l.finding_id = f.id)
    AND NOT EXISTS (SELECT 1 FROM app.vetting_finding n WHERE n.application_id = f.application_id AND n.point = f.point AND n.nth > f.nth)
    AND (f.result = 'does_not_fit' OR NOT app.evidence_is_proven(f.application_id, f.evidence));

-- What was said last about a concern, and nobody else has agreed to.
CREATE VIEW app.settlement_alone WITH (security_invoker = true) AS
  SELECT s.id, s.application_id, s.author_id FROM app.concern_settlement s
  WHERE s.second_id IS NULL AND NOT EXISTS (SELECT 1 FROM app.concern_settlement n WHERE n.concern_id = s.concern_id AND n.nth > s.nth);

-- As before, and findings that wait for a second look, and what was said about a concern and waits for another's word;
-- opening more files is agreed to on the day it is asked for, and nobody is told of it after.
CREATE OR REPLACE VIEW app.told_second WITH (security_invoker = true) AS
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
      WHERE p.state = 'pending' AND (p.kind <> 'more_openings' OR p.made_on = app.today()) AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    UNION SELECT v.id, v.author_id, v.application_id, r.account_id, r.edition_id FROM app.reveal v
      JOIN app.staff_role r ON r.edition_id = v.edition_id AND v.compartment = ANY (r.keeper_of)
      WHERE v.state = 'pending' AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    UNION SELECT f.id, f.author_id, f.application_id, r.account_id, r.edition_id FROM app.finding_alone f
      JOIN app.application a ON a.id = f.application_id AND a.state = 'vetting'
      JOIN app.staff_role r ON r.edition_id = a.edition_id AND r.role = 'vetting_lead' AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    UNION SELECT s.id, s.author_id, s.application_id, r.account_id, r.edition_id FROM app.settlement_alone s
      JOIN app.application a ON a.id = s.application_id AND a.state NOT IN ('draft', 'erased')
      JOIN app.staff_role r ON r.edition_id = a.edition_id AND r.role IN ('vetting_lead', 'security_officer')
        AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
  SELECT may.id, may.account_id, may.edition_id FROM may
  WHERE may.author_id <> may.account_id
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = may.application_id AND c.account_id = may.account_id)
    AND (app.holds_role(may.account_id, may.edition_id, ARRAY['vetting_lead'])
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = may.application_id AND x.account_id = may.account_id));

-- At once, one neutral mail to each who may be the second; who has one on the way needs no other.
CREATE FUNCTION app.tell_second(p_id uuid, p_number integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'second_asked', s.id, p_number
    FROM app.told_second t JOIN app.staff_account s ON s.id = t.account_id AND s.state = 'active' AND s.address IS NOT NULL
    WHERE t.id = p_id AND NOT EXISTS (SELECT 1 FROM app.outbox o WHERE o.staff_account_id = s.id AND o.class = 'second_asked'
      AND o.state IN ('queued', 'deferred'))
    ON CONFLICT DO NOTHING;
$$;

-- As before; an act that waits anew, or has no number of its own, is told with the next.
CREATE OR REPLACE FUNCTION app.second_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.tell_second(NEW.id, CASE WHEN TG_NARGS = 0 THEN nextval('app.second_told_number')::integer
    ELSE TG_ARGV[0]::integer + 2 * (to_jsonb(NEW) ->> TG_ARGV[1])::integer END);
  RETURN NULL;
END $$;
CREATE TRIGGER second_told_again AFTER UPDATE OF state ON app.decision FOR EACH ROW
  WHEN (NEW.state = 'pending' AND OLD.state = 'second_ok' AND NEW.batch_id IS NULL) EXECUTE FUNCTION app.second_told();
CREATE TRIGGER second_told AFTER INSERT ON app.concern_settlement FOR EACH ROW WHEN (NEW.second_id IS NULL) EXECUTE FUNCTION app.second_told();

-- Of many findings written at once only those that wait are told.
CREATE FUNCTION app.findings_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.tell_second(m.id, nextval('app.second_told_number')::integer) FROM made m
    JOIN app.application a ON a.id = m.application_id AND a.state = 'vetting'
    WHERE m.result = 'does_not_fit' OR NOT app.evidence_is_proven(m.application_id, m.evidence);
  RETURN NULL;
END $$;
CREATE TRIGGER second_told AFTER INSERT ON app.vetting_finding REFERENCING NEW TABLE AS made FOR EACH STATEMENT
  EXECUTE FUNCTION app.findings_told();
