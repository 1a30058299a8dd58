-- Who is next for each place, as a session worked it out that opens the sealed answers; the clock invites by nothing else.

-- One for an edition: the last one worked out. It holds as long as the line is the one it was made of.
CREATE TABLE app.line_plan (
  edition_id uuid PRIMARY KEY REFERENCES app.edition,
  -- Of `app.line_stamp`.
  facts text NOT NULL, days text NOT NULL,
  made_by uuid NOT NULL REFERENCES app.staff_account, made_on date NOT NULL DEFAULT app.today()
);
CREATE TABLE app.line_step (
  edition_id uuid NOT NULL REFERENCES app.line_plan ON DELETE CASCADE,
  nth integer NOT NULL,
  application_id uuid NOT NULL REFERENCES app.application,
  -- Of the application as it waited.
  version integer NOT NULL,
  -- Empty: a place nobody had. No reference: to write one would wait for whoever takes the place back.
  place_id uuid,
  why text NOT NULL CHECK (why IN ('same_cell', 'below_floor', 'rank', 'joined')),
  passed_over jsonb NOT NULL DEFAULT '[]',
  -- The day on which the clock invited the person by this step.
  passed_on date,
  PRIMARY KEY (edition_id, nth), UNIQUE (edition_id, application_id)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.line_plan FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.line_step FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- As before, and the steps of the plan.
CREATE OR REPLACE FUNCTION app.waitlist_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.alternate_days WHERE application_id = NEW.id;
  DELETE FROM app.waitlist_interest WHERE application_id = NEW.id;
  UPDATE app.promotion SET cell_record = NULL, feasible = 'unknown', passed_over = '[]' WHERE application_id = NEW.id;
  DELETE FROM app.promotion_plan WHERE application_id = NEW.id;
  DELETE FROM app.line_step WHERE application_id = NEW.id;
  RETURN NULL;
END $$;

-- What the line is made of, as two digests: the days kept, which whoever plans writes too, and all else. With `p_by_plan` whom
-- the clock invited by the plan, and who still has that place, waits as when the plan was made.
CREATE FUNCTION app.line_stamp(p_edition uuid, p_by_plan boolean, OUT facts text, OUT days text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH holds AS (SELECT a.id, a.queue_number FROM app.application a
      JOIN app.lifecycle_state l ON l.subject = 'application' AND l.state = a.state AND l.holds_place
      WHERE a.edition_id = p_edition AND NOT app.journey_gave_up(a.id)),
    passed AS (SELECT h.id, s.version, h.queue_number FROM app.line_step s JOIN holds h ON h.id = s.application_id
      WHERE p_by_plan AND s.edition_id = p_edition AND s.passed_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM app.promotion p WHERE p.application_id = s.application_id AND p.version > s.version + 1)),
    waits AS (SELECT a.id, a.version, a.queue_number, app.is_stopped(a.id) OR app.gave_place_up(a.id) AS stopped, app.second_of_person(a.id) AS second
      FROM app.application a WHERE a.edition_id = p_edition AND a.state = 'waitlisted'
      UNION ALL SELECT p.id, p.version, p.queue_number, false, false FROM passed p),
    answers AS (SELECT v.application_id AS id, max(v.number) AS number FROM app.section_version v
      WHERE v.application_id IN (SELECT w.id FROM waits w UNION ALL SELECT h.id FROM holds h)
        AND v.compartments && ARRAY['contact', 'profile', 'balance'] GROUP BY v.application_id)
  SELECT encode(sha256(convert_to(concat_ws(';',
      (SELECT e.version FROM app.edition e WHERE e.id = p_edition),
      (SELECT max(s.number) FROM app.selection_settings s WHERE s.edition_id = p_edition),
      (SELECT string_agg(concat_ws(',', w.id, w.version, w.queue_number, w.stopped, w.second), ' ' ORDER BY w.id) FROM waits w),
      'holds', (SELECT string_agg(h.id::text, ' ' ORDER BY h.id) FROM holds h WHERE h.id NOT IN (SELECT p.id FROM passed p)),
      'kept', (SELECT string_agg(f.id::text, ' ' ORDER BY f.id) FROM app.freed_place f WHERE f.edition_id = p_edition AND f.passed_to IS NULL
        AND NOT f.taken_back AND f.blocked_on IS NOT NULL),
      'apart', (SELECT string_agg(concat_ws(',', x.first_id, x.second_id), ' ' ORDER BY x.first_id, x.second_id) FROM app.apart_pair x
        WHERE x.edition_id = p_edition AND x.ended_on IS NULL),
      'answers', (SELECT string_agg(concat_ws(',', n.id, n.number), ' ' ORDER BY n.id) FROM answers n)), 'UTF8')), 'hex'),
    encode(sha256(convert_to(coalesce((SELECT string_agg(concat_ws(',', d.application_id, d.normal_until, d.express_until), ' ' ORDER BY d.application_id)
      FROM app.alternate_days d WHERE d.application_id IN (SELECT w.id FROM waits w)), ''), 'UTF8')), 'hex')
$$;

-- The plan of an edition in place of the last one, under the lock by which the clock passes places on. Whoever writes it holds the
-- files of all who wait already: rows that name them wait for whoever moves them, who waits for the edition.
CREATE FUNCTION app.line_plan_write(p_edition uuid, p_actor uuid, p_facts text, p_days text, p_steps jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT app.holds_role(p_actor, p_edition, ARRAY['coordinator']) THEN RETURN 'not_found'; END IF;
  PERFORM 1 FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  DELETE FROM app.line_plan l WHERE l.edition_id = p_edition;
  INSERT INTO app.line_plan (edition_id, facts, days, made_by) VALUES (p_edition, p_facts, p_days, p_actor);
  INSERT INTO app.line_step (edition_id, nth, application_id, version, place_id, why, passed_over)
    SELECT p_edition, s.nth, a.id, (s.step->>'version')::integer, (s.step->>'placeId')::uuid, s.step->>'why', s.step->'passedOver'
    FROM jsonb_array_elements(p_steps) WITH ORDINALITY s (step, nth)
    JOIN app.application a ON a.id = (s.step->>'applicationId')::uuid AND a.edition_id = p_edition;
  RETURN 'ok';
END $$;

CREATE FUNCTION app.line_plan_holds(p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.line_plan l JOIN app.line_stamp(p_edition, true) s ON s.facts = l.facts AND s.days = l.days WHERE l.edition_id = p_edition)
$$;

-- The clock invites whoever is known to come in time, and no later file of one person.
CREATE FUNCTION app.open_to_clock(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.alternate_days d WHERE d.application_id = p_application AND d.express_until >= app.today())
    AND app.stands_in_line(p_application) AND NOT app.second_of_person(p_application)
$$;

-- The person waits as planned, and nobody the clock may invite stands before them of whom the plan says nothing: a colleague who
-- may not know of somebody plans past them, and the clock does not.
CREATE FUNCTION app.line_step_holds(p_step app.line_step) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.application a WHERE a.id = (p_step).application_id AND a.state = 'waitlisted' AND a.version = (p_step).version
      AND app.open_to_clock(a.id)
      AND NOT EXISTS (SELECT 1 FROM app.application b WHERE b.edition_id = a.edition_id AND b.state = 'waitlisted' AND b.queue_number < a.queue_number
        AND NOT (p_step).passed_over @> jsonb_build_array(jsonb_build_object('id', b.id)) AND app.open_to_clock(b.id)))
$$;

REVOKE ALL ON FUNCTION app.line_stamp(uuid, boolean), app.line_plan_write(uuid, uuid, text, text, jsonb), app.line_plan_holds(uuid),
  app.open_to_clock(uuid), app.line_step_holds(app.line_step) FROM PUBLIC;
