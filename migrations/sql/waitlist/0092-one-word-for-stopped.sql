-- Places are held in the states whose flag says so, and a move that somebody with a place stands in the way of is refused in the word for
-- being stopped: who asks may not know of them. What is more than that a page says, which knows its viewer.

-- Taken now, by the flag of the lifecycle.
CREATE FUNCTION app.places_taken(p_edition uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.places_taken(p_edition, ARRAY(SELECT s.state FROM app.lifecycle_state s WHERE s.subject = 'application' AND s.holds_place))
$$;

-- As before, by that flag.
CREATE OR REPLACE FUNCTION app.place_left(p_edition app.edition) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.places_taken((p_edition).id) < (p_edition).capacity + (p_edition).over_invitation
$$;

-- As before, by that flag.
CREATE OR REPLACE FUNCTION app.place_for(p_edition app.edition, p_plan app.promotion_plan) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH offered AS (SELECT f.id, f.offer_from FROM app.freed_place f WHERE f.edition_id = (p_edition).id AND f.passed_to IS NULL AND NOT f.taken_back
      AND f.blocked_on IS NULL AND f.offer_from <= app.now())
  SELECT o.id FROM offered o
  WHERE NOT ((p_plan).id IS NOT NULL AND (p_plan).place_id IS NULL AND (SELECT count(*) FROM offered)
    <= (p_edition).capacity + (p_edition).over_invitation - app.places_taken((p_edition).id))
  ORDER BY o.id IS NOT DISTINCT FROM (p_plan).place_id DESC, o.offer_from, o.id LIMIT 1
$$;

-- Those with a place or an open invitation beside whom this person must not come.
CREATE FUNCTION app.apart_holders(p_application uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.apart_pair p
    JOIN app.application a ON a.id = CASE p_application WHEN p.first_id THEN p.second_id ELSE p.first_id END
    JOIN app.lifecycle_state s ON s.subject = 'application' AND s.state = a.state AND s.holds_place
    WHERE p_application IN (p.first_id, p.second_id) AND p.ended_on IS NULL AND NOT (a.state = 'confirmed' AND app.journey_gave_up(a.id))
$$;

-- As before.
CREATE OR REPLACE FUNCTION app.apart_from_holder(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.apart_holders(p_application))
$$;

-- As before, by that flag.
CREATE OR REPLACE FUNCTION app.undo_rule(p_application app.application) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_back app.history; v_place app.freed_place; v_taken integer;
BEGIN
  IF p_application.undo_until IS NULL OR app.now() >= p_application.undo_until THEN RETURN 'deadline_passed'; END IF;
  SELECT * INTO v_back FROM app.history h WHERE h.application_id = p_application.id AND h.to_state = 'withdrawn' ORDER BY h.version DESC LIMIT 1;
  IF v_back.from_state NOT IN ('invited', 'confirmed') THEN RETURN 'ok'; END IF;
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR NO KEY UPDATE;
  IF app.apart_from_holder(p_application.id) THEN RETURN 'kept_apart'; END IF;
  SELECT * INTO v_place FROM app.freed_place f WHERE f.freed_by = p_application.id AND f.freed_version = v_back.version AND f.passed_to IS NULL
    AND NOT f.taken_back FOR UPDATE;
  IF NOT FOUND THEN RETURN 'no_place'; END IF;
  v_taken := CASE v_back.from_state WHEN 'confirmed' THEN app.places_taken(v_edition.id, ARRAY['confirmed']) ELSE app.places_taken(v_edition.id) END;
  -- Not on offer or kept back, the place counts as taken by itself.
  IF v_place.offer_from > app.now() OR v_place.blocked_on IS NOT NULL THEN v_taken := v_taken - 1; END IF;
  RETURN CASE WHEN v_taken < v_edition.capacity + CASE v_back.from_state WHEN 'confirmed' THEN 0 ELSE v_edition.over_invitation END
    THEN 'ok' ELSE 'no_place' END;
END $$;

-- As before, in the one word.
CREATE OR REPLACE FUNCTION app.application_move(p_application uuid, p_move text, p_role text, p_actor uuid DEFAULT NULL, p_expected integer DEFAULT NULL,
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
  IF code = 'kept_apart' THEN code := 'held'; END IF;
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
        THEN (SELECT app.whole_hours(e.take_back_hours) FROM app.edition e WHERE e.id = a.edition_id) END
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

-- As before, with those beside whom the person must not come: whether one colleague may know of them, the page decides. They have a place,
-- or would get one by this very release.
DROP FUNCTION app.release_look(uuid, text, text[]);
CREATE FUNCTION app.release_look(p_edition uuid, p_wave text, p_moves text[]) RETURNS TABLE (decision_id uuid, application_id uuid, code text, beside uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH looked AS MATERIALIZED (
    SELECT d.id, d.application_id AS file, d.move, CASE
        WHEN a.state IN ('withdrawn', 'erased') OR app.is_held(a.id) OR EXISTS (SELECT 1 FROM app.flag f
          WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL) THEN 'left'
        WHEN d.move IN ('release_invite', 'release_waitlist') AND app.concern_stands(a.id) THEN 'left'
        WHEN app.harm_is_open(a.id) THEN 'harm_open'
        WHEN m.move IS NOT NULL THEN app.may_move(a, m, m.roles[1], d.author_id, d.id)
        WHEN EXISTS (SELECT 1 FROM app.lifecycle_move t WHERE t.subject = 'application' AND t.move = d.move AND t.to_state = a.state) THEN 'ok'
        ELSE 'move_not_allowed' END AS code
    FROM app.decision d JOIN app.application a ON a.id = d.application_id
      LEFT JOIN app.lifecycle_move m ON m.subject = 'application' AND m.from_state = a.state AND m.move = d.move
    WHERE a.edition_id = p_edition AND a.wave = p_wave AND d.state = 'second_ok' AND d.move = ANY (p_moves))
  SELECT l.id, l.file, CASE WHEN l.code = 'ok' AND cardinality(t.files) > 0 THEN 'kept_apart' ELSE l.code END,
    CASE l.code WHEN 'kept_apart' THEN ARRAY(SELECT app.apart_holders(l.file)) WHEN 'ok' THEN t.files ELSE '{}' END
  FROM looked l CROSS JOIN LATERAL (SELECT ARRAY(SELECT o.file FROM app.apart_pair p JOIN looked o
      ON o.file = CASE l.file WHEN p.first_id THEN p.second_id ELSE p.first_id END AND o.code = 'ok' AND o.move = 'release_invite'
    WHERE l.move = 'release_invite' AND l.file IN (p.first_id, p.second_id) AND p.ended_on IS NULL) AS files) t
$$;
