-- Pause and quiet signal of a person.
ALTER TABLE app.flag DROP CONSTRAINT flag_kind_check;
ALTER TABLE app.flag ADD CONSTRAINT flag_kind_check
  CHECK (kind IN ('on_hold', 'restricted', 'duress', 'contact_broken', 'same_address', 'paused'));

-- Held: by the security officer, by the person's own pause, or by their quiet signal.
CREATE FUNCTION app.is_held(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind IN ('on_hold', 'paused', 'duress') AND f.lifted_on IS NULL)
$$;

-- Somebody looks for a lost code of this file: two people, a notice to the old channel, some hours, then a new code.
CREATE TABLE app.code_case (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.access (application_id) ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'opened',
  opened_by uuid NOT NULL REFERENCES app.staff_account, opened_on date NOT NULL DEFAULT app.today(),
  wait_until timestamptz,
  -- Null: the person themselves.
  ended_by uuid, ended_on date,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX code_case_live ON app.code_case (application_id) WHERE ended_on IS NULL;

-- As before, and a pause or a quiet signal holds the clock like a hold.
CREATE OR REPLACE FUNCTION app.flag_clock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind NOT IN ('on_hold', 'paused', 'duress', 'contact_broken') THEN RETURN NULL; END IF;
  IF NEW.lifted_on IS NULL THEN
    PERFORM app.invitation_halt(NEW.application_id, NEW.kind);
  ELSIF NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = NEW.application_id AND f.kind = NEW.kind AND f.lifted_on IS NULL) THEN
    PERFORM app.invitation_resume(NEW.application_id, ARRAY[NEW.kind]);
  END IF;
  RETURN NULL;
END $$;

-- As before, and a pause or a quiet signal keeps a release back like a hold.
CREATE OR REPLACE FUNCTION app.may_move(p_application app.application, p_move app.lifecycle_move, p_role text, p_actor uuid, p_decision uuid)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT p_role = ANY (p_move.roles)
    OR (session_user = 'app_worker' AND p_role <> 'system')
    OR (session_user = 'app_registration' AND p_role NOT IN ('applicant', 'proxy'))
    OR (session_user = 'app_staff' AND p_role IN ('applicant', 'proxy', 'system'))
    OR (p_role NOT IN ('applicant', 'proxy', 'system') AND
      (p_actor IS NULL OR NOT app.holds_role(p_actor, p_application.edition_id, ARRAY[p_role]))) THEN
    RETURN 'move_not_allowed';
  END IF;
  -- Conflicts, holds and second persons concern staff; the person's own acts and the clock's pass here.
  IF p_role IN ('applicant', 'proxy') THEN RETURN 'ok'; END IF;
  IF p_move.second AND NOT app.second_agreed(p_application, p_move, p_decision, p_actor) THEN
    RETURN 'second_person_missing';
  END IF;
  IF EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = p_application.id AND c.account_id = p_actor) THEN
    RETURN 'conflict';
  END IF;
  IF p_move.move IN ('release_invite', 'release_waitlist', 'release_reject', 'not_eligible', 'promote', 'promote_other', 'reinstate')
    AND app.is_held(p_application.id) THEN
    RETURN 'held';
  END IF;
  -- The order two people approved is the second person of a promotion; out of turn it takes one of its own.
  IF p_move.move = 'promote' AND app.next_in_queue(p_application.edition_id) IS DISTINCT FROM p_application.id THEN
    RETURN 'second_person_missing';
  END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;

-- As before, held also by the person's own pause; up to an older version where a mail is meant for the former address.
DROP FUNCTION app.mailbox_record(uuid, bytea);
CREATE FUNCTION app.mailbox_record(p_application uuid, p_recipient bytea, p_version integer DEFAULT NULL)
RETURNS TABLE (record_id uuid, schema_id text, version integer, body bytea, wrap bytea, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, r.schema_id, r.version, r.body, w.wrap, app.is_held(p_application)
  FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
  WHERE r.owner_id = p_application AND r.schema_id = 'contact.mailbox' AND r.version <= coalesce(p_version, r.version) ORDER BY r.version DESC
$$;

CREATE OR REPLACE FUNCTION app.link_mailbox(p_link uuid, p_recipient bytea)
RETURNS TABLE (version integer, body bytea, wrap bytea, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.version, r.body, w.wrap, app.is_held(l.application_id)
  FROM app.link l JOIN sealed.record r ON r.owner_id = l.id AND r.schema_id = 'link.mailbox'
    JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
  WHERE l.id = p_link AND app.link_alive(l)
$$;

-- "Pause everything" and going on. Staff learn that, and not why. Answers ok, noop, not_found.
CREATE FUNCTION app.own_pause(p_token bytea, p_on boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_live uuid;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT f.id INTO v_live FROM app.flag f WHERE f.application_id = v_app.id AND f.kind = 'paused' AND f.lifted_on IS NULL;
  IF FOUND = p_on THEN RETURN 'noop'; END IF;
  IF p_on THEN
    INSERT INTO app.flag (application_id, kind, reason) VALUES (v_app.id, 'paused', 'applicant');
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) SELECT v_app.edition_id, k.kind, k.role, v_app.id
      FROM (VALUES ('person_paused', 'coordinator'), ('delegate_paused', 'travel_desk')) k (kind, role)
      WHERE k.role = 'coordinator' OR v_app.state = 'confirmed' ON CONFLICT DO NOTHING;
  ELSE
    UPDATE app.flag SET lifted_on = app.today() WHERE id = v_live;
    UPDATE app.staff_task SET state = 'done' WHERE application_id = v_app.id AND kind IN ('person_paused', 'delegate_paused') AND state = 'open';
  END IF;
  INSERT INTO audit.pending (verb, object_id) VALUES (CASE WHEN p_on THEN 'pause.set' ELSE 'pause.lifted' END, v_app.id::text);
  RETURN 'ok';
END $$;

-- The quiet signal: holds everything, calls the security officer, and shows nothing. Only that officer lifts it.
CREATE FUNCTION app.own_signal(p_token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO app.flag (application_id, kind, reason) SELECT v_app.id, 'duress', 'applicant'
    WHERE NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = v_app.id AND f.kind = 'duress' AND f.lifted_on IS NULL);
  INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES (v_app.edition_id, 'quiet_signal', 'security_officer', v_app.id)
    ON CONFLICT DO NOTHING;
  INSERT INTO audit.pending (verb, object_id) VALUES ('signal.set', v_app.id::text);
END $$;

-- What stands beside the state on the person's own pages.
CREATE FUNCTION app.own_standing(p_token bytea) RETURNS TABLE (is_paused boolean, has_code_case boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'paused' AND f.lifted_on IS NULL),
    EXISTS (SELECT 1 FROM app.code_case c WHERE c.application_id = a.id AND c.ended_on IS NULL)
  FROM me JOIN app.application a ON a.id = me.id
$$;
