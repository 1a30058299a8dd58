-- What the public process may do: each function acts for the one person whose session token or code hash it is given.

CREATE FUNCTION app.open_edition() RETURNS TABLE (id uuid, name_neutral text, zone text, opens_at timestamptz, closes_at timestamptz,
  arrival_on date, departure_on date, is_open boolean, now timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, e.name_neutral, e.zone, e.opens_at, e.closes_at, e.arrival_on, e.departure_on,
    app.now() >= e.opens_at AND app.now() < e.closes_at, app.now()
  FROM app.edition e WHERE e.departure_on >= app.today() ORDER BY (app.now() < e.closes_at) DESC, e.opens_at LIMIT 1
$$;

CREATE FUNCTION app.keep_until(p_closes_at timestamptz, p_short boolean) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  -- Rounded up to a Sunday, so that the date never tells the day of a save.
  SELECT (d + ((7 - extract(isodow FROM d)::integer) % 7))::date FROM (SELECT CASE WHEN p_short THEN app.today() + 14
    ELSE greatest(app.today() + 14, (p_closes_at AT TIME ZONE 'UTC')::date + 3) END AS d) s
$$;

CREATE FUNCTION app.case_number() RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_symbols constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; v_number text; v_bytes bytea;
BEGIN
  LOOP
    v_bytes := uuid_send(gen_random_uuid());
    SELECT string_agg(substr(v_symbols, get_byte(v_bytes, i) % 32 + 1, 1), '') INTO v_number FROM generate_series(0, 5) i;
    IF NOT EXISTS (SELECT 1 FROM app.application WHERE case_number = v_number) THEN RETURN v_number; END IF;
  END LOOP;
END $$;

CREATE FUNCTION app.begin_application(p_edition uuid, p_lookup bytea, p_public_key bytea, p_token bytea, p_sealed_keys bytea, p_sheet bytea)
RETURNS TABLE (application_id uuid, case_number text, keep_until date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_app app.application;
BEGIN
  SELECT * INTO v_edition FROM app.edition WHERE id = p_edition AND app.now() >= opens_at AND app.now() < closes_at;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO app.application (edition_id, case_number, keep_until)
    VALUES (p_edition, app.case_number(), app.keep_until(v_edition.closes_at, false)) RETURNING * INTO v_app;
  INSERT INTO app.access (lookup, application_id, public_key) VALUES (p_lookup, v_app.id, p_public_key);
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_token, v_app.id, p_sealed_keys, p_sheet, 3600, app.now() + interval '1 hour', app.now() + interval '12 hours');
  RETURN QUERY SELECT v_app.id, v_app.case_number, v_app.keep_until;
END $$;

-- The live session's application id. Null for unknown, idle and ended sessions alike.
CREATE FUNCTION app.own_id(p_token bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.application_id FROM app.session s, app.clock c
    WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > clock_timestamp() + c.ahead
$$;

-- The live session with its file. Moves the idle limit on, at most once a minute: a write for every page would cost a
-- commit for every page.
CREATE FUNCTION app.own_session(p_token bytea) RETURNS TABLE (application_id uuid, edition_id uuid, state text, version integer,
  case_number text, keep_until date, sealed_keys bytea, sheet bytea, idle_seconds integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_session app.session; v_now timestamptz;
BEGIN
  SELECT clock_timestamp() + ahead INTO v_now FROM app.clock;
  SELECT * INTO v_session FROM app.session s WHERE s.token_hash = p_token;
  IF NOT FOUND OR least(v_session.idle_until, v_session.ends_at) <= v_now THEN RETURN; END IF;
  IF v_session.idle_until < least(v_session.ends_at, v_now + make_interval(secs => v_session.idle_seconds - 60)) THEN
    UPDATE app.session s SET idle_until = least(s.ends_at, v_now + make_interval(secs => s.idle_seconds)) WHERE s.token_hash = p_token;
  END IF;
  RETURN QUERY SELECT a.id, a.edition_id, a.state, a.version, a.case_number, a.keep_until, v_session.sealed_keys, v_session.sheet,
    v_session.idle_seconds FROM app.application a WHERE a.id = v_session.application_id;
END $$;

CREATE FUNCTION app.own_sign_in(p_lookup bytea, p_token bytea, p_sealed_keys bytea, p_idle_seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.session (token_hash, application_id, sealed_keys, idle_seconds, idle_until, ends_at)
    SELECT p_token, c.application_id, p_sealed_keys, p_idle_seconds, app.now() + make_interval(secs => p_idle_seconds),
      app.now() + interval '12 hours'
    FROM app.access c WHERE c.lookup = p_lookup;
  RETURN FOUND;
END $$;

CREATE FUNCTION app.own_sign_out(p_token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DELETE FROM app.session WHERE token_hash = p_token $$;

CREATE FUNCTION app.own_sheet_seen(p_token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ UPDATE app.session SET sheet = NULL WHERE token_hash = p_token $$;

CREATE FUNCTION app.own_idle(p_token bytea, p_idle_seconds integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ UPDATE app.session SET idle_seconds = p_idle_seconds, idle_until = least(ends_at, app.now() + make_interval(secs => p_idle_seconds))
  WHERE token_hash = p_token $$;

CREATE FUNCTION app.own_draft(p_token bytea) RETURNS TABLE (section text, version integer, status text, body bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT d.section, d.version, d.status, d.body FROM me JOIN sealed.draft d ON d.application_id = me.id ORDER BY d.section
$$;

-- Saves one section if its version is the one the person saw (0: none yet). Answers ok, stale, not_found.
CREATE FUNCTION app.own_draft_save(p_token bytea, p_section text, p_version integer, p_status text, p_body bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_app app.application;
BEGIN
  v_id := app.own_id(p_token);
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = v_id AND a.state = 'draft' FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF p_version = 0 THEN
    INSERT INTO sealed.draft (application_id, section, version, status, body) VALUES (v_id, p_section, 1, p_status, p_body)
      ON CONFLICT DO NOTHING;
  ELSE
    UPDATE sealed.draft SET version = version + 1, status = p_status, body = p_body
      WHERE application_id = v_id AND section = p_section AND version = p_version;
  END IF;
  IF NOT FOUND THEN RETURN 'stale'; END IF;
  UPDATE app.application a SET keep_until = k.day FROM app.edition e, LATERAL (SELECT app.keep_until(e.closes_at, v_app.keep_short) AS day) k
    WHERE a.id = v_id AND e.id = a.edition_id AND a.keep_until IS DISTINCT FROM k.day;
  IF p_section <> 'sheet' THEN UPDATE app.session SET sheet = NULL WHERE token_hash = p_token AND sheet IS NOT NULL; END IF;
  RETURN 'ok';
END $$;

-- Stores sealed records with their wraps. Arrays run in parallel; a wrap names its record by position (from 1).
CREATE FUNCTION app.records_add(p_owner uuid, p_ids uuid[], p_compartments text[], p_schemas text[], p_versions integer[], p_bodies bytea[],
  p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[]) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
    SELECT r.id, p_owner, r.compartment, r.schema_id, r.version, r.body
    FROM unnest(p_ids, p_compartments, p_schemas, p_versions, p_bodies) r (id, compartment, schema_id, version, body);
  INSERT INTO wraps.dek_wrap (record_id, recipient, wrap)
    SELECT p_ids[w.pos], w.recipient, w.wrap FROM unnest(p_wrap_of, p_recipients, p_wraps) w (pos, recipient, wrap);
  RETURN (SELECT sha256(string_agg(sha256(b.body), ''::bytea ORDER BY b.pos)) FROM unnest(p_bodies) WITH ORDINALITY b (body, pos));
END $$;

-- Freezes the draft: move, records, wraps, receipt and audit row, or none of it.
-- Answers ok, noop (sent before), not_found, stale, call_closed, move_not_allowed.
CREATE FUNCTION app.own_submit(p_token bytea, p_versions text, p_language text, p_ids uuid[], p_compartments text[], p_schemas text[],
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
  IF v_app.state = 'draft' AND NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = v_app.edition_id
      AND app.now() < e.closes_at + make_interval(mins => e.grace_minutes)) THEN code := 'call_closed'; RETURN; END IF;
  SELECT m.code, m.version INTO code, version FROM app.application_move(v_id, 'submit', 'applicant') m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.application SET answer_language = p_language WHERE id = v_id;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('application.sealed', v_id::text, v_digest);
  DELETE FROM sealed.draft WHERE application_id = v_id;
  UPDATE app.session SET idle_seconds = 900, sheet = NULL, idle_until = least(idle_until, app.now() + interval '15 minutes')
    WHERE application_id = v_id AND (idle_seconds <> 900 OR sheet IS NOT NULL);
END $$;

-- Home page: plain workflow facts of the caller's own file, and the one record sealed to the caller.
CREATE FUNCTION app.own_home(p_token bytea) RETURNS TABLE (application_id uuid, state text, version integer, case_number text, keep_until date,
  deadline_at timestamptz, expires_at timestamptz, take_back_until timestamptz, identity_version integer, participation_id uuid,
  visa_path text, earliest_on date, safe_on date, legal_on date, display_body bytea, display_version integer, now timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT a.id, a.state, a.version, a.case_number, a.keep_until, i.deadline_at, i.expires_at,
    CASE WHEN a.state = 'declined' THEN i.answered_at + make_interval(hours => e.take_back_hours) END,
    v.identity_version, p.id, v.visa_path, v.earliest_on, v.safe_on, v.legal_on, d.body, d.version, app.now()
  FROM me JOIN app.application a ON a.id = me.id JOIN app.edition e ON e.id = a.edition_id
    LEFT JOIN LATERAL (SELECT * FROM app.invitation x WHERE x.application_id = a.id ORDER BY x.outcome IS NULL DESC, x.answered_at DESC LIMIT 1) i ON true
    LEFT JOIN app.participation p ON p.application_id = a.id LEFT JOIN app.visa_case v ON v.participation_id = p.id
    LEFT JOIN sealed.record d ON d.owner_id = a.id AND d.schema_id = 'display'
  ORDER BY d.version DESC NULLS LAST LIMIT 1
$$;

CREATE FUNCTION app.own_inbox(p_token bytea) RETURNS TABLE (id uuid, kind text, subject_version integer, is_new boolean, body bytea, wrap bytea,
  record_version integer, schema_id text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT m.id, m.kind, m.subject_version, m.opened_on IS NULL, r.body, w.wrap, r.version, r.schema_id
  FROM me JOIN app.message m ON m.application_id = me.id LEFT JOIN sealed.record r ON r.id = m.record_id LEFT JOIN wraps.dek_wrap w ON w.record_id = r.id
  WHERE m.removed_on IS NULL ORDER BY m.subject_version DESC, m.kind
$$;

-- Opening keeps the message and, for an answer that waits, tells the clock that the person knows.
CREATE FUNCTION app.own_message_open(p_token bytea, p_message uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.message; v_id uuid := app.own_id(p_token);
BEGIN
  UPDATE app.message SET opened_on = coalesce(opened_on, app.today())
    WHERE id = p_message AND application_id = v_id AND removed_on IS NULL RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_row.kind = 'answer_waiting' THEN PERFORM app.invitation_reached(v_row.application_id, 'inbox'); END IF;
  RETURN true;
END $$;

CREATE FUNCTION app.own_message_remove(p_token bytea, p_message uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_record uuid; v_id uuid;
BEGIN
  v_id := app.own_id(p_token);
  SELECT record_id INTO v_record FROM app.message WHERE id = p_message AND application_id = v_id AND removed_on IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE app.message SET removed_on = app.today(), record_id = NULL WHERE id = p_message;
  DELETE FROM wraps.dek_wrap WHERE record_id = v_record;
  DELETE FROM sealed.record WHERE id = v_record;
  RETURN true;
END $$;

-- One move of the caller's own file: withdraw, discard, confirm, decline, give_back, take_back. Answers the move's code.
CREATE FUNCTION app.own_move(p_token bytea, p_move text, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token);
BEGIN
  IF v_id IS NULL OR p_move NOT IN ('withdraw', 'discard', 'confirm', 'decline', 'give_back', 'take_back', 'erase') THEN code := 'not_found'; RETURN; END IF;
  IF p_move IN ('confirm', 'decline') THEN PERFORM app.invitation_reached(v_id, 'inbox'); END IF;
  SELECT m.code, m.state, m.version INTO code, state, version FROM app.application_move(v_id, p_move, 'applicant') m;
END $$;

-- The identity form: a new sealed version for the travel desk, the case on the desk's list, the form's task done.
CREATE FUNCTION app.own_identity_save(p_token bytea, p_expected integer, p_has_document boolean, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[], OUT code text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_participation uuid; v_digest bytea; v_task record;
BEGIN
  v_id := app.own_id(p_token);
  SELECT p.id INTO v_participation FROM app.application a JOIN app.participation p ON p.application_id = a.id WHERE a.id = v_id AND a.state = 'confirmed';
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  UPDATE app.visa_case c SET identity_version = c.identity_version + 1, waiting_for = 'identity_form', waiting_since = coalesce(c.waiting_since, app.today()),
    version = c.version + 1 WHERE c.participation_id = v_participation AND c.identity_version = p_expected RETURNING c.identity_version INTO version;
  IF NOT FOUND THEN code := 'stale'; RETURN; END IF;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('identity.sealed', v_id::text, v_digest);
  FOR v_task IN SELECT t.id FROM app.task t WHERE t.participation_id = v_participation AND t.task = 'T02' AND t.state = 'open' LOOP
    PERFORM app.task_move(v_task.id, 'complete', 'applicant', NULL, NULL);
  END LOOP;
  INSERT INTO app.outbox (kind, class, application_id, participation_id, subject_version)
    VALUES ('event', 'identity.saved', v_id, v_participation, version);
  code := 'ok';
END $$;

CREATE FUNCTION app.own_tasks(p_token bytea) RETURNS TABLE (id uuid, task text, state text, due_on date, done_on date, version integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT t.id, t.task, t.state, t.due_on, t.done_on, t.version
  FROM me JOIN app.participation p ON p.application_id = me.id JOIN app.task t ON t.participation_id = p.id
  WHERE t.owner = 'delegate' AND t.state IN ('open', 'done')
  ORDER BY t.state DESC, t.due_on, t.task
$$;

CREATE FUNCTION app.own_task_done(p_token bytea, p_task uuid, p_expected integer, OUT code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_task app.task;
BEGIN
  SELECT t.* INTO v_task FROM app.task t JOIN app.participation p ON p.id = t.participation_id
    WHERE t.id = p_task AND p.application_id = v_id AND t.owner = 'delegate' AND t.task NOT IN ('T01', 'T02');
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF v_task.state = 'done' THEN code := 'noop'; RETURN; END IF;
  SELECT m.code INTO code FROM app.task_move(p_task, 'complete', 'applicant', NULL, p_expected) m;
  IF code = 'ok' THEN INSERT INTO audit.pending (verb, object_id) VALUES ('task.complete', p_task::text); END IF;
END $$;

-- Token buckets in a table that no backup and no write-ahead log holds; the day key never leaves the database.
CREATE UNLOGGED TABLE app.rate_bucket (bucket bytea PRIMARY KEY, tokens real NOT NULL, filled_at timestamptz NOT NULL);
CREATE UNLOGGED TABLE app.rate_key (on_day date PRIMARY KEY, secret uuid NOT NULL DEFAULT gen_random_uuid());

-- Takes one token; false when the bucket (of p_size tokens, refilled over p_seconds) is empty.
CREATE FUNCTION app.rate_take(p_name text, p_size integer, p_seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_key uuid; v_bucket bytea; v_left real;
BEGIN
  SELECT secret INTO v_key FROM app.rate_key WHERE on_day = app.today();
  IF NOT FOUND THEN
    DELETE FROM app.rate_key; DELETE FROM app.rate_bucket;
    INSERT INTO app.rate_key (on_day) VALUES (app.today()) ON CONFLICT DO NOTHING;
    SELECT secret INTO v_key FROM app.rate_key WHERE on_day = app.today();
  END IF;
  v_bucket := sha256(uuid_send(v_key) || sha256(uuid_send(v_key) || convert_to(p_name, 'UTF8')));
  DELETE FROM app.rate_bucket WHERE bucket IN (SELECT o.bucket FROM app.rate_bucket o
    WHERE o.filled_at < app.now() - interval '1 hour' LIMIT 20 FOR UPDATE SKIP LOCKED);
  INSERT INTO app.rate_bucket AS b (bucket, tokens, filled_at) VALUES (v_bucket, p_size - 1, app.now())
    ON CONFLICT (bucket) DO UPDATE SET filled_at = app.now(),
      -- A clock set back refills nothing and takes nothing away.
      tokens = greatest(-1, least(p_size, b.tokens + greatest(0, extract(epoch FROM app.now() - b.filled_at))::real * p_size / p_seconds) - 1)
    RETURNING tokens INTO v_left;
  RETURN v_left >= 0;
END $$;
