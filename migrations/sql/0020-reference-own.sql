-- What the public process may do about references: for a referee by the session of their link, for an applicant by their own.

-- The live session's own request; nothing once its link is over.
CREATE FUNCTION app.reference_of(p_token bytea) RETURNS TABLE (state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.state FROM app.link_session s JOIN app.link l ON l.id = s.link_id JOIN app.reference r ON r.id = l.subject_id
  WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now() AND l.kind = 'reference' AND app.link_alive(l)
$$;

-- A move of the caller's own request while its link lives; made already, by a second press, it is the same good answer. The
-- request is locked before the link, as everywhere.
CREATE FUNCTION app.reference_act(p_token bytea, p_move text, OUT code text, OUT reference_id uuid, OUT link_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_state text;
BEGIN
  SELECT l.subject_id, l.id INTO reference_id, link_id FROM app.link_session s JOIN app.link l ON l.id = s.link_id
    WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now() AND l.kind = 'reference';
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  SELECT r.state INTO v_state FROM app.reference r WHERE r.id = reference_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM app.lifecycle_move m WHERE m.subject = 'reference' AND m.move = p_move AND m.to_state = v_state) THEN
    code := 'noop'; RETURN;
  END IF;
  PERFORM 1 FROM app.link l WHERE l.id = link_id AND app.link_alive(l) FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  SELECT m.code INTO code FROM app.reference_move(reference_id, p_move, 'referee', NULL, NULL) m;
END $$;

CREATE FUNCTION app.reference_decline(p_token bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT a.code FROM app.reference_act(p_token, 'decline') a $$;

CREATE FUNCTION app.reference_accept_again(p_token bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT a.code FROM app.reference_act(p_token, 'accept_again') a $$;

-- The answers: records, audit row, and the link used up with its mail record and mails not yet gone. Its sessions open
-- nothing from now on and are swept with their end.
CREATE FUNCTION app.reference_answer(p_token bytea, p_ids uuid[], p_compartments text[], p_schemas text[], p_record_versions integer[],
  p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_act record; v_digest bytea;
BEGIN
  SELECT * INTO v_act FROM app.reference_act(p_token, 'answer');
  IF v_act.code <> 'ok' THEN RETURN v_act.code; END IF;
  v_digest := app.records_add(v_act.reference_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('reference.sealed', v_act.reference_id::text, v_digest);
  UPDATE app.link SET used_on = app.today() WHERE id = v_act.link_id;
  DELETE FROM sealed.record WHERE owner_id = v_act.link_id;
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL
    WHERE link_id = v_act.link_id AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed');
  RETURN 'ok';
END $$;

-- The people the caller named, as far as they were asked: no names, those are sealed. `naming` is the version of the
-- record by which another person would be named.
CREATE FUNCTION app.own_references(p_token bytea) RETURNS TABLE (place integer, state text, can_name boolean, naming integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT r.position, r.state,
    a.state IN ('screening', 'more_info', 'in_review', 'vetting')
      AND (r.state IN ('declined', 'expired') OR (r.state = 'asked' AND app.today() >= r.asked_on + s.replace_after)),
    1 + (SELECT count(*) FROM app.reference p WHERE p.application_id = a.id AND p.position = r.position AND p.state = 'replaced')::integer
  FROM me JOIN app.application a ON a.id = me.id, app.reference_settings(a.edition_id) s,
    LATERAL (SELECT DISTINCT ON (x.position) x.* FROM app.reference x WHERE x.application_id = a.id ORDER BY x.position, x.attempt DESC) r
  ORDER BY r.position
$$;

-- Another person in the place of one who did not answer: a record for the vetting lead, who asks them.
CREATE FUNCTION app.own_referee_name(p_token bytea, p_place integer, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_reference uuid; v_own record; v_code text; v_digest bytea;
BEGIN
  SELECT r.id INTO v_reference FROM app.reference r WHERE r.application_id = v_id AND r.position = p_place ORDER BY r.attempt DESC LIMIT 1;
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
