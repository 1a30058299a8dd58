-- Answers are kept for everybody who may repeat a write: an applicant's file, a partner, or a link.
ALTER TABLE app.idempotency RENAME COLUMN application_id TO caller_id;

-- Whom a live session belongs to. One whose link was used up by this very request still keeps its answer.
CREATE FUNCTION app.caller_id(p_token bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(app.own_id(p_token), app.partner_id(p_token),
    (SELECT s.link_id FROM app.link_session s WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now()))
$$;

CREATE OR REPLACE FUNCTION app.own_idempotency_claim(p_token bytea, p_key bytea, p_request bytea, OUT code text, OUT answer bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.caller_id(p_token); v_row app.idempotency;
BEGIN
  -- The session ended since it was judged: whatever is asked will say so itself.
  IF v_id IS NULL THEN code := 'new'; RETURN; END IF;
  DELETE FROM app.idempotency i WHERE (i.caller_id, i.key_hash) IN (SELECT o.caller_id, o.key_hash FROM app.idempotency o
    WHERE o.claimed_at < app.now() - interval '24 hours' LIMIT 20 FOR UPDATE SKIP LOCKED);
  INSERT INTO app.idempotency AS i (caller_id, key_hash, request_hash) VALUES (v_id, p_key, p_request)
    ON CONFLICT (caller_id, key_hash) DO UPDATE SET claimed_at = app.now()
      WHERE i.answer IS NULL AND i.claimed_at < app.now() - interval '1 minute' AND i.request_hash = p_request;
  IF FOUND THEN code := 'new'; RETURN; END IF;
  SELECT * INTO v_row FROM app.idempotency i WHERE i.caller_id = v_id AND i.key_hash = p_key;
  code := CASE WHEN v_row.request_hash <> p_request THEN 'other' WHEN v_row.answer IS NULL THEN 'running' ELSE 'done' END;
  answer := CASE WHEN code = 'done' THEN v_row.answer END;
END $$;

CREATE OR REPLACE FUNCTION app.own_idempotency_settle(p_token bytea, p_key bytea, p_answer bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.caller_id(p_token);
BEGIN
  IF p_answer IS NULL THEN DELETE FROM app.idempotency i WHERE i.caller_id = v_id AND i.key_hash = p_key AND i.answer IS NULL;
  ELSE UPDATE app.idempotency i SET answer = p_answer WHERE i.caller_id = v_id AND i.key_hash = p_key AND i.answer IS NULL;
  END IF;
END $$;

-- A request's version, so that answers can be sent over what their writer saw and over nothing newer.
DROP FUNCTION app.reference_of(bytea);
CREATE FUNCTION app.reference_of(p_token bytea) RETURNS TABLE (state text, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.state, r.version FROM app.link_session s JOIN app.link l ON l.id = s.link_id JOIN app.reference r ON r.id = l.subject_id
  WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now() AND l.kind = 'reference' AND app.link_alive(l)
$$;

-- As before; a version that is given must be the one there is, unless the move was made already.
DROP FUNCTION app.reference_act(bytea, text);
CREATE FUNCTION app.reference_act(p_token bytea, p_move text, p_expected integer DEFAULT NULL, OUT code text, OUT reference_id uuid, OUT link_id uuid)
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
  SELECT m.code INTO code FROM app.reference_move(reference_id, p_move, 'referee', NULL, p_expected) m;
END $$;

DROP FUNCTION app.reference_answer(bytea, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]);
CREATE FUNCTION app.reference_answer(p_token bytea, p_expected integer, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_act record; v_digest bytea;
BEGIN
  SELECT * INTO v_act FROM app.reference_act(p_token, 'answer', p_expected);
  IF v_act.code <> 'ok' THEN RETURN v_act.code; END IF;
  v_digest := app.records_add(v_act.reference_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('reference.sealed', v_act.reference_id::text, v_digest);
  UPDATE app.link SET used_on = app.today() WHERE id = v_act.link_id;
  DELETE FROM sealed.record WHERE owner_id = v_act.link_id;
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL
    WHERE link_id = v_act.link_id AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed');
  RETURN 'ok';
END $$;
