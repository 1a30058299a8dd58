-- The line itself: who is next, what shuts it, what a promotion writes, and the system's own run.

-- Gave a place up after saying yes: another is offered only by two people, never in the line.
CREATE FUNCTION app.gave_place_up(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.history h WHERE h.application_id = p_application
    AND ((h.from_state = 'confirmed' AND h.to_state IN ('declined', 'withdrawn', 'cancelled'))
      OR (h.move = 'decline' AND EXISTS (SELECT 1 FROM app.history c WHERE c.application_id = p_application AND c.move = 'confirm' AND c.version < h.version))))
$$;

-- Must not come together with somebody who has a place or an open invitation.
CREATE FUNCTION app.apart_from_holder(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.apart_pair p
    JOIN app.application a ON a.id = CASE p_application WHEN p.first_id THEN p.second_id ELSE p.first_id END AND a.state IN ('invited', 'confirmed')
    WHERE p_application IN (p.first_id, p.second_id) AND p.ended_on IS NULL)
$$;

-- As before, and nobody for whom it is too late to travel, who gave a place up, or who is kept apart
-- from somebody with a place. The clock alone passes over whose travel nobody knows.
DROP FUNCTION app.next_in_queue(uuid);
CREATE FUNCTION app.next_in_queue(p_edition uuid, p_known boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.application a LEFT JOIN app.alternate_days d ON d.application_id = a.id
  WHERE a.edition_id = p_edition AND a.state = 'waitlisted' AND NOT app.is_held(a.id) AND NOT app.gave_place_up(a.id)
    AND NOT app.apart_from_holder(a.id)
    AND CASE WHEN d.express_until IS NULL THEN NOT p_known ELSE d.express_until >= app.today() END
  ORDER BY a.queue_number NULLS LAST, a.id LIMIT 1
$$;

-- What shuts the line; 'ok' when nothing does. Two people may still invite after its last day.
CREATE FUNCTION app.waitlist_gate(p_edition app.edition, p_move text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN app.today() > (p_edition).departure_on THEN 'event_past'
    WHEN NOT (p_edition).waitlist_open THEN 'waitlist_closed'
    WHEN p_move = 'promote' AND app.today() > least((p_edition).waitlist_stop_on, (p_edition).arrival_on - 21) THEN 'waitlist_stopped'
    ELSE 'ok' END
$$;

-- As before, with the line's own order, and the setting without which the system invites nobody.
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
    AND app.is_held(p_application.id) THEN
    RETURN 'held';
  END IF;
  IF p_move.move = 'promote' AND p_role = 'system' AND NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_application.edition_id AND e.auto_promote) THEN
    RETURN 'auto_promote_off';
  END IF;
  -- The order two people approved is the second person of a promotion; out of turn it takes one of its own.
  IF p_move.move = 'promote' AND app.next_in_queue(p_application.edition_id, p_role = 'system') IS DISTINCT FROM p_application.id THEN
    RETURN 'second_person_missing';
  END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;

-- As before; a no is taken back under the lock of places like every act that takes one, and so is a confirmation whose place is gone.
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
  IF p_move IN ('confirm', 'release_invite', 'promote', 'promote_other', 'reinstate', 'take_back')
    OR (p_move = 'unconfirm' AND app.journey_gave_up(p_application.id)) THEN
    SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR UPDATE;
    IF p_move = 'take_back' THEN RETURN app.take_back_rule(p_application, v_edition); END IF;
    IF p_move = 'confirm' THEN
      RETURN CASE WHEN app.places_taken(v_edition.id, ARRAY['confirmed']) < v_edition.capacity THEN 'ok' ELSE 'no_place' END;
    END IF;
    IF p_move IN ('promote', 'promote_other') THEN
      v_gate := app.waitlist_gate(v_edition, p_move);
      IF v_gate <> 'ok' THEN RETURN v_gate; END IF;
    END IF;
    RETURN CASE WHEN app.place_left(v_edition) THEN 'ok' ELSE 'no_place' END;
  END IF;
  IF p_move = 'erase' AND p_application.state = 'confirmed' THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
      WHERE p.application_id = p_application.id AND j.state = 'closed') THEN 'ok' ELSE 'move_not_allowed' END;
  END IF;
  RETURN 'ok';
END $$;

-- The place of this very no, within its day and not passed on. Kept back or not on offer, it counts as taken by itself.
CREATE FUNCTION app.take_back_rule(p_application app.application, p_edition app.edition) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_place app.freed_place;
BEGIN
  SELECT f.* INTO v_place FROM app.freed_place f JOIN app.invitation i ON i.application_id = f.freed_by AND i.outcome = 'declined'
    WHERE f.freed_by = p_application.id AND f.freed_version = p_application.version AND f.passed_to IS NULL AND NOT f.taken_back
      AND app.now() < i.answered_at + make_interval(hours => p_edition.take_back_hours) LIMIT 1 FOR UPDATE OF f;
  IF NOT FOUND THEN RETURN 'deadline_passed'; END IF;
  RETURN CASE WHEN v_place.offer_from > app.now() OR v_place.blocked_on IS NOT NULL OR app.place_left(p_edition) THEN 'ok' ELSE 'no_place' END;
END $$;

-- The place an invitation takes: the planned one while it is on offer, else the first on offer; none where a place nobody had is left.
CREATE FUNCTION app.place_for(p_edition app.edition, p_plan app.promotion_plan) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH offered AS (SELECT f.id, f.offer_from FROM app.freed_place f WHERE f.edition_id = (p_edition).id AND f.passed_to IS NULL AND NOT f.taken_back
      AND f.blocked_on IS NULL AND f.offer_from <= app.now())
  SELECT o.id FROM offered o
  WHERE NOT ((p_plan).id IS NOT NULL AND (p_plan).place_id IS NULL AND (SELECT count(*) FROM offered)
    <= (p_edition).capacity + (p_edition).over_invitation - app.places_taken((p_edition).id, ARRAY['invited', 'confirmed']))
  ORDER BY o.id IS NOT DISTINCT FROM (p_plan).place_id DESC, o.offer_from, o.id LIMIT 1
$$;

-- An invitation from the line or a release: its clock, the place it passes on, and why this person was next.
CREATE FUNCTION app.place_pass(p_after app.application, p_move text, p_reason text, p_edition app.edition) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_place uuid; v_history app.history; v_plan app.promotion_plan; v_days app.alternate_days;
BEGIN
  SELECT * INTO v_history FROM app.history h WHERE h.application_id = p_after.id AND h.version = p_after.version;
  SELECT * INTO v_plan FROM app.promotion_plan p WHERE p.application_id = p_after.id AND CASE p_move WHEN 'promote'
    THEN p.decision_id IS NULL AND p.version = p_after.version - 1 ELSE p.decision_id = v_history.decision_id END;
  PERFORM app.invitation_open(p_after.id, p_edition, (p_move = 'promote' AND p_reason = 'express') OR coalesce(v_plan.express, false));
  v_place := app.place_for(p_edition, v_plan);
  UPDATE app.freed_place SET passed_to = p_after.id, passed_version = p_after.version WHERE id = v_place;
  IF p_move NOT IN ('promote', 'promote_other') THEN RETURN; END IF;
  SELECT * INTO v_days FROM app.alternate_days d WHERE d.application_id = p_after.id;
  INSERT INTO app.promotion (application_id, version, place_id, why, queue_number, joined_on, feasible, passed_over, cell_record, by_role, actor_id)
    VALUES (p_after.id, p_after.version, v_place, coalesce(v_plan.why, CASE p_move WHEN 'promote' THEN 'rank' ELSE 'chosen' END), p_after.queue_number,
      app.joined_line_on(p_after.id),
      CASE WHEN v_days.normal_until IS NULL THEN 'unknown' WHEN app.today() <= v_days.normal_until THEN 'yes'
        WHEN app.today() <= v_days.express_until THEN 'express' ELSE 'no' END,
      coalesce(v_plan.passed_over, '[]'), v_plan.cell_record, v_history.role, v_history.actor_id);
END $$;

-- Day on which the person came onto the list, the last time.
CREATE FUNCTION app.joined_line_on(p_application uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.on_day FROM app.history h WHERE h.application_id = p_application AND h.to_state = 'waitlisted' ORDER BY h.version DESC LIMIT 1
$$;

-- As before; a place passes on and comes free with its cause.
CREATE OR REPLACE FUNCTION app.move_effects(p_before app.application, p_after app.application, p_move text, p_role text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_held boolean; v_holds boolean;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition WHERE id = p_after.edition_id;
  IF p_move IN ('take_back', 'unconfirm') OR (p_move = 'undo_withdraw' AND p_after.state IN ('invited', 'confirmed')) THEN
    PERFORM app.invitation_again(p_after);
  ELSIF p_after.state = 'invited' THEN
    PERFORM app.place_pass(p_after, p_move, p_reason, v_edition);
  ELSIF p_before.state IN ('invited', 'confirmed') THEN
    UPDATE app.invitation SET answered_at = app.now(), late = CASE WHEN p_after.state = 'confirmed' THEN app.now() > deadline_at ELSE late END, outcome = CASE p_after.state
        WHEN 'confirmed' THEN 'confirmed' WHEN 'declined' THEN 'declined' WHEN 'expired' THEN 'expired'
        WHEN 'withdrawn' THEN 'withdrawn' ELSE 'revoked' END
      WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY outcome IS NULL DESC, answered_at DESC LIMIT 1);
  END IF;

  SELECT holds_place INTO v_held FROM app.lifecycle_state WHERE subject = 'application' AND state = p_before.state;
  SELECT holds_place INTO v_holds FROM app.lifecycle_state WHERE subject = 'application' AND state = p_after.state;
  IF v_held AND NOT v_holds AND p_after.state <> 'erased' THEN
    PERFORM app.place_free(p_before, p_after, p_move, p_role, v_edition);
  END IF;
  IF p_after.state = 'confirmed' THEN PERFORM app.participation_open(p_after.id, p_after.version); END IF;
  IF p_before.state = 'confirmed' THEN PERFORM app.participation_close(p_after.id); END IF;
  IF p_after.state = 'erased' THEN PERFORM app.application_forget(p_after.id); END IF;
END $$;
DROP FUNCTION app.place_free(app.application, boolean, app.edition);

-- As before, and an express answer has its hours from when the person was reached, whatever the hour of the invitation.
CREATE OR REPLACE FUNCTION app.invitation_reached(p_application uuid, p_how text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_resumed boolean; v_least timestamptz;
BEGIN
  SELECT * INTO v_row FROM app.invitation i WHERE i.application_id = p_application AND i.outcome IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  v_resumed := app.invitation_resume(p_application, ARRAY['notice', 'contact_broken', 'lost_code']);
  IF v_row.reached_on IS NOT NULL THEN RETURN v_resumed; END IF;
  v_least := app.invitation_least(v_row);
  UPDATE app.invitation i SET reached_on = app.today(), reached_how = p_how,
      deadline_at = CASE WHEN i.express OR app.today() > i.released_on THEN greatest(i.deadline_at, v_least) ELSE i.deadline_at END,
      expires_at = CASE WHEN i.express OR app.today() > i.released_on THEN greatest(i.expires_at, v_least) ELSE i.expires_at END
    WHERE i.id = v_row.id;
  RETURN true;
END $$;

-- One open task of a kind that is about no file for each edition, not one for all of them.
DROP INDEX app.staff_task_once;
CREATE UNIQUE INDEX staff_task_once ON app.staff_task (kind, coalesce(application_id, edition_id), participation_id, task_id, outbox_id, link_id)
  NULLS NOT DISTINCT WHERE state = 'open';

-- Tells coordinators that a place waits for their yes, once in a week; the task ends with the last place.
CREATE FUNCTION app.waitlist_tell(p_edition app.edition, p_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_code IN ('event_past', 'waitlist_closed', 'waitlist_stopped') OR NOT app.place_left(p_edition) OR app.next_in_queue(p_edition.id, false) IS NULL THEN
    UPDATE app.staff_task SET state = 'done' WHERE kind = 'place_to_pass_on' AND edition_id = p_edition.id AND state = 'open';
  ELSIF NOT EXISTS (SELECT 1 FROM app.staff_task t WHERE t.kind = 'place_to_pass_on' AND t.edition_id = p_edition.id AND t.due_on > app.today() - 7) THEN
    INSERT INTO app.staff_task (edition_id, kind, role) VALUES (p_edition.id, 'place_to_pass_on', 'coordinator') ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- The system's run: one after the other by the order, while there is a place; and the reason why it ended, kept by the day. A file
-- somebody works on at this moment waits for the next run.
CREATE FUNCTION app.waitlist_run(p_edition uuid, OUT code text, OUT invited integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_next uuid; v_days app.alternate_days; v_code text; v_count integer := 0;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_edition FOR UPDATE;
  v_code := app.waitlist_gate(v_edition, 'promote');
  IF v_code = 'ok' AND NOT v_edition.auto_promote THEN v_code := 'auto_promote_off'; END IF;
  WHILE v_code = 'ok' LOOP
    v_next := app.next_in_queue(p_edition, true);
    v_code := CASE WHEN NOT app.place_left(v_edition) THEN 'no_place' WHEN v_next IS NULL THEN 'nobody_next' ELSE 'ok' END;
    EXIT WHEN v_code <> 'ok';
    PERFORM 1 FROM app.application a WHERE a.id = v_next FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN v_code := 'busy'; EXIT; END IF;
    SELECT * INTO v_days FROM app.alternate_days d WHERE d.application_id = v_next;
    SELECT m.code INTO v_code FROM app.application_move(v_next, 'promote', 'system',
      p_reason => CASE WHEN app.today() > v_days.normal_until THEN 'express' ELSE '' END) m;
    IF v_code = 'ok' THEN v_count := v_count + 1; END IF;
  END LOOP;
  INSERT INTO app.waitlist_run AS w (edition_id, code, invited) VALUES (p_edition, v_code, v_count)
    ON CONFLICT ON CONSTRAINT waitlist_run_pkey DO UPDATE SET runs = w.runs + 1, invited = w.invited + excluded.invited;
  PERFORM app.waitlist_tell(v_edition, v_code);
  code := v_code; invited := v_count;
END $$;
