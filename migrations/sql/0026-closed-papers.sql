-- What a lost code must not open, who can recognise a person, and reviews that members of staff posted too late.

-- Closed while somebody looks for a lost code of this file: whoever holds the code may not be the person.
CREATE FUNCTION app.papers_are_closed(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.code_case c WHERE c.application_id = p_application AND c.ended_on IS NULL)
$$;

-- As before, but not for closed papers.
CREATE OR REPLACE FUNCTION app.own_code_again(p_token bytea, p_lookup bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.session s SET code_again_until = app.now() + interval '10 minutes' FROM app.access c
    WHERE s.token_hash = p_token AND s.application_id = app.own_id(p_token) AND c.application_id = s.application_id AND c.lookup = p_lookup
      AND NOT app.papers_are_closed(s.application_id);
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO audit.pending (verb, object_id) VALUES ('code.typed', app.own_id(p_token)::text);
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION app.own_code_is_fresh(p_token bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.session s WHERE s.token_hash = p_token AND s.application_id = app.own_id(p_token) AND s.code_again_until > app.now()
    AND NOT app.papers_are_closed(s.application_id))
$$;

-- Somebody who can recognise the person: a referee who has answered, a voucher, a nomination that counts as one.
CREATE FUNCTION app.has_witness(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.reference r WHERE r.application_id = p_application AND r.state = 'answered')
    OR EXISTS (SELECT 1 FROM app.voucher v WHERE v.application_id = p_application)
    OR EXISTS (SELECT 1 FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id
      WHERE a.id = p_application AND n.counts_as_voucher)
$$;

-- One of the two says: this is the person. With the second the hours begin. Answers ok, second_person_missing (the same
-- person again), witness_missing (a video call, and nobody confirmed for this file), move_not_allowed, not_found.
CREATE OR REPLACE FUNCTION app.code_case_confirm(p_case uuid, p_role text, p_actor uuid, p_way text) RETURNS text
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
  IF p_way = 'video_call' AND NOT app.has_witness(v_case.application_id) THEN RETURN 'witness_missing'; END IF;
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

-- A review that a member of staff posted after the session, sealed under its cookie.
ALTER TABLE app.staff_session ADD COLUMN parked bytea CHECK (length(parked) <= 400000);

-- As before, and the same for sessions of staff.
CREATE OR REPLACE FUNCTION app.sessions_sweep() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.session WHERE ends_at < app.now() - interval '12 hours';
  DELETE FROM app.staff_session WHERE ends_at < app.now() - interval '12 hours'
$$;
