-- As before; who answers without an invitation is told why by their public state. Undecided and decided but not released are one code:
-- nothing an applicant asks may tell whether a decision waits.
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
  IF code <> 'move_not_allowed' OR p_move NOT IN ('confirm', 'decline') THEN RETURN; END IF;
  IF state IN ('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board') THEN code := 'no_answer_yet';
  ELSIF state = 'waitlisted' THEN code := 'on_waitlist';
  ELSIF state = 'rejected' THEN code := 'not_selected';
  ELSIF state = 'withdrawn' THEN code := 'withdrew';
  END IF;
END $$;
