CREATE TABLE app.invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  released_on date NOT NULL,
  deadline_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  reached_on date, reached_how text CHECK (reached_how IN ('accepted', 'inbox', 'told')),
  stopped_on date,
  outcome text CHECK (outcome IN ('confirmed', 'declined', 'expired', 'withdrawn', 'revoked')),
  late boolean NOT NULL DEFAULT false,
  answered_at timestamptz
);
CREATE UNIQUE INDEX invitation_live ON app.invitation (application_id) WHERE outcome IS NULL;
CREATE INDEX invitation_expiry ON app.invitation (expires_at) WHERE outcome IS NULL;

-- A place given up, on offer from a time, passed on exactly once.
CREATE TABLE app.freed_place (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  freed_by uuid NOT NULL REFERENCES app.application,
  freed_version integer NOT NULL,
  offer_from timestamptz NOT NULL,
  passed_to uuid UNIQUE REFERENCES app.application,
  taken_back boolean NOT NULL DEFAULT false,
  UNIQUE (freed_by, freed_version)
);

-- The day is over everywhere at 11:59:59 UTC of the next one (DOMAIN: answers end for everybody at the same instant).
CREATE FUNCTION app.day_over(p_day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT ((p_day + 1) + time '11:59:59') AT TIME ZONE 'UTC' $$;

CREATE FUNCTION app.invitation_open(p_application uuid, p_edition app.edition) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
  VALUES (p_application, app.today(), app.day_over(app.today() + (p_edition).answer_days),
    app.day_over(app.today() + (p_edition).expire_days))
$$;

-- First sign that the person knows: starts the clock, and never leaves less than the edition's days to answer.
CREATE FUNCTION app.invitation_reached(p_application uuid, p_how text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_least timestamptz;
BEGIN
  SELECT app.day_over(app.today() + e.reached_days) INTO v_least
    FROM app.application a JOIN app.edition e ON e.id = a.edition_id WHERE a.id = p_application;
  UPDATE app.invitation SET reached_on = app.today(), reached_how = p_how, stopped_on = NULL,
    deadline_at = CASE WHEN app.today() > released_on THEN greatest(deadline_at, v_least) ELSE deadline_at END,
    expires_at = CASE WHEN app.today() > released_on THEN greatest(expires_at, v_least) ELSE expires_at END
  WHERE application_id = p_application AND outcome IS NULL AND (reached_on IS NULL OR stopped_on IS NOT NULL);
  RETURN FOUND;
END $$;

-- A bounce, an uncertain notice, a hold or a lost code: the clock stands until the person is reached again.
CREATE FUNCTION app.invitation_stop(p_application uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.invitation SET stopped_on = app.today()
    WHERE application_id = p_application AND outcome IS NULL AND stopped_on IS NULL;
  RETURN FOUND;
END $$;

-- Places taken: states that hold one, less journeys that gave theirs up, plus freed places not yet on offer.
CREATE FUNCTION app.places_taken(p_edition uuid, p_states text[]) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT count(*) FROM app.application a LEFT JOIN app.participation p ON p.application_id = a.id
      LEFT JOIN app.journey j ON j.participation_id = p.id
      WHERE a.edition_id = p_edition AND a.state = ANY (p_states)
        AND NOT (a.state = 'confirmed' AND j.state IN ('remote', 'no_show', 'stopped')))::integer
    + (SELECT count(*) FROM app.freed_place f WHERE f.edition_id = p_edition AND f.passed_to IS NULL AND NOT f.taken_back
      AND f.offer_from > app.now())::integer
$$;
