-- Who reads what, for many files at once: what each reader takes, what is never proposed again, and proposals until they are deployed.

-- Plain settings of a reader. Without a row: every language pages are offered in, no limit.
CREATE TABLE app.reader (
  account_id uuid NOT NULL REFERENCES app.staff_account,
  edition_id uuid NOT NULL REFERENCES app.edition,
  languages text[] NOT NULL,
  min_load integer NOT NULL DEFAULT 0 CHECK (min_load >= 0),
  max_load integer CHECK (max_load >= min_load),
  willing boolean NOT NULL DEFAULT true,
  regions text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (account_id, edition_id)
);

-- How a read came about: drawn from everybody, chosen for its match, or given by hand.
ALTER TABLE app.assignment ADD COLUMN drawn text NOT NULL DEFAULT 'manual' CHECK (drawn IN ('pool', 'match', 'manual'));

-- Taken away from this reader by a person: proposed to them never again, unless given by hand once more.
CREATE TABLE app.assignment_refusal (
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  noted_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (application_id, account_id)
);

-- Settings are numbers and codes. A run that did not end by `computing_until` was interrupted.
CREATE TABLE app.assignment_proposal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  made_by uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  settings jsonb NOT NULL,
  seed integer NOT NULL,
  solver_version text NOT NULL,
  state text NOT NULL DEFAULT 'computing' CHECK (state IN ('computing', 'failed', 'proposed', 'deployed', 'dropped')),
  failure text CHECK (failure IN ('unfit_problem', 'time_limit', 'least_out_of_reach', 'interrupted', 'fault')),
  computing_until timestamptz NOT NULL,
  added integer NOT NULL DEFAULT 0,
  kept integer NOT NULL DEFAULT 0,
  removed integer NOT NULL DEFAULT 0,
  incomplete uuid[] NOT NULL DEFAULT '{}',
  settled_by uuid REFERENCES app.staff_account,
  settled_on date,
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX assignment_proposal_one ON app.assignment_proposal (edition_id) WHERE state = 'computing';

CREATE TABLE app.proposed_pair (
  proposal_id uuid NOT NULL REFERENCES app.assignment_proposal ON DELETE CASCADE,
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  act text NOT NULL CHECK (act IN ('add', 'keep', 'remove')),
  drawn text CHECK (drawn IN ('pool', 'match')),
  PRIMARY KEY (proposal_id, application_id, account_id)
);

-- An archived edition takes none of this either.
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.reader FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.assignment_proposal FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.proposed_pair FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.assignment_refusal FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
