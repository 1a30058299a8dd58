-- Somebody stands before this person in the approved order with whom the colleague has a conflict by their own word: they know of that
-- file, so its place tells them nothing, and nobody brings another person's turn nearer by declaring something. What a session detected
-- or a colleague said is passed over as before.
CREATE FUNCTION app.declared_before(p_application uuid, p_actor uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.application me
    JOIN app.application a ON a.edition_id = me.edition_id AND a.state = 'waitlisted' AND (a.queue_number, a.id) < (me.queue_number, me.id)
    JOIN app.conflict c ON c.application_id = a.id AND c.account_id = p_actor AND c.author_id = p_actor AND c.origin <> 'detected'
    LEFT JOIN app.alternate_days d ON d.application_id = a.id
    WHERE me.id = p_application AND app.stands_in_line(a.id) AND coalesce(d.express_until >= app.today(), true)
      AND NOT app.second_seen(a.id, p_actor))
$$;

-- As before, and whoever stands behind somebody with whom the colleague declared a conflict takes two people.
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
  IF p_move.move = 'promote' AND p_role = 'system' AND NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_application.edition_id AND e.auto_promote) THEN
    RETURN 'auto_promote_off';
  END IF;
  -- The order two people approved is the second person of a promotion; out of turn it takes one of its own.
  IF p_move.move = 'promote' AND (app.next_in_queue(p_application.edition_id, p_role = 'system', p_actor) IS DISTINCT FROM p_application.id
    OR app.declared_before(p_application.id, p_actor)) THEN
    RETURN 'second_person_missing';
  END IF;
  IF p_move.move = 'promote_other' AND app.is_too_late(p_application.id) THEN RETURN 'too_late'; END IF;
  IF p_move.move = 'promote_late' AND NOT app.is_too_late(p_application.id) THEN RETURN 'not_late'; END IF;
  IF p_move.move = 'open_screening' AND app.screening_waits(p_application, p_role) THEN RETURN 'too_early'; END IF;
  IF p_move.move IN ('reopen', 'undo_withdraw') AND app.lives_elsewhere(p_application) THEN RETURN 'lives_elsewhere'; END IF;
  RETURN 'ok';
END $$;
