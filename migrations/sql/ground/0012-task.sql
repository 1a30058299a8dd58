-- Who closed a task by hand, as which role, and the reason code of a waiver.
CREATE TABLE app.task_closing (
  task_id uuid NOT NULL REFERENCES app.task,
  version integer NOT NULL,
  move text NOT NULL, role text NOT NULL, actor_id uuid NOT NULL, reason text NOT NULL DEFAULT '',
  on_day date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (task_id, version)
);

-- As before, but the clock's own moves ring nobody: they are what the ring led to.
CREATE OR REPLACE FUNCTION app.task_move(p_task uuid, p_move text, p_role text, p_actor uuid, p_expected integer,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_task app.task; v_to text;
BEGIN
  SELECT * INTO v_task FROM app.task t WHERE t.id = p_task FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_task.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('task', v_task.state, p_move, p_role) m;
  IF NOT app.acts_in_role(v_task.participation_id, p_actor, p_role) THEN code := 'move_not_allowed'; END IF;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.task t SET state = v_to, version = t.version + 1,
    opened_on = CASE WHEN v_to = 'open' THEN app.today() ELSE t.opened_on END,
    done_on = CASE WHEN v_to IN ('done', 'waived') THEN app.today() END,
    escalated_on = CASE WHEN v_to = 'open' THEN NULL ELSE t.escalated_on END
    WHERE t.id = p_task RETURNING t.state, t.version INTO state, version;
  IF p_role <> 'system' THEN PERFORM app.participation_ring(v_task.participation_id); END IF;
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'task.' || p_move, p_task::text, v_task.task); END IF;
END $$;

-- A colleague completes, waives or reopens a task; the row says who and why.
CREATE FUNCTION app.task_close(p_task uuid, p_move text, p_role text, p_actor uuid, p_expected integer, p_reason text,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT m.code, m.state, m.version INTO code, state, version FROM app.task_move(p_task, p_move, p_role, p_actor, p_expected) m;
  IF code <> 'ok' THEN RETURN; END IF;
  INSERT INTO app.task_closing (task_id, version, move, role, actor_id, reason) VALUES (p_task, version, p_move, p_role, p_actor, p_reason);
END $$;

-- Versions of everything a plan of tasks is computed from: a plan made from older ones is not carried out.
CREATE FUNCTION app.task_basis(p_participation uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT concat_ws(':', a.version, e.version, j.version, j.state, c.version, c.waiting_for, t.count, t.versions, app.today())
  FROM app.participation p JOIN app.edition e ON e.id = p.edition_id LEFT JOIN app.application a ON a.id = p.application_id
    LEFT JOIN app.journey j ON j.participation_id = p.id LEFT JOIN app.visa_case c ON c.participation_id = p.id,
    LATERAL (SELECT count(*), sum(x.version) AS versions FROM app.task x WHERE x.participation_id = p.id) t
  WHERE p.id = p_participation
$$;

-- One task brought to the state and days the plan names, step by step along the lifecycle.
CREATE FUNCTION app.task_bring(p_task uuid, p_state text, p_due date, p_hard date, p_wall date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_task app.task; v_move text; v_code text; v_changed boolean := false;
BEGIN
  SELECT * INTO STRICT v_task FROM app.task t WHERE t.id = p_task FOR UPDATE;
  WHILE v_task.state <> p_state LOOP
    v_move := CASE WHEN p_state = 'cancelled' AND v_task.state IN ('waiting', 'open') THEN 'cancel'
      WHEN v_task.state = 'cancelled' THEN 'revive'
      WHEN v_task.state = 'waiting' THEN 'open'
      WHEN v_task.state = 'open' AND p_state = 'waiting' THEN 'wait'
      WHEN v_task.state = 'open' AND p_state = 'done' THEN 'complete'
      WHEN v_task.state IN ('done', 'waived') AND p_state = 'open' THEN 'reopen' END;
    EXIT WHEN v_move IS NULL;
    SELECT m.code INTO v_code FROM app.task_move(p_task, v_move, 'system', NULL, NULL) m;
    EXIT WHEN v_code <> 'ok';
    v_changed := true;
    SELECT * INTO STRICT v_task FROM app.task t WHERE t.id = p_task;
  END LOOP;
  IF v_task.state IN ('waiting', 'open') AND (v_task.due_on, v_task.hard_on, v_task.wall_on) IS DISTINCT FROM (p_due, p_hard, p_wall) THEN
    UPDATE app.task t SET due_on = p_due, hard_on = p_hard, wall_on = p_wall, version = t.version + 1,
      escalated_on = CASE WHEN t.due_on IS DISTINCT FROM p_due THEN NULL ELSE t.escalated_on END WHERE t.id = p_task;
    IF v_task.due_on IS DISTINCT FROM p_due AND v_task.due_on IS NOT NULL THEN
      INSERT INTO app.task_due_history (task_id, version, from_due, to_due) VALUES (p_task, v_task.version + 1, v_task.due_on, p_due);
    END IF;
    v_changed := true;
  END IF;
  RETURN v_changed;
END $$;

-- Carries out a plan [{task, owner, state, due_on, hard_on, wall_on}]; answers how many tasks changed, or -1 when the facts moved on.
CREATE FUNCTION app.tasks_bring(p_participation uuid, p_basis text, p_plan jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row record; v_id uuid; v_count integer := 0;
BEGIN
  PERFORM 1 FROM app.participation p WHERE p.id = p_participation FOR UPDATE;
  IF NOT FOUND OR app.task_basis(p_participation) IS DISTINCT FROM p_basis THEN RETURN -1; END IF;
  FOR v_row IN SELECT * FROM jsonb_to_recordset(p_plan) AS r(task text, owner text, state text, due_on date, hard_on date, wall_on date) LOOP
    SELECT t.id INTO v_id FROM app.task t WHERE t.participation_id = p_participation AND t.task = v_row.task ORDER BY t.attempt DESC LIMIT 1;
    IF NOT FOUND THEN
      CONTINUE WHEN v_row.state = 'cancelled';
      INSERT INTO app.task (participation_id, task, owner) VALUES (p_participation, v_row.task, v_row.owner) RETURNING id INTO v_id;
    END IF;
    IF app.task_bring(v_id, v_row.state, v_row.due_on, v_row.hard_on, v_row.wall_on) THEN v_count := v_count + 1; END IF;
  END LOOP;
  RETURN v_count;
END $$;

-- A case that should stand on the desk's list and does not: its form was never assessed (the place was given back
-- meanwhile), or its dates or rules are no longer those it was computed with.
CREATE FUNCTION app.visa_case_outdated(p_participation uuid, p_rules_on date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.visa_case c SET waiting_since = app.today(), version = c.version + 1,
      waiting_for = CASE WHEN c.visa_path IS NULL THEN 'identity_form'
        WHEN (c.for_arrival, c.for_departure) IS DISTINCT FROM (e.arrival_on, e.departure_on) THEN 'dates_changed' ELSE 'rules_changed' END
    FROM app.participation p JOIN app.edition e ON e.id = p.edition_id JOIN app.application a ON a.id = p.application_id
      JOIN app.journey j ON j.participation_id = p.id
    WHERE c.participation_id = p_participation AND p.id = c.participation_id AND c.waiting_for IS NULL AND c.identity_version > 0
      AND a.state = 'confirmed' AND c.state NOT IN ('remote', 'closed') AND j.state IN ('preparing', 'ready') AND e.departure_on >= app.today()
      AND (c.visa_path IS NULL OR (c.for_arrival, c.for_departure) IS DISTINCT FROM (e.arrival_on, e.departure_on)
        OR (p_rules_on IS NOT NULL AND c.rules_on IS DISTINCT FROM p_rules_on));
  RETURN FOUND;
END $$;
