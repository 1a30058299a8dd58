-- A personal link: one for each request to a referee and each invitation of a nominee. Its token stands in one mail and
-- nowhere else; here lies the hash. What the worker needs to mail it is a record of the link, sealed to the worker alone.
CREATE TABLE app.link (
  id uuid PRIMARY KEY,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  kind text NOT NULL CHECK (kind IN ('reference', 'nomination')),
  subject_id uuid NOT NULL,
  -- Whose hold, pause or withdrawal keeps its mails back; null for somebody who has no application yet.
  application_id uuid REFERENCES app.application,
  expires_on date NOT NULL,
  openings integer NOT NULL DEFAULT 0,
  used_on date, ended_on date
);
CREATE INDEX link_subject ON app.link (subject_id);
CREATE INDEX link_application ON app.link (application_id);

-- Opened by its button, a link gives a session of its own: no code, no file, one form.
CREATE TABLE app.link_session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  link_id uuid NOT NULL REFERENCES app.link ON DELETE CASCADE,
  sealed_keys bytea NOT NULL,
  idle_until timestamptz NOT NULL, ends_at timestamptz NOT NULL
);
CREATE INDEX link_session_link ON app.link_session (link_id);
CREATE INDEX link_session_end ON app.link_session (ends_at);

ALTER TABLE app.outbox ADD COLUMN link_id uuid;
CREATE UNIQUE INDEX outbox_link_once ON app.outbox (class, link_id, subject_version) WHERE link_id IS NOT NULL AND kind = 'mail';
CREATE INDEX outbox_link ON app.outbox (link_id) WHERE link_id IS NOT NULL;

-- Unknown, used, ended and expired are one answer: nothing.
CREATE FUNCTION app.link_alive(p_link app.link) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (p_link).used_on IS NULL AND (p_link).ended_on IS NULL AND app.today() <= (p_link).expires_on
$$;

-- For the page with one button. Counts the opening for staff; uses nothing up.
CREATE FUNCTION app.link_look(p_hash bytea) RETURNS TABLE (kind text, expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY UPDATE app.link l SET openings = l.openings + 1 WHERE l.hash = p_hash AND app.link_alive(l) RETURNING l.kind, l.expires_on;
END $$;

-- The button: a session for the form behind the link. May be pressed again until the link is used up.
CREATE FUNCTION app.link_start(p_hash bytea, p_token bytea, p_sealed_keys bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_link app.link;
BEGIN
  DELETE FROM app.link_session WHERE ends_at < app.now() - interval '12 hours';
  SELECT * INTO v_link FROM app.link l WHERE l.hash = p_hash AND app.link_alive(l) FOR SHARE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO app.link_session (token_hash, link_id, sealed_keys, idle_until, ends_at)
    VALUES (p_token, v_link.id, p_sealed_keys, app.now() + interval '4 hours', app.now() + interval '12 hours');
  RETURN v_link.kind;
END $$;

-- The live session's link, alive itself, with what its holder may see. `shown_body` opens with the key the token gives.
CREATE FUNCTION app.link_session_find(p_token bytea) RETURNS TABLE (link_id uuid, kind text, subject_id uuid, expires_on date, sealed_keys bytea,
  shown_body bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.link_session s SET idle_until = least(s.ends_at, app.now() + interval '4 hours')
    WHERE s.token_hash = p_token AND s.idle_until > app.now() AND s.idle_until < least(s.ends_at, app.now() + interval '3 hours 59 minutes');
  RETURN QUERY SELECT l.id, l.kind, l.subject_id, l.expires_on, s.sealed_keys, r.body
    FROM app.link_session s JOIN app.link l ON l.id = s.link_id
      LEFT JOIN sealed.record r ON r.owner_id = l.id AND r.schema_id = 'link.shown'
    WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now() AND app.link_alive(l);
END $$;

CREATE FUNCTION app.link_session_end(p_token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DELETE FROM app.link_session WHERE token_hash = p_token $$;

-- Somebody holds an expired link and asks for a fresh one: a person's task, since only a staff session can make it. The
-- answer is nothing in every case.
CREATE FUNCTION app.link_renew(p_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.staff_task (kind, role, application_id, link_id)
    SELECT 'link_renewal', CASE l.kind WHEN 'reference' THEN 'vetting_lead' ELSE 'coordinator' END, l.application_id, l.id
    FROM app.link l WHERE l.hash = p_hash AND l.used_on IS NULL AND l.ended_on IS NULL AND app.today() > l.expires_on
    ON CONFLICT DO NOTHING;
END $$;

ALTER TABLE app.staff_task ADD COLUMN link_id uuid;
DROP INDEX app.staff_task_once;
CREATE UNIQUE INDEX staff_task_once ON app.staff_task (kind, application_id, participation_id, task_id, outbox_id, link_id)
  NULLS NOT DISTINCT WHERE state = 'open';

-- What the worker mails a link from; nothing once the link is over. Held with the person it is about.
CREATE FUNCTION app.link_mailbox(p_link uuid, p_recipient bytea)
RETURNS TABLE (version integer, body bytea, wrap bytea, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.version, r.body, w.wrap,
    EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = l.application_id AND f.kind IN ('on_hold', 'duress') AND f.lifted_on IS NULL)
  FROM app.link l JOIN sealed.record r ON r.owner_id = l.id AND r.schema_id = 'link.mailbox'
    JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
  WHERE l.id = p_link AND app.link_alive(l)
$$;

-- Ends a link for good: its sessions, what could be mailed and shown, and mails not yet gone.
CREATE FUNCTION app.link_end(p_link uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.link SET ended_on = app.today() WHERE id = p_link AND ended_on IS NULL;
  DELETE FROM app.link_session WHERE link_id = p_link;
  DELETE FROM sealed.record WHERE owner_id = p_link;
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL WHERE link_id = p_link AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed');
END $$;

-- As before, and the links about the person end with the file.
CREATE OR REPLACE FUNCTION app.application_forget(p_application uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_link uuid;
BEGIN
  FOR v_link IN SELECT id FROM app.link WHERE application_id = p_application LOOP
    PERFORM app.link_end(v_link);
    UPDATE app.link SET application_id = NULL WHERE id = v_link;
  END LOOP;
  DELETE FROM wraps.dek_wrap WHERE record_id IN (SELECT id FROM sealed.record WHERE owner_id = p_application);
  DELETE FROM sealed.record WHERE owner_id = p_application;
  DELETE FROM sealed.draft WHERE application_id = p_application;
  DELETE FROM app.session WHERE application_id = p_application;
  DELETE FROM app.access WHERE application_id = p_application;
  DELETE FROM app.message WHERE application_id = p_application;
  DELETE FROM app.contact_index WHERE application_id = p_application;
  UPDATE app.outbox SET state = 'withdrawn', application_id = NULL, participation_id = NULL, claim = NULL
    WHERE application_id = p_application AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed');
  UPDATE app.outbox SET application_id = NULL, participation_id = NULL WHERE application_id = p_application AND kind = 'mail' AND state <> 'handing_over';
END $$;
