-- Roles that reach something of a file nobody assigned to them: those that see all files, those that see everybody who comes (cases
-- and tasks), and seconds from outside, who are given no file by hand.
CREATE FUNCTION app.unassigned_roles() RETURNS text[]
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['vetting_lead', 'coordinator', 'board', 'security_officer', 'travel_desk', 'care', 'finance', 'events', 'duty_officer',
    'outside_second']
$$;

-- As before: who can be shown something of a file must be compared with it, by a role alone or because they have it now, for what is
-- written again.
CREATE OR REPLACE FUNCTION app.exclusion_due_of_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_file uuid := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('app.exclusion_due'));
  IF NOT EXISTS (SELECT 1 FROM app.staff_exclusion) THEN RETURN NULL; END IF;
  INSERT INTO app.exclusion_due (account_id, application_id)
    SELECT DISTINCT r.account_id, a.id FROM app.application a JOIN app.staff_role r ON r.edition_id = a.edition_id
    WHERE a.id = v_file AND a.state NOT IN ('draft', 'erased')
      AND EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = r.account_id)
      AND (r.role = ANY (app.unassigned_roles())
        OR EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = a.id AND s.account_id = r.account_id AND s.ended_on IS NULL))
    ORDER BY 1 ON CONFLICT (account_id, application_id) DO UPDATE SET raised = gen_random_uuid();
  RETURN NULL;
END $$;

-- As before. Files come before this lock, for whoever gives one or writes it again holds it first: those to be named are held too.
CREATE OR REPLACE FUNCTION app.exclusion_due_of(p_account uuid, p_edition uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.application a WHERE a.state NOT IN ('draft', 'erased') AND EXISTS (SELECT 1 FROM app.staff_role r
    JOIN app.staff_exclusion x ON x.account_id = r.account_id
    WHERE r.edition_id = a.edition_id AND (p_account IS NULL OR r.account_id = p_account) AND (p_edition IS NULL OR r.edition_id = p_edition))
    ORDER BY a.id FOR KEY SHARE;
  PERFORM pg_advisory_xact_lock(hashtext('app.exclusion_due'));
  INSERT INTO app.exclusion_due (account_id, application_id)
    SELECT DISTINCT r.account_id, a.id FROM app.staff_role r JOIN app.edition e ON e.id = r.edition_id AND e.archived_on IS NULL
      JOIN app.application a ON a.edition_id = e.id AND a.state NOT IN ('draft', 'erased')
    WHERE (p_account IS NULL OR r.account_id = p_account) AND (p_edition IS NULL OR e.id = p_edition)
      AND EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = r.account_id)
      AND (r.role = ANY (app.unassigned_roles())
        OR EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = a.id AND s.account_id = r.account_id AND s.ended_on IS NULL))
    ORDER BY 1, 2 ON CONFLICT (account_id, application_id) DO UPDATE SET raised = gen_random_uuid();
END $$;

-- As before: pairs no session has compared yet. Staff's word about the two stands, either way. An archived edition takes no pin.
-- `keeps_profile`: they open the country themselves, so until then the file is kept from them; from others what was written
-- again is kept, and from those who are to be appointed nothing is known yet.
CREATE OR REPLACE VIEW app.uncompared WITH (security_invoker = true) AS
  SELECT a.edition_id, d.application_id, d.account_id, d.raised, r.keeps_profile
  FROM app.exclusion_due d JOIN app.application a ON a.id = d.application_id AND a.state NOT IN ('draft', 'erased')
    JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
    JOIN LATERAL (SELECT bool_or('profile' = ANY (g.keeper_of)) AS keeps_profile FROM app.staff_role g
      WHERE g.account_id = d.account_id AND g.edition_id = a.edition_id AND (g.ends_on IS NULL OR g.ends_on >= app.today())
        AND (g.role = ANY (app.unassigned_roles())
          OR EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = d.application_id AND s.account_id = d.account_id
            AND s.ended_on IS NULL))) r ON r.keeps_profile IS NOT NULL
  WHERE EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = d.account_id)
    AND NOT EXISTS (SELECT 1 FROM app.conflict_fact f
      WHERE f.application_id = d.application_id AND f.account_id = d.account_id AND f.origin = 'pinned');
