-- A lost code: two people, a notice to the old channel, some hours, then a new code.
ALTER TABLE app.edition ADD COLUMN lost_code_hours integer NOT NULL DEFAULT 72 CHECK (lost_code_hours > 0);
-- What a member of staff may read once in this session: a code just made. Sealed under the session's cookie.
ALTER TABLE app.staff_session ADD COLUMN sheet bytea;

-- Who recognised the person, and how. Two distinct people are needed.
CREATE TABLE app.code_check (
  case_id uuid NOT NULL REFERENCES app.code_case ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  way text NOT NULL CHECK (way IN ('code_word', 'video_call')),
  checked_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (case_id, account_id)
);

-- The one writer of a code case's state. Nobody with a conflict and nobody without the role. Actor null: the person.
CREATE FUNCTION app.code_case_move(p_case uuid, p_move text, p_role text, p_actor uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_case app.code_case; v_code text; v_to text; v_ends boolean;
BEGIN
  SELECT * INTO v_case FROM app.code_case c WHERE c.id = p_case FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT m.code, m.to_state INTO v_code, v_to FROM app.subject_move('code_case', v_case.state, p_move, p_role) m;
  IF v_code <> 'ok' THEN RETURN v_code; END IF;
  IF p_role <> 'applicant' AND NOT EXISTS (SELECT 1 FROM app.application a WHERE a.id = v_case.application_id
      AND app.holds_role(p_actor, a.edition_id, ARRAY[p_role])
      AND NOT EXISTS (SELECT 1 FROM app.conflict x WHERE x.application_id = a.id AND x.account_id = p_actor)) THEN
    RETURN 'move_not_allowed';
  END IF;
  v_ends := v_to IN ('issued', 'cancelled');
  UPDATE app.code_case SET state = v_to, version = version + 1, ended_by = CASE WHEN v_ends THEN p_actor END,
    ended_on = CASE WHEN v_ends THEN app.today() END WHERE id = p_case;
  IF v_ends THEN PERFORM app.invitation_resume(v_case.application_id, ARRAY['lost_code']); END IF;
  IF p_actor IS NULL THEN INSERT INTO audit.pending (verb, object_id) VALUES ('code_case.' || p_move, v_case.application_id::text);
  ELSE PERFORM audit.append(p_actor, 'code_case.' || p_move, v_case.application_id::text, ''); END IF;
  RETURN 'ok';
END $$;

-- Opens the procedure: the old channel is told at once, and no answer is asked of anybody meanwhile. An open one is found again.
CREATE FUNCTION app.code_case_open(p_application uuid, p_actor uuid, OUT code text, OUT id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_number integer;
BEGIN
  SELECT a.* INTO v_app FROM app.application a JOIN app.access x ON x.application_id = a.id
    WHERE a.id = p_application AND a.state NOT IN ('draft', 'erased') FOR UPDATE OF a;
  IF NOT FOUND OR NOT app.holds_role(p_actor, v_app.edition_id, ARRAY['coordinator'])
    OR EXISTS (SELECT 1 FROM app.conflict x WHERE x.application_id = p_application AND x.account_id = p_actor) THEN
    code := 'not_found'; RETURN;
  END IF;
  code := 'ok';
  SELECT c.id INTO id FROM app.code_case c WHERE c.application_id = p_application AND c.ended_on IS NULL;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO app.code_case (application_id, opened_by) VALUES (p_application, p_actor) RETURNING code_case.id INTO id;
  SELECT count(*) INTO v_number FROM app.code_case c WHERE c.application_id = p_application;
  INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'lost_code_notice', p_application, v_number);
  INSERT INTO app.message (application_id, kind, subject_version) VALUES (p_application, 'lost_code_notice', v_number);
  PERFORM app.invitation_halt(p_application, 'lost_code');
  PERFORM audit.append(p_actor, 'code_case.opened', p_application::text, '');
END $$;

-- One of the two says: this is the person. With the second the hours begin. Answers ok, second_person_missing (the same
-- person again), move_not_allowed, not_found.
CREATE FUNCTION app.code_case_confirm(p_case uuid, p_role text, p_actor uuid, p_way text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_case app.code_case; v_code text;
BEGIN
  SELECT * INTO v_case FROM app.code_case c WHERE c.id = p_case FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF v_case.state <> 'opened' OR NOT p_role = ANY (ARRAY['coordinator', 'vetting_lead', 'security_officer']) OR NOT EXISTS (
      SELECT 1 FROM app.application a WHERE a.id = v_case.application_id AND app.holds_role(p_actor, a.edition_id, ARRAY[p_role])
        AND NOT EXISTS (SELECT 1 FROM app.conflict x WHERE x.application_id = a.id AND x.account_id = p_actor)) THEN
    RETURN 'move_not_allowed';
  END IF;
  INSERT INTO app.code_check (case_id, account_id, way) VALUES (p_case, p_actor, p_way) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'second_person_missing'; END IF;
  PERFORM audit.append(p_actor, 'code_case.confirmed', v_case.application_id::text, p_way);
  IF (SELECT count(*) FROM app.code_check k WHERE k.case_id = p_case) < 2 THEN RETURN 'ok'; END IF;

  v_code := app.code_case_move(p_case, 'verify', p_role, p_actor);
  IF v_code = 'ok' THEN v_code := app.code_case_move(p_case, 'wait', p_role, p_actor); END IF;
  UPDATE app.code_case c SET wait_until = app.now() + make_interval(hours => e.lost_code_hours)
    FROM app.application a JOIN app.edition e ON e.id = a.edition_id WHERE c.id = p_case AND a.id = c.application_id;
  RETURN v_code;
END $$;

-- The new code's keys take the place of the lost one's. What only the lost code opened is gone; a message of ours stays as a
-- line without its text. Answers ok, hold_not_over, held, move_not_allowed, not_found.
CREATE FUNCTION app.code_case_issue(p_case uuid, p_actor uuid, p_lookup bytea, p_public_key bytea, p_display_id uuid, p_display bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_case app.code_case; v_old bytea; v_code text; v_version integer;
BEGIN
  SELECT c.application_id INTO v_id FROM app.code_case c WHERE c.id = p_case;
  PERFORM 1 FROM app.application a WHERE a.id = v_id AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT * INTO v_case FROM app.code_case c WHERE c.id = p_case FOR UPDATE;
  IF v_case.state = 'waiting' AND app.now() < v_case.wait_until THEN RETURN 'hold_not_over'; END IF;
  IF EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = v_id AND f.kind IN ('on_hold', 'duress') AND f.lifted_on IS NULL) THEN
    RETURN 'held';
  END IF;
  v_code := app.code_case_move(p_case, 'issue', 'coordinator', p_actor);
  IF v_code <> 'ok' THEN RETURN v_code; END IF;

  SELECT app.recipient_of(x.public_key) INTO v_old FROM app.access x WHERE x.application_id = v_id;
  SELECT coalesce(max(r.version), 0) + 1 INTO v_version FROM sealed.record r WHERE r.owner_id = v_id AND r.schema_id = 'display';
  DELETE FROM wraps.dek_wrap w WHERE w.recipient = v_old AND w.record_id IN (SELECT r.id FROM sealed.record r WHERE r.owner_id = v_id);
  UPDATE app.message m SET record_id = NULL WHERE m.application_id = v_id;
  DELETE FROM sealed.record r WHERE r.owner_id = v_id AND r.compartment = 'applicant';
  INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
    VALUES (p_display_id, v_id, 'applicant', 'display', v_version, p_display);
  UPDATE app.access SET lookup = p_lookup, public_key = p_public_key WHERE application_id = v_id;
  DELETE FROM app.session WHERE application_id = v_id;
  PERFORM app.invitation_reached(v_id, 'told');
  RETURN 'ok';
END $$;

-- Version the display record of a new code will bear: bound into its seal.
CREATE FUNCTION app.code_case_display(p_case uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(max(r.version), 0) + 1 FROM app.code_case c LEFT JOIN sealed.record r ON r.owner_id = c.application_id AND r.schema_id = 'display'
  WHERE c.id = p_case
$$;

-- "It was not me": whoever still holds the code ends the procedure, and the security officer hears of it.
CREATE FUNCTION app.own_code_case_deny(p_token bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_case uuid; v_code text;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) FOR UPDATE;
  SELECT c.id INTO v_case FROM app.code_case c WHERE c.application_id = v_app.id AND c.ended_on IS NULL;
  IF NOT FOUND THEN RETURN 'noop'; END IF;
  v_code := app.code_case_move(v_case, 'cancel', 'applicant', NULL);
  IF v_code = 'ok' THEN
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES (v_app.edition_id, 'lost_code_denied', 'security_officer', v_app.id)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN v_code;
END $$;
