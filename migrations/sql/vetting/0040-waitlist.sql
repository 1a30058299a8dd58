-- The waitlist: places given up with their cause, the line of those who wait, its switches and runs, and why each was next.
ALTER TABLE app.edition
  ADD COLUMN waitlist_open boolean NOT NULL DEFAULT true,
  -- The system invites by itself only where this was switched on.
  ADD COLUMN auto_promote boolean NOT NULL DEFAULT false,
  -- A day earlier than the one on which rooms are fixed; empty: that one.
  ADD COLUMN waitlist_stop_on date,
  ADD COLUMN interest_days integer NOT NULL DEFAULT 30 CHECK (interest_days BETWEEN 7 AND 90),
  ADD CHECK (express_hours BETWEEN 24 AND 96);

ALTER TABLE app.freed_place
  ADD COLUMN cause text, ADD COLUMN by_role text, ADD COLUMN freed_on date,
  -- What the place was held as: the one of an invited person is nobody's yet when confirmed places are counted.
  ADD COLUMN held_as text CHECK (held_as IN ('invited', 'confirmed')),
  ADD COLUMN passed_version integer,
  -- Kept back by a coordinator: counts as taken until put on offer again.
  ADD COLUMN blocked_by uuid REFERENCES app.staff_account, ADD COLUMN blocked_on date,
  -- Somebody whose time passed may come back to the line and be invited to another place.
  DROP CONSTRAINT freed_place_passed_to_key, ADD UNIQUE (passed_to, passed_version),
  ADD CHECK ((blocked_by IS NULL) = (blocked_on IS NULL));
UPDATE app.freed_place f SET cause = h.move, by_role = h.role, freed_on = h.on_day, held_as = h.from_state
  FROM app.history h WHERE h.application_id = f.freed_by AND h.version = f.freed_version;
UPDATE app.freed_place SET cause = coalesce(cause, 'decline'), by_role = coalesce(by_role, 'applicant'),
  freed_on = coalesce(freed_on, app.today()), held_as = coalesce(held_as, 'invited');
ALTER TABLE app.freed_place ALTER COLUMN cause SET NOT NULL, ALTER COLUMN by_role SET NOT NULL, ALTER COLUMN freed_on SET NOT NULL,
  ALTER COLUMN held_as SET NOT NULL;

-- Until when somebody who waits can still be invited. Two days and nothing behind them, written by a session that read the answer.
CREATE TABLE app.alternate_days (
  application_id uuid PRIMARY KEY REFERENCES app.application,
  normal_until date NOT NULL, express_until date NOT NULL CHECK (express_until >= normal_until),
  noted_by uuid NOT NULL REFERENCES app.staff_account,
  noted_on date NOT NULL DEFAULT app.today()
);

-- Why somebody is to be invited and to which place: written by the session that worked it out, beside a decision of two people or
-- just before the move of one. Codes and ids.
CREATE TABLE app.promotion_plan (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  -- Of the application as it waited.
  version integer NOT NULL,
  decision_id uuid UNIQUE REFERENCES app.decision,
  -- Empty: a place nobody had.
  place_id uuid REFERENCES app.freed_place,
  why text NOT NULL CHECK (why IN ('same_cell', 'below_floor', 'rank', 'joined', 'chosen')),
  passed_over jsonb NOT NULL DEFAULT '[]',
  -- The quota cell, sealed as the answer it was read from.
  cell_record uuid,
  express boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX promotion_plan_of_one ON app.promotion_plan (application_id, version) WHERE decision_id IS NULL;

-- Why each person invited from the line was next, written with the move.
CREATE TABLE app.promotion (
  application_id uuid NOT NULL REFERENCES app.application,
  version integer NOT NULL,
  -- Empty: a place nobody had.
  place_id uuid REFERENCES app.freed_place,
  why text NOT NULL CHECK (why IN ('same_cell', 'below_floor', 'rank', 'joined', 'chosen')),
  queue_number bigint, joined_on date,
  feasible text NOT NULL CHECK (feasible IN ('yes', 'express', 'unknown', 'no')),
  passed_over jsonb NOT NULL DEFAULT '[]',
  cell_record uuid,
  by_role text NOT NULL, actor_id uuid, on_day date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (application_id, version)
);

-- The system's runs, by day and by what came of them.
CREATE TABLE app.waitlist_run (
  edition_id uuid NOT NULL REFERENCES app.edition,
  on_day date NOT NULL DEFAULT app.today(),
  code text NOT NULL,
  runs integer NOT NULL DEFAULT 1,
  invited integer NOT NULL DEFAULT 0,
  PRIMARY KEY (edition_id, on_day, code)
);

-- Asked now and then whether the wish to come still stands. Of the answer only the week is known.
CREATE TABLE app.waitlist_interest (
  application_id uuid NOT NULL REFERENCES app.application,
  nth integer NOT NULL,
  asked_on date NOT NULL DEFAULT app.today(),
  answered_week date,
  -- Without an answer twice: the day on which the person went to the end of the line.
  moved_on date,
  PRIMARY KEY (application_id, nth)
);

CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.alternate_days FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.promotion_plan FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.promotion FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.waitlist_interest FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.waitlist_run FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- What is forgotten with a person, whoever erases.
CREATE FUNCTION app.waitlist_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.alternate_days WHERE application_id = NEW.id;
  DELETE FROM app.waitlist_interest WHERE application_id = NEW.id;
  UPDATE app.promotion SET cell_record = NULL, feasible = 'unknown', passed_over = '[]' WHERE application_id = NEW.id;
  DELETE FROM app.promotion_plan WHERE application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER erased_forgets_line AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND OLD.state <> 'erased') EXECUTE FUNCTION app.waitlist_forget();

-- Other days of the edition are other last days: nothing is known until a session works them out again.
CREATE FUNCTION app.arrival_forgets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.alternate_days d USING app.application a WHERE a.id = d.application_id AND a.edition_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER arrival_forgets_days AFTER UPDATE OF arrival_on ON app.edition FOR EACH ROW
  WHEN (NEW.arrival_on <> OLD.arrival_on) EXECUTE FUNCTION app.arrival_forgets();

-- A journey that ends without the person coming frees the place, once.
CREATE FUNCTION app.journey_frees() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from, cause, by_role, freed_on, held_as)
    SELECT a.edition_id, a.id, a.version, app.now(), NEW.state, 'travel_desk', app.today(), 'confirmed'
    FROM app.participation p JOIN app.application a ON a.id = p.application_id AND a.state = 'confirmed' WHERE p.id = NEW.participation_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER journey_frees_place AFTER UPDATE OF state ON app.journey FOR EACH ROW
  WHEN (NEW.state IN ('remote', 'no_show', 'stopped') AND OLD.state NOT IN ('remote', 'no_show', 'stopped')) EXECUTE FUNCTION app.journey_frees();

CREATE FUNCTION app.journey_gave_up(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
    WHERE p.application_id = p_application AND j.state IN ('remote', 'no_show', 'stopped'))
$$;

-- Whose act it was does not matter, only whether it was the person's: what was said by telephone is the same.
CREATE FUNCTION app.place_free(p_before app.application, p_after app.application, p_move text, p_role text, p_edition app.edition) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- A journey that gave the place up freed it then.
  IF p_before.state = 'confirmed' AND app.journey_gave_up(p_after.id) THEN RETURN; END IF;
  INSERT INTO app.freed_place (edition_id, freed_by, freed_version, offer_from, cause, by_role, freed_on, held_as)
    VALUES (p_after.edition_id, p_after.id, p_after.version,
      CASE WHEN p_move IN ('decline', 'give_back', 'withdraw') AND p_edition.arrival_on - app.today() >= 30
        THEN app.now() + make_interval(hours => p_edition.take_back_hours) ELSE app.now() END,
      p_move, p_role, app.today(), p_before.state);
END $$;

-- As before, and a place kept back counts as taken; among confirmed places only one that was confirmed.
CREATE OR REPLACE FUNCTION app.places_taken(p_edition uuid, p_states text[]) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT count(*) FROM app.application a LEFT JOIN app.participation p ON p.application_id = a.id
      LEFT JOIN app.journey j ON j.participation_id = p.id
      WHERE a.edition_id = p_edition AND a.state = ANY (p_states)
        AND NOT (a.state = 'confirmed' AND coalesce(j.state IN ('remote', 'no_show', 'stopped'), false)))::integer
    + (SELECT count(*) FROM app.freed_place f WHERE f.edition_id = p_edition AND f.passed_to IS NULL AND NOT f.taken_back
      AND f.held_as = ANY (p_states) AND (f.offer_from > app.now() OR f.blocked_on IS NOT NULL))::integer
$$;

CREATE FUNCTION app.place_left(p_edition app.edition) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.places_taken((p_edition).id, ARRAY['invited', 'confirmed']) < (p_edition).capacity + (p_edition).over_invitation
$$;

-- Keeps a place back, or puts it on offer again. Answers ok, not_found (passed on, taken back, or of another edition).
CREATE FUNCTION app.place_block(p_place uuid, p_edition uuid, p_actor uuid, p_on boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.edition e WHERE e.id = p_edition FOR UPDATE;
  IF NOT app.holds_role(p_actor, p_edition, ARRAY['coordinator']) THEN RETURN 'not_found'; END IF;
  UPDATE app.freed_place f SET blocked_by = CASE WHEN p_on THEN p_actor END, blocked_on = CASE WHEN p_on THEN app.today() END
    WHERE f.id = p_place AND f.edition_id = p_edition AND f.passed_to IS NULL AND NOT f.taken_back;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  PERFORM audit.append(p_actor, CASE WHEN p_on THEN 'place.kept_back' ELSE 'place.offered' END, p_place::text, '');
  RETURN 'ok';
END $$;
