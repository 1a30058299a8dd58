-- Whether the newest judgement of contact is that it is not safe.
CREATE FUNCTION app.contact_is_unsafe(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT f.verdict = 'not_safe' FROM app.harm_finding f WHERE f.application_id = p_application AND f.item = 'contact'
    ORDER BY f.nth DESC LIMIT 1), false)
$$;

-- No automatic mail goes to this person: somebody still has to judge, or judged that contact is not safe.
CREATE FUNCTION app.mail_is_kept(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.harm_is_open(p_application) OR app.contact_is_unsafe(p_application)
$$;

-- The day on which somebody was asked to tell the person otherwise what a kept mail was about; asked once for each mail.
ALTER TABLE app.outbox ADD COLUMN told_on date;

-- An answer, a question, a travel task: the person hears of it in another way, and the clock of an answer waits for that.
CREATE FUNCTION app.outbox_tell_otherwise(p_row app.outbox) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_row.told_on IS NOT NULL THEN RETURN; END IF;
  UPDATE app.outbox SET told_on = app.today() WHERE id = p_row.id;
  IF p_row.class IN ('answer_waiting', 'question_waiting') THEN
    INSERT INTO app.staff_task (kind, role, outbox_id, application_id) VALUES ('tell_by_phone', 'coordinator', p_row.id, p_row.application_id)
      ON CONFLICT DO NOTHING;
    PERFORM app.invitation_stop(p_row.application_id);
  ELSIF p_row.class = 'reminder_digest' THEN
    INSERT INTO app.staff_task (kind, role, application_id, participation_id)
      VALUES ('tell_by_phone', 'travel_desk', p_row.application_id, p_row.participation_id) ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- As before, and what was kept for contact alone is told otherwise.
CREATE OR REPLACE FUNCTION app.outbox_claim(p_id uuid, p_attempt integer, p_claim uuid, p_lease_seconds integer) RETURNS SETOF app.outbox
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.outbox; v_person uuid;
BEGIN
  SELECT * INTO v_row FROM app.outbox o WHERE o.id = p_id AND o.attempt = p_attempt AND o.state IN ('queued', 'deferred') AND o.due_at <= app.now() FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  v_person := CASE WHEN v_row.kind = 'mail' THEN app.person_of(v_row) END;
  IF v_person IS NOT NULL AND app.mail_is_kept(v_person) THEN
    UPDATE app.outbox SET state = 'queued', due_at = app.now() + interval '15 minutes' WHERE id = p_id;
    IF NOT app.harm_is_open(v_person) THEN
      PERFORM app.outbox_tell_otherwise(v_row);
      RETURN;
    END IF;
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) SELECT a.edition_id, k.kind, k.role, a.id
      FROM app.application a, (VALUES ('mail_waits_harm', 'vetting_lead'), ('mail_waits_harm_officer', 'security_officer')) k (kind, role)
      WHERE a.id = v_person ON CONFLICT DO NOTHING;
    RETURN;
  END IF;
  RETURN QUERY UPDATE app.outbox SET state = 'claimed', claim = p_claim, lease_until = app.now() + make_interval(secs => p_lease_seconds)
    WHERE id = p_id RETURNING *;
END $$;

-- As before, for whatever keeps the mail.
CREATE OR REPLACE FUNCTION app.outbox_mark(p_id uuid, p_claim uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.outbox o SET state = 'queued', claim = NULL, lease_until = NULL, due_at = app.now() + interval '15 minutes'
    WHERE o.id = p_id AND o.claim = p_claim AND o.state = 'claimed' AND coalesce(app.mail_is_kept(app.person_of(o)), false);
  IF FOUND THEN RETURN false; END IF;
  UPDATE app.outbox o SET state = 'handing_over' WHERE o.id = p_id AND o.claim = p_claim AND o.state = 'claimed' AND o.lease_until > app.now();
  RETURN FOUND;
END $$;

-- The last open item is closed: what waited is looked at now. Where contact is safe it goes, and nobody need tell the person otherwise;
-- where it is not, somebody is asked to.
CREATE OR REPLACE FUNCTION app.harm_lets_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.verdict = 'open' OR app.harm_is_open(NEW.application_id) THEN RETURN NULL; END IF;
  UPDATE app.outbox o SET due_at = app.now() WHERE o.kind = 'mail' AND o.state = 'queued' AND app.person_of(o) = NEW.application_id;
  IF FOUND THEN NOTIFY outbox; END IF;
  UPDATE app.staff_task SET state = 'done' WHERE application_id = NEW.application_id
    AND kind IN ('mail_waits_harm', 'mail_waits_harm_officer') AND state = 'open';
  IF app.contact_is_unsafe(NEW.application_id) THEN RETURN NULL; END IF;
  UPDATE app.staff_task t SET state = 'done' FROM app.outbox o WHERE t.application_id = NEW.application_id AND t.state = 'open'
    AND t.kind = 'tell_by_phone' AND o.id = t.outbox_id AND o.state = 'queued';
  UPDATE app.outbox o SET told_on = NULL WHERE o.told_on IS NOT NULL AND o.state = 'queued' AND app.person_of(o) = NEW.application_id;
  RETURN NULL;
END $$;
