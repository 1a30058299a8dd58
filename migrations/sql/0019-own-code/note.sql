-- Notes: what a person writes to us, and our answers to them. The words are sealed records; here stand topic and days.
ALTER TABLE app.edition ADD COLUMN note_days integer NOT NULL DEFAULT 3 CHECK (note_days > 0);

CREATE TABLE app.note (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.access (application_id) ON DELETE CASCADE,
  -- Counts the notes of one person; names the sealed records note.<number>, answer.<number> and message.<number>.
  number integer NOT NULL,
  topic text NOT NULL CHECK (topic IN ('application', 'travel', 'safety')),
  on_day date NOT NULL DEFAULT app.today(), due_on date NOT NULL,
  answered_by uuid REFERENCES app.staff_account, answered_on date,
  UNIQUE (application_id, number)
);
CREATE INDEX note_open ON app.note (topic, due_on) WHERE answered_on IS NULL;

-- The nth day from Monday to Friday after a day.
CREATE FUNCTION app.working_day_after(p_day date, p_count integer) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d::date FROM generate_series(p_day + 1, p_day + 2 * p_count + 2, interval '1 day') d WHERE extract(isodow FROM d) < 6
  ORDER BY d OFFSET p_count - 1 LIMIT 1
$$;

CREATE FUNCTION app.own_note_number(p_token bytea) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT coalesce(max(n.number), 0) + 1 FROM me LEFT JOIN app.note n ON n.application_id = me.id
$$;

-- One note, five a day, in every state after sending. Answers ok, too_many_notes, stale (another window wrote meanwhile),
-- move_not_allowed (travel before a place is confirmed), not_found.
CREATE FUNCTION app.own_note_send(p_token bytea, p_number integer, p_topic text, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[], OUT code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_digest bytea; v_days integer;
BEGIN
  SELECT a.* INTO v_app FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF p_topic = 'travel' AND v_app.state <> 'confirmed' THEN code := 'move_not_allowed'; RETURN; END IF;
  IF (SELECT count(*) FROM app.note n WHERE n.application_id = v_app.id AND n.on_day = app.today()) >= 5 THEN code := 'too_many_notes'; RETURN; END IF;
  IF EXISTS (SELECT 1 FROM app.note n WHERE n.application_id = v_app.id AND n.number >= p_number) THEN code := 'stale'; RETURN; END IF;
  SELECT e.note_days INTO STRICT v_days FROM app.edition e WHERE e.id = v_app.edition_id;
  INSERT INTO app.note (application_id, number, topic, due_on)
    VALUES (v_app.id, p_number, p_topic, app.working_day_after(app.today(), v_days));
  v_digest := app.records_add(v_app.id, p_ids, p_compartments, p_schemas, p_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('note.sent', v_app.id::text, v_digest);
  INSERT INTO app.staff_task (edition_id, kind, role, application_id, due_on) SELECT v_app.edition_id, 'note_' || p_topic,
    CASE p_topic WHEN 'application' THEN 'coordinator' WHEN 'travel' THEN 'travel_desk' ELSE 'security_officer' END, v_app.id, app.today()
    ON CONFLICT DO NOTHING;
  code := 'ok';
END $$;
