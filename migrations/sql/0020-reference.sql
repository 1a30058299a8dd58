-- A request to one referee of an application: the person named first or second, and the how-manieth who was asked there.
-- Who it is, and what they answered, is sealed; the answer belongs to this row's id, the link to it by `app.link.subject_id`.
CREATE TABLE app.reference (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES app.application,
  position integer NOT NULL CHECK (position IN (1, 2)),
  attempt integer NOT NULL CHECK (attempt > 0),
  state text NOT NULL DEFAULT 'asked',
  -- No single mail address is on file: a person hands the link over, and no mail is written.
  by_hand boolean NOT NULL,
  asked_on date NOT NULL DEFAULT app.today(),
  expires_on date NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (application_id, position, attempt)
);
CREATE INDEX reference_open ON app.reference (expires_on) WHERE state = 'asked';

-- Each move with its day; a decline that was taken back stays beside the acceptance. Acts of the applicant bear the week.
CREATE TABLE app.reference_step (
  reference_id uuid NOT NULL REFERENCES app.reference,
  version integer NOT NULL,
  move text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  role text NOT NULL, actor_id uuid, on_day date NOT NULL,
  PRIMARY KEY (reference_id, version)
);

-- What was said about one request, so that a job rung twice says it once. A renewed request begins anew.
CREATE TABLE app.reference_notice (
  reference_id uuid NOT NULL REFERENCES app.reference,
  asked_on date NOT NULL,
  after_days integer NOT NULL,
  PRIMARY KEY (reference_id, asked_on, after_days)
);

-- Somebody of the staff or a partner of record who vouches (evidence E4). Name and how known are sealed to `references`.
CREATE TABLE app.voucher (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES app.application,
  kind text NOT NULL CHECK (kind IN ('staff', 'partner')),
  vouched_on date NOT NULL,
  author_id uuid NOT NULL, entered_on date NOT NULL DEFAULT app.today()
);
CREATE INDEX voucher_application ON app.voucher (application_id);

CREATE FUNCTION app.reference_settings(p_edition uuid) RETURNS TABLE (asked text, days integer, reminders integer[], replace_after integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(e.settings->>'references_asked', 'at_shortlist'), coalesce((e.settings->>'reference_days')::integer, 21),
    CASE WHEN e.settings ? 'reference_reminders'
      THEN ARRAY(SELECT jsonb_array_elements_text(e.settings->'reference_reminders')::integer) ELSE ARRAY[3, 7, 12] END,
    coalesce((e.settings->>'referee_replaced_after')::integer, 12)
  FROM app.edition e WHERE e.id = p_edition
$$;

-- States in which referees are asked: fewer people learn of an application when they are asked late.
CREATE FUNCTION app.reference_states(p_edition uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE s.asked WHEN 'at_screening' THEN ARRAY['screening', 'in_review', 'vetting'] ELSE ARRAY['vetting'] END
  FROM app.reference_settings(p_edition) s
$$;

CREATE FUNCTION app.mail_is_held(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind IN ('on_hold', 'duress') AND f.lifted_on IS NULL)
$$;

-- Requests that came to nothing: said no, no answer in time, or given up for another person.
CREATE FUNCTION app.reference_failures(p_application uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM app.reference r WHERE r.application_id = p_application AND r.state IN ('declined', 'expired', 'replaced')
$$;

-- Writes a judged move: state, step, audit line, and what follows. Nobody but the functions below may call it.
CREATE FUNCTION app.reference_write(p_before app.reference, p_move text, p_to text, p_role text, p_actor uuid) RETURNS app.reference
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_after app.reference; v_link uuid; v_day date;
BEGIN
  UPDATE app.reference r SET state = p_to, version = r.version + 1 WHERE r.id = p_before.id RETURNING * INTO v_after;
  v_day := CASE WHEN p_role = 'applicant' THEN date_trunc('week', app.today())::date ELSE app.today() END;
  INSERT INTO app.reference_step (reference_id, version, move, from_state, to_state, role, actor_id, on_day)
    VALUES (v_after.id, v_after.version, p_move, p_before.state, p_to, p_role, p_actor, v_day);
  IF p_move IN ('replace', 'end', 'renew') THEN
    FOR v_link IN SELECT l.id FROM app.link l WHERE l.subject_id = v_after.id AND l.ended_on IS NULL AND l.used_on IS NULL LOOP
      PERFORM app.link_end(v_link);
    END LOOP;
  END IF;
  IF p_to IN ('answered', 'replaced', 'ended') THEN
    UPDATE app.staff_task t SET state = 'done' FROM app.link l WHERE l.subject_id = v_after.id AND t.link_id = l.id AND t.state = 'open';
  END IF;
  -- Somebody who has just agreed is not reminded of days that went by before.
  IF p_move = 'accept_again' THEN
    INSERT INTO app.reference_notice (reference_id, asked_on, after_days)
      SELECT v_after.id, v_after.asked_on, d FROM app.application a, app.reference_settings(a.edition_id) s, unnest(s.reminders) d
      WHERE a.id = v_after.application_id AND v_after.asked_on + d <= app.today() ON CONFLICT DO NOTHING;
  END IF;
  IF p_to IN ('declined', 'expired', 'replaced') AND app.reference_failures(v_after.application_id) >= 2
    AND NOT EXISTS (SELECT 1 FROM app.voucher v WHERE v.application_id = v_after.application_id) THEN
    INSERT INTO app.staff_task (kind, role, application_id) VALUES ('voucher_needed', 'vetting_lead', v_after.application_id) ON CONFLICT DO NOTHING;
  END IF;
  IF p_actor IS NULL THEN
    INSERT INTO audit.pending (verb, object_id) VALUES ('reference.' || p_move, v_after.id::text);
  ELSE
    PERFORM audit.append(p_actor, 'reference.' || p_move, v_after.id::text, '');
  END IF;
  RETURN v_after;
END $$;

-- The one writer of a reference's state for every door. Answers a code; unless it is 'ok' nothing was written.
CREATE FUNCTION app.reference_move(p_reference uuid, p_move text, p_role text, p_actor uuid, p_expected integer,
  OUT code text, OUT state text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.reference; v_edition uuid; v_to text;
BEGIN
  SELECT * INTO v_row FROM app.reference r WHERE r.id = p_reference FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  state := v_row.state; version := v_row.version;
  IF p_expected IS NOT NULL AND p_expected <> v_row.version THEN code := 'stale'; RETURN; END IF;
  SELECT m.code, m.to_state INTO code, v_to FROM app.subject_move('reference', v_row.state, p_move, p_role) m;
  SELECT a.edition_id INTO v_edition FROM app.application a WHERE a.id = v_row.application_id;
  IF (session_user = 'app_registration' AND p_role NOT IN ('applicant', 'referee')) OR (session_user = 'app_staff' AND p_role = 'referee')
    OR (p_role NOT IN ('applicant', 'referee', 'system') AND (p_actor IS NULL OR NOT app.holds_role(p_actor, v_edition, ARRAY[p_role]))) THEN
    code := 'move_not_allowed';
  END IF;
  IF code = 'ok' AND p_role = 'system' AND p_move = 'expire' THEN
    code := CASE WHEN app.mail_is_held(v_row.application_id) THEN 'held' WHEN app.today() <= v_row.expires_on THEN 'too_early' ELSE 'ok' END;
  END IF;
  IF code <> 'ok' THEN RETURN; END IF;
  SELECT w.state, w.version INTO state, version FROM app.reference_write(v_row, p_move, v_to, p_role, p_actor) w;
END $$;

-- A vetting lead of this edition whom no conflict keeps away.
CREATE FUNCTION app.leads_file(p_application app.application, p_actor uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.holds_role(p_actor, (p_application).edition_id, ARRAY['vetting_lead'])
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = (p_application).id AND c.account_id = p_actor)
$$;

-- Opens the request to one person; the link is made by the session that calls. 'noop': this person was asked already.
CREATE FUNCTION app.reference_ask(p_id uuid, p_application uuid, p_position integer, p_by_hand boolean, p_actor uuid,
  OUT code text, OUT expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_last app.reference;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application FOR UPDATE;
  IF NOT FOUND OR NOT app.leads_file(v_app, p_actor) THEN code := 'not_found'; RETURN; END IF;
  IF NOT v_app.state = ANY (app.reference_states(v_app.edition_id)) THEN code := 'move_not_allowed'; RETURN; END IF;
  IF app.mail_is_held(p_application) THEN code := 'held'; RETURN; END IF;
  SELECT * INTO v_last FROM app.reference r WHERE r.application_id = p_application AND r.position = p_position ORDER BY r.attempt DESC LIMIT 1;
  IF FOUND AND v_last.state NOT IN ('replaced', 'ended') THEN code := 'noop'; RETURN; END IF;
  SELECT app.today() + s.days INTO expires_on FROM app.reference_settings(v_app.edition_id) s;
  INSERT INTO app.reference (id, application_id, position, attempt, by_hand, expires_on)
    VALUES (p_id, p_application, p_position, coalesce(v_last.attempt, 0) + 1, p_by_hand, expires_on);
  INSERT INTO app.reference_step (reference_id, version, move, from_state, to_state, role, actor_id, on_day)
    VALUES (p_id, 1, 'ask', 'none', 'asked', 'vetting_lead', p_actor, app.today());
  UPDATE app.staff_task t SET state = 'done', done_by = p_actor
    WHERE t.application_id = p_application AND t.kind = 'referee_named' AND t.state = 'open';
  PERFORM audit.append(p_actor, 'reference.ask', p_id::text, p_position::text);
  code := 'ok';
END $$;

-- The same person is asked once more: old links are dead, whoever asked for a fresh one is answered by it.
CREATE FUNCTION app.reference_renew(p_reference uuid, p_by_hand boolean, p_actor uuid, p_expected integer, OUT code text, OUT expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application;
BEGIN
  SELECT a.* INTO v_app FROM app.application a JOIN app.reference r ON r.application_id = a.id WHERE r.id = p_reference FOR UPDATE OF a;
  IF NOT FOUND OR NOT app.leads_file(v_app, p_actor) THEN code := 'not_found'; RETURN; END IF;
  IF NOT v_app.state = ANY (app.reference_states(v_app.edition_id)) THEN code := 'move_not_allowed'; RETURN; END IF;
  IF app.mail_is_held(v_app.id) THEN code := 'held'; RETURN; END IF;
  SELECT m.code INTO code FROM app.reference_move(p_reference, 'renew', 'vetting_lead', p_actor, p_expected) m;
  IF code <> 'ok' THEN RETURN; END IF;
  UPDATE app.reference r SET asked_on = app.today(), expires_on = app.today() + s.days, by_hand = p_by_hand
    FROM app.reference_settings(v_app.edition_id) s WHERE r.id = p_reference RETURNING r.expires_on INTO expires_on;
  UPDATE app.staff_task t SET state = 'done', done_by = p_actor FROM app.link l
    WHERE l.subject_id = p_reference AND t.link_id = l.id AND t.kind = 'link_renewal' AND t.state = 'open';
END $$;

-- Notes the reminders that are due and answers the ones that were new; several missed make one mail. Nothing while the
-- person is on hold, while the file is not being looked at, or where a person hands the link over.
CREATE FUNCTION app.reference_notify(p_reference uuid, p_days integer[]) RETURNS integer[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.reference; v_new integer[];
BEGIN
  SELECT r.* INTO v_row FROM app.reference r JOIN app.application a ON a.id = r.application_id
    WHERE r.id = p_reference AND r.state = 'asked' AND NOT r.by_hand AND a.state IN ('screening', 'more_info', 'in_review', 'vetting')
      AND NOT app.mail_is_held(a.id) FOR UPDATE OF r;
  IF NOT FOUND THEN RETURN '{}'; END IF;
  WITH noted AS (INSERT INTO app.reference_notice (reference_id, asked_on, after_days) SELECT p_reference, v_row.asked_on, unnest(p_days)
    ON CONFLICT DO NOTHING RETURNING after_days)
  SELECT coalesce(array_agg(after_days ORDER BY after_days), '{}') INTO v_new FROM noted;
  IF v_new <> '{}' THEN
    INSERT INTO app.outbox (kind, class, link_id, subject_version) SELECT 'mail', 'reference_reminder', l.id, v_new[array_upper(v_new, 1)]
      FROM app.link l WHERE l.subject_id = p_reference AND app.link_alive(l) ON CONFLICT DO NOTHING;
  END IF;
  RETURN v_new;
END $$;

-- A voucher is the other way, open once two requests came to nothing, or where the applicant names nobody to be asked: that
-- is sealed, so the session that opened it says so.
CREATE FUNCTION app.voucher_enter(p_id uuid, p_application uuid, p_kind text, p_vouched_on date, p_actor uuid, p_names_nobody boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application FOR UPDATE;
  IF NOT FOUND OR NOT app.leads_file(v_app, p_actor) THEN RETURN 'not_found'; END IF;
  IF NOT v_app.state = ANY (app.reference_states(v_app.edition_id)) THEN RETURN 'move_not_allowed'; END IF;
  IF NOT p_names_nobody AND app.reference_failures(p_application) < 2 THEN RETURN 'two_failures_needed'; END IF;
  IF p_vouched_on > app.today() THEN RETURN 'day_ahead'; END IF;
  INSERT INTO app.voucher (id, application_id, kind, vouched_on, author_id) VALUES (p_id, p_application, p_kind, p_vouched_on, p_actor);
  UPDATE app.staff_task t SET state = 'done', done_by = p_actor
    WHERE t.application_id = p_application AND t.kind = 'voucher_needed' AND t.state = 'open';
  PERFORM audit.append(p_actor, 'voucher.entered', p_id::text, p_kind);
  RETURN 'ok';
END $$;

-- Leaving and every other end of an application ends its requests with it, in the same transaction whoever moved it; what
-- was answered stays with the file and goes when the file is erased. A trigger, so that no way of ending can forget it.
CREATE FUNCTION app.references_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.reference; v_owners uuid[];
BEGIN
  FOR v_row IN SELECT r.* FROM app.reference r JOIN app.lifecycle_move m ON m.subject = 'reference' AND m.from_state = r.state AND m.move = 'end'
      WHERE r.application_id = NEW.id AND (r.state <> 'answered' OR NEW.state = 'erased') ORDER BY r.id FOR UPDATE OF r LOOP
    PERFORM app.reference_write(v_row, 'end', 'ended', 'system', NULL);
  END LOOP;
  UPDATE app.staff_task SET state = 'done' WHERE application_id = NEW.id AND kind IN ('referee_named', 'voucher_needed') AND state = 'open';
  IF NEW.state = 'erased' THEN
    v_owners := ARRAY(SELECT r.id FROM app.reference r WHERE r.application_id = NEW.id UNION SELECT v.id FROM app.voucher v WHERE v.application_id = NEW.id);
    DELETE FROM wraps.dek_wrap WHERE record_id IN (SELECT id FROM sealed.record WHERE owner_id = ANY (v_owners));
    DELETE FROM sealed.record WHERE owner_id = ANY (v_owners);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER application_ends_references AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state IN ('withdrawn', 'erased', 'rejected', 'cancelled', 'declined', 'expired') AND NEW.state <> OLD.state)
  EXECUTE FUNCTION app.references_end();
