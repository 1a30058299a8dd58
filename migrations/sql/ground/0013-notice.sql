-- Events of one person may bear equal versions of different subjects; only mails are unique by person and version.
DROP INDEX app.outbox_once;
CREATE UNIQUE INDEX outbox_once ON app.outbox (class, application_id, subject_version) WHERE application_id IS NOT NULL AND kind = 'mail';
CREATE UNIQUE INDEX outbox_staff_once ON app.outbox (class, staff_account_id, subject_version) WHERE staff_account_id IS NOT NULL AND kind = 'mail';

-- Days counted from a fixed one: the version of a mail that may go once a day.
CREATE FUNCTION app.day_number(p_day date) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT p_day - date '2020-01-01' $$;

-- One digest a day: arms the reminders named and writes one mail and one inbox line for all of them together.
-- None while an earlier digest still waits to go out, and none to somebody who does not travel. Written from 04 to 16 UTC
-- only, so that two days' digests stay apart in every zone: each goes out at the next daytime there.
-- Answers how many were armed.
CREATE FUNCTION app.remind(p_participation uuid, p_tasks uuid[], p_schedules text[], p_references date[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_application uuid; v_count integer;
BEGIN
  SELECT p.application_id INTO v_application FROM app.participation p JOIN app.application a ON a.id = p.application_id
    JOIN app.journey j ON j.participation_id = p.id JOIN app.edition e ON e.id = p.edition_id
    WHERE p.id = p_participation AND a.state = 'confirmed' AND j.state NOT IN ('stopped', 'no_show', 'closed') AND e.departure_on + 60 >= app.today()
    FOR UPDATE OF p;
  IF NOT FOUND OR extract(hour FROM app.now() AT TIME ZONE 'UTC') NOT BETWEEN 4 AND 15
    OR EXISTS (SELECT 1 FROM app.reminder r WHERE r.participation_id = p_participation AND r.sent_on = app.today())
    OR EXISTS (SELECT 1 FROM app.outbox o WHERE o.application_id = v_application AND o.class = 'reminder_digest'
      AND o.state IN ('queued', 'deferred', 'claimed', 'handing_over')) THEN
    RETURN 0;
  END IF;
  INSERT INTO app.reminder (participation_id, task_id, schedule, reference_on)
    SELECT p_participation, t.id, r.schedule, r.reference_on FROM unnest(p_tasks, p_schedules, p_references) AS r(task_id, schedule, reference_on)
      JOIN app.task t ON t.id = r.task_id AND t.participation_id = p_participation AND t.state = 'open' AND t.escalated_on IS NULL
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  IF v_count > 0 THEN
    INSERT INTO app.outbox (kind, class, application_id, participation_id, subject_version)
      VALUES ('mail', 'reminder_digest', v_application, p_participation, app.day_number(app.today())) ON CONFLICT DO NOTHING;
    INSERT INTO app.message (application_id, kind, subject_version)
      VALUES (v_application, 'reminder_digest', app.day_number(app.today())) ON CONFLICT DO NOTHING;
  END IF;
  RETURN v_count;
END $$;

-- An overdue task is handed to a person once; after that nobody is reminded of it.
CREATE FUNCTION app.task_escalate(p_task uuid, p_role text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_task app.task;
BEGIN
  UPDATE app.task t SET escalated_on = app.today() WHERE t.id = p_task AND t.state = 'open' AND t.escalated_on IS NULL RETURNING * INTO v_task;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO app.staff_task (edition_id, kind, role, application_id, participation_id, task_id)
    SELECT p.edition_id, 'task_overdue', p_role, p.application_id, p.id, v_task.id FROM app.participation p WHERE p.id = v_task.participation_id
    ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- What was already said about one invitation, so that a job rung twice says it once.
CREATE TABLE app.invitation_notice (
  invitation_id uuid NOT NULL REFERENCES app.invitation,
  schedule text NOT NULL CHECK (schedule IN ('d3', 'd6', 'd7', 'not_reached')),
  on_day date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (invitation_id, schedule)
);

-- Notes the schedules that are due and answers the ones that were new. Several reminders missed make one mail.
CREATE FUNCTION app.invitation_notify(p_invitation uuid, p_schedules text[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_new text[];
BEGIN
  SELECT * INTO v_row FROM app.invitation i WHERE i.id = p_invitation AND i.outcome IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN '{}'; END IF;
  WITH noted AS (INSERT INTO app.invitation_notice (invitation_id, schedule) SELECT p_invitation, unnest(p_schedules)
    ON CONFLICT DO NOTHING RETURNING schedule)
  SELECT coalesce(array_agg(schedule ORDER BY schedule), '{}') INTO v_new FROM noted;
  IF v_new && ARRAY['d3', 'd6'] THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version)
      VALUES ('mail', 'answer_reminder', v_row.application_id, app.day_number(app.today())) ON CONFLICT DO NOTHING;
  END IF;
  INSERT INTO app.staff_task (edition_id, kind, role, application_id)
    SELECT a.edition_id, CASE s WHEN 'd7' THEN 'invitation_unanswered' ELSE 'invitation_not_reached' END, 'coordinator', a.id
    FROM app.application a, unnest(v_new) s WHERE a.id = v_row.application_id AND s IN ('d7', 'not_reached')
    ON CONFLICT DO NOTHING;
  RETURN v_new;
END $$;

-- Once a working day from 08 of their own zone: one neutral mail to each colleague for whom something waits.
CREATE FUNCTION app.staff_digest() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'staff_digest', a.id, app.day_number(l.local::date)
    FROM app.staff_account a, LATERAL (SELECT app.now() AT TIME ZONE a.zone AS local) l
    WHERE a.state = 'active' AND a.address IS NOT NULL AND extract(isodow FROM l.local) < 6 AND l.local::time BETWEEN '08:00' AND '17:59'
      AND EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND (r.ends_on IS NULL OR r.ends_on >= app.today()) AND (
        EXISTS (SELECT 1 FROM app.staff_task t WHERE t.role = r.role AND t.state = 'open' AND t.due_on <= app.today()
          AND (t.edition_id IS NULL OR t.edition_id = r.edition_id))
        OR (r.role = 'travel_desk' AND EXISTS (SELECT 1 FROM app.visa_case c JOIN app.participation p ON p.id = c.participation_id
          WHERE p.edition_id = r.edition_id AND c.waiting_for IS NOT NULL))))
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

-- As before, and a person who takes no mail is told of due travel tasks by the desk: all of them hold up the journey.
CREATE OR REPLACE FUNCTION app.outbox_told_otherwise(p_id uuid, p_claim uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.outbox;
BEGIN
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL, lease_until = NULL, settled_on = app.today()
    WHERE id = p_id AND claim = p_claim AND state = 'claimed' RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_row.class IN ('answer_waiting', 'question_waiting') THEN
    INSERT INTO app.staff_task (kind, role, outbox_id, application_id) VALUES ('tell_by_phone', 'coordinator', p_id, v_row.application_id)
      ON CONFLICT DO NOTHING;
    PERFORM app.invitation_stop(v_row.application_id);
  ELSIF v_row.class = 'reminder_digest' THEN
    INSERT INTO app.staff_task (kind, role, application_id, participation_id)
      VALUES ('tell_by_phone', 'travel_desk', v_row.application_id, v_row.participation_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN true;
END $$;
