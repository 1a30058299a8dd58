CREATE SCHEMA app;
CREATE SCHEMA sealed;
CREATE SCHEMA wraps;
CREATE SCHEMA audit;

-- The one offset by which tests and demonstrations move time; only the operator may change it.
CREATE TABLE app.clock (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), ahead interval NOT NULL DEFAULT '0');
INSERT INTO app.clock DEFAULT VALUES;

CREATE FUNCTION app.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT clock_timestamp() + ahead FROM app.clock $$;

CREATE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT (app.now() AT TIME ZONE 'UTC')::date $$;

CREATE TABLE app.edition (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code text NOT NULL UNIQUE,
  name_public text NOT NULL,
  name_neutral text NOT NULL,
  zone text NOT NULL,
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  arrival_on date NOT NULL,
  programme_from date NOT NULL,
  programme_to date NOT NULL,
  departure_on date NOT NULL,
  capacity integer NOT NULL CHECK (capacity >= 0),
  over_invitation integer NOT NULL DEFAULT 0 CHECK (over_invitation >= 0),
  answer_days integer NOT NULL DEFAULT 7,
  expire_days integer NOT NULL DEFAULT 10,
  reached_days integer NOT NULL DEFAULT 5,
  take_back_hours integer NOT NULL DEFAULT 24,
  grace_minutes integer NOT NULL DEFAULT 120,
  settings jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  CHECK (opens_at < closes_at),
  CHECK (arrival_on <= programme_from AND programme_from <= programme_to AND programme_to <= departure_on)
);

-- Visibility phases of a wave: dated, one active at a time, no overlaps.
CREATE TABLE app.phase (
  edition_id uuid NOT NULL REFERENCES app.edition,
  wave text NOT NULL DEFAULT 'main',
  kind text NOT NULL CHECK (kind IN ('collecting', 'screening', 'review', 'board', 'release', 'travel', 'over')),
  starts_on date NOT NULL,
  ends_on date,
  PRIMARY KEY (edition_id, wave, kind),
  CHECK (ends_on IS NULL OR starts_on <= ends_on)
);

-- Filled from the lifecycle tables in libs/domain after every migration run; a test compares them.
CREATE TABLE app.lifecycle_state (
  subject text NOT NULL, state text NOT NULL, holds_place boolean NOT NULL,
  PRIMARY KEY (subject, state)
);
CREATE TABLE app.lifecycle_move (
  subject text NOT NULL, from_state text NOT NULL, move text NOT NULL, to_state text NOT NULL,
  roles text[] NOT NULL, second boolean NOT NULL, message text,
  PRIMARY KEY (subject, from_state, move)
);
