CREATE TABLE app.participation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  application_id uuid UNIQUE REFERENCES app.application,
  kind text NOT NULL DEFAULT 'delegate',
  confirmed_on date NOT NULL DEFAULT app.today()
);

CREATE TABLE app.journey (
  participation_id uuid PRIMARY KEY REFERENCES app.participation,
  state text NOT NULL DEFAULT 'preparing',
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE app.visa_case (
  participation_id uuid PRIMARY KEY REFERENCES app.participation,
  state text NOT NULL DEFAULT 'assess',
  visa_path text CHECK (visa_path IN ('required', 'not_required', 'manual')),
  earliest_on date, safe_on date, legal_on date,
  identity_version integer NOT NULL DEFAULT 0,
  -- Why the case stands on the desk's list; null when it does not.
  waiting_for text CHECK (waiting_for IN ('identity_form', 'dates_changed', 'rules_changed')),
  waiting_since date,
  flags text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX visa_case_waiting ON app.visa_case (waiting_since) WHERE waiting_for IS NOT NULL;

-- Each step with its day, author and source; results stay in history when the desk runs the engine anew.
CREATE TABLE app.visa_step (
  participation_id uuid NOT NULL REFERENCES app.participation,
  version integer NOT NULL,
  move text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  role text NOT NULL, actor_id uuid, source text NOT NULL DEFAULT 'desk', on_day date NOT NULL,
  record_id uuid,
  PRIMARY KEY (participation_id, version)
);
CREATE TABLE app.journey_step (
  participation_id uuid NOT NULL REFERENCES app.participation,
  version integer NOT NULL,
  move text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  role text NOT NULL, actor_id uuid, on_day date NOT NULL,
  PRIMARY KEY (participation_id, version)
);

CREATE TABLE app.task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  participation_id uuid NOT NULL REFERENCES app.participation,
  task text NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'waiting',
  owner text NOT NULL,
  opened_on date, due_on date, hard_on date, wall_on date, done_on date,
  escalated_on date,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (participation_id, task, attempt)
);
CREATE INDEX task_open ON app.task (due_on) WHERE state = 'open';

CREATE TABLE app.task_due_history (
  task_id uuid NOT NULL REFERENCES app.task,
  changed_on date NOT NULL DEFAULT app.today(), version integer NOT NULL,
  from_due date, to_due date,
  PRIMARY KEY (task_id, version)
);

-- A reminder is armed once for each (schedule, person, entity, reference day).
CREATE TABLE app.reminder (
  participation_id uuid NOT NULL REFERENCES app.participation,
  task_id uuid NOT NULL REFERENCES app.task,
  schedule text NOT NULL,
  reference_on date NOT NULL,
  sent_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (participation_id, task_id, schedule, reference_on)
);

CREATE FUNCTION app.participation_open(p_application uuid, p_version integer) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  INSERT INTO app.participation (edition_id, application_id) SELECT edition_id, id FROM app.application WHERE id = p_application
    ON CONFLICT (application_id) DO UPDATE SET confirmed_on = app.today() RETURNING id INTO v_id;
  INSERT INTO app.journey (participation_id) VALUES (v_id) ON CONFLICT (participation_id) DO UPDATE SET state = 'preparing';
  INSERT INTO app.visa_case (participation_id) VALUES (v_id) ON CONFLICT DO NOTHING;
  INSERT INTO app.outbox (kind, class, application_id, participation_id, subject_version)
    VALUES ('event', 'participation.changed', p_application, v_id, p_version);
  RETURN v_id;
END $$;

-- Giving the place up stops the journey and cancels what is still open.
CREATE FUNCTION app.participation_close(p_application uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  SELECT id INTO v_id FROM app.participation WHERE application_id = p_application;
  UPDATE app.journey SET state = 'stopped', version = version + 1
    WHERE participation_id = v_id AND state IN ('preparing', 'ready', 'under_way');
  UPDATE app.task SET state = 'cancelled', version = version + 1 WHERE participation_id = v_id AND state IN ('waiting', 'open');
  UPDATE app.visa_case SET waiting_for = NULL, waiting_since = NULL WHERE participation_id = v_id;
END $$;

-- The one way a subject of the journey changes state: row of the table, role, version; a step row for each.
CREATE FUNCTION app.subject_move(p_subject text, p_state text, p_move text, p_role text, OUT code text, OUT to_state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.lifecycle_move;
BEGIN
  SELECT * INTO v_row FROM app.lifecycle_move m WHERE m.subject = p_subject AND m.from_state = p_state AND m.move = p_move;
  IF NOT FOUND OR NOT p_role = ANY (v_row.roles) THEN
    code := 'move_not_allowed';
  ELSIF (session_user = 'app_worker' AND p_role <> 'system') OR (session_user = 'app_staff' AND p_role IN ('applicant', 'proxy', 'system')) THEN
    code := 'move_not_allowed';
  ELSE
    code := 'ok'; to_state := v_row.to_state;
  END IF;
END $$;

CREATE FUNCTION app.visa_case_move(p_participation uuid, p_move text, p_role text, p_actor uuid, p_expected integer, p_source text,
  p_record uuid, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_case app.visa_case; v_to text;
BEGIN
  SELECT * INTO v_case FROM app.visa_case c WHERE c.participation_id = p_participation FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_case.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('visa_case', v_case.state, p_move, p_role) m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.visa_case c SET state = v_to, version = c.version + 1 WHERE c.participation_id = p_participation
    RETURNING c.state, c.version INTO state, version;
  INSERT INTO app.visa_step (participation_id, version, move, from_state, to_state, role, actor_id, source, on_day, record_id)
    VALUES (p_participation, version, p_move, v_case.state, state, p_role, p_actor, p_source, app.today(), p_record);
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'visa.' || p_move, p_participation::text, ''); END IF;
END $$;

CREATE FUNCTION app.journey_move(p_participation uuid, p_move text, p_role text, p_actor uuid, p_expected integer,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_journey app.journey; v_to text;
BEGIN
  SELECT * INTO v_journey FROM app.journey j WHERE j.participation_id = p_participation FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_journey.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('journey', v_journey.state, p_move, p_role) m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.journey j SET state = v_to, version = j.version + 1 WHERE j.participation_id = p_participation
    RETURNING j.state, j.version INTO state, version;
  INSERT INTO app.journey_step (participation_id, version, move, from_state, to_state, role, actor_id, on_day)
    VALUES (p_participation, version, p_move, v_journey.state, state, p_role, p_actor, app.today());
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'journey.' || p_move, p_participation::text, ''); END IF;
END $$;

CREATE FUNCTION app.task_move(p_task uuid, p_move text, p_role text, p_actor uuid, p_expected integer,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_task app.task; v_to text;
BEGIN
  SELECT * INTO v_task FROM app.task t WHERE t.id = p_task FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_task.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('task', v_task.state, p_move, p_role) m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.task t SET state = v_to, version = t.version + 1,
    opened_on = CASE WHEN v_to = 'open' THEN app.today() ELSE t.opened_on END,
    done_on = CASE WHEN v_to IN ('done', 'waived') THEN app.today() END
    WHERE t.id = p_task RETURNING t.state, t.version INTO state, version;
  INSERT INTO app.outbox (kind, class, participation_id, subject_version) VALUES ('event', 'participation.changed', v_task.participation_id, version);
  IF p_actor IS NOT NULL THEN PERFORM audit.append(p_actor, 'task.' || p_move, p_task::text, v_task.task); END IF;
END $$;
