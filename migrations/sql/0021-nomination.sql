ALTER TABLE app.edition
  ADD COLUMN nomination_days integer NOT NULL DEFAULT 14 CHECK (nomination_days BETWEEN 1 AND 60),
  ADD COLUMN partner_quota integer NOT NULL DEFAULT 20 CHECK (partner_quota BETWEEN 0 AND 500);

-- An organisation that may put people forward. It signs in with a code of the same kind as applicants have; its name is a
-- record of its own, sealed to `contact` and to the code.
CREATE TABLE app.partner (
  id uuid PRIMARY KEY,
  edition_id uuid NOT NULL REFERENCES app.edition,
  number text NOT NULL UNIQUE,
  lookup bytea NOT NULL UNIQUE CHECK (length(lookup) = 32),
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  quota integer NOT NULL CHECK (quota >= 0),
  closed_on date
);

CREATE TABLE app.partner_session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  partner_id uuid NOT NULL REFERENCES app.partner ON DELETE CASCADE,
  sealed_keys bytea NOT NULL,
  idle_until timestamptz NOT NULL, ends_at timestamptz NOT NULL
);
CREATE INDEX partner_session_partner ON app.partner_session (partner_id);
CREATE INDEX partner_session_end ON app.partner_session (ends_at);

-- Somebody put forward. Name, way, reasons and who named them are records of this row; here are states, weeks and flags.
CREATE TABLE app.nomination (
  id uuid PRIMARY KEY,
  edition_id uuid NOT NULL REFERENCES app.edition,
  number text NOT NULL UNIQUE,
  partner_id uuid REFERENCES app.partner,
  made_by uuid REFERENCES app.staff_account,
  state text NOT NULL DEFAULT 'named',
  named_week date NOT NULL,
  skip_screening boolean NOT NULL DEFAULT false,
  counts_as_voucher boolean NOT NULL DEFAULT false,
  lock_channel boolean NOT NULL DEFAULT false,
  was_used boolean NOT NULL DEFAULT false,
  -- Last day of the link, and the last day on which the records may lie here.
  expires_on date, keep_until date,
  version integer NOT NULL DEFAULT 1,
  CHECK ((partner_id IS NULL) <> (made_by IS NULL))
);
CREATE INDEX nomination_list ON app.nomination (edition_id, state, number);
CREATE INDEX nomination_partner ON app.nomination (partner_id);
CREATE INDEX nomination_over ON app.nomination (keep_until) WHERE keep_until IS NOT NULL;

-- The application begun through a nomination; one at a time.
ALTER TABLE app.application ADD COLUMN nomination_id uuid;
CREATE UNIQUE INDEX application_nomination ON app.application (nomination_id) WHERE nomination_id IS NOT NULL;

-- Whom nobody has told within a month must not stay here (GDPR Art. 14(3)); weeks only, since a partner may have named them.
CREATE FUNCTION app.nomination_row(p_nomination app.nomination, p_agreed boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_week date := date_trunc('week', app.today())::date; v_number text := app.case_number();
BEGIN
  INSERT INTO app.nomination (id, edition_id, number, partner_id, made_by, state, named_week, skip_screening, counts_as_voucher, lock_channel, keep_until)
    VALUES ((p_nomination).id, (p_nomination).edition_id, v_number, (p_nomination).partner_id, (p_nomination).made_by,
      CASE WHEN p_agreed THEN 'named' ELSE 'not_sent' END, v_week, coalesce((p_nomination).skip_screening, false),
      coalesce((p_nomination).counts_as_voucher, false), coalesce((p_nomination).lock_channel, false), v_week + 28);
  RETURN v_number;
END $$;

-- Erases what is sealed about a person put forward, and every link to them.
CREATE FUNCTION app.nomination_forget(p_nomination uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.link_end(l.id) FROM app.link l WHERE l.kind = 'nomination' AND l.subject_id = p_nomination AND l.ended_on IS NULL;
  DELETE FROM wraps.dek_wrap WHERE record_id IN (SELECT id FROM sealed.record WHERE owner_id = p_nomination);
  DELETE FROM sealed.record WHERE owner_id = p_nomination;
  UPDATE app.staff_task s SET state = 'done' FROM app.link l
    WHERE s.link_id = l.id AND l.subject_id = p_nomination AND l.kind = 'nomination' AND s.state = 'open';
END $$;

-- The first saved section: the link opens nothing any more, and what it was mailed from is gone. Only the week is kept.
CREATE FUNCTION app.nomination_links_used(p_nomination uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.link SET used_on = date_trunc('week', app.today())::date
    WHERE kind = 'nomination' AND subject_id = p_nomination AND used_on IS NULL AND ended_on IS NULL;
  DELETE FROM app.link_session s USING app.link l WHERE l.id = s.link_id AND l.kind = 'nomination' AND l.subject_id = p_nomination;
  DELETE FROM sealed.record r USING app.link l WHERE r.owner_id = l.id AND l.kind = 'nomination' AND l.subject_id = p_nomination;
END $$;

-- The one writer of a nomination's state, behind all doors. Answers a code; unless it is 'ok' nothing was written.
CREATE FUNCTION app.nomination_step(p_nomination uuid, p_move text, p_role text, p_actor uuid, p_expected integer, OUT code text, OUT state text,
  OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.nomination; v_move app.lifecycle_move; v_days integer;
BEGIN
  SELECT * INTO v_row FROM app.nomination n WHERE n.id = p_nomination FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  state := v_row.state; version := v_row.version;
  SELECT * INTO v_move FROM app.lifecycle_move m WHERE m.subject = 'nomination' AND m.from_state = v_row.state AND m.move = p_move;
  IF NOT FOUND THEN
    code := CASE WHEN EXISTS (SELECT 1 FROM app.lifecycle_move m WHERE m.subject = 'nomination' AND m.move = p_move AND m.to_state = v_row.state)
      THEN 'noop' ELSE 'move_not_allowed' END;
    RETURN;
  END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_row.version THEN code := 'stale'; RETURN; END IF;
  IF NOT p_role = ANY (v_move.roles) OR (p_actor IS NOT NULL AND NOT app.holds_role(p_actor, v_row.edition_id, ARRAY[p_role])) THEN
    code := 'move_not_allowed'; RETURN;
  END IF;

  SELECT e.nomination_days INTO STRICT v_days FROM app.edition e WHERE e.id = v_row.edition_id;
  UPDATE app.nomination n SET state = v_move.to_state, version = n.version + 1, was_used = n.was_used OR v_move.to_state = 'used',
      expires_on = CASE WHEN v_move.to_state = 'invited' THEN app.today() + v_days ELSE n.expires_on END,
      keep_until = CASE WHEN v_move.to_state = 'invited' THEN app.today() + v_days + 7
        WHEN v_move.to_state IN ('not_sent', 'expired') THEN n.keep_until END
    WHERE n.id = p_nomination RETURNING n.state, n.version INTO state, version;
  IF state IN ('objected', 'withdrawn', 'erased') THEN PERFORM app.nomination_forget(p_nomination); END IF;
  IF state = 'used' THEN PERFORM app.nomination_links_used(p_nomination); END IF;
  IF p_actor IS NULL THEN
    INSERT INTO audit.pending (verb, object_id) VALUES ('nomination.' || p_move, p_nomination::text);
  ELSE
    PERFORM audit.append(p_actor, 'nomination.' || p_move, p_nomination::text, '');
  END IF;
  code := 'ok';
END $$;

-- The way of staff and worker to it: staff as coordinators with a name, the worker as the clock.
CREATE FUNCTION app.nomination_move(p_nomination uuid, p_move text, p_role text, p_actor uuid DEFAULT NULL, p_expected integer DEFAULT NULL,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (session_user = 'app_worker' AND (p_role <> 'system' OR p_actor IS NOT NULL))
    OR (session_user = 'app_staff' AND (p_role IN ('applicant', 'proxy', 'system') OR p_actor IS NULL)) THEN
    code := 'move_not_allowed'; RETURN;
  END IF;
  SELECT s.code, s.state, s.version INTO code, state, version FROM app.nomination_step(p_nomination, p_move, p_role, p_actor, p_expected) s;
END $$;

CREATE FUNCTION app.nomination_add(p_id uuid, p_edition uuid, p_actor uuid, p_agreed boolean, p_flags text[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.nomination;
BEGIN
  IF NOT app.holds_role(p_actor, p_edition, ARRAY['coordinator'])
    OR NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_edition AND e.departure_on >= app.today()) THEN RETURN NULL; END IF;
  v_row.id := p_id; v_row.edition_id := p_edition; v_row.made_by := p_actor;
  v_row.skip_screening := 'skip_screening' = ANY (p_flags); v_row.counts_as_voucher := 'counts_as_voucher' = ANY (p_flags);
  v_row.lock_channel := 'lock_channel' = ANY (p_flags);
  PERFORM audit.append(p_actor, 'nomination.named', p_id::text, '');
  RETURN app.nomination_row(v_row, p_agreed);
END $$;

-- A draft's first saved section uses the nomination up. A trigger, so that no later way to save can forget it.
CREATE FUNCTION app.nomination_first_save() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_nomination uuid;
BEGIN
  SELECT a.nomination_id INTO v_nomination FROM app.application a WHERE a.id = NEW.application_id;
  IF v_nomination IS NOT NULL THEN PERFORM app.nomination_step(v_nomination, 'use', 'applicant', NULL, NULL); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER first_save_uses_nomination AFTER INSERT ON sealed.draft FOR EACH ROW WHEN (NEW.section <> 'sheet')
  EXECUTE FUNCTION app.nomination_first_save();

-- With a file goes what was said when the person was put forward.
CREATE FUNCTION app.nomination_goes_with_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.nomination_step(NEW.nomination_id, 'erase', 'system', NULL, NULL) FROM app.nomination n WHERE n.id = NEW.nomination_id AND n.state = 'used';
  RETURN NULL;
END $$;
CREATE TRIGGER erasing_takes_nomination AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND NEW.nomination_id IS NOT NULL) EXECUTE FUNCTION app.nomination_goes_with_file();

-- The nominee's "Start my application": an empty draft that remembers its nomination, whatever the public call says. A code
-- made before through this link and never used ends; nothing was saved with it. Null when the link is over.
CREATE FUNCTION app.nomination_begin(p_link_token bytea, p_lookup bytea, p_public_key bytea, p_token bytea, p_sealed_keys bytea, p_sheet bytea)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_nomination app.nomination; v_edition app.edition; v_id uuid; v_old uuid;
BEGIN
  SELECT f.subject_id INTO v_id FROM app.link_session_find(p_link_token) f WHERE f.kind = 'nomination';
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- The file before the nomination, as a first save locks them.
  PERFORM 1 FROM app.application a WHERE a.nomination_id = v_id FOR UPDATE;
  SELECT * INTO v_nomination FROM app.nomination n WHERE n.id = v_id AND n.state = 'invited' FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = v_nomination.edition_id;
  IF v_edition.arrival_on <= app.today() THEN RETURN NULL; END IF;
  FOR v_old IN SELECT a.id FROM app.application a WHERE a.nomination_id = v_id LOOP
    UPDATE app.application SET nomination_id = NULL WHERE id = v_old;
    PERFORM app.application_move(v_old, 'discard', 'applicant');
  END LOOP;
  INSERT INTO app.application (edition_id, case_number, keep_until, wave, nomination_id)
    VALUES (v_edition.id, app.case_number(), app.keep_until(v_edition.closes_at, false),
      CASE WHEN app.now() < v_edition.closes_at THEN 'main' ELSE 'late' END, v_nomination.id) RETURNING id INTO v_id;
  INSERT INTO app.access (lookup, application_id, public_key) VALUES (p_lookup, v_id, p_public_key);
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_token, v_id, p_sealed_keys, p_sheet, 3600, app.now() + interval '1 hour', app.now() + interval '12 hours');
  RETURN v_id;
END $$;

-- "I do not want this": what was said about the person is erased at once, and a draft without a word in it too.
CREATE FUNCTION app.nomination_object(p_link_token bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_old uuid; v_code text;
BEGIN
  SELECT f.subject_id INTO v_id FROM app.link_session_find(p_link_token) f WHERE f.kind = 'nomination';
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  PERFORM 1 FROM app.application a WHERE a.nomination_id = v_id FOR UPDATE;
  SELECT s.code INTO v_code FROM app.nomination_step(v_id, 'object', 'applicant', NULL, NULL) s;
  IF v_code <> 'ok' THEN RETURN 'not_found'; END IF;
  FOR v_old IN SELECT a.id FROM app.application a WHERE a.nomination_id = v_id LOOP
    PERFORM app.application_move(v_old, 'discard', 'applicant');
  END LOOP;
  RETURN 'ok';
END $$;

-- Sending is possible until the call has closed and its grace is over; begun through a nomination, until the arrival day.
CREATE FUNCTION app.may_send(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = (p_application).edition_id
    AND (app.now() < e.closes_at + make_interval(mins => e.grace_minutes) OR (app.today() < e.arrival_on
      AND EXISTS (SELECT 1 FROM app.nomination n WHERE n.id = (p_application).nomination_id AND n.state = 'used'))))
$$;

-- As before, but for whom the call is closed `may_send` says. Freezes the draft: move, records, wraps, receipt and audit row, or none of it.
-- Answers ok, noop (sent before), not_found, stale, call_closed, move_not_allowed.
CREATE OR REPLACE FUNCTION app.own_submit(p_token bytea, p_versions text, p_language text, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[], OUT code text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_app app.application; v_digest bytea; v_now text;
BEGIN
  v_id := app.own_id(p_token);
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = v_id FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF v_app.state = 'submitted' THEN code := 'noop'; version := v_app.version; RETURN; END IF;
  SELECT string_agg(d.section || ':' || d.version, ',' ORDER BY d.section COLLATE "C") INTO v_now FROM sealed.draft d WHERE d.application_id = v_id;
  IF v_app.state = 'draft' AND v_now IS DISTINCT FROM p_versions THEN code := 'stale'; RETURN; END IF;
  IF v_app.state = 'draft' AND NOT app.may_send(v_app) THEN code := 'call_closed'; RETURN; END IF;
  SELECT m.code, m.version INTO code, version FROM app.application_move(v_id, 'submit', 'applicant') m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.application SET answer_language = p_language WHERE id = v_id;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('application.sealed', v_id::text, v_digest);
  DELETE FROM sealed.draft WHERE application_id = v_id;
  UPDATE app.session SET idle_seconds = 900, sheet = NULL, idle_until = least(idle_until, app.now() + interval '15 minutes')
    WHERE application_id = v_id AND (idle_seconds <> 900 OR sheet IS NOT NULL);
END $$;
