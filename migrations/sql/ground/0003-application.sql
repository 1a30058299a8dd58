CREATE TABLE app.application (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  wave text NOT NULL DEFAULT 'main',
  state text NOT NULL DEFAULT 'draft',
  case_number text NOT NULL UNIQUE,
  answer_language text,
  submitted_week date,
  keep_until date,
  keep_short boolean NOT NULL DEFAULT false,
  open_sections text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX application_list ON app.application (edition_id, state, case_number);

-- How an applicant gets in: hash of the lookup half of the code, and the public key derived from the other half.
CREATE TABLE app.access (
  lookup bytea PRIMARY KEY CHECK (length(lookup) = 32),
  application_id uuid NOT NULL UNIQUE REFERENCES app.application ON DELETE CASCADE,
  public_key bytea NOT NULL CHECK (length(public_key) = 32)
);

CREATE TABLE app.session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  application_id uuid NOT NULL REFERENCES app.application ON DELETE CASCADE,
  sealed_keys bytea NOT NULL,
  -- The code sheet waits here, sealed under the cookie, until the first save.
  sheet bytea,
  idle_seconds integer NOT NULL CHECK (idle_seconds IN (900, 3600, 14400)),
  idle_until timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX session_application ON app.session (application_id);

CREATE TABLE app.history (
  application_id uuid NOT NULL REFERENCES app.application,
  version integer NOT NULL,
  move text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  role text NOT NULL, actor_id uuid, decision_id uuid, reason text NOT NULL DEFAULT '',
  on_day date NOT NULL,
  PRIMARY KEY (application_id, version)
);

-- Side flags are facts beside the state: who, when, why (a code), and when lifted.
CREATE TABLE app.flag (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  kind text NOT NULL CHECK (kind IN ('on_hold', 'restricted', 'duress', 'contact_broken', 'same_address')),
  reason text NOT NULL DEFAULT '',
  set_by uuid, set_on date NOT NULL DEFAULT app.today(),
  lifted_by uuid, lifted_on date
);
CREATE INDEX flag_live ON app.flag (application_id) WHERE lifted_on IS NULL;

CREATE TABLE app.decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  move text NOT NULL,
  author_id uuid NOT NULL, second_id uuid,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'second_ok', 'released', 'superseded')),
  reason_class text NOT NULL DEFAULT '', wording text NOT NULL DEFAULT '',
  made_on date NOT NULL DEFAULT app.today(),
  CONSTRAINT decision_needs_two CHECK (author_id <> second_id),
  CONSTRAINT decision_second_named CHECK (state IN ('pending', 'superseded') OR second_id IS NOT NULL)
);
CREATE UNIQUE INDEX decision_one_live ON app.decision (application_id) WHERE state IN ('pending', 'second_ok');

CREATE TABLE app.outbox (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('mail', 'event')),
  class text NOT NULL,
  application_id uuid, participation_id uuid, staff_account_id uuid,
  subject_version integer NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'queued',
  attempt integer NOT NULL DEFAULT 0,
  claim uuid, lease_until timestamptz, due_at timestamptz DEFAULT app.now(),
  settled_on date, reply_code integer
);
CREATE UNIQUE INDEX outbox_once ON app.outbox (kind, class, application_id, subject_version) WHERE application_id IS NOT NULL;
CREATE INDEX outbox_open ON app.outbox (due_at) WHERE state IN ('queued', 'deferred');
CREATE INDEX outbox_in_hand ON app.outbox (lease_until) WHERE state IN ('claimed', 'handing_over');
CREATE INDEX outbox_application ON app.outbox (application_id);

CREATE FUNCTION app.outbox_ring() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ BEGIN NOTIFY outbox; RETURN NULL; END $$;
CREATE TRIGGER outbox_rings AFTER INSERT ON app.outbox FOR EACH STATEMENT EXECUTE FUNCTION app.outbox_ring();
-- The same bell wakes the worker to chain what applicants did.
CREATE TRIGGER pending_rings AFTER INSERT ON audit.pending FOR EACH STATEMENT EXECUTE FUNCTION app.outbox_ring();

-- What the applicant finds on the home page. `kind` says no more than the state does; written text is a sealed record.
CREATE TABLE app.message (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  kind text NOT NULL,
  subject_version integer NOT NULL DEFAULT 0,
  record_id uuid,
  opened_on date, removed_on date,
  UNIQUE (application_id, kind, subject_version)
);

CREATE TABLE app.contact_index (application_id uuid PRIMARY KEY, digest bytea NOT NULL);
CREATE INDEX contact_index_digest ON app.contact_index (digest);
