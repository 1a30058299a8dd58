-- As before, and while the clock of an answer stands no day of it runs out: the person may answer, whatever the date it was to end on.
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
    IF v_invitation.stopped_on IS NULL AND app.now() >= v_invitation.expires_at THEN RETURN 'deadline_passed'; END IF;
  END IF;
  IF app.only_unreached(p_application, p_move) THEN
    PERFORM 1 FROM app.invitation i WHERE i.application_id = p_application.id AND i.outcome IS NULL FOR UPDATE;
    IF NOT app.is_unreached(p_application.id) THEN RETURN 'reached_meanwhile'; END IF;
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
