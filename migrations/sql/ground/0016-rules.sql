-- Rules of the moves that were said in words only: reasons, the day of screening, the queue, undoing.
-- Another live file of the same person in the edition, by keyed digest of the address.
CREATE FUNCTION app.lives_elsewhere(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.contact_index own JOIN app.contact_index other ON other.digest = own.digest AND other.application_id <> own.application_id
    JOIN app.application a ON a.id = other.application_id AND a.edition_id = (p_application).edition_id
    JOIN app.lifecycle_move m ON m.subject = 'application' AND m.from_state = a.state AND m.move = 'withdraw'
    WHERE own.application_id = (p_application).id)
$$;

-- While a wave collects, a coordinator screens only what was sent so many days ago; only the week is known, so from its end on.
-- The clock opens the rest when the phase of screening begins.
CREATE FUNCTION app.screening_waits(p_application app.application, p_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_role = 'system' THEN NOT EXISTS (SELECT 1 FROM app.phase p WHERE p.edition_id = (p_application).edition_id
      AND p.wave = (p_application).wave AND p.kind = 'screening' AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today()))
    ELSE EXISTS (SELECT 1 FROM app.phase p JOIN app.edition e ON e.id = p.edition_id WHERE p.edition_id = (p_application).edition_id
      AND p.wave = (p_application).wave AND p.kind = 'collecting' AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today())
      AND app.today() < (p_application).submitted_week + 6 + e.screening_days) END
$$;

-- Whose turn it is: the lowest number of those who wait and are not held.
CREATE FUNCTION app.next_in_queue(p_edition uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.application a WHERE a.edition_id = p_edition AND a.state = 'waitlisted'
    AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'on_hold' AND f.lifted_on IS NULL)
  ORDER BY a.queue_number NULLS LAST, a.id LIMIT 1
$$;

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
    AND EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application.id AND f.kind = 'on_hold' AND f.lifted_on IS NULL) THEN
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

-- A withdrawal is undone within its day; a place it gave up must still be there.
CREATE FUNCTION app.undo_rule(p_application app.application) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_back app.history; v_taken integer;
BEGIN
  IF p_application.undo_until IS NULL OR app.today() > p_application.undo_until THEN RETURN 'deadline_passed'; END IF;
  SELECT * INTO v_back FROM app.history h WHERE h.application_id = p_application.id AND h.to_state = 'withdrawn' ORDER BY h.version DESC LIMIT 1;
  IF v_back.from_state NOT IN ('invited', 'confirmed') THEN RETURN 'ok'; END IF;
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR UPDATE;
  PERFORM 1 FROM app.freed_place f WHERE f.freed_by = p_application.id AND f.freed_version = v_back.version AND f.passed_to IS NULL
    AND NOT f.taken_back FOR UPDATE;
  IF NOT FOUND THEN RETURN 'no_place'; END IF;
  -- The freed place itself counts as taken until it is on offer.
  SELECT app.places_taken(v_edition.id, CASE v_back.from_state WHEN 'confirmed' THEN ARRAY['confirmed'] ELSE ARRAY['invited', 'confirmed'] END)
    - count(*) INTO v_taken FROM app.freed_place f WHERE f.freed_by = p_application.id AND f.freed_version = v_back.version AND f.offer_from > app.now();
  RETURN CASE WHEN v_taken < v_edition.capacity + CASE v_back.from_state WHEN 'confirmed' THEN 0 ELSE v_edition.over_invitation END
    THEN 'ok' ELSE 'no_place' END;
END $$;

-- The answer that stood before is open, or confirmed, again, with at least a day to it; the place it freed is taken back.
CREATE FUNCTION app.invitation_again(p_after app.application) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.invitation SET outcome = CASE p_after.state WHEN 'confirmed' THEN 'confirmed' END,
      answered_at = CASE p_after.state WHEN 'confirmed' THEN answered_at END,
      deadline_at = CASE p_after.state WHEN 'confirmed' THEN deadline_at ELSE greatest(deadline_at, app.now() + interval '24 hours') END,
      expires_at = CASE p_after.state WHEN 'confirmed' THEN expires_at ELSE greatest(expires_at, app.now() + interval '24 hours') END
    WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY released_on DESC, answered_at DESC LIMIT 1);
  UPDATE app.freed_place SET taken_back = true WHERE freed_by = p_after.id AND passed_to IS NULL;
  IF p_after.state = 'invited' AND EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_after.id AND f.kind = 'on_hold' AND f.lifted_on IS NULL) THEN
    PERFORM app.invitation_halt(p_after.id, 'on_hold');
  END IF;
END $$;

-- What a move brings with it: invitation, participation, freed place, erasure.
CREATE FUNCTION app.move_effects(p_before app.application, p_after app.application, p_move text, p_role text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_held boolean; v_holds boolean;
BEGIN
  IF p_after.state = 'submitted' AND p_move = 'submit' THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('event', 'application.submitted', p_after.id, p_after.version);
    RETURN;
  END IF;
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
DROP FUNCTION app.move_effects(app.application, app.application, text, text);

-- As before, with the reason (the decision's own where two people made it), the queue and the day for undoing.
CREATE OR REPLACE FUNCTION app.application_move(p_application uuid, p_move text, p_role text, p_actor uuid DEFAULT NULL, p_expected integer DEFAULT NULL,
  p_decision uuid DEFAULT NULL, p_reason text DEFAULT '', OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_after app.application; v_move app.lifecycle_move; v_to text; v_day date; v_reason text;
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
  v_reason := coalesce(nullif(p_reason, ''), (SELECT d.reason_class FROM app.decision d WHERE d.id = p_decision), '');
  IF code = 'ok' AND v_move.reason AND v_reason = '' THEN code := 'reason_missing'; END IF;
  IF code = 'ok' THEN code := CASE p_move WHEN 'undo_withdraw' THEN app.undo_rule(v_app) ELSE app.answer_rule(v_app, p_move) END; END IF;
  IF code <> 'ok' THEN RETURN; END IF;

  v_to := v_move.to_state;
  IF v_to = 'previous' THEN
    SELECT h.from_state INTO v_to FROM app.history h WHERE h.application_id = p_application AND h.to_state = v_app.state
      AND h.move <> 'undo_withdraw' ORDER BY h.version DESC LIMIT 1;
  END IF;
  v_day := CASE WHEN p_role IN ('applicant', 'proxy') THEN date_trunc('week', app.today())::date ELSE app.today() END;
  UPDATE app.application a SET state = v_to, version = a.version + 1,
      submitted_week = CASE WHEN p_move = 'submit' THEN v_day ELSE a.submitted_week END,
      keep_until = CASE WHEN v_app.state = 'draft' THEN NULL ELSE a.keep_until END,
      queue_number = CASE WHEN p_move IN ('release_waitlist', 'requeue') THEN nextval('app.queue_number') ELSE a.queue_number END,
      undo_until = CASE WHEN v_to = 'withdrawn'
        THEN (SELECT ((app.now() + make_interval(hours => e.take_back_hours)) AT TIME ZONE 'UTC')::date FROM app.edition e WHERE e.id = a.edition_id) END
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

-- A day that is over says nothing any more but when somebody withdrew.
CREATE FUNCTION app.undo_sweep() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  UPDATE app.application SET undo_until = NULL WHERE undo_until < app.today();
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

-- As before, but the file is locked first, as every other move locks it: an answer and the end of its time never wait for each other.
CREATE OR REPLACE FUNCTION app.own_move(p_token bytea, p_move text, OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token);
BEGIN
  IF v_id IS NULL OR p_move NOT IN ('withdraw', 'discard', 'confirm', 'decline', 'give_back', 'take_back', 'erase') THEN code := 'not_found'; RETURN; END IF;
  IF p_move IN ('confirm', 'decline') THEN
    PERFORM 1 FROM app.application a WHERE a.id = v_id FOR UPDATE;
    PERFORM app.invitation_reached(v_id, 'inbox');
  END IF;
  SELECT m.code, m.state, m.version INTO code, state, version FROM app.application_move(v_id, p_move, 'applicant') m;
END $$;
