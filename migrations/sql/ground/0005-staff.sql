CREATE TABLE app.staff_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  login text NOT NULL UNIQUE CHECK (login = lower(login)),
  display_name text NOT NULL,
  address text,
  zone text NOT NULL DEFAULT 'Europe/Stockholm',
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('pending', 'active', 'disabled')),
  salt bytea NOT NULL, verifier_hash bytea NOT NULL,
  -- X25519 and (keepers) Ed25519 private parts, and the TOTP secret, all sealed under the password's key.
  sealed_keys bytea NOT NULL, sealed_totp bytea NOT NULL,
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  last_totp_step bigint NOT NULL DEFAULT 0
);

-- A role is a grant for one edition with an end date; `keeper_of` names compartments whose key this person holds.
CREATE TABLE app.staff_role (
  account_id uuid NOT NULL REFERENCES app.staff_account,
  edition_id uuid NOT NULL REFERENCES app.edition,
  role text NOT NULL,
  keeper_of text[] NOT NULL DEFAULT '{}',
  is_deputy boolean NOT NULL DEFAULT false,
  ends_on date,
  PRIMARY KEY (account_id, edition_id, role)
);

CREATE TABLE app.staff_session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id uuid NOT NULL REFERENCES app.staff_account,
  sealed_keys bytea NOT NULL,
  idle_until timestamptz NOT NULL, ends_at timestamptz NOT NULL,
  step_up_until timestamptz,
  step_up_left integer NOT NULL DEFAULT 0,
  note text NOT NULL DEFAULT ''
);
CREATE INDEX staff_session_account ON app.staff_session (account_id);

CREATE TABLE app.assignment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  role text NOT NULL,
  compartments text[] NOT NULL,
  assigned_by uuid NOT NULL, assigned_on date NOT NULL DEFAULT app.today(),
  ended_on date, ended_why text,
  asked_conflict boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX assignment_live ON app.assignment (application_id, account_id, role) WHERE ended_on IS NULL;
CREATE INDEX assignment_of ON app.assignment (account_id) WHERE ended_on IS NULL;

CREATE TABLE app.conflict (
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  kind text NOT NULL CHECK (kind IN
    ('family', 'personal', 'same_organisation', 'funder', 'co_signed', 'past_reference', 'prior_dispute', 'administrative')),
  origin text NOT NULL CHECK (origin IN ('declared', 'detected', 'pinned')),
  author_id uuid NOT NULL, noted_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (application_id, account_id, origin)
);

-- Scores and verdict codes are plain; the words of a review are a sealed profile record.
CREATE TABLE app.review (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'abstained', 'removed')),
  eligibility text CHECK (eligibility IN ('yes', 'no', 'unsure')),
  scores jsonb NOT NULL DEFAULT '{}',
  profile_version integer NOT NULL,
  record_id uuid,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (application_id, account_id)
);

CREATE TABLE app.vetting_check (
  application_id uuid NOT NULL REFERENCES app.application,
  point integer NOT NULL CHECK (point BETWEEN 1 AND 15),
  result text NOT NULL CHECK (result IN ('fits', 'does_not_fit', 'not_possible', 'covered_by_voucher')),
  evidence text NOT NULL CHECK (evidence IN ('E0', 'E1', 'E2', 'E3', 'E4', 'E5')),
  author_id uuid NOT NULL, checked_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (application_id, point)
);

CREATE TABLE app.staff_task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid REFERENCES app.edition,
  kind text NOT NULL,
  role text NOT NULL,
  application_id uuid, participation_id uuid, task_id uuid, outbox_id uuid,
  due_on date NOT NULL DEFAULT app.today(),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  done_by uuid
);
CREATE UNIQUE INDEX staff_task_once ON app.staff_task (kind, application_id, participation_id, task_id, outbox_id)
  NULLS NOT DISTINCT WHERE state = 'open';
CREATE INDEX staff_task_open ON app.staff_task (role, due_on) WHERE state = 'open';

-- A named, whole set of pending decisions two people agreed to release together.
CREATE TABLE app.release (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  wave text NOT NULL,
  author_id uuid NOT NULL, released_on date NOT NULL DEFAULT app.today(),
  moved integer NOT NULL, skipped integer NOT NULL
);

CREATE FUNCTION app.holds_role(p_account uuid, p_edition uuid, p_roles text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id
    WHERE r.account_id = p_account AND r.edition_id = p_edition AND r.role = ANY (p_roles)
      AND a.state = 'active' AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
$$;
