-- Removes all that could be opened about one person and keeps the row (state, edition) for counting.
CREATE FUNCTION app.application_forget(p_application uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM wraps.dek_wrap WHERE record_id IN (SELECT id FROM sealed.record WHERE owner_id = p_application);
  DELETE FROM sealed.record WHERE owner_id = p_application;
  DELETE FROM sealed.draft WHERE application_id = p_application;
  DELETE FROM app.session WHERE application_id = p_application;
  DELETE FROM app.access WHERE application_id = p_application;
  DELETE FROM app.message WHERE application_id = p_application;
  DELETE FROM app.contact_index WHERE application_id = p_application;
  UPDATE app.outbox SET state = 'withdrawn', application_id = NULL, participation_id = NULL, claim = NULL
    WHERE application_id = p_application AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed');
  UPDATE app.outbox SET application_id = NULL, participation_id = NULL WHERE application_id = p_application AND kind = 'mail' AND state <> 'handing_over';
END $$;

-- Frees the place once: on offer at once, or a day after the person's own act while the journey is far away.
CREATE FUNCTION app.place_free(p_application app.application, p_own_act boolean, p_edition app.edition) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from)
  VALUES ((p_application).edition_id, (p_application).id, (p_application).version,
    CASE WHEN p_own_act AND (p_edition).arrival_on - app.today() >= 30
      THEN app.now() + make_interval(hours => (p_edition).take_back_hours) ELSE app.now() END)
$$;

-- Two distinct people who hold the permission agreed to exactly this move.
CREATE FUNCTION app.second_agreed(p_application app.application, p_move app.lifecycle_move, p_decision uuid, p_actor uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d
    WHERE d.id = p_decision AND d.application_id = (p_application).id AND d.move = (p_move).move AND d.state = 'second_ok'
      AND d.author_id <> d.second_id
      AND app.holds_role(d.author_id, (p_application).edition_id, (p_move).roles)
      AND app.holds_role(d.second_id, (p_application).edition_id, (p_move).roles)
      AND app.holds_role(p_actor, (p_application).edition_id, (p_move).roles)
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id
        AND c.account_id IN (d.author_id, d.second_id)))
$$;

CREATE FUNCTION app.may_move(p_application app.application, p_move app.lifecycle_move, p_role text, p_actor uuid, p_decision uuid)
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
  RETURN 'ok';
END $$;

-- Rules of the answer and of places, judged under the application's lock and, for a place, the edition's.
CREATE FUNCTION app.answer_rule(p_application app.application, p_move text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_invitation app.invitation;
BEGIN
  IF p_move IN ('confirm', 'decline', 'expire') THEN
    SELECT * INTO v_invitation FROM app.invitation i WHERE i.application_id = p_application.id AND i.outcome IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN 'move_not_allowed'; END IF;
    IF p_move = 'expire' THEN
      IF v_invitation.reached_on IS NULL OR v_invitation.stopped_on IS NOT NULL THEN RETURN 'not_reached'; END IF;
      RETURN CASE WHEN app.now() >= v_invitation.expires_at THEN 'ok' ELSE 'too_early' END;
    END IF;
    IF app.now() >= v_invitation.expires_at THEN RETURN 'deadline_passed'; END IF;
  END IF;
  IF p_move = 'take_back' THEN
    PERFORM 1 FROM app.invitation i JOIN app.freed_place f ON f.freed_by = i.application_id AND f.passed_to IS NULL AND NOT f.taken_back
      JOIN app.edition e ON e.id = p_application.edition_id
      WHERE i.application_id = p_application.id AND i.outcome = 'declined'
        AND app.now() < i.answered_at + make_interval(hours => e.take_back_hours) FOR UPDATE OF f;
    RETURN CASE WHEN FOUND THEN 'ok' ELSE 'deadline_passed' END;
  END IF;
  IF p_move IN ('confirm', 'release_invite', 'promote', 'promote_other', 'reinstate') THEN
    SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR UPDATE;
    IF p_move = 'confirm' THEN
      RETURN CASE WHEN app.places_taken(v_edition.id, ARRAY['confirmed']) < v_edition.capacity THEN 'ok' ELSE 'no_place' END;
    END IF;
    RETURN CASE WHEN app.places_taken(v_edition.id, ARRAY['invited', 'confirmed']) < v_edition.capacity + v_edition.over_invitation
      THEN 'ok' ELSE 'no_place' END;
  END IF;
  IF p_move = 'erase' AND p_application.state = 'confirmed' THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
      WHERE p.application_id = p_application.id AND j.state = 'closed') THEN 'ok' ELSE 'move_not_allowed' END;
  END IF;
  RETURN 'ok';
END $$;

-- What a move brings with it: invitation, participation, freed place, erasure.
CREATE FUNCTION app.move_effects(p_before app.application, p_after app.application, p_move text, p_role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_held boolean; v_holds boolean;
BEGIN
  IF p_after.state = 'submitted' THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('event', 'application.submitted', p_after.id, p_after.version);
    RETURN;
  END IF;
  SELECT * INTO STRICT v_edition FROM app.edition WHERE id = p_after.edition_id;
  IF p_move IN ('take_back', 'unconfirm') THEN
    UPDATE app.invitation SET outcome = NULL, answered_at = NULL, deadline_at = greatest(deadline_at, app.now() + interval '24 hours'),
      expires_at = greatest(expires_at, app.now() + interval '24 hours')
      WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY released_on DESC, answered_at DESC LIMIT 1);
    UPDATE app.freed_place SET taken_back = true WHERE freed_by = p_after.id AND passed_to IS NULL;
  ELSIF p_after.state = 'invited' THEN
    PERFORM app.invitation_open(p_after.id, v_edition);
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

-- The one writer of an application's state. Answers a code; unless it is 'ok' nothing was written
-- ('noop': the state asked for is the present one; a pending decision is cleared).
CREATE FUNCTION app.application_move(p_application uuid, p_move text, p_role text, p_actor uuid DEFAULT NULL, p_expected integer DEFAULT NULL,
  p_decision uuid DEFAULT NULL, p_reason text DEFAULT '', OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_after app.application; v_move app.lifecycle_move; v_to text; v_day date;
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
  IF code = 'ok' THEN code := app.answer_rule(v_app, p_move); END IF;
  IF code <> 'ok' THEN RETURN; END IF;

  v_to := v_move.to_state;
  IF v_to = 'previous' THEN
    SELECT h.from_state INTO v_to FROM app.history h WHERE h.application_id = p_application AND h.to_state = v_app.state
      AND h.move <> 'undo_withdraw' ORDER BY h.version DESC LIMIT 1;
  END IF;
  v_day := CASE WHEN p_role IN ('applicant', 'proxy') THEN date_trunc('week', app.today())::date ELSE app.today() END;
  UPDATE app.application a SET state = v_to, version = a.version + 1,
      submitted_week = CASE WHEN v_to = 'submitted' THEN v_day ELSE a.submitted_week END,
      keep_until = CASE WHEN v_app.state = 'draft' THEN NULL ELSE a.keep_until END
    WHERE a.id = p_application RETURNING * INTO v_after;
  state := v_after.state; version := v_after.version;
  INSERT INTO app.history (application_id, version, move, from_state, to_state, role, actor_id, decision_id, reason, on_day)
    VALUES (p_application, version, p_move, v_app.state, v_to, p_role, p_actor, p_decision, p_reason, v_day);
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
  PERFORM app.move_effects(v_app, v_after, p_move, p_role);
  IF p_actor IS NULL THEN
    INSERT INTO audit.pending (verb, object_id) VALUES ('application.' || p_move, p_application::text);
  ELSE
    PERFORM audit.append(p_actor, 'application.' || p_move, p_application::text, p_reason);
  END IF;
END $$;
