-- Plain facts beside the sealed result: what it was computed for, and the days of the case.
ALTER TABLE app.visa_case
  ADD COLUMN for_arrival date, ADD COLUMN for_departure date, ADD COLUMN rules_on date,
  ADD COLUMN assessed_on date, ADD COLUMN letter_on date, ADD COLUMN appointment_on date,
  ADD COLUMN lodged_on date, ADD COLUMN decided_on date;
-- The day the step happened as its source says; `on_day` is the day it was written down.
ALTER TABLE app.visa_step ADD COLUMN happened_on date;

-- A signed-in member of staff must hold the role named, in the edition of this participation; other sessions are judged elsewhere.
CREATE FUNCTION app.acts_in_role(p_participation uuid, p_actor uuid, p_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT session_user <> 'app_staff' OR EXISTS (SELECT 1 FROM app.participation p
    WHERE p.id = p_participation AND app.holds_role(p_actor, p.edition_id, ARRAY[p_role]))
$$;

CREATE OR REPLACE FUNCTION app.visa_case_move(p_participation uuid, p_move text, p_role text, p_actor uuid, p_expected integer, p_source text,
  p_record uuid, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_case app.visa_case; v_to text;
BEGIN
  SELECT * INTO v_case FROM app.visa_case c WHERE c.participation_id = p_participation FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_case.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('visa_case', v_case.state, p_move, p_role) m;
  IF NOT app.acts_in_role(p_participation, p_actor, p_role) THEN code := 'move_not_allowed'; END IF;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.visa_case c SET state = v_to, version = c.version + 1 WHERE c.participation_id = p_participation
    RETURNING c.state, c.version INTO state, version;
  INSERT INTO app.visa_step (participation_id, version, move, from_state, to_state, role, actor_id, source, on_day, record_id)
    VALUES (p_participation, version, p_move, v_case.state, state, p_role, p_actor, p_source, app.today(), p_record);
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'visa.' || p_move, p_participation::text, ''); END IF;
END $$;

-- Something the tasks follow has changed. Rows of one participation may repeat; their job answers to all of them.
CREATE FUNCTION app.participation_ring(p_participation uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.outbox (kind, class, participation_id) VALUES ('event', 'participation.changed', p_participation)
$$;

-- The desk confirms what the engine said: path and three dates plain, the whole result in the sealed record named.
-- A case further on keeps its state while the path is the same; the step stays in history either way.
CREATE FUNCTION app.visa_case_assess(p_participation uuid, p_actor uuid, p_expected integer, p_path text, p_earliest date, p_safe date,
  p_legal date, p_flags text[], p_arrival date, p_departure date, p_rules_on date, p_record uuid, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_case app.visa_case; v_move text := 'find_' || p_path; v_moves boolean;
BEGIN
  SELECT * INTO v_case FROM app.visa_case c WHERE c.participation_id = p_participation FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected <> v_case.version THEN code := 'stale'; RETURN; END IF;
  IF NOT app.acts_in_role(p_participation, p_actor, 'travel_desk') THEN code := 'move_not_allowed'; RETURN; END IF;
  v_moves := EXISTS (SELECT 1 FROM app.lifecycle_move m WHERE m.subject = 'visa_case' AND m.from_state = v_case.state AND m.move = v_move)
    AND (v_case.visa_path IS DISTINCT FROM p_path OR v_case.state IN ('assess', 'impossible', p_path));
  IF v_moves THEN
    SELECT m.code, m.state, m.version INTO code, state, version
      FROM app.visa_case_move(p_participation, v_move, 'travel_desk', p_actor, p_expected, 'desk', p_record) m;
    IF code <> 'ok' THEN RETURN; END IF;
  ELSE
    UPDATE app.visa_case c SET version = c.version + 1 WHERE c.participation_id = p_participation RETURNING c.state, c.version INTO state, version;
    INSERT INTO app.visa_step (participation_id, version, move, from_state, to_state, role, actor_id, source, on_day, record_id)
      VALUES (p_participation, version, 'assess_again', state, state, 'travel_desk', p_actor, 'desk', app.today(), p_record);
    PERFORM audit.append(p_actor, 'visa.assess_again', p_participation::text, '');
  END IF;
  UPDATE app.visa_case c SET visa_path = p_path, earliest_on = p_earliest, safe_on = p_safe, legal_on = p_legal, flags = p_flags,
    for_arrival = p_arrival, for_departure = p_departure, rules_on = p_rules_on, assessed_on = app.today(), waiting_for = NULL, waiting_since = NULL
    WHERE c.participation_id = p_participation;
  PERFORM app.participation_ring(p_participation);
  code := 'ok';
END $$;

-- A step outside: letter ready, appointment, lodged, decided … with the day it happened (or will) and who said so.
CREATE FUNCTION app.visa_case_step(p_participation uuid, p_move text, p_actor uuid, p_expected integer, p_source text, p_happened_on date,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_move IN ('find_required', 'find_manual', 'find_not_required') THEN code := 'move_not_allowed'; RETURN; END IF;
  SELECT m.code, m.state, m.version INTO code, state, version
    FROM app.visa_case_move(p_participation, p_move, 'travel_desk', p_actor, p_expected, p_source, NULL) m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.visa_step s SET happened_on = p_happened_on WHERE s.participation_id = p_participation AND s.version = visa_case_step.version;
  UPDATE app.visa_case c SET
    letter_on = CASE WHEN p_move IN ('letter_ready', 'relodge', 'return_unread') THEN p_happened_on ELSE c.letter_on END,
    appointment_on = CASE WHEN p_move = 'book_appointment' THEN p_happened_on
      WHEN p_move IN ('letter_ready', 'relodge', 'return_unread') THEN NULL ELSE c.appointment_on END,
    lodged_on = CASE WHEN p_move = 'lodge' THEN p_happened_on
      WHEN p_move IN ('letter_ready', 'relodge', 'return_unread') THEN NULL ELSE c.lodged_on END,
    decided_on = CASE WHEN p_move IN ('issue', 'refuse') THEN p_happened_on
      WHEN p_move IN ('letter_ready', 'relodge', 'return_unread') THEN NULL ELSE c.decided_on END
    WHERE c.participation_id = p_participation;
  PERFORM app.participation_ring(p_participation);
END $$;

-- As before, and staff act in a role they hold.
CREATE OR REPLACE FUNCTION app.journey_move(p_participation uuid, p_move text, p_role text, p_actor uuid, p_expected integer,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_journey app.journey; v_to text;
BEGIN
  SELECT * INTO v_journey FROM app.journey j WHERE j.participation_id = p_participation FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_journey.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('journey', v_journey.state, p_move, p_role) m;
  IF NOT app.acts_in_role(p_participation, p_actor, p_role) THEN code := 'move_not_allowed'; END IF;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.journey j SET state = v_to, version = j.version + 1 WHERE j.participation_id = p_participation
    RETURNING j.state, j.version INTO state, version;
  INSERT INTO app.journey_step (participation_id, version, move, from_state, to_state, role, actor_id, on_day)
    VALUES (p_participation, version, p_move, v_journey.state, state, p_role, p_actor, app.today());
  PERFORM app.participation_ring(p_participation);
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'journey.' || p_move, p_participation::text, ''); END IF;
END $$;
