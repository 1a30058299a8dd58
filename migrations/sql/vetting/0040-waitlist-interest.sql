-- "Do you still want to come?", asked of those who wait.

-- Asks one person when it is time. After two questions without an answer the person stands at the end of the line, and stays on it.
-- Answers asked, moved (to the end, and asked again), or too_early.
CREATE FUNCTION app.interest_ask(p_application uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_joined date; v_last app.waitlist_interest; v_silent integer; v_days integer; v_nth integer;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application AND a.state = 'waitlisted' FOR UPDATE;
  IF NOT FOUND OR app.is_held(p_application) THEN RETURN 'too_early'; END IF;
  v_joined := app.joined_line_on(p_application);
  SELECT e.interest_days INTO v_days FROM app.edition e WHERE e.id = v_app.edition_id AND e.arrival_on > app.today();
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

-- Whether a question waits for the person's word; null for who is not on the waitlist.
CREATE FUNCTION app.interest_open(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_application).state = 'waitlisted' THEN
    coalesce((SELECT i.answered_week IS NULL FROM app.waitlist_interest i WHERE i.application_id = (p_application).id ORDER BY i.nth DESC LIMIT 1), false) END
$$;

-- No row for who does not wait.
CREATE FUNCTION app.own_waitlist(p_token bytea) RETURNS TABLE (is_asked boolean, days integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT app.interest_open(a), e.interest_days
  FROM me JOIN app.application a ON a.id = me.id AND a.state = 'waitlisted' JOIN app.edition e ON e.id = a.edition_id
$$;

-- "I still want to come". Whoever says so keeps the place in the line. Answers ok, noop (nothing was asked), not_found.
CREATE FUNCTION app.own_interest(p_token bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  SELECT a.id INTO v_id FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state = 'waitlisted' FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  UPDATE app.waitlist_interest i SET answered_week = date_trunc('week', app.today())::date WHERE i.application_id = v_id AND i.answered_week IS NULL;
  IF NOT FOUND THEN RETURN 'noop'; END IF;
  INSERT INTO audit.pending (verb, object_id) VALUES ('waitlist.interest', v_id::text);
  RETURN 'ok';
END $$;

-- As before, and for who waits whether a question about it is open; empty for everybody else.
DROP FUNCTION app.own_standing(bytea);
CREATE FUNCTION app.own_standing(p_token bytea) RETURNS TABLE (is_paused boolean, has_code_case boolean, is_asked boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'paused' AND f.lifted_on IS NULL),
    EXISTS (SELECT 1 FROM app.code_case c WHERE c.application_id = a.id AND c.ended_on IS NULL), app.interest_open(a)
  FROM me JOIN app.application a ON a.id = me.id
$$;
