-- A file that comes after an exclusion is compared by the first session that opens its country; no trigger can, since the
-- country is sealed. What triggers know is that there is something to compare: a file was sent or its `profile` written again,
-- a country excluded, a role given to who is excluded, an edition taken back from the archive. `raised` is another one each
-- time, so that who compared takes back only what they compared.
CREATE TABLE app.exclusion_due (
  account_id uuid NOT NULL REFERENCES app.staff_account, application_id uuid NOT NULL REFERENCES app.application,
  raised uuid NOT NULL DEFAULT gen_random_uuid(),
  PRIMARY KEY (account_id, application_id)
);
CREATE INDEX exclusion_due_of ON app.exclusion_due (application_id);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.exclusion_due FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- Who sends a file and who excludes a country pass each other one at a time: neither may overlook the other.
CREATE FUNCTION app.exclusion_due_of_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_file uuid := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('app.exclusion_due'));
  IF NOT EXISTS (SELECT 1 FROM app.staff_exclusion) THEN RETURN NULL; END IF;
  INSERT INTO app.exclusion_due (account_id, application_id)
    SELECT DISTINCT r.account_id, a.id FROM app.application a JOIN app.staff_role r ON r.edition_id = a.edition_id
    WHERE a.id = v_file AND a.state NOT IN ('draft', 'erased') AND r.role IN ('vetting_lead', 'coordinator', 'board', 'security_officer')
      AND EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = r.account_id)
    ORDER BY 1 ON CONFLICT (account_id, application_id) DO UPDATE SET raised = gen_random_uuid();
  RETURN NULL;
END $$;

CREATE FUNCTION app.exclusion_due_of(p_account uuid, p_edition uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('app.exclusion_due'));
  INSERT INTO app.exclusion_due (account_id, application_id)
    SELECT DISTINCT r.account_id, a.id FROM app.staff_role r JOIN app.edition e ON e.id = r.edition_id AND e.archived_on IS NULL
      JOIN app.application a ON a.edition_id = e.id AND a.state NOT IN ('draft', 'erased')
    WHERE (p_account IS NULL OR r.account_id = p_account) AND (p_edition IS NULL OR e.id = p_edition)
      AND r.role IN ('vetting_lead', 'coordinator', 'board', 'security_officer')
      AND EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = r.account_id)
    ORDER BY 1, 2 ON CONFLICT (account_id, application_id) DO UPDATE SET raised = gen_random_uuid();
END $$;

CREATE FUNCTION app.exclusion_due_of_colleague() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.exclusion_due_of(NEW.account_id, NULL);
  RETURN NULL;
END $$;

CREATE FUNCTION app.exclusion_due_of_edition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.exclusion_due_of(NULL, NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION app.exclusion_due_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.exclusion_due WHERE application_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER application_sent_to_compare AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (OLD.state = 'draft' AND NEW.state NOT IN ('draft', 'erased')) EXECUTE FUNCTION app.exclusion_due_of_file('id');
CREATE TRIGGER application_new_to_compare AFTER INSERT ON app.application FOR EACH ROW
  WHEN (NEW.state NOT IN ('draft', 'erased')) EXECUTE FUNCTION app.exclusion_due_of_file('id');
CREATE TRIGGER section_to_compare AFTER INSERT ON app.section_version FOR EACH ROW
  WHEN ('profile' = ANY (NEW.compartments)) EXECUTE FUNCTION app.exclusion_due_of_file('application_id');
CREATE TRIGGER exclusion_to_compare AFTER INSERT ON app.staff_exclusion FOR EACH ROW EXECUTE FUNCTION app.exclusion_due_of_colleague();
CREATE TRIGGER role_to_compare AFTER INSERT ON app.staff_role FOR EACH ROW EXECUTE FUNCTION app.exclusion_due_of_colleague();
CREATE TRIGGER edition_to_compare AFTER UPDATE OF archived_on ON app.edition FOR EACH ROW
  WHEN (OLD.archived_on IS NOT NULL AND NEW.archived_on IS NULL) EXECUTE FUNCTION app.exclusion_due_of_edition();
CREATE TRIGGER application_forgets_due AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND OLD.state <> 'erased') EXECUTE FUNCTION app.exclusion_due_forgotten();

SELECT app.exclusion_due_of(NULL, NULL);

-- Files no session has compared yet with what a colleague is excluded from, for those whose role sees all files: others have
-- a file only after who gave it to them compared. Staff's word about the two stands, either way. An archived edition takes no
-- pin. `keeps_profile`: they open the country themselves, so until then the file is kept from them.
CREATE VIEW app.uncompared WITH (security_invoker = true) AS
  SELECT a.edition_id, d.application_id, d.account_id, d.raised, r.keeps_profile
  FROM app.exclusion_due d JOIN app.application a ON a.id = d.application_id AND a.state NOT IN ('draft', 'erased')
    JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
    JOIN LATERAL (SELECT bool_or('profile' = ANY (g.keeper_of)) AS keeps_profile FROM app.staff_role g
      WHERE g.account_id = d.account_id AND g.edition_id = a.edition_id AND g.role IN ('vetting_lead', 'coordinator', 'board', 'security_officer')
        AND (g.ends_on IS NULL OR g.ends_on >= app.today())) r ON r.keeps_profile IS NOT NULL
  WHERE EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = d.account_id)
    AND NOT EXISTS (SELECT 1 FROM app.conflict_fact f
      WHERE f.application_id = d.application_id AND f.account_id = d.account_id AND f.origin = 'pinned');

-- The same by who can compare: keepers of `profile`, in files that exist for them.
CREATE VIEW app.to_compare WITH (security_invoker = true) AS
  SELECT k.account_id AS keeper_id, u.edition_id, u.application_id, u.account_id, u.raised
  FROM app.uncompared u JOIN app.staff_role k ON k.edition_id = u.edition_id AND 'profile' = ANY (k.keeper_of)
    AND k.role IN ('vetting_lead', 'coordinator') AND (k.ends_on IS NULL OR k.ends_on >= app.today())
  WHERE NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = u.application_id AND c.account_id = k.account_id)
    AND (k.role = 'vetting_lead' OR NOT EXISTS (SELECT 1 FROM app.flag f
      WHERE f.application_id = u.application_id AND f.kind = 'restricted' AND f.lifted_on IS NULL));

-- Who is told nothing of what hangs on a file: now also who would first have to compare it.
CREATE OR REPLACE VIEW app.kept_from WITH (security_invoker = true) AS
  SELECT c.application_id, c.account_id FROM app.conflict c
  UNION ALL SELECT f.application_id, s.id FROM app.flag f CROSS JOIN app.staff_account s
  WHERE f.kind = 'restricted' AND f.lifted_on IS NULL AND NOT EXISTS (SELECT 1 FROM app.assignment g
    WHERE g.application_id = f.application_id AND g.account_id = s.id AND g.ended_on IS NULL)
  UNION ALL SELECT u.application_id, u.account_id FROM app.uncompared u WHERE u.keeps_profile;
