-- When an edition takes applications, and what its form asks: windows of the call, one standing form, a copy for each edition.

-- Equality of ids in an exclusion constraint.
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;

-- A window without an end stays open until somebody ends it. Windows of one edition never overlap, so two of them cannot be endless.
CREATE TABLE app.call_window (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  opens_at timestamptz NOT NULL,
  closes_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK (opens_at < closes_at),
  EXCLUDE USING gist (edition_id WITH =, tstzrange(opens_at, closes_at) WITH &&)
);
INSERT INTO app.call_window (edition_id, opens_at, closes_at) SELECT e.id, e.opens_at, e.closes_at FROM app.edition e;
ALTER TABLE app.edition DROP COLUMN opens_at, DROP COLUMN closes_at;

-- The window of an edition that counts now: the open one, else the next, else the last. Without an end: null. No row: none is planned.
CREATE FUNCTION app.call_of(p_edition uuid) RETURNS TABLE (opens_at timestamptz, closes_at timestamptz, is_open boolean, is_over boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH n AS MATERIALIZED (SELECT app.now() AS at)
  SELECT w.opens_at, w.closes_at, n.at >= w.opens_at AND NOT o.is_over, o.is_over
  FROM n, app.call_window w, LATERAL (SELECT coalesce(n.at >= w.closes_at, false) AS is_over) o
  WHERE w.edition_id = p_edition
  ORDER BY o.is_over, CASE WHEN NOT o.is_over THEN w.opens_at END, w.opens_at DESC LIMIT 1
$$;

-- True from the first opening on.
CREATE FUNCTION app.call_has_begun(p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.call_window w WHERE w.edition_id = p_edition AND w.opens_at <= app.now())
$$;

-- The form as it stands: what an edition that opens from now on asks.
CREATE TABLE app.form_template (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  tracks text[] NOT NULL, offers_remote boolean NOT NULL,
  version integer NOT NULL DEFAULT 1
);
INSERT INTO app.form_template (tracks, offers_remote)
  VALUES ('{protection,digital_safety,advocacy,wellbeing,law,media,organising}', true);

-- The form of an edition as it was at the first opening. Written no later than the standing form changes: until then they are the same.
CREATE TABLE app.edition_form (
  edition_id uuid PRIMARY KEY REFERENCES app.edition,
  tracks text[] NOT NULL, offers_remote boolean NOT NULL
);
INSERT INTO app.edition_form SELECT e.id, t.tracks, t.offers_remote FROM app.edition e, app.form_template t WHERE app.call_has_begun(e.id);

-- Changes the standing form. Every edition that has opened keeps what it asks; so does one that opens within a minute, so that
-- no opening falls into the change. Answers ok, stale.
CREATE FUNCTION app.form_template_set(p_version integer, p_tracks text[], p_offers_remote boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.form_template t WHERE t.version = p_version FOR UPDATE;
  IF NOT FOUND THEN RETURN 'stale'; END IF;
  INSERT INTO app.edition_form SELECT DISTINCT w.edition_id, t.tracks, t.offers_remote FROM app.form_template t, app.call_window w
    WHERE w.opens_at <= app.now() + interval '1 minute' ON CONFLICT DO NOTHING;
  UPDATE app.form_template SET tracks = p_tracks, offers_remote = p_offers_remote, version = version + 1;
  RETURN 'ok';
END $$;

-- First Sunday from a day on: a date that is kept never tells the day of a save.
CREATE FUNCTION app.week_end(p_day date) RETURNS date LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT p_day + (7 - extract(isodow FROM p_day)::integer) % 7 $$;

-- As before; a call without an end leaves a draft its two weeks.
CREATE OR REPLACE FUNCTION app.keep_until(p_closes_at timestamptz, p_short boolean) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.week_end(CASE WHEN p_short THEN app.today() + 14
    ELSE greatest(app.today() + 14, (p_closes_at AT TIME ZONE 'UTC')::date + 3) END)
$$;

-- After a change of windows: an edition that has opened has its copy, and a draft that waits for the end of the call waits as
-- long as the call does now. Never shorter: its day was told.
CREATE FUNCTION app.call_follow(p_edition uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- A change of the standing form waits for this one, or this one for it.
  PERFORM 1 FROM app.form_template FOR SHARE;
  IF app.call_has_begun(p_edition) THEN
    INSERT INTO app.edition_form SELECT p_edition, t.tracks, t.offers_remote FROM app.form_template t ON CONFLICT DO NOTHING;
  END IF;
  UPDATE app.application a SET keep_until = k.day
    FROM app.call_of(p_edition) c, LATERAL (SELECT app.week_end((c.closes_at AT TIME ZONE 'UTC')::date + 3) AS day) k
    WHERE a.edition_id = p_edition AND a.state = 'draft' AND NOT a.keep_short AND a.keep_until < k.day;
END $$;

-- Adds a window (version 0), or changes the one whose version the person saw; without a beginning it keeps its own, as what has
-- begun must.
-- Answers ok, not_found, stale, window_ends_before_start, window_overlaps, window_has_begun.
CREATE FUNCTION app.call_window_put(p_edition uuid, p_id uuid, p_version integer, p_opens_at timestamptz, p_closes_at timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_was app.call_window; v_opens_at timestamptz;
BEGIN
  -- One change of an edition's windows at a time; whoever begins a draft meanwhile does not wait.
  PERFORM 1 FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT * INTO v_was FROM app.call_window w WHERE w.id = p_id AND w.edition_id = p_edition;
  IF p_version <> 0 AND v_was.id IS NULL THEN RETURN 'not_found'; END IF;
  IF p_version <> coalesce(v_was.version, 0) THEN RETURN 'stale'; END IF;
  v_opens_at := coalesce(p_opens_at, v_was.opens_at);
  IF p_closes_at <= v_opens_at THEN RETURN 'window_ends_before_start'; END IF;
  IF v_was.opens_at <= app.now() AND v_opens_at <> v_was.opens_at THEN RETURN 'window_has_begun'; END IF;
  IF EXISTS (SELECT 1 FROM app.call_window w WHERE w.edition_id = p_edition AND w.id <> p_id
      AND tstzrange(w.opens_at, w.closes_at) && tstzrange(v_opens_at, p_closes_at)) THEN RETURN 'window_overlaps'; END IF;
  IF v_was.id IS NULL THEN
    INSERT INTO app.call_window (id, edition_id, opens_at, closes_at) VALUES (p_id, p_edition, v_opens_at, p_closes_at);
  ELSE
    UPDATE app.call_window SET opens_at = v_opens_at, closes_at = p_closes_at, version = version + 1 WHERE id = p_id;
  END IF;
  PERFORM app.call_follow(p_edition);
  RETURN 'ok';
END $$;

-- Only a window still to come goes: one that has begun is ended. Answers ok, not_found, stale, window_has_begun.
CREATE FUNCTION app.call_window_remove(p_edition uuid, p_id uuid, p_version integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_was app.call_window;
BEGIN
  PERFORM 1 FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  SELECT * INTO v_was FROM app.call_window w WHERE w.id = p_id AND w.edition_id = p_edition;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF p_version <> v_was.version THEN RETURN 'stale'; END IF;
  IF v_was.opens_at <= app.now() THEN RETURN 'window_has_begun'; END IF;
  DELETE FROM app.call_window WHERE id = p_id;
  RETURN 'ok';
END $$;

-- The edition named, else the one whose call is open, else the next, else the last: with its call and what its form asks.
DROP FUNCTION app.open_edition();
CREATE FUNCTION app.open_edition(p_edition uuid DEFAULT NULL) RETURNS TABLE (id uuid, name_neutral text, zone text, opens_at timestamptz,
  closes_at timestamptz, arrival_on date, departure_on date, is_open boolean, now timestamptz, tracks text[], offers_remote boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, e.name_neutral, e.zone, c.opens_at, c.closes_at, e.arrival_on, e.departure_on, coalesce(c.is_open, false), app.now(),
    coalesce(f.tracks, t.tracks), coalesce(f.offers_remote, t.offers_remote)
  FROM app.edition e CROSS JOIN app.form_template t LEFT JOIN app.edition_form f ON f.edition_id = e.id
    LEFT JOIN LATERAL app.call_of(e.id) c ON true
  WHERE e.id = p_edition OR (p_edition IS NULL AND e.departure_on >= app.today())
  ORDER BY coalesce(c.is_over, true), c.opens_at LIMIT 1
$$;

-- As before, by the windows: a late code works whenever none is open, once the first has been.
CREATE OR REPLACE FUNCTION app.begin_application(p_edition uuid, p_lookup bytea, p_public_key bytea, p_token bytea, p_sealed_keys bytea,
  p_sheet bytea, p_late bytea DEFAULT NULL) RETURNS TABLE (application_id uuid, case_number text, keep_until date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_call record; v_app app.application;
BEGIN
  SELECT * INTO v_call FROM app.call_of(p_edition) c
    WHERE c.is_open OR (app.late_code_free(p_late, p_edition) AND app.call_has_begun(p_edition));
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO app.application (edition_id, case_number, keep_until, late_code)
    VALUES (p_edition, app.case_number(), app.keep_until(v_call.closes_at, false), CASE WHEN NOT v_call.is_open THEN p_late END)
    RETURNING * INTO v_app;
  INSERT INTO app.access (lookup, application_id, public_key) VALUES (p_lookup, v_app.id, p_public_key);
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_token, v_app.id, p_sealed_keys, p_sheet, 3600, app.now() + interval '1 hour', app.now() + interval '12 hours');
  RETURN QUERY SELECT v_app.id, v_app.case_number, v_app.keep_until;
END $$;

-- As before, by the windows. Saves one section if its version is the one the person saw (0: none yet). Answers ok, stale, not_found.
CREATE OR REPLACE FUNCTION app.own_draft_save(p_token bytea, p_section text, p_version integer, p_status text, p_body bytea)
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
  UPDATE app.application a SET keep_until = k.day
    FROM (SELECT app.keep_until((SELECT c.closes_at FROM app.call_of(v_app.edition_id) c), v_app.keep_short) AS day) k
    WHERE a.id = v_id AND a.keep_until IS DISTINCT FROM k.day;
  IF p_section <> 'sheet' THEN UPDATE app.session SET sheet = NULL WHERE token_hash = p_token AND sheet IS NOT NULL; END IF;
  RETURN 'ok';
END $$;

-- As before, by the windows. How long an unsent draft is kept: two weeks from the last save, or until after the call.
CREATE OR REPLACE FUNCTION app.own_keep(p_token bytea, p_short boolean) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_day date;
BEGIN
  UPDATE app.application a
    SET keep_short = p_short, keep_until = app.keep_until((SELECT c.closes_at FROM app.call_of(a.edition_id) c), p_short)
    WHERE a.id = app.own_id(p_token) AND a.state = 'draft' RETURNING a.keep_until INTO v_day;
  RETURN v_day;
END $$;

-- As before, by the windows: sending is possible in each, and in the grace after it; begun through a nomination, until the arrival day.
CREATE OR REPLACE FUNCTION app.may_send(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = (p_application).edition_id
    AND (EXISTS (SELECT 1 FROM app.call_window w WHERE w.edition_id = e.id AND app.now() >= w.opens_at
        AND (w.closes_at IS NULL OR app.now() < w.closes_at + make_interval(mins => e.grace_minutes)))
      OR (app.today() < e.arrival_on
        AND EXISTS (SELECT 1 FROM app.nomination n WHERE n.id = (p_application).nomination_id AND n.state = 'used'))))
$$;

-- Held by whoever begins through a nomination, and by nothing else: a turn that no other lock waits for.
CREATE TABLE app.nomination_turn (nomination_id uuid PRIMARY KEY REFERENCES app.nomination ON DELETE CASCADE);

-- As before, by the windows. The nominee's "Start my application": an empty draft that remembers its nomination, whatever the public
-- call says. A code made before through this link and never used ends; nothing was saved with it. Null when the link is over.
CREATE OR REPLACE FUNCTION app.nomination_begin(p_link_token bytea, p_lookup bytea, p_public_key bytea, p_token bytea, p_sealed_keys bytea, p_sheet bytea)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_nomination app.nomination; v_edition app.edition; v_closes_at timestamptz; v_is_over boolean; v_id uuid; v_old uuid;
BEGIN
  SELECT f.subject_id INTO v_id FROM app.link_session_find(p_link_token) f WHERE f.kind = 'nomination';
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- One press after the other: a file that a press before made is seen here, and locked in its turn.
  INSERT INTO app.nomination_turn VALUES (v_id) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM app.nomination_turn t WHERE t.nomination_id = v_id FOR UPDATE;
  -- The file before the nomination, as a first save locks them.
  PERFORM 1 FROM app.application a WHERE a.nomination_id = v_id FOR UPDATE;
  SELECT * INTO v_nomination FROM app.nomination n WHERE n.id = v_id AND n.state = 'invited' FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = v_nomination.edition_id;
  IF v_edition.arrival_on <= app.today() THEN RETURN NULL; END IF;
  SELECT c.closes_at, c.is_over INTO v_closes_at, v_is_over FROM app.call_of(v_edition.id) c;
  FOR v_old IN SELECT a.id FROM app.application a WHERE a.nomination_id = v_id LOOP
    UPDATE app.application SET nomination_id = NULL WHERE id = v_old;
    PERFORM app.application_move(v_old, 'discard', 'applicant');
  END LOOP;
  INSERT INTO app.application (edition_id, case_number, keep_until, wave, nomination_id)
    VALUES (v_edition.id, app.case_number(), app.keep_until(v_closes_at, false),
      CASE WHEN v_is_over THEN 'late' ELSE 'main' END, v_nomination.id) RETURNING id INTO v_id;
  INSERT INTO app.access (lookup, application_id, public_key) VALUES (p_lookup, v_id, p_public_key);
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_token, v_id, p_sealed_keys, p_sheet, 3600, app.now() + interval '1 hour', app.now() + interval '12 hours');
  RETURN v_id;
END $$;

-- As before, by the windows. Day by which to look in again: the end of the phase the wave is in, or of its first one to come, and some
-- days after it. Without planned phases the end of the call stands for the phase, and today for a call without an end.
CREATE OR REPLACE FUNCTION app.look_in_by(p_application uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT p.ends_on FROM app.phase p WHERE p.edition_id = a.edition_id AND p.wave = a.wave AND p.ends_on >= app.today()
      ORDER BY p.starts_on LIMIT 1), greatest((SELECT (c.closes_at AT TIME ZONE 'UTC')::date FROM app.call_of(e.id) c), app.today()))
    + coalesce((e.settings->>'look_in_days')::integer, 7)
  FROM app.application a JOIN app.edition e ON e.id = a.edition_id
  WHERE a.id = p_application AND a.state IN ('draft', 'submitted', 'screening', 'in_review', 'vetting', 'board', 'waitlisted')
$$;
