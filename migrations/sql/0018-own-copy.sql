-- What a person keeps and changes after sending, and what they are told while they wait.

-- The kept copy: one record sealed under the key the code gives, without any wrap.
CREATE FUNCTION app.own_copy(p_token bytea) RETURNS TABLE (version integer, body bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.version, r.body FROM sealed.record r WHERE r.owner_id = app.own_id(p_token) AND r.compartment = 'applicant' AND r.schema_id = 'copy'
  ORDER BY r.version DESC LIMIT 1
$$;

CREATE FUNCTION app.copy_forget(p_application uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM sealed.record WHERE owner_id = p_application AND compartment = 'applicant' AND schema_id = 'copy';
  RETURN FOUND;
END $$;

CREATE FUNCTION app.own_copy_remove(p_token bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token);
BEGIN
  PERFORM 1 FROM app.application WHERE id = v_id FOR UPDATE;
  IF NOT app.copy_forget(v_id) THEN RETURN false; END IF;
  INSERT INTO audit.pending (verb, object_id) VALUES ('copy.removed', v_id::text);
  RETURN true;
END $$;

-- Sensitive papers open only while the code was typed again in this session, for ten minutes.
ALTER TABLE app.session ADD COLUMN code_again_until timestamptz;

CREATE FUNCTION app.own_code_again(p_token bytea, p_lookup bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.session s SET code_again_until = app.now() + interval '10 minutes' FROM app.access c
    WHERE s.token_hash = p_token AND s.application_id = app.own_id(p_token) AND c.application_id = s.application_id AND c.lookup = p_lookup;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO audit.pending (verb, object_id) VALUES ('code.typed', app.own_id(p_token)::text);
  RETURN true;
END $$;

CREATE FUNCTION app.own_code_is_fresh(p_token bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.session s WHERE s.token_hash = p_token AND s.application_id = app.own_id(p_token) AND s.code_again_until > app.now())
$$;

-- Replaced sections: which, when (a week), in which compartments, and which of those the file's readers do not hold yet.
-- `number` counts the versions of the whole file; 1 is what was sent. Records bear `<compartment>.section.<section>` and `version`.
CREATE TABLE app.section_version (
  application_id uuid NOT NULL REFERENCES app.application,
  number integer NOT NULL CHECK (number > 1),
  section text NOT NULL,
  version integer NOT NULL CHECK (version > 1),
  compartments text[] NOT NULL,
  unshared text[] NOT NULL DEFAULT '{}',
  -- Version of the file's row at that moment: tells whether it answers the question that is open.
  file_version integer NOT NULL,
  on_week date NOT NULL,
  PRIMARY KEY (application_id, number),
  UNIQUE (application_id, section, version)
);

-- Number of the newest version that changed the profile: a review is bound to it.
CREATE FUNCTION app.profile_number(p_application uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(max(number), 1) FROM app.section_version WHERE application_id = p_application AND 'profile' = ANY (compartments)
$$;

-- May this section be replaced now? The table of states says: everything until screening starts, then contact and safety;
-- while a question is open, what it names, and contact. `p_kind`: contact, safety, short_notice or other.
CREATE FUNCTION app.may_replace(p_state text, p_open text[], p_section text, p_kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_state = 'submitted' THEN p_kind <> 'short_notice'
    WHEN p_state = 'more_info' THEN p_kind = 'contact' OR p_section = ANY (p_open)
    WHEN p_state = 'waitlisted' THEN p_kind IN ('contact', 'safety', 'short_notice')
    WHEN p_state IN ('screening', 'in_review', 'vetting', 'board', 'invited', 'confirmed') THEN p_kind IN ('contact', 'safety')
    ELSE false END
$$;

-- What replacing needs to know: the state, the open question, the versions to come, and what is sealed to the caller alone.
CREATE FUNCTION app.own_replacing(p_token bytea) RETURNS TABLE (state text, version integer, open_sections text[], answer_by date,
  mailbox_version integer, display_version integer, display_body bytea, copy_version integer, copy_body bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.state, a.version, a.open_sections,
    CASE WHEN a.state = 'more_info' THEN (SELECT h.on_day + e.question_days - 1 FROM app.history h
      WHERE h.application_id = a.id AND h.move = 'ask' ORDER BY h.version DESC LIMIT 1) END,
    (SELECT max(m.version) FROM sealed.record m WHERE m.owner_id = a.id AND m.schema_id = 'contact.mailbox'),
    d.version, d.body, c.version, c.body
  FROM app.application a JOIN app.edition e ON e.id = a.edition_id
    LEFT JOIN LATERAL (SELECT r.version, r.body FROM sealed.record r WHERE r.owner_id = a.id AND r.schema_id = 'display' AND r.compartment = 'applicant'
      ORDER BY r.version DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL app.own_copy(p_token) c ON true
  WHERE a.id = app.own_id(p_token)
$$;

CREATE FUNCTION app.own_section_versions(p_token bytea) RETURNS TABLE (section text, version integer, on_week date, answers_question boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT ON (v.section) v.section, v.version, v.on_week, a.state = 'more_info' AND v.file_version = a.version
  FROM app.application a JOIN app.section_version v ON v.application_id = a.id WHERE a.id = app.own_id(p_token)
  ORDER BY v.section, v.version DESC
$$;

-- The records a mail may be addressed from, newest first: a later version says only what has changed.
CREATE OR REPLACE FUNCTION app.mailbox_record(p_application uuid, p_recipient bytea)
RETURNS TABLE (record_id uuid, schema_id text, version integer, body bytea, wrap bytea, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, r.schema_id, r.version, r.body, w.wrap,
    EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind IN ('on_hold', 'duress') AND f.lifted_on IS NULL)
  FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
  WHERE r.owner_id = p_application AND r.schema_id = 'contact.mailbox' ORDER BY r.version DESC
$$;

-- Who must be handed a new version: a task for the role whose keys open it, once while it is open.
CREATE FUNCTION app.share_ask(p_application app.application, p_unshared text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.staff_task (edition_id, kind, role, application_id)
  SELECT (p_application).edition_id, t.kind, t.role, (p_application).id
  FROM (VALUES ('share_changes', 'coordinator', ARRAY['contact', 'profile', 'balance']),
    ('share_changes_lead', 'vetting_lead', ARRAY['risk', 'references'])) t (kind, role, kept)
  WHERE t.kept && p_unshared ON CONFLICT DO NOTHING
$$;

-- A new version of one section. The version seen, the records to come and the copy are judged under the file's lock.
-- `p_tell_old`: mail goes to another address from now on; the old one is told by a last neutral mail, and a broken channel counts as mended.
-- Answers ok, not_found, move_not_allowed, stale.
CREATE FUNCTION app.own_section_replace(p_token bytea, p_section text, p_kind text, p_seen integer, p_tell_old boolean, p_ids uuid[], p_compartments text[],
  p_schemas text[], p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[],
  OUT code text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_number integer; v_parts text[]; v_unshared text[]; v_digest bytea;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) FOR UPDATE;
  IF NOT FOUND OR v_app.state = 'draft' THEN code := 'not_found'; RETURN; END IF;
  IF NOT app.may_replace(v_app.state, v_app.open_sections, p_section, p_kind) THEN code := 'move_not_allowed'; RETURN; END IF;
  IF p_seen <> (SELECT coalesce(max(s.version), 1) FROM app.section_version s WHERE s.application_id = v_app.id AND s.section = p_section)
    OR EXISTS (SELECT 1 FROM unnest(p_schemas, p_record_versions) n (schema_id, version) JOIN sealed.record r
      ON r.owner_id = v_app.id AND r.schema_id = n.schema_id AND r.version >= n.version AND r.author_id IS NULL)
    OR ('copy' = ANY (p_schemas)) <> EXISTS (SELECT 1 FROM app.own_copy(p_token)) THEN
    code := 'stale'; RETURN;
  END IF;
  SELECT coalesce(max(s.number), 1) + 1 INTO v_number FROM app.section_version s WHERE s.application_id = v_app.id;
  SELECT array_agg(DISTINCT c.name) INTO v_parts FROM unnest(p_compartments, p_schemas) c (name, schema_id) WHERE c.schema_id LIKE '%.section.%';
  SELECT coalesce(array_agg(DISTINCT c.name), '{}') INTO v_unshared FROM unnest(v_parts) c (name)
    WHERE EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = v_app.id AND s.ended_on IS NULL AND c.name = ANY (s.compartments));
  version := p_seen + 1;
  INSERT INTO app.section_version (application_id, number, section, version, compartments, unshared, file_version, on_week)
    VALUES (v_app.id, v_number, p_section, version, coalesce(v_parts, '{}'), v_unshared, v_app.version, date_trunc('week', app.today())::date);
  -- Of what is sealed to the person alone only the newest stays.
  DELETE FROM sealed.record r WHERE r.owner_id = v_app.id AND r.compartment = 'applicant' AND r.schema_id IN ('copy', 'display')
    AND r.schema_id = ANY (p_schemas);
  v_digest := app.records_add(v_app.id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('application.replaced', v_app.id::text, v_digest);
  IF 'contact.mailbox' = ANY (p_schemas) THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('event', 'application.contact_changed', v_app.id, v_number);
  END IF;
  IF p_tell_old THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version)
      SELECT 'mail', 'contact_changed', v_app.id, n.version - 1 FROM unnest(p_schemas, p_record_versions) n (schema_id, version)
      WHERE n.schema_id = 'contact.mailbox' ON CONFLICT DO NOTHING;
    UPDATE app.flag f SET lifted_on = app.today() WHERE f.application_id = v_app.id AND f.kind = 'contact_broken' AND f.lifted_on IS NULL;
  END IF;
  PERFORM app.share_ask(v_app, v_unshared);
  code := 'ok';
END $$;

-- A keeper handed these compartments' new versions to everybody who reads them; tasks with nothing left are done.
CREATE FUNCTION app.sections_shared(p_application uuid, p_compartments text[], p_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_left text[];
BEGIN
  UPDATE app.section_version SET unshared = ARRAY(SELECT c FROM unnest(unshared) c WHERE c <> ALL (p_compartments))
    WHERE application_id = p_application AND unshared && p_compartments;
  SELECT coalesce(array_agg(DISTINCT c), '{}') INTO v_left FROM app.section_version s, unnest(s.unshared) c WHERE s.application_id = p_application;
  UPDATE app.staff_task t SET state = 'done', done_by = p_account WHERE t.application_id = p_application AND t.state = 'open' AND (
    (t.kind = 'share_changes' AND NOT v_left && ARRAY['contact', 'profile', 'balance'])
    OR (t.kind = 'share_changes_lead' AND NOT v_left && ARRAY['risk', 'references']));
END $$;

-- The text of a question, a record sealed to the person, joins the inbox line its move has written.
CREATE FUNCTION app.message_say(p_application uuid, p_version integer, p_record uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.message SET record_id = p_record WHERE application_id = p_application AND kind = 'question_waiting'
    AND subject_version = p_version AND record_id IS NULL;
  RETURN FOUND;
END $$;

-- "Send my answer": back to where the question came from, once a named section was replaced. Pressed twice it is sent once.
CREATE FUNCTION app.own_answer(p_token bytea, OUT code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF v_app.state <> 'more_info' THEN
    code := CASE WHEN (SELECT h.move = 'answer' AND h.role = 'applicant' FROM app.history h WHERE h.application_id = v_app.id ORDER BY h.version DESC LIMIT 1)
      THEN 'noop' ELSE 'move_not_allowed' END;
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM app.section_version s WHERE s.application_id = v_app.id AND s.file_version = v_app.version
      AND s.section = ANY (v_app.open_sections)) THEN
    code := 'nothing_answered'; RETURN;
  END IF;
  SELECT m.code INTO code FROM app.application_move(v_app.id, 'answer', 'applicant') m;
END $$;

-- What a move takes with it: an answered question closes its sections; a decision, or leaving, ends the kept copy.
CREATE FUNCTION app.history_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.move = 'answer' THEN UPDATE app.application SET open_sections = '{}' WHERE id = NEW.application_id; END IF;
  IF NEW.to_state NOT IN ('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board') THEN
    PERFORM app.copy_forget(NEW.application_id);
  END IF;
  IF NEW.to_state = 'erased' THEN DELETE FROM app.section_version WHERE application_id = NEW.application_id; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER history_follows AFTER INSERT ON app.history FOR EACH ROW EXECUTE FUNCTION app.history_follow();

-- What the undecided are told when a wave enters a phase: the phase, its last day, and about how many people wait.
CREATE TABLE app.phase_notice (
  edition_id uuid NOT NULL REFERENCES app.edition,
  wave text NOT NULL,
  phase text NOT NULL CHECK (phase IN ('screening', 'review', 'board', 'release')),
  until_on date,
  -- Rounded before it is written; null when there are too few to name a number.
  about integer CHECK (about >= 5),
  on_day date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (edition_id, wave, phase)
);

CREATE FUNCTION app.phase_place(p_phase text) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT array_position(ARRAY['screening', 'review', 'board', 'release'], p_phase) $$;

-- One line and one mail for each undecided person of the wave, once for each phase. False when it was said before.
CREATE FUNCTION app.phase_notify(p_edition uuid, p_wave text, p_phase text, p_about integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_undecided constant text[] := ARRAY['submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board'];
BEGIN
  INSERT INTO app.phase_notice (edition_id, wave, phase, until_on, about)
    SELECT p.edition_id, p.wave, p.kind, p.ends_on, p_about FROM app.phase p WHERE p.edition_id = p_edition AND p.wave = p_wave AND p.kind = p_phase
      AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today())
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO app.message (application_id, kind, subject_version)
    SELECT a.id, 'phase_notice', app.phase_place(p_phase) FROM app.application a
    WHERE a.edition_id = p_edition AND a.wave = p_wave AND a.state = ANY (v_undecided) ON CONFLICT DO NOTHING;
  INSERT INTO app.outbox (kind, class, application_id, subject_version)
    SELECT 'mail', 'phase_notice', a.id, app.phase_place(p_phase) FROM app.application a
    WHERE a.edition_id = p_edition AND a.wave = p_wave AND a.state = ANY (v_undecided) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

CREATE FUNCTION app.own_notices(p_token bytea) RETURNS TABLE (subject_version integer, phase text, until_on date, about integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.phase_place(n.phase), n.phase, n.until_on, n.about FROM app.application a
    JOIN app.phase_notice n ON n.edition_id = a.edition_id AND n.wave = a.wave WHERE a.id = app.own_id(p_token)
$$;

-- Day by which to look in again: the end of the phase the wave is in, or of its first one to come, and some days after it.
-- Without planned phases the end of the call stands for the phase. Null where an answer, a question or an end says what comes.
CREATE FUNCTION app.look_in_by(p_application uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT p.ends_on FROM app.phase p WHERE p.edition_id = a.edition_id AND p.wave = a.wave AND p.ends_on >= app.today()
      ORDER BY p.starts_on LIMIT 1), greatest((e.closes_at AT TIME ZONE 'UTC')::date, app.today()))
    + coalesce((e.settings->>'look_in_days')::integer, 7)
  FROM app.application a JOIN app.edition e ON e.id = a.edition_id
  WHERE a.id = p_application AND a.state IN ('draft', 'submitted', 'screening', 'in_review', 'vetting', 'board', 'waitlisted')
$$;

CREATE FUNCTION app.own_look_in(p_token bytea) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT app.look_in_by(app.own_id(p_token)) $$;
