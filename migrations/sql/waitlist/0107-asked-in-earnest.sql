-- As before, and nobody is asked who would never be offered a place: those who gave one up and came into the line by an older rule.
CREATE OR REPLACE FUNCTION app.interest_ask(p_application uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_joined date; v_last app.waitlist_interest; v_silent integer; v_days integer; v_nth integer;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application AND a.state = 'waitlisted' FOR UPDATE;
  IF NOT FOUND OR app.is_held(p_application) OR app.gave_place_up(p_application) THEN RETURN 'too_early'; END IF;
  v_joined := app.joined_line_on(p_application);
  SELECT e.interest_days INTO v_days FROM app.edition e WHERE e.id = v_app.edition_id AND app.waitlist_gate(e, 'promote') = 'ok';
  SELECT * INTO v_last FROM app.waitlist_interest i WHERE i.application_id = p_application ORDER BY i.nth DESC LIMIT 1;
  IF v_days IS NULL OR app.today() < coalesce(greatest(v_last.asked_on, v_joined), app.today()) + v_days THEN RETURN 'too_early'; END IF;
  SELECT count(*) INTO v_silent FROM app.waitlist_interest i WHERE i.application_id = p_application AND i.asked_on >= v_joined
    AND i.nth > coalesce((SELECT max(k.nth) FROM app.waitlist_interest k WHERE k.application_id = p_application
      AND (k.answered_week IS NOT NULL OR k.moved_on IS NOT NULL)), 0);
  IF v_silent >= 2 THEN
    UPDATE app.application SET queue_number = nextval('app.queue_number') WHERE id = p_application;
    UPDATE app.waitlist_interest i SET moved_on = app.today() WHERE i.application_id = p_application AND i.nth = v_last.nth;
    INSERT INTO audit.pending (verb, object_id) VALUES ('waitlist.moved_to_end', p_application::text);
  END IF;
  v_nth := coalesce(v_last.nth, 0) + 1;
  INSERT INTO app.waitlist_interest (application_id, nth) VALUES (p_application, v_nth);
  INSERT INTO app.message (application_id, kind, subject_version) VALUES (p_application, 'interest_question', v_nth) ON CONFLICT DO NOTHING;
  -- Numbers of the file's own questions are versions and stand above 0.
  INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'question_waiting', p_application, -v_nth)
    ON CONFLICT DO NOTHING;
  RETURN CASE WHEN v_silent >= 2 THEN 'moved' ELSE 'asked' END;
END $$;

-- As before, and a question such a person was asked already waits for nothing; null for who is not on the waitlist.
CREATE OR REPLACE FUNCTION app.interest_open(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_application).state = 'waitlisted' THEN NOT app.gave_place_up((p_application).id)
    AND coalesce((SELECT i.answered_week IS NULL FROM app.waitlist_interest i WHERE i.application_id = (p_application).id ORDER BY i.nth DESC LIMIT 1), false) END
$$;
