-- Somebody whose last day to be invited is over: the travel lead alone puts them forward, a coordinator agrees, the board is told.

-- Who alone puts a move of two people forward; empty: whoever may make it.
ALTER TABLE app.lifecycle_move ADD COLUMN proposed_by text[];
ALTER TABLE app.promotion_plan DROP CONSTRAINT promotion_plan_why_check,
  ADD CONSTRAINT promotion_plan_why_check CHECK (why IN ('same_cell', 'below_floor', 'rank', 'joined', 'chosen', 'late'));
ALTER TABLE app.promotion DROP CONSTRAINT promotion_why_check,
  ADD CONSTRAINT promotion_why_check CHECK (why IN ('same_cell', 'below_floor', 'rank', 'joined', 'chosen', 'late'));

-- Known to be too late; of whom nothing is known a person decides.
CREATE FUNCTION app.is_too_late(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.alternate_days d WHERE d.application_id = p_application AND d.express_until < app.today())
$$;

-- As before; the author holds the role that alone puts such a move forward, where there is one.
CREATE OR REPLACE FUNCTION app.second_agreed(p_application app.application, p_move app.lifecycle_move, p_decision uuid, p_actor uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d
    WHERE d.id = p_decision AND d.application_id = (p_application).id AND d.move = (p_move).move AND d.state = 'second_ok'
      AND d.author_id <> d.second_id
      AND app.holds_role(d.author_id, (p_application).edition_id, coalesce((p_move).proposed_by, (p_move).roles))
      AND (app.holds_role(d.second_id, (p_application).edition_id, (p_move).roles)
        OR (app.holds_role(d.second_id, (p_application).edition_id, ARRAY['outside_second'])
          AND EXISTS (SELECT 1 FROM app.outside_appointment o WHERE o.decision_id = d.id AND o.account_id = d.second_id)))
      AND app.holds_role(p_actor, (p_application).edition_id, (p_move).roles)
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id
        AND c.account_id IN (d.author_id, d.second_id)))
$$;

-- As before, and who is too late is invited by the move for it and by no other.
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
  IF p_move.move IN ('release_invite', 'release_waitlist', 'release_reject', 'not_eligible', 'promote', 'promote_other', 'promote_late', 'reinstate')
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
  IF p_move.move = 'promote_other' AND app.is_too_late(p_application.id) THEN RETURN 'too_late'; END IF;
  IF p_move.move = 'promote_late' AND NOT app.is_too_late(p_application.id) THEN RETURN 'not_late'; END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;

-- As before; a late invitation is answered in a hurry, and the board is told of it in the same act.
CREATE OR REPLACE FUNCTION app.place_pass(p_after app.application, p_move text, p_reason text, p_edition app.edition) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_place uuid; v_history app.history; v_plan app.promotion_plan; v_days app.alternate_days;
BEGIN
  SELECT * INTO v_history FROM app.history h WHERE h.application_id = p_after.id AND h.version = p_after.version;
  SELECT * INTO v_plan FROM app.promotion_plan p WHERE p.application_id = p_after.id AND CASE p_move WHEN 'promote'
    THEN p.decision_id IS NULL AND p.version = p_after.version - 1 ELSE p.decision_id = v_history.decision_id END;
  PERFORM app.invitation_open(p_after.id, p_edition, p_move = 'promote_late' OR (p_move = 'promote' AND p_reason = 'express') OR coalesce(v_plan.express, false));
  v_place := app.place_for(p_edition, v_plan);
  UPDATE app.freed_place SET passed_to = p_after.id, passed_version = p_after.version WHERE id = v_place;
  IF p_move NOT IN ('promote', 'promote_other', 'promote_late') THEN RETURN; END IF;
  SELECT * INTO v_days FROM app.alternate_days d WHERE d.application_id = p_after.id;
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
