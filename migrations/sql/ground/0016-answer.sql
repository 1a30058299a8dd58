-- What rules of moves need to know, and the clock of an answer: express, halted, resumed, extended.
ALTER TABLE app.lifecycle_move ADD COLUMN reason boolean NOT NULL DEFAULT false;
ALTER TABLE app.edition
  ADD COLUMN screening_days integer NOT NULL DEFAULT 7, ADD COLUMN question_days integer NOT NULL DEFAULT 10,
  ADD COLUMN express_hours integer NOT NULL DEFAULT 48;
ALTER TABLE app.application
  -- Last day on which two people may undo a withdrawal; empty on every other file.
  ADD COLUMN undo_until date,
  -- Turn on the waitlist: the order in which the board put people forward and two people agreed.
  ADD COLUMN queue_number bigint;
CREATE SEQUENCE app.queue_number;
ALTER TABLE app.decision ADD COLUMN nth bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE app.invitation
  -- Everything that holds the clock at this moment; it runs again when the last of them is gone.
  ADD COLUMN stopped_for text[] NOT NULL DEFAULT '{}',
  ADD COLUMN express boolean NOT NULL DEFAULT false;

-- More time to answer is a row with its author, never a changed date alone.
CREATE TABLE app.invitation_extension (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  invitation_id uuid NOT NULL REFERENCES app.invitation,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  days integer NOT NULL CHECK (days BETWEEN 1 AND 14),
  reason text NOT NULL CHECK (reason <> ''),
  on_day date NOT NULL DEFAULT app.today()
);
CREATE INDEX invitation_extension_of ON app.invitation_extension (invitation_id);

-- Whole hours from now, so that the end never tells the minute of a release.
CREATE FUNCTION app.whole_hours(p_hours integer) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT date_trunc('hour', app.now() + make_interval(hours => p_hours) + interval '59 minutes 59.999999 seconds') $$;

-- As before; an express invitation is answered within hours and passes on at that instant.
CREATE FUNCTION app.invitation_open(p_application uuid, p_edition app.edition, p_express boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.invitation (application_id, released_on, express, deadline_at, expires_at)
  VALUES (p_application, app.today(), p_express,
    CASE WHEN p_express THEN app.whole_hours((p_edition).express_hours) ELSE app.day_over(app.today() + (p_edition).answer_days) END,
    CASE WHEN p_express THEN app.whole_hours((p_edition).express_hours) ELSE app.day_over(app.today() + (p_edition).expire_days) END)
$$;
DROP FUNCTION app.invitation_open(uuid, app.edition);

-- Least time that must remain once the person is reached, or reached again.
CREATE FUNCTION app.invitation_least(p_invitation app.invitation) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_invitation).express THEN app.whole_hours(e.express_hours) ELSE app.day_over(app.today() + e.reached_days) END
    FROM app.application a JOIN app.edition e ON e.id = a.edition_id WHERE a.id = (p_invitation).application_id
$$;

CREATE FUNCTION app.invitation_halt(p_application uuid, p_why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.invitation SET stopped_on = coalesce(stopped_on, app.today()), stopped_for = array_append(stopped_for, p_why)
    WHERE application_id = p_application AND outcome IS NULL AND NOT p_why = ANY (stopped_for);
  RETURN FOUND;
END $$;

-- A bounce, an uncertain notice or one to be told by phone: the clock stands until the person is reached again.
CREATE OR REPLACE FUNCTION app.invitation_stop(p_application uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT app.invitation_halt(p_application, 'notice') $$;

-- One reason less. With the last one the clock runs again, with the least time before it.
CREATE FUNCTION app.invitation_resume(p_application uuid, p_why text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_least timestamptz;
BEGIN
  UPDATE app.invitation i SET stopped_for = ARRAY(SELECT why FROM unnest(i.stopped_for) why WHERE NOT why = ANY (p_why))
    WHERE i.application_id = p_application AND i.outcome IS NULL AND i.stopped_for && p_why RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF cardinality(v_row.stopped_for) > 0 THEN RETURN true; END IF;
  v_least := app.invitation_least(v_row);
  UPDATE app.invitation i SET stopped_on = NULL,
      deadline_at = CASE WHEN app.today() > i.stopped_on THEN greatest(i.deadline_at, v_least) ELSE i.deadline_at END,
      expires_at = CASE WHEN app.today() > i.stopped_on THEN greatest(i.expires_at, v_least) ELSE i.expires_at END
    WHERE i.id = v_row.id;
  RETURN true;
END $$;

-- As before, and a hold outlasts being reached: only its lifting lets the clock go on.
CREATE OR REPLACE FUNCTION app.invitation_reached(p_application uuid, p_how text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_resumed boolean; v_least timestamptz;
BEGIN
  SELECT * INTO v_row FROM app.invitation i WHERE i.application_id = p_application AND i.outcome IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  v_resumed := app.invitation_resume(p_application, ARRAY['notice', 'contact_broken', 'lost_code']);
  IF v_row.reached_on IS NOT NULL THEN RETURN v_resumed; END IF;
  v_least := app.invitation_least(v_row);
  UPDATE app.invitation i SET reached_on = app.today(), reached_how = p_how,
      deadline_at = CASE WHEN app.today() > i.released_on THEN greatest(i.deadline_at, v_least) ELSE i.deadline_at END,
      expires_at = CASE WHEN app.today() > i.released_on THEN greatest(i.expires_at, v_least) ELSE i.expires_at END
    WHERE i.id = v_row.id;
  RETURN true;
END $$;

-- A hold and a broken channel hold the clock while they last, whoever writes the row.
CREATE FUNCTION app.flag_clock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind NOT IN ('on_hold', 'contact_broken') THEN RETURN NULL; END IF;
  IF NEW.lifted_on IS NULL THEN
    PERFORM app.invitation_halt(NEW.application_id, NEW.kind);
  ELSIF NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = NEW.application_id AND f.kind = NEW.kind AND f.lifted_on IS NULL) THEN
    PERFORM app.invitation_resume(NEW.application_id, ARRAY[NEW.kind]);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER flag_holds_clock AFTER INSERT OR UPDATE OF lifted_on ON app.flag FOR EACH ROW EXECUTE FUNCTION app.flag_clock();

-- More time for one person, before the place has passed on. Answers ok, not_found, move_not_allowed, conflict, deadline_passed.
CREATE FUNCTION app.invitation_extend(p_application uuid, p_actor uuid, p_days integer, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_app app.application; v_row app.invitation;
BEGIN
  SELECT * INTO v_app FROM app.application a WHERE a.id = p_application FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF v_app.state = 'expired' THEN RETURN 'deadline_passed'; END IF;
  IF v_app.state <> 'invited' OR NOT app.holds_role(p_actor, v_app.edition_id, ARRAY['coordinator']) THEN RETURN 'move_not_allowed'; END IF;
  IF EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = p_application AND c.account_id = p_actor) THEN RETURN 'conflict'; END IF;
  SELECT * INTO STRICT v_row FROM app.invitation i WHERE i.application_id = p_application AND i.outcome IS NULL FOR UPDATE;
  IF app.now() >= v_row.expires_at AND cardinality(v_row.stopped_for) = 0 AND v_row.reached_on IS NOT NULL THEN RETURN 'deadline_passed'; END IF;
  UPDATE app.invitation i SET deadline_at = i.deadline_at + make_interval(days => p_days), expires_at = i.expires_at + make_interval(days => p_days)
    WHERE i.id = v_row.id;
  INSERT INTO app.invitation_extension (invitation_id, author_id, days, reason) VALUES (v_row.id, p_actor, p_days, p_reason);
  -- The last reminders belong to the new last day.
  DELETE FROM app.invitation_notice n WHERE n.invitation_id = v_row.id AND n.schedule IN ('d6', 'd7');
  PERFORM audit.append(p_actor, 'invitation.extended', p_application::text, p_reason);
  RETURN 'ok';
END $$;
