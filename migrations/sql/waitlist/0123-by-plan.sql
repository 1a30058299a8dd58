-- As before, with those who decide of a restricted file; its move bears the role of the move, whoever signed. Who stands behind somebody
-- with whom the colleague declared a conflict takes two people, one person invites only whom a session has named with its reasons, and
-- the clock whom the plan of the line names, whatever its order passes over.
CREATE OR REPLACE FUNCTION app.may_move(p_application app.application, p_move app.lifecycle_move, p_role text, p_actor uuid, p_decision uuid)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_problem text;
BEGIN
  IF NOT p_role = ANY (p_move.roles)
    OR (session_user = 'app_worker' AND p_role <> 'system')
    OR (session_user = 'app_registration' AND p_role NOT IN ('applicant', 'proxy'))
    OR (session_user = 'app_staff' AND p_role IN ('applicant', 'proxy', 'system'))
    OR (p_role NOT IN ('applicant', 'proxy', 'system') AND
      (p_actor IS NULL OR NOT app.holds_role(p_actor, p_application.edition_id, ARRAY[p_role] || app.roles_beside(p_move, p_decision)))) THEN
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
  IF p_move.move = 'promote' AND p_role = 'system' THEN
    IF NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_application.edition_id AND e.auto_promote) THEN RETURN 'auto_promote_off'; END IF;
    IF NOT (app.is_planned(p_application) AND app.open_to_clock(p_application.id)) THEN RETURN 'second_person_missing'; END IF;
  END IF;
  -- The order two people approved is the second person of a promotion; out of turn it takes one of its own.
  IF p_move.move = 'promote' AND p_role <> 'system' AND (app.next_in_queue(p_application.edition_id, false, p_actor) IS DISTINCT FROM p_application.id
    OR app.declared_before(p_application.id, p_actor)) THEN
    RETURN 'second_person_missing';
  END IF;
  IF p_move.move = 'promote' AND p_role <> 'system' AND NOT app.is_planned(p_application) THEN RETURN 'move_not_allowed'; END IF;
  IF p_move.move = 'promote_other' AND app.is_too_late(p_application.id) THEN RETURN 'too_late'; END IF;
  IF p_move.move = 'promote_late' AND NOT app.is_too_late(p_application.id) THEN RETURN 'not_late'; END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;

-- As before, by the plan alone: with none, or an old one, nobody is invited and coordinators are told of the place.
CREATE OR REPLACE FUNCTION app.waitlist_run(p_edition uuid, OUT code text, OUT invited integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_step app.line_step; v_days app.alternate_days; v_code text; v_count integer := 0; v_holds boolean;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  v_code := app.waitlist_gate(v_edition, 'promote');
  IF v_code = 'ok' AND NOT v_edition.auto_promote THEN v_code := 'auto_promote_off'; END IF;
  IF v_code = 'ok' THEN v_holds := app.line_plan_holds(p_edition); END IF;
  WHILE v_code = 'ok' LOOP
    v_code := CASE WHEN NOT app.place_left(v_edition) THEN 'no_place' WHEN app.next_in_queue(p_edition, true) IS NULL THEN 'nobody_next'
      WHEN NOT v_holds THEN 'plan_old' ELSE 'ok' END;
    EXIT WHEN v_code <> 'ok';
    SELECT * INTO v_step FROM app.line_step s WHERE s.edition_id = p_edition AND s.passed_on IS NULL ORDER BY s.nth LIMIT 1;
    IF NOT FOUND THEN v_code := 'nobody_next'; EXIT; END IF;
    PERFORM 1 FROM app.application a WHERE a.id = v_step.application_id FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN v_code := 'busy'; EXIT; END IF;
    IF NOT app.line_step_holds(v_step) THEN v_code := 'plan_old'; EXIT; END IF;
    SELECT * INTO v_days FROM app.alternate_days d WHERE d.application_id = v_step.application_id;
    -- As a session writes it before the move of a person: the move copies why, and who was passed over.
    INSERT INTO app.promotion_plan (application_id, version, place_id, why, passed_over)
      VALUES (v_step.application_id, v_step.version, v_step.place_id, v_step.why, v_step.passed_over)
      ON CONFLICT (application_id, version) WHERE decision_id IS NULL
        DO UPDATE SET place_id = excluded.place_id, why = excluded.why, passed_over = excluded.passed_over, cell_record = NULL, express = false;
    SELECT m.code INTO v_code FROM app.application_move(v_step.application_id, 'promote', 'system',
      p_reason => CASE WHEN app.today() > v_days.normal_until THEN 'express' ELSE '' END) m;
    IF v_code = 'ok' THEN
      UPDATE app.line_step SET passed_on = app.today() WHERE edition_id = p_edition AND nth = v_step.nth;
      v_count := v_count + 1;
    ELSE
      DELETE FROM app.promotion_plan WHERE application_id = v_step.application_id AND version = v_step.version AND decision_id IS NULL;
      v_code := 'plan_old';
    END IF;
  END LOOP;
  INSERT INTO app.waitlist_run AS w (edition_id, code, invited) VALUES (p_edition, v_code, v_count)
    ON CONFLICT ON CONSTRAINT waitlist_run_pkey DO UPDATE SET runs = w.runs + 1, invited = w.invited + excluded.invited;
  PERFORM app.waitlist_tell(v_edition, v_code);
  code := v_code; invited := v_count;
END $$;
