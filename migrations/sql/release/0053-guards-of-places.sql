-- One guard for every move that offers a place or takes one: who is stopped, who gave one up, who must not come together.

-- Nobody is offered a place or a turn while held, restricted, or under a concern that two people have not called unfounded. Which of
-- them it is, is not for everybody to know: the code is one.
CREATE FUNCTION app.is_stopped(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.is_held(p_application) OR app.concern_stands(p_application)
    OR EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind = 'restricted' AND f.lifted_on IS NULL)
$$;

-- As before, but what was undone was not given up.
CREATE OR REPLACE FUNCTION app.gave_place_up(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.history h WHERE h.application_id = p_application
    AND ((h.from_state = 'confirmed' AND h.to_state IN ('declined', 'withdrawn', 'cancelled'))
      OR (h.move = 'decline' AND EXISTS (SELECT 1 FROM app.history c WHERE c.application_id = p_application AND c.move = 'confirm' AND c.version < h.version)))
    AND coalesce((SELECT n.move FROM app.history n WHERE n.application_id = p_application AND n.version > h.version ORDER BY n.version LIMIT 1), '')
      NOT IN ('take_back', 'undo_withdraw'))
$$;

-- Waits, and nothing but the time to travel keeps them from being next.
CREATE FUNCTION app.stands_in_line(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT app.is_stopped(p_application) AND NOT app.gave_place_up(p_application) AND NOT app.apart_from_holder(p_application)
$$;

-- As before, but nobody who is stopped; for a colleague, of the files they may know of: the order tells of no other.
DROP FUNCTION app.next_in_queue(uuid, boolean);
CREATE FUNCTION app.next_in_queue(p_edition uuid, p_known boolean, p_actor uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.application a LEFT JOIN app.alternate_days d ON d.application_id = a.id
  WHERE a.edition_id = p_edition AND a.state = 'waitlisted' AND app.stands_in_line(a.id)
    AND CASE WHEN d.express_until IS NULL THEN NOT p_known ELSE d.express_until >= app.today() END
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = p_actor)
  ORDER BY a.queue_number NULLS LAST, a.id LIMIT 1
$$;

-- What stands against offering this person a place, whoever asks; null where nothing does. Whether two come together is judged once
-- more under the lock of places.
CREATE FUNCTION app.place_problem(p_application uuid, p_move text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_move NOT IN ('release_invite', 'release_waitlist', 'promote', 'promote_other', 'promote_late', 'reinstate') THEN NULL
    WHEN app.is_stopped(p_application) THEN 'held'
    WHEN p_move = 'release_waitlist' THEN NULL
    WHEN p_move IN ('promote', 'promote_other', 'promote_late') AND app.gave_place_up(p_application) THEN 'gave_up'
    WHEN app.apart_from_holder(p_application) THEN 'kept_apart' END
$$;

-- As before, with the one guard of places, and the order as the colleague who acts may know it.
CREATE OR REPLACE FUNCTION app.may_move(p_application app.application, p_move app.lifecycle_move, p_role text, p_actor uuid, p_decision uuid)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_problem text;
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
  IF p_move.move IN ('release_reject', 'not_eligible') AND app.is_held(p_application.id) THEN RETURN 'held'; END IF;
  v_problem := app.place_problem(p_application.id, p_move.move);
  IF v_problem IS NOT NULL THEN RETURN v_problem; END IF;
  IF p_move.move = 'promote' AND p_role = 'system' AND NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_application.edition_id AND e.auto_promote) THEN
    RETURN 'auto_promote_off';
  END IF;
  -- The order two people approved is the second person of a promotion; out of turn it takes one of its own.
  IF p_move.move = 'promote' AND app.next_in_queue(p_application.edition_id, p_role = 'system', p_actor) IS DISTINCT FROM p_application.id THEN
    RETURN 'second_person_missing';
  END IF;
  IF p_move.move = 'promote_other' AND app.is_too_late(p_application.id) THEN RETURN 'too_late'; END IF;
  IF p_move.move = 'promote_late' AND NOT app.is_too_late(p_application.id) THEN RETURN 'not_late'; END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;

-- As before, and nobody takes a place beside somebody they are kept apart from: asked behind the lock, so that two at once do not both get one.
CREATE OR REPLACE FUNCTION app.answer_rule(p_application app.application, p_move text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_invitation app.invitation; v_gate text;
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
  IF p_move IN ('confirm', 'release_invite', 'promote', 'promote_other', 'promote_late', 'reinstate', 'take_back')
    OR (p_move = 'unconfirm' AND app.journey_gave_up(p_application.id)) THEN
    SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR NO KEY UPDATE;
    IF p_move = 'take_back' THEN RETURN app.take_back_rule(p_application, v_edition); END IF;
    IF p_move = 'confirm' THEN
      RETURN CASE WHEN app.places_taken(v_edition.id, ARRAY['confirmed']) < v_edition.capacity THEN 'ok' ELSE 'no_place' END;
    END IF;
    IF p_move IN ('promote', 'promote_other', 'promote_late') THEN
      v_gate := app.waitlist_gate(v_edition, p_move);
      IF v_gate <> 'ok' THEN RETURN v_gate; END IF;
    END IF;
    IF app.apart_from_holder(p_application.id) THEN RETURN 'kept_apart'; END IF;
    RETURN CASE WHEN app.place_left(v_edition) THEN 'ok' ELSE 'no_place' END;
  END IF;
  IF p_move = 'erase' AND p_application.state = 'confirmed' THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
      WHERE p.application_id = p_application.id AND j.state = 'closed') THEN 'ok' ELSE 'move_not_allowed' END;
  END IF;
  RETURN 'ok';
END $$;

-- As before; to whoever must not come beside somebody with a place, the place has passed on: they are told no more than that.
CREATE OR REPLACE FUNCTION app.take_back_rule(p_application app.application, p_edition app.edition) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_place app.freed_place;
BEGIN
  SELECT f.* INTO v_place FROM app.freed_place f JOIN app.invitation i ON i.application_id = f.freed_by AND i.outcome = 'declined'
    WHERE f.freed_by = p_application.id AND f.freed_version = p_application.version AND f.passed_to IS NULL AND NOT f.taken_back
      AND app.now() < i.answered_at + make_interval(hours => p_edition.take_back_hours) LIMIT 1 FOR UPDATE OF f;
  IF NOT FOUND OR app.apart_from_holder(p_application.id) THEN RETURN 'deadline_passed'; END IF;
  RETURN CASE WHEN v_place.offer_from > app.now() OR v_place.blocked_on IS NOT NULL OR app.place_left(p_edition) THEN 'ok' ELSE 'no_place' END;
END $$;

-- As before, and in a hurry wherever the days on record ask for it, whatever the session that invites could open.
CREATE OR REPLACE FUNCTION app.place_pass(p_after app.application, p_move text, p_reason text, p_edition app.edition) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_place uuid; v_history app.history; v_plan app.promotion_plan; v_days app.alternate_days;
BEGIN
  SELECT * INTO v_history FROM app.history h WHERE h.application_id = p_after.id AND h.version = p_after.version;
  SELECT * INTO v_plan FROM app.promotion_plan p WHERE p.application_id = p_after.id AND CASE p_move WHEN 'promote'
    THEN p.decision_id IS NULL AND p.version = p_after.version - 1 ELSE p.decision_id = v_history.decision_id END;
  SELECT * INTO v_days FROM app.alternate_days d WHERE d.application_id = p_after.id;
  PERFORM app.invitation_open(p_after.id, p_edition, p_move = 'promote_late' OR (p_move = 'promote' AND p_reason = 'express') OR coalesce(v_plan.express, false)
    OR (p_move IN ('promote', 'promote_other') AND coalesce(app.today() > v_days.normal_until, false)));
  v_place := app.place_for(p_edition, v_plan);
  UPDATE app.freed_place SET passed_to = p_after.id, passed_version = p_after.version WHERE id = v_place;
  IF p_move NOT IN ('promote', 'promote_other', 'promote_late') THEN RETURN; END IF;
  INSERT INTO app.promotion (application_id, version, place_id, why, queue_number, joined_on, feasible, passed_over, cell_record, by_role, actor_id)
    VALUES (p_after.id, p_after.version, v_place, coalesce(v_plan.why, CASE p_move WHEN 'promote' THEN 'rank' WHEN 'promote_late' THEN 'late' ELSE 'chosen' END), p_after.queue_number,
      app.joined_line_on(p_after.id),
      CASE WHEN v_days.normal_until IS NULL THEN 'unknown' WHEN app.today() <= v_days.normal_until THEN 'yes'
        WHEN app.today() <= v_days.express_until THEN 'express' ELSE 'no' END,
      coalesce(v_plan.passed_over, '[]'), v_plan.cell_record, v_history.role, v_history.actor_id);
  IF p_move = 'promote_late' THEN
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES (p_edition.id, 'late_invitation', 'board', p_after.id) ON CONFLICT DO NOTHING;
  END IF;
END $$;
