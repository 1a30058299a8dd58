-- Sending costs fewer journeys and fewer bytes: a draft comes in one row, with the session where a page needs both, and sealed bodies
-- travel as they are, one after the other, instead of as the text of an array.

-- A draft in one row: sections as `key:version:status:bytes`, their bodies one after the other in the same order. Nulls without one.
CREATE FUNCTION app.draft_of(p_application uuid, OUT sections text, OUT bodies bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(concat_ws(':', d.section, d.version, d.status, length(d.body)), ',' ORDER BY d.section COLLATE "C"),
    string_agg(d.body, ''::bytea ORDER BY d.section COLLATE "C")
  FROM sealed.draft d WHERE d.application_id = p_application
$$;

DROP FUNCTION app.own_draft(bytea);
CREATE FUNCTION app.own_draft(p_token bytea, OUT sections text, OUT bodies bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT d.sections, d.bodies FROM app.draft_of(app.own_id(p_token)) d $$;

-- As before, with the draft for pages that are about it.
DROP FUNCTION app.own_session(bytea);
CREATE FUNCTION app.own_session(p_token bytea, p_with_draft boolean DEFAULT false) RETURNS TABLE (application_id uuid, edition_id uuid, state text,
  version integer, case_number text, keep_until date, keep_short boolean, sealed_keys bytea, sheet bytea, idle_seconds integer,
  sections text, bodies bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_idle_until timestamptz; v_ends_at timestamptz; v_now timestamptz;
BEGIN
  SELECT a.id, a.edition_id, a.state, a.version, a.case_number, a.keep_until, a.keep_short, s.sealed_keys, s.sheet, s.idle_seconds,
      s.idle_until, s.ends_at, clock_timestamp() + c.ahead
    INTO application_id, edition_id, state, version, case_number, keep_until, keep_short, sealed_keys, sheet, idle_seconds,
      v_idle_until, v_ends_at, v_now
    FROM app.session s JOIN app.application a ON a.id = s.application_id, app.clock c WHERE s.token_hash = p_token;
  IF NOT FOUND OR least(v_idle_until, v_ends_at) <= v_now THEN RETURN; END IF;
  IF v_idle_until < least(v_ends_at, v_now + make_interval(secs => idle_seconds - 60)) THEN
    UPDATE app.session s SET idle_until = least(s.ends_at, v_now + make_interval(secs => s.idle_seconds)) WHERE s.token_hash = p_token;
  END IF;
  IF p_with_draft THEN SELECT d.sections, d.bodies INTO sections, bodies FROM app.draft_of(application_id) d; END IF;
  RETURN NEXT;
END $$;

-- As before, but for sending, which `application_move` writes whole.
CREATE OR REPLACE FUNCTION app.move_effects(p_before app.application, p_after app.application, p_move text, p_role text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_held boolean; v_holds boolean;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition WHERE id = p_after.edition_id;
  IF p_move IN ('take_back', 'unconfirm') OR (p_move = 'undo_withdraw' AND p_after.state IN ('invited', 'confirmed')) THEN
    PERFORM app.invitation_again(p_after);
  ELSIF p_after.state = 'invited' THEN
    PERFORM app.invitation_open(p_after.id, v_edition, p_move = 'promote' AND p_reason = 'express');
    UPDATE app.freed_place SET passed_to = p_after.id WHERE id = (SELECT id FROM app.freed_place
      WHERE edition_id = v_edition.id AND passed_to IS NULL AND NOT taken_back AND offer_from <= app.now() ORDER BY offer_from, id LIMIT 1);
  ELSIF p_before.state IN ('invited', 'confirmed') THEN
    UPDATE app.invitation SET answered_at = app.now(), late = CASE WHEN p_after.state = 'confirmed' THEN app.now() > deadline_at ELSE late END, outcome = CASE p_after.state
        WHEN 'confirmed' THEN 'confirmed' WHEN 'declined' THEN 'declined' WHEN 'expired' THEN 'expired'
        WHEN 'withdrawn' THEN 'withdrawn' ELSE 'revoked' END
      WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY outcome IS NULL DESC, answered_at DESC LIMIT 1);
  END IF;

  SELECT holds_place INTO v_held FROM app.lifecycle_state WHERE subject = 'application' AND state = p_before.state;
  SELECT holds_place INTO v_holds FROM app.lifecycle_state WHERE subject = 'application' AND state = p_after.state;
  IF v_held AND NOT v_holds AND p_after.state <> 'erased' THEN
    PERFORM app.place_free(p_after, p_role IN ('applicant', 'proxy'), v_edition);
  END IF;
  IF p_after.state = 'confirmed' THEN PERFORM app.participation_open(p_after.id, p_after.version); END IF;
  IF p_before.state = 'confirmed' THEN PERFORM app.participation_close(p_after.id); END IF;
  IF p_after.state = 'erased' THEN PERFORM app.application_forget(p_after.id); END IF;
END $$;

-- As before; sending, the one move that thousands make within an hour, is written by one statement,
-- with the language the answers are in.
DROP FUNCTION app.application_move(uuid, text, text, uuid, integer, uuid, text);
CREATE FUNCTION app.application_move(p_application uuid, p_move text, p_role text, p_actor uuid DEFAULT NULL, p_expected integer DEFAULT NULL,
  p_decision uuid DEFAULT NULL, p_reason text DEFAULT '', p_language text DEFAULT NULL, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_after app.application; v_move app.lifecycle_move; v_to text; v_now timestamptz; v_day date; v_reason text;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  state := v_app.state; version := v_app.version;
  SELECT * INTO v_move FROM app.lifecycle_move m WHERE m.subject = 'application' AND m.from_state = v_app.state AND m.move = p_move;
  IF NOT FOUND THEN
    code := CASE
      WHEN EXISTS (SELECT 1 FROM app.lifecycle_move m WHERE m.subject = 'application' AND m.move = p_move AND m.to_state = v_app.state) THEN 'noop'
      WHEN v_app.state = 'expired' AND p_move IN ('confirm', 'decline') THEN 'deadline_passed'
      ELSE 'move_not_allowed' END;
    IF code = 'noop' THEN
      UPDATE app.decision d SET state = 'superseded' WHERE d.application_id = p_application AND d.state IN ('pending', 'second_ok') AND d.move = p_move;
    END IF;
    RETURN;
  END IF;
  IF p_expected IS NOT NULL AND p_expected <> v_app.version THEN code := 'stale'; RETURN; END IF;
  code := app.may_move(v_app, v_move, p_role, p_actor, p_decision);
  v_now := app.now();
  v_day := (v_now AT TIME ZONE 'UTC')::date;
  IF p_role IN ('applicant', 'proxy') THEN v_day := date_trunc('week', v_day)::date; END IF;
  IF code = 'ok' AND p_move = 'submit' THEN
    WITH moved AS (UPDATE app.application a SET state = v_move.to_state, version = a.version + 1, submitted_week = v_day, keep_until = NULL, undo_until = NULL,
          answer_language = p_language
        WHERE a.id = p_application RETURNING a.state, a.version),
      told AS (INSERT INTO app.history (application_id, version, move, from_state, to_state, role, actor_id, reason, on_day)
        SELECT p_application, m.version, p_move, v_app.state, v_move.to_state, p_role, p_actor, '', v_day FROM moved m),
      news AS (INSERT INTO app.outbox (kind, class, application_id, subject_version, due_at)
        SELECT k.kind, k.class, p_application, m.version, v_now FROM moved m, (VALUES ('mail', v_move.message), ('event', 'application.submitted')) k (kind, class)),
      inbox AS (INSERT INTO app.message (application_id, kind, subject_version) SELECT p_application, v_move.message, m.version FROM moved m),
      kept AS (INSERT INTO audit.pending (verb, object_id) VALUES ('application.submit', p_application::text))
    SELECT m.state, m.version INTO state, version FROM moved m;
    RETURN;
  END IF;
  v_reason := coalesce(nullif(p_reason, ''), (SELECT d.reason_class FROM app.decision d WHERE d.id = p_decision), '');
  IF code = 'ok' AND v_move.reason AND v_reason = '' THEN code := 'reason_missing'; END IF;
  IF code = 'ok' THEN code := CASE p_move WHEN 'undo_withdraw' THEN app.undo_rule(v_app) ELSE app.answer_rule(v_app, p_move) END; END IF;
  IF code <> 'ok' THEN RETURN; END IF;

  v_to := v_move.to_state;
  IF v_to = 'previous' THEN
    SELECT h.from_state INTO v_to FROM app.history h WHERE h.application_id = p_application AND h.to_state = v_app.state
      AND h.move <> 'undo_withdraw' ORDER BY h.version DESC LIMIT 1;
  END IF;
  UPDATE app.application a SET state = v_to, version = a.version + 1,
      keep_until = CASE WHEN v_app.state = 'draft' THEN NULL ELSE a.keep_until END,
      queue_number = CASE WHEN p_move IN ('release_waitlist', 'requeue') THEN nextval('app.queue_number') ELSE a.queue_number END,
      undo_until = CASE WHEN v_to = 'withdrawn'
        THEN (SELECT ((v_now + make_interval(hours => e.take_back_hours)) AT TIME ZONE 'UTC')::date FROM app.edition e WHERE e.id = a.edition_id) END
    WHERE a.id = p_application RETURNING * INTO v_after;
  state := v_after.state; version := v_after.version;
  INSERT INTO app.history (application_id, version, move, from_state, to_state, role, actor_id, decision_id, reason, on_day)
    VALUES (p_application, version, p_move, v_app.state, v_to, p_role, p_actor, p_decision, v_reason, v_day);
  -- A draft has no decision yet; every later state may have one.
  IF v_app.state <> 'draft' THEN
    UPDATE app.decision d SET state = CASE WHEN d.id = p_decision THEN 'released' ELSE 'superseded' END
    WHERE d.application_id = p_application AND d.state IN ('pending', 'second_ok')
      AND (d.id = p_decision OR d.move = p_move OR v_to IN ('withdrawn', 'erased', 'invited', 'rejected'));
  END IF;
  IF v_move.message IS NOT NULL THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', v_move.message, p_application, version);
    INSERT INTO app.message (application_id, kind, subject_version) VALUES (p_application, v_move.message, version);
  END IF;
  PERFORM app.move_effects(v_app, v_after, p_move, p_role, v_reason);
  IF p_actor IS NULL THEN
    INSERT INTO audit.pending (verb, object_id) VALUES ('application.' || p_move, p_application::text);
  ELSE
    PERFORM audit.append(p_actor, 'application.' || p_move, p_application::text, p_reason);
  END IF;
END $$;

-- As before, with the sealed bodies, the recipients (16 bytes each) and the wraps (80 each) of all records in one value each, `p_starts`
-- counting from 1; all that is written beside the move, by one statement.
DROP FUNCTION app.own_submit(bytea, text, text, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[], text[], text, bytea);
CREATE FUNCTION app.own_submit(p_token bytea, p_versions text, p_language text, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_starts integer[], p_sizes integer[], p_bodies bytea, p_wrap_of integer[], p_recipients bytea, p_wraps bytea,
  p_consents text[] DEFAULT '{}', p_consent_version text DEFAULT '', p_late bytea DEFAULT NULL, OUT code text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_app app.application; v_late bytea; v_now timestamptz := app.now();
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF v_app.state = 'submitted' THEN code := 'noop'; version := v_app.version; RETURN; END IF;
  v_id := v_app.id;
  IF v_app.state = 'draft' THEN
    IF p_versions IS DISTINCT FROM (SELECT string_agg(d.section || ':' || d.version, ',' ORDER BY d.section COLLATE "C")
        FROM sealed.draft d WHERE d.application_id = v_id) THEN code := 'stale'; RETURN; END IF;
    -- Whom the call is closed for, `may_send` says; a draft begun late has no grace.
    IF v_app.late_code IS NOT NULL OR NOT app.may_send(v_app) THEN
      SELECT c.hash INTO v_late FROM app.late_code c WHERE c.hash IN (p_late, v_app.late_code) AND c.edition_id = v_app.edition_id
        AND c.used_by IS NULL ORDER BY c.hash = p_late DESC LIMIT 1 FOR UPDATE;
      IF NOT FOUND THEN code := CASE WHEN p_late IS NULL THEN 'call_closed' ELSE 'late_code_wrong' END; RETURN; END IF;
    END IF;
  END IF;
  SELECT m.code, m.version INTO code, version FROM app.application_move(v_id, 'submit', 'applicant', p_language => p_language) m;
  IF code <> 'ok' THEN RETURN; END IF;
  IF v_late IS NOT NULL THEN
    UPDATE app.application SET late_code = NULL, wave = 'late' WHERE id = v_id;
    UPDATE app.late_code SET used_by = v_id WHERE hash = v_late;
  END IF;
  WITH body AS MATERIALIZED (SELECT r.*, substring(p_bodies FROM r.start FOR r.size) AS body
      FROM unnest(p_ids, p_compartments, p_schemas, p_record_versions, p_starts, p_sizes) WITH ORDINALITY r (id, compartment, schema_id, number, start, size, pos)),
    records AS (INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
      SELECT b.id, v_id, b.compartment, b.schema_id, b.number, b.body FROM body b),
    wrapped AS (INSERT INTO wraps.dek_wrap (record_id, recipient, wrap)
      SELECT p_ids[w.of], substring(p_recipients FROM (16 * w.pos - 15)::integer FOR 16), substring(p_wraps FROM (80 * w.pos - 79)::integer FOR 80)
      FROM unnest(p_wrap_of) WITH ORDINALITY w (of, pos)),
    agreed AS (INSERT INTO app.consent (application_id, kind, number, version, is_given, in_week)
      SELECT v_id, k.kind, 1, p_consent_version, true, date_trunc('week', v_now AT TIME ZONE 'UTC')::date FROM unnest(p_consents) k (kind)
      ON CONFLICT DO NOTHING),
    gone AS (DELETE FROM sealed.draft d WHERE d.application_id = v_id),
    signed_in AS (UPDATE app.session s SET idle_seconds = 900, sheet = NULL, idle_until = least(s.idle_until, v_now + interval '15 minutes')
      WHERE s.application_id = v_id AND (s.idle_seconds <> 900 OR s.sheet IS NOT NULL))
  INSERT INTO audit.pending (verb, object_id, digest)
    SELECT 'application.sealed', v_id::text, sha256(string_agg(sha256(b.body), ''::bytea ORDER BY b.pos)) FROM body b;
END $$;

-- As before, but the page stays until `own_parked_end` says that it was saved: a fault in between loses nothing.
CREATE OR REPLACE FUNCTION app.own_parked(p_token bytea, p_ended bytea) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.body FROM app.parked_save k JOIN app.session s ON s.token_hash = k.token_hash AND s.application_id = app.own_id(p_token)
    WHERE k.token_hash = p_ended AND p_ended <> p_token
$$;

-- Ends the person's older session, and with it what it had parked.
CREATE FUNCTION app.own_parked_end(p_token bytea, p_ended bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.session s WHERE s.token_hash = p_ended AND s.application_id = app.own_id(p_token) AND s.token_hash <> p_token
$$;
