-- As before, and again nobody takes a place beside somebody they are kept apart from: asked behind the lock, whatever the move.
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

-- As before, and what stands in the way of an answer that is open again is looked up anew: what was set or lifted while it was
-- closed did not reach its clock. A notice that never arrived stays one.
CREATE OR REPLACE FUNCTION app.invitation_again(p_after app.application) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_stops text[];
BEGIN
  UPDATE app.invitation SET outcome = CASE p_after.state WHEN 'confirmed' THEN 'confirmed' END,
      answered_at = CASE p_after.state WHEN 'confirmed' THEN answered_at END,
      deadline_at = CASE p_after.state WHEN 'confirmed' THEN deadline_at ELSE greatest(deadline_at, app.now() + interval '24 hours') END,
      expires_at = CASE p_after.state WHEN 'confirmed' THEN expires_at ELSE greatest(expires_at, app.now() + interval '24 hours') END
    WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY released_on DESC, answered_at DESC LIMIT 1)
    RETURNING * INTO v_row;
  UPDATE app.freed_place SET taken_back = true WHERE freed_by = p_after.id AND passed_to IS NULL;
  IF p_after.state <> 'invited' THEN RETURN; END IF;
  v_stops := ARRAY(SELECT DISTINCT f.kind FROM app.flag f WHERE f.application_id = p_after.id AND f.lifted_on IS NULL
        AND f.kind IN ('on_hold', 'paused', 'duress', 'contact_broken')
      UNION ALL SELECT 'lost_code' FROM app.code_case c WHERE c.application_id = p_after.id AND c.ended_on IS NULL);
  PERFORM app.invitation_halt(p_after.id, why) FROM unnest(v_stops) why;
  PERFORM app.invitation_resume(p_after.id, ARRAY(SELECT why FROM unnest(v_row.stopped_for) why WHERE why <> 'notice' AND NOT why = ANY (v_stops)));
END $$;
