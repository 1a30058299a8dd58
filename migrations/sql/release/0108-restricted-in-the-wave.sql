-- A restricted file exists for the vetting leads and those it is named to: they decide in place of the board, and a no goes out with all
-- others of its wave, in the same words and at the same instant (DOMAIN: reasons). Whoever releases learns nothing of it.
ALTER TABLE app.lifecycle_move ADD COLUMN restricted_by text[];
ALTER TABLE app.decision ADD COLUMN of_restricted boolean NOT NULL DEFAULT false;

CREATE FUNCTION app.is_restricted(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind = 'restricted' AND f.lifted_on IS NULL)
$$;

CREATE FUNCTION app.decision_of_restricted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.of_restricted := app.is_restricted(NEW.application_id);
  RETURN NEW;
END $$;
CREATE TRIGGER decision_of_restricted BEFORE INSERT ON app.decision FOR EACH ROW EXECUTE FUNCTION app.decision_of_restricted();

-- A restriction stays while a concern stands: what an outcome is refused for would tell of it. What was decided under it for the board
-- goes with it: the board decides then.
CREATE FUNCTION app.restriction_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF app.concern_stands(NEW.application_id) THEN RAISE EXCEPTION 'concern_stands'; END IF;
  UPDATE app.decision d SET state = 'superseded'
    WHERE d.application_id = NEW.application_id AND d.of_restricted AND d.state IN ('pending', 'second_ok')
      AND EXISTS (SELECT 1 FROM app.lifecycle_move m WHERE m.subject = 'application' AND m.move = d.move AND m.restricted_by IS NOT NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER restriction_ends AFTER UPDATE OF lifted_on ON app.flag FOR EACH ROW
  WHEN (NEW.kind = 'restricted' AND OLD.lifted_on IS NULL AND NEW.lifted_on IS NOT NULL) EXECUTE FUNCTION app.restriction_ends();

-- Files under a concern whose restriction was lifted before go out of sight again, as if somebody restricted them now.
DO $$
DECLARE v_files uuid[];
BEGIN
  WITH again AS (UPDATE app.flag f SET lifted_by = NULL, lifted_on = NULL
    WHERE f.id IN (SELECT DISTINCT ON (l.application_id) l.id FROM app.flag l
        JOIN app.application a ON a.id = l.application_id AND a.state <> 'erased'
        JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
      WHERE l.kind = 'restricted' AND NOT app.is_restricted(l.application_id) AND app.concern_stands(l.application_id)
      ORDER BY l.application_id, l.set_on DESC) RETURNING f.application_id)
  SELECT array_agg(application_id) INTO v_files FROM again;
  DELETE FROM wraps.dek_wrap w USING sealed.record r, app.assignment s, app.staff_account k
    WHERE s.application_id = ANY (v_files) AND s.ended_on IS NULL AND s.role <> 'vetting_lead' AND k.id = s.account_id
      AND (r.owner_id = s.application_id OR r.owner_id IN (SELECT c.id FROM app.reference c WHERE c.application_id = s.application_id))
      AND w.record_id = r.id AND w.recipient = substring(sha256(k.public_key) FOR 16);
  UPDATE app.assignment s SET ended_on = app.today(), ended_why = 'unassigned'
    WHERE s.application_id = ANY (v_files) AND s.ended_on IS NULL AND s.role <> 'vetting_lead';
END $$;

-- Roles that besides may sign this decision.
CREATE FUNCTION app.roles_beside(p_move app.lifecycle_move, p_decision uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT (p_move).restricted_by FROM app.decision d WHERE d.id = p_decision AND d.of_restricted), '{}')
$$;

-- As before, and of a restricted file those who see it.
CREATE OR REPLACE FUNCTION app.second_agreed(p_application app.application, p_move app.lifecycle_move, p_decision uuid, p_actor uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d, app.roles_beside(p_move, d.id) beside
    WHERE d.id = p_decision AND d.application_id = (p_application).id AND d.move = (p_move).move AND d.state = 'second_ok'
      AND d.author_id <> d.second_id
      AND app.holds_role(d.author_id, (p_application).edition_id,
        coalesce((p_move).proposed_by, (p_move).roles) || coalesce((p_move).unreached_by, '{}') || beside)
      AND (app.holds_role(d.second_id, (p_application).edition_id, (p_move).roles || beside)
        OR (app.holds_role(d.second_id, (p_application).edition_id, ARRAY['outside_second'])
          AND EXISTS (SELECT 1 FROM app.outside_appointment o WHERE o.decision_id = d.id AND o.account_id = d.second_id)))
      AND app.holds_role(p_actor, (p_application).edition_id, (p_move).roles || beside)
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id
        AND c.account_id IN (d.author_id, d.second_id)))
$$;

-- As before, beside those who decide of a restricted file.
CREATE OR REPLACE FUNCTION app.only_unreached(p_application app.application, p_move text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d JOIN app.lifecycle_move m
      ON m.subject = 'application' AND m.from_state = (p_application).state AND m.move = d.move AND m.unreached_by IS NOT NULL
    WHERE d.application_id = (p_application).id AND d.move = p_move AND d.state = 'second_ok'
      AND NOT app.holds_role(d.author_id, (p_application).edition_id, coalesce(m.proposed_by, m.roles) || app.roles_beside(m, d.id)))
$$;

-- As before, and a no that was agreed under a restriction goes along; what stands in its way stops nothing else, for whoever releases may
-- not know of it.
CREATE OR REPLACE FUNCTION app.release_look(p_edition uuid, p_wave text, p_moves text[]) RETURNS TABLE (decision_id uuid, application_id uuid, code text, beside uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH looked AS MATERIALIZED (
    SELECT d.id, d.application_id AS file, d.move, d.of_restricted, CASE
        WHEN a.state IN ('withdrawn', 'erased') OR app.is_held(a.id)
          OR (app.is_restricted(a.id) AND NOT (d.of_restricted AND m.restricted_by IS NOT NULL)) THEN 'left'
        WHEN d.move IN ('release_invite', 'release_waitlist') AND app.concern_stands(a.id) THEN 'left'
        WHEN app.harm_is_open(a.id) THEN 'harm_open'
        WHEN m.move IS NOT NULL THEN app.may_move(a, m, m.roles[1], d.author_id, d.id)
        WHEN EXISTS (SELECT 1 FROM app.lifecycle_move t WHERE t.subject = 'application' AND t.move = d.move AND t.to_state = a.state) THEN 'ok'
        ELSE 'move_not_allowed' END AS code
    FROM app.decision d JOIN app.application a ON a.id = d.application_id
      LEFT JOIN app.lifecycle_move m ON m.subject = 'application' AND m.from_state = a.state AND m.move = d.move
    WHERE a.edition_id = p_edition AND a.wave = p_wave AND d.state = 'second_ok' AND d.move = ANY (p_moves))
  SELECT l.id, l.file, CASE WHEN l.of_restricted AND l.code NOT IN ('ok', 'harm_open') THEN 'left'
      WHEN l.code = 'ok' AND cardinality(t.files) > 0 THEN 'kept_apart' ELSE l.code END,
    CASE l.code WHEN 'kept_apart' THEN ARRAY(SELECT app.apart_holders(l.file)) WHEN 'ok' THEN t.files ELSE '{}' END
  FROM looked l CROSS JOIN LATERAL (SELECT ARRAY(SELECT o.file FROM app.apart_pair p JOIN looked o
      ON o.file = CASE l.file WHEN p.first_id THEN p.second_id ELSE p.first_id END AND o.code = 'ok' AND o.move = 'release_invite'
    WHERE l.move = 'release_invite' AND l.file IN (p.first_id, p.second_id) AND p.ended_on IS NULL) AS files) t
$$;

-- As before, and of a restricted file those who decide it.
CREATE OR REPLACE VIEW app.told_second WITH (security_invoker = true) AS
  WITH may AS (
    SELECT d.id, d.author_id, d.application_id, r.account_id, r.edition_id FROM app.decision d
      JOIN app.application a ON a.id = d.application_id AND a.state NOT IN ('draft', 'erased')
      JOIN app.staff_role r ON r.edition_id = a.edition_id AND EXISTS (SELECT 1 FROM app.lifecycle_move m
        WHERE m.subject = 'application' AND m.move = d.move AND r.role = ANY (m.roles || app.roles_beside(m, d.id)))
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
