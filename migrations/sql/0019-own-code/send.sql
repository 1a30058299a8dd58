-- What goes with sending: consents as rows, late entry, how long a draft is kept.

-- One row for each yes given at sending and each change after it: kind, version of the text, week. Never an answer's words.
CREATE TABLE app.consent (
  application_id uuid NOT NULL REFERENCES app.access (application_id) ON DELETE CASCADE,
  kind text NOT NULL, number integer NOT NULL,
  version text NOT NULL, in_week date NOT NULL DEFAULT date_trunc('week', app.today())::date,
  is_given boolean NOT NULL,
  PRIMARY KEY (application_id, kind, number)
);

-- What the person agrees to now: the newest row of each kind.
CREATE FUNCTION app.own_consents(p_token bytea) RETURNS TABLE (kind text, version text, in_week date, is_given boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT DISTINCT ON (c.kind) c.kind, c.version, c.in_week, c.is_given FROM me JOIN app.consent c ON c.application_id = me.id
  ORDER BY c.kind, c.number DESC
$$;

-- Gives or takes back one. Without the first, nobody may read on: that is a withdrawal, and refused here.
-- Answers ok, noop, move_not_allowed, not_found.
CREATE FUNCTION app.own_consent_set(p_token bytea, p_kind text, p_version text, p_given boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_now app.consent;
BEGIN
  SELECT a.id INTO v_id FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF p_kind = 'processing' AND NOT p_given THEN RETURN 'move_not_allowed'; END IF;
  SELECT * INTO v_now FROM app.consent c WHERE c.application_id = v_id AND c.kind = p_kind ORDER BY c.number DESC LIMIT 1;
  IF coalesce(v_now.is_given, false) = p_given THEN RETURN 'noop'; END IF;
  INSERT INTO app.consent (application_id, kind, number, version, is_given) VALUES (v_id, p_kind, coalesce(v_now.number, 0) + 1, p_version, p_given);
  INSERT INTO audit.pending (verb, object_id) VALUES (CASE WHEN p_given THEN 'consent.given' ELSE 'consent.taken_back' END, v_id::text);
  RETURN 'ok';
END $$;

-- Single-use codes for late entry; the hash alone is kept. A draft does not consume one, sending does.
CREATE TABLE app.late_code (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  edition_id uuid NOT NULL REFERENCES app.edition,
  made_by uuid NOT NULL REFERENCES app.staff_account, made_on date NOT NULL DEFAULT app.today(),
  used_by uuid REFERENCES app.application
);
CREATE INDEX late_code_edition ON app.late_code (edition_id);
-- The late code a draft was begun with: sending need not ask for it again.
ALTER TABLE app.application ADD COLUMN late_code bytea REFERENCES app.late_code;

CREATE FUNCTION app.late_code_free(p_hash bytea, p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.late_code c WHERE c.hash = p_hash AND c.edition_id = p_edition AND c.used_by IS NULL)
$$;

-- As before, and after the call has closed for whoever holds a late code.
DROP FUNCTION app.begin_application(uuid, bytea, bytea, bytea, bytea, bytea);
CREATE FUNCTION app.begin_application(p_edition uuid, p_lookup bytea, p_public_key bytea, p_token bytea, p_sealed_keys bytea, p_sheet bytea,
  p_late bytea DEFAULT NULL) RETURNS TABLE (application_id uuid, case_number text, keep_until date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_app app.application; v_is_late boolean;
BEGIN
  SELECT * INTO v_edition FROM app.edition e WHERE e.id = p_edition AND app.now() >= e.opens_at
    AND (app.now() < e.closes_at OR app.late_code_free(p_late, e.id));
  IF NOT FOUND THEN RETURN; END IF;
  v_is_late := app.now() >= v_edition.closes_at;
  INSERT INTO app.application (edition_id, case_number, keep_until, late_code)
    VALUES (p_edition, app.case_number(), app.keep_until(v_edition.closes_at, false), CASE WHEN v_is_late THEN p_late END) RETURNING * INTO v_app;
  INSERT INTO app.access (lookup, application_id, public_key) VALUES (p_lookup, v_app.id, p_public_key);
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_token, v_app.id, p_sealed_keys, p_sheet, 3600, app.now() + interval '1 hour', app.now() + interval '12 hours');
  RETURN QUERY SELECT v_app.id, v_app.case_number, v_app.keep_until;
END $$;

-- As before, with the consents as rows, and with a late code where the call has closed (drafts begun in time have the grace).
-- Answers besides: late_code_wrong (one was typed, and it is not free).
DROP FUNCTION app.own_submit(bytea, text, text, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]);
CREATE FUNCTION app.own_submit(p_token bytea, p_versions text, p_language text, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[],
  p_consents text[] DEFAULT '{}', p_consent_version text DEFAULT '', p_late bytea DEFAULT NULL, OUT code text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_app app.application; v_digest bytea; v_now text; v_late bytea;
BEGIN
  v_id := app.own_id(p_token);
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = v_id FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF v_app.state = 'submitted' THEN code := 'noop'; version := v_app.version; RETURN; END IF;
  SELECT string_agg(d.section || ':' || d.version, ',' ORDER BY d.section COLLATE "C") INTO v_now FROM sealed.draft d WHERE d.application_id = v_id;
  IF v_app.state = 'draft' AND v_now IS DISTINCT FROM p_versions THEN code := 'stale'; RETURN; END IF;
  IF v_app.state = 'draft' THEN
    -- Whom the call is closed for, `may_send` says; a draft begun late has no grace.
    IF v_app.late_code IS NOT NULL OR NOT app.may_send(v_app) THEN
      SELECT c.hash INTO v_late FROM app.late_code c WHERE c.hash IN (p_late, v_app.late_code) AND c.edition_id = v_app.edition_id
        AND c.used_by IS NULL ORDER BY c.hash = p_late DESC LIMIT 1 FOR UPDATE;
      IF NOT FOUND THEN code := CASE WHEN p_late IS NULL THEN 'call_closed' ELSE 'late_code_wrong' END; RETURN; END IF;
    END IF;
  END IF;
  SELECT m.code, m.version INTO code, version FROM app.application_move(v_id, 'submit', 'applicant') m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.application SET answer_language = p_language, late_code = NULL, wave = CASE WHEN v_late IS NULL THEN wave ELSE 'late' END WHERE id = v_id;
  IF v_late IS NOT NULL THEN UPDATE app.late_code SET used_by = v_id WHERE hash = v_late; END IF;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('application.sealed', v_id::text, v_digest);
  IF cardinality(p_consents) > 0 THEN
    INSERT INTO app.consent (application_id, kind, number, version, is_given)
      SELECT v_id, k.kind, 1, p_consent_version, true FROM unnest(p_consents) k (kind) ON CONFLICT DO NOTHING;
  END IF;
  DELETE FROM sealed.draft WHERE application_id = v_id;
  UPDATE app.session SET idle_seconds = 900, sheet = NULL, idle_until = least(idle_until, app.now() + interval '15 minutes')
    WHERE application_id = v_id AND (idle_seconds <> 900 OR sheet IS NOT NULL);
END $$;

-- How long an unsent draft is kept: two weeks from the last save, or until after the call.
CREATE FUNCTION app.own_keep(p_token bytea, p_short boolean) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_day date;
BEGIN
  UPDATE app.application a SET keep_short = p_short, keep_until = app.keep_until(e.closes_at, p_short) FROM app.edition e
    WHERE a.id = app.own_id(p_token) AND a.state = 'draft' AND e.id = a.edition_id RETURNING a.keep_until INTO v_day;
  RETURN v_day;
END $$;

-- As before, and which of the two the person chose.
DROP FUNCTION app.own_session(bytea);
CREATE FUNCTION app.own_session(p_token bytea) RETURNS TABLE (application_id uuid, edition_id uuid, state text, version integer,
  case_number text, keep_until date, keep_short boolean, sealed_keys bytea, sheet bytea, idle_seconds integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_session app.session; v_now timestamptz;
BEGIN
  SELECT clock_timestamp() + ahead INTO v_now FROM app.clock;
  SELECT * INTO v_session FROM app.session s WHERE s.token_hash = p_token;
  IF NOT FOUND OR least(v_session.idle_until, v_session.ends_at) <= v_now THEN RETURN; END IF;
  IF v_session.idle_until < least(v_session.ends_at, v_now + make_interval(secs => v_session.idle_seconds - 60)) THEN
    UPDATE app.session s SET idle_until = least(s.ends_at, v_now + make_interval(secs => s.idle_seconds)) WHERE s.token_hash = p_token;
  END IF;
  RETURN QUERY SELECT a.id, a.edition_id, a.state, a.version, a.case_number, a.keep_until, a.keep_short, v_session.sealed_keys, v_session.sheet,
    v_session.idle_seconds FROM app.application a WHERE a.id = v_session.application_id;
END $$;

-- As before, and a pause keeps reminders to referees back too.
CREATE OR REPLACE FUNCTION app.mail_is_held(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT app.is_held(p_application) $$;
