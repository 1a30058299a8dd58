-- A referee asked once more by staff, at a contact they found themselves. The applicant's pages know nothing of it: there the request
-- of before stands as it stood.
ALTER TABLE app.reference ADD COLUMN is_quiet boolean NOT NULL DEFAULT false;

-- As before, quiet requests passed over.
CREATE OR REPLACE FUNCTION app.reference_ask(p_id uuid, p_application uuid, p_position integer, p_by_hand boolean, p_actor uuid,
  OUT code text, OUT expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_last app.reference;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application FOR UPDATE;
  IF NOT FOUND OR NOT app.leads_file(v_app, p_actor) THEN code := 'not_found'; RETURN; END IF;
  IF NOT v_app.state = ANY (app.reference_states(v_app.edition_id)) THEN code := 'move_not_allowed'; RETURN; END IF;
  IF app.mail_is_held(p_application) THEN code := 'held'; RETURN; END IF;
  SELECT * INTO v_last FROM app.reference r WHERE r.application_id = p_application AND r.position = p_position AND NOT r.is_quiet
    ORDER BY r.attempt DESC LIMIT 1;
  IF FOUND AND v_last.state NOT IN ('replaced', 'ended') THEN code := 'noop'; RETURN; END IF;
  expires_on := app.reference_open(p_id, v_app, p_position, p_by_hand, false, p_actor);
  UPDATE app.staff_task t SET state = 'done', done_by = p_actor
    WHERE t.application_id = p_application AND t.kind = 'referee_named' AND t.state = 'open';
  PERFORM audit.append(p_actor, 'reference.ask', p_id::text, p_position::text);
  code := 'ok';
END $$;

CREATE FUNCTION app.reference_open(p_id uuid, p_app app.application, p_position integer, p_by_hand boolean, p_is_quiet boolean, p_actor uuid) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_expires date;
BEGIN
  SELECT app.today() + s.days INTO v_expires FROM app.reference_settings((p_app).edition_id) s;
  INSERT INTO app.reference (id, application_id, position, attempt, by_hand, expires_on, is_quiet)
    SELECT p_id, (p_app).id, p_position, coalesce(max(r.attempt), 0) + 1, p_by_hand, v_expires, p_is_quiet
    FROM app.reference r WHERE r.application_id = (p_app).id AND r.position = p_position;
  INSERT INTO app.reference_step (reference_id, version, move, from_state, to_state, role, actor_id, on_day)
    VALUES (p_id, 1, 'ask', 'none', 'asked', 'vetting_lead', p_actor, app.today());
  RETURN v_expires;
END $$;

-- The same referee at another contact. Links that still open are dead from now on; the request they belonged to is left as it is, since
-- the applicant sees it.
CREATE FUNCTION app.reference_reask(p_id uuid, p_reference uuid, p_by_hand boolean, p_actor uuid, OUT code text, OUT expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_position integer; v_link uuid;
BEGIN
  SELECT a.* INTO v_app FROM app.application a JOIN app.reference r ON r.application_id = a.id WHERE r.id = p_reference FOR UPDATE OF a;
  IF NOT FOUND OR NOT app.leads_file(v_app, p_actor) THEN code := 'not_found'; RETURN; END IF;
  IF NOT v_app.state = ANY (app.reference_states(v_app.edition_id)) THEN code := 'move_not_allowed'; RETURN; END IF;
  IF app.mail_is_held(v_app.id) THEN code := 'held'; RETURN; END IF;
  SELECT r.position INTO v_position FROM app.reference r WHERE r.id = p_reference;
  FOR v_link IN SELECT l.id FROM app.link l JOIN app.reference r ON r.id = l.subject_id
      WHERE r.application_id = v_app.id AND r.position = v_position AND l.ended_on IS NULL AND l.used_on IS NULL LOOP
    PERFORM app.link_end(v_link);
  END LOOP;
  expires_on := app.reference_open(p_id, v_app, v_position, p_by_hand, true, p_actor);
  PERFORM audit.append(p_actor, 'reference.reask', p_id::text, v_position::text);
  code := 'ok';
END $$;

-- As before, quiet requests passed over: neither their number nor their state can be read off the applicant's page.
CREATE OR REPLACE FUNCTION app.own_references(p_token bytea) RETURNS TABLE (place integer, state text, can_name boolean, naming integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT r.position, r.state,
    a.state IN ('screening', 'more_info', 'in_review', 'vetting')
      AND (r.state IN ('declined', 'expired') OR (r.state = 'asked' AND app.today() >= r.asked_on + s.replace_after)),
    1 + (SELECT count(*) FROM app.reference p WHERE p.application_id = a.id AND p.position = r.position AND p.state = 'replaced' AND NOT p.is_quiet)::integer
  FROM me JOIN app.application a ON a.id = me.id, app.reference_settings(a.edition_id) s,
    LATERAL (SELECT DISTINCT ON (x.position) x.* FROM app.reference x WHERE x.application_id = a.id AND NOT x.is_quiet
      ORDER BY x.position, x.attempt DESC) r
  ORDER BY r.position
$$;

CREATE OR REPLACE FUNCTION app.own_referee_name(p_token bytea, p_place integer, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_reference uuid; v_own record; v_code text; v_digest bytea;
BEGIN
  SELECT r.id INTO v_reference FROM app.reference r WHERE r.application_id = v_id AND r.position = p_place AND NOT r.is_quiet
    ORDER BY r.attempt DESC LIMIT 1;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  PERFORM 1 FROM app.reference r WHERE r.id = v_reference FOR UPDATE;
  SELECT * INTO v_own FROM app.own_references(p_token) o WHERE o.place = p_place;
  IF p_record_versions IS DISTINCT FROM ARRAY[v_own.naming] THEN RETURN 'stale'; END IF;
  IF v_own.can_name IS NOT TRUE THEN RETURN 'move_not_allowed'; END IF;
  SELECT m.code INTO v_code FROM app.reference_move(v_reference, 'replace', 'applicant', NULL, NULL) m;
  IF v_code <> 'ok' THEN RETURN v_code; END IF;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('referee.sealed', v_reference::text, v_digest);
  INSERT INTO app.staff_task (kind, role, application_id) VALUES ('referee_named', 'vetting_lead', v_id) ON CONFLICT DO NOTHING;
  RETURN 'ok';
END $$;
