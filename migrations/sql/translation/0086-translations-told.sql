-- Number of the profile's version that what is written is a translation of: asked again, the extract is made anew, and the text is not.
-- An archived edition takes no writes: what is there is no act in it.
ALTER TABLE app.translation ADD COLUMN written_number integer;
ALTER TABLE app.translation DISABLE TRIGGER archive_guards;
UPDATE app.translation SET written_number = profile_number WHERE version > 0;
ALTER TABLE app.translation ENABLE TRIGGER archive_guards;

-- Translations of files that are still read, with their translator's hold on the file. `is_owed`: nothing is written of the extract
-- they have; `is_old`: the person has written again since the extract was made.
CREATE VIEW app.translation_standing WITH (security_invoker = true) AS
  SELECT t.application_id, t.section, t.account_id, a.edition_id, coalesce(s.is_live, false) AS is_live, coalesce(s.is_lost, false) AS is_lost,
    coalesce(t.written_number < t.profile_number, true) AS is_owed, t.profile_number < n.number AS is_old,
    coalesce(t.written_number >= n.number, false) AS is_written
  FROM app.translation t JOIN app.application a ON a.id = t.application_id JOIN app.edition e ON e.id = a.edition_id
    CROSS JOIN LATERAL (SELECT app.profile_number(a.id) AS number) n
    CROSS JOIN LATERAL (SELECT bool_or(g.ended_on IS NULL AND g.assigned_on <= t.asked_on) AS is_live,
        bool_or(g.ended_why IN ('conflict', 'left', 'role_ended', 'role_over', 'key_over')) AS is_lost
      FROM app.assignment g WHERE g.application_id = t.application_id AND g.account_id = t.account_id AND g.role = 'translator') s
  WHERE e.archived_on IS NULL AND a.state IN ('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board');

-- What a translator's home shows them: what they have to write, and what is out of date.
CREATE VIEW app.translation_waiting WITH (security_invoker = true) AS
  SELECT t.application_id, t.account_id, t.edition_id, t.section, t.is_owed, t.is_old FROM app.translation_standing t
  WHERE t.is_live AND (t.is_owed OR t.is_old) AND app.holds_role(t.account_id, t.edition_id, ARRAY['translator'])
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = t.application_id AND c.account_id = t.account_id);

-- Pages that were asked for, are written by nobody as the person has them now, and are with no translator as they are now. What a
-- keeper took away by hand was not lost.
CREATE VIEW app.translation_missing WITH (security_invoker = true) AS
  SELECT t.application_id, t.section FROM app.translation_standing t
  GROUP BY t.application_id, t.section
  HAVING bool_or(t.is_live OR t.is_lost) AND NOT bool_or(t.is_written OR (t.is_live AND NOT t.is_old));

-- Calls for a translator, or ends the call. What somebody took off the list by hand comes back with news, or once it was no longer so
-- in between. Whoever was asking hears nothing more of a file that is no longer read.
CREATE FUNCTION app.translations_settle(p_application uuid, p_is_news boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM app.translation t WHERE t.application_id = p_application) THEN RETURN; END IF;
  IF EXISTS (SELECT 1 FROM app.translation_missing m WHERE m.application_id = p_application) THEN
    INSERT INTO app.staff_task (edition_id, kind, role, application_id)
      SELECT a.edition_id, 'translator_needed', 'coordinator', a.id FROM app.application a WHERE a.id = p_application
        AND (p_is_news OR NOT EXISTS (SELECT 1 FROM app.staff_task t
          WHERE t.application_id = a.id AND t.kind = 'translator_needed' AND t.done_by IS NOT NULL))
      ON CONFLICT DO NOTHING;
  ELSE
    UPDATE app.staff_task SET state = 'done', done_by = NULL
      WHERE application_id = p_application AND kind = 'translator_needed' AND (state = 'open' OR done_by IS NOT NULL);
  END IF;
  UPDATE app.staff_task SET state = 'done' WHERE application_id = p_application AND state = 'open'
    AND kind IN ('translation_written', 'translation_written_lead')
    AND NOT EXISTS (SELECT 1 FROM app.translation_standing s WHERE s.application_id = p_application);
END $$;

CREATE FUNCTION app.translations_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.translations_settle((to_jsonb(NEW) ->> TG_ARGV[0])::uuid, TG_ARGV[1]::boolean);
  RETURN NULL;
END $$;
CREATE TRIGGER translations_changed AFTER INSERT OR UPDATE OF profile_number, written_number ON app.translation FOR EACH ROW
  EXECUTE FUNCTION app.translations_changed('application_id', 'false');
CREATE TRIGGER translations_lost AFTER UPDATE OF ended_on ON app.assignment FOR EACH ROW
  WHEN (NEW.role = 'translator' AND OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL)
  EXECUTE FUNCTION app.translations_changed('application_id', 'true');
CREATE TRIGGER translations_old AFTER INSERT ON app.section_version FOR EACH ROW WHEN ('profile' = ANY (NEW.compartments))
  EXECUTE FUNCTION app.translations_changed('application_id', 'true');
CREATE TRIGGER translations_read AFTER UPDATE OF state ON app.application FOR EACH ROW WHEN (OLD.state <> NEW.state)
  EXECUTE FUNCTION app.translations_changed('id', 'false');

-- What was lost before.
DO $$ BEGIN
  PERFORM app.translations_settle(m.id, true) FROM (SELECT DISTINCT application_id AS id FROM app.translation_missing) m;
END $$;

-- What was asked for is there: whoever asked finds it among what waits for them, by the role in which they ask.
CREATE FUNCTION app.translation_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.staff_task (edition_id, kind, role, application_id)
    SELECT a.edition_id, k.kind, k.role, a.id FROM app.application a
      JOIN (VALUES (true, 'translation_written', 'coordinator'), (false, 'translation_written_lead', 'vetting_lead')) k (is_coordinator, kind, role)
        ON k.is_coordinator = app.holds_role(NEW.asked_by, a.edition_id, ARRAY['coordinator'])
    WHERE a.id = NEW.application_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER translation_written AFTER UPDATE OF written_number ON app.translation FOR EACH ROW
  WHEN (NEW.written_number IS DISTINCT FROM OLD.written_number) EXECUTE FUNCTION app.translation_written();

-- As before, and that a translation is there is told to whoever asked for it.
CREATE OR REPLACE VIEW app.told_task WITH (security_invoker = true) AS
  SELECT t.id, t.kind, t.role, t.due_on, CASE WHEN r.zone IS NULL THEN t.participation_id END AS participation_id,
    CASE WHEN r.zone IS NULL THEN t.task_id END AS task_id, r.account_id, r.edition_id,
    CASE WHEN k.is_told AND r.zone IS NULL THEN t.application_id END AS application_id
  FROM app.staff_task t JOIN app.told_role r ON r.role = t.role AND (r.zone IS NULL OR app.now() AT TIME ZONE r.zone
      >= t.due_on + CASE extract(isodow FROM t.due_on) WHEN 5 THEN 3 WHEN 6 THEN 2 ELSE 1 END + time '12:00')
    LEFT JOIN app.application a ON a.id = t.application_id
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM app.staff_role l WHERE l.account_id = r.account_id AND l.edition_id = r.edition_id
        AND l.role = 'vetting_lead' AND (l.ends_on IS NULL OR l.ends_on >= app.today()))
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = r.account_id) AS is_told) k
  WHERE t.state = 'open' AND coalesce(t.edition_id, a.edition_id, r.edition_id) = r.edition_id
    AND (k.is_told OR (t.kind = 'quiet_signal' AND r.zone IS NULL))
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = r.account_id)
    AND (t.kind NOT IN ('third_reader_needed', 'reader_abstained') OR (a.state = 'in_review' AND NOT EXISTS (
      SELECT 1 FROM app.assignment g WHERE g.application_id = a.id AND g.account_id = r.account_id AND g.role = 'reviewer' AND g.ended_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state = 'submitted')
        AND NOT (EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = r.account_id
            AND o.opinion IN ('asked', 'agree'))
          AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state <> 'abstained')))))
    AND (t.kind <> 'place_to_pass_on' OR app.next_in_queue(r.edition_id, false, r.account_id) IS NOT NULL)
    AND (t.kind NOT IN ('translation_written', 'translation_written_lead') OR EXISTS (SELECT 1 FROM app.translation x
      WHERE x.application_id = a.id AND x.asked_by = r.account_id AND x.version > 0));

-- As before, and what a translator has to write counts.
CREATE OR REPLACE FUNCTION app.staff_digest() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'staff_digest', a.id, app.day_number(l.local::date)
    FROM app.staff_account a, LATERAL (SELECT app.now() AT TIME ZONE a.zone AS local) l
    WHERE a.state = 'active' AND a.address IS NOT NULL AND extract(isodow FROM l.local) < 6 AND l.local::time BETWEEN '08:00' AND '17:59'
      AND (EXISTS (SELECT 1 FROM app.told_task t WHERE t.account_id = a.id AND t.due_on <= app.today())
        OR EXISTS (SELECT 1 FROM app.told_second s WHERE s.account_id = a.id)
        OR EXISTS (SELECT 1 FROM app.translation_waiting w WHERE w.account_id = a.id AND w.is_owed)
        OR EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND (r.ends_on IS NULL OR r.ends_on >= app.today()) AND (
          (r.role = 'travel_desk' AND EXISTS (SELECT 1 FROM app.visa_case c JOIN app.participation p ON p.id = c.participation_id
            JOIN app.application f ON f.id = p.application_id
            WHERE p.edition_id = r.edition_id AND f.state = 'confirmed' AND c.waiting_for IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = f.id AND x.account_id = a.id)))
          OR (r.role = 'reviewer' AND app.reads_left(a.id, r.edition_id)))))
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
