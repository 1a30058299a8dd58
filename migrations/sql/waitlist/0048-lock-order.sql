-- One order of locks for whoever moves a file: files by id, decisions, the edition (its places), the head of the log.
-- The edition is held so that only those wait who take or keep a place too: a row that merely names it, as each task and each freed
-- place does, waits for nobody. A wait the other way round, for the edition behind the log's head, would never end.

-- As before, the late invitation among those that take a place, and the edition held for places alone.
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
    RETURN CASE WHEN app.place_left(v_edition) THEN 'ok' ELSE 'no_place' END;
  END IF;
  IF p_move = 'erase' AND p_application.state = 'confirmed' THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
      WHERE p.application_id = p_application.id AND j.state = 'closed') THEN 'ok' ELSE 'move_not_allowed' END;
  END IF;
  RETURN 'ok';
END $$;

-- As before, likewise.
CREATE OR REPLACE FUNCTION app.waitlist_run(p_edition uuid, OUT code text, OUT invited integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_next uuid; v_days app.alternate_days; v_code text; v_count integer := 0;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
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

-- As before, likewise.
CREATE OR REPLACE FUNCTION app.place_block(p_place uuid, p_edition uuid, p_actor uuid, p_on boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  IF NOT app.holds_role(p_actor, p_edition, ARRAY['coordinator']) THEN RETURN 'not_found'; END IF;
  UPDATE app.freed_place f SET blocked_by = CASE WHEN p_on THEN p_actor END, blocked_on = CASE WHEN p_on THEN app.today() END
    WHERE f.id = p_place AND f.edition_id = p_edition AND f.passed_to IS NULL AND NOT f.taken_back;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  PERFORM audit.append(p_actor, CASE WHEN p_on THEN 'place.kept_back' ELSE 'place.offered' END, p_place::text, '');
  RETURN 'ok';
END $$;
