-- Choosing a cohort: the rules of an edition, draft lists made of moves, runs of the optimiser, draws. Ids, codes and numbers only:
-- what a person is counted as stays sealed and is never written here.

-- Rules as they were from a day on; the highest number holds. Money in minor units of SEK.
CREATE TABLE app.selection_settings (
  edition_id uuid NOT NULL REFERENCES app.edition,
  number integer NOT NULL CHECK (number > 0),
  rules jsonb NOT NULL,
  most_per_organisation integer NOT NULL CHECK (most_per_organisation > 0),
  most_per_country integer NOT NULL CHECK (most_per_country > 0),
  most_languages integer NOT NULL CHECK (most_languages > 0),
  budget bigint CHECK (budget >= 0),
  prices jsonb NOT NULL,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (edition_id, number)
);

-- A named list: who it began with, and the moves since. `copied_from` is another list, or the one a run was made for.
CREATE TABLE app.board_list (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  number integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  author_id uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  copied_from uuid REFERENCES app.board_list,
  base uuid[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX board_list_of ON app.board_list (edition_id, number DESC);

-- Each move has its author, day and reason; rows of one batch were made by one act. Nothing is deleted: undoing is an act too.
CREATE TABLE app.board_move (
  list_id uuid NOT NULL REFERENCES app.board_list,
  nth integer NOT NULL CHECK (nth > 0),
  batch integer NOT NULL CHECK (batch > 0),
  application_id uuid NOT NULL REFERENCES app.application,
  moved_to text NOT NULL CHECK (moved_to IN ('in', 'out', 'pinned_in', 'pinned_out')),
  reason text NOT NULL CHECK (reason IN ('score', 'balance', 'theme', 'feasibility', 'safety', 'discussed', 'run', 'draw', 'copied', 'undone')),
  undoes integer CHECK (undoes < batch),
  author_id uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (list_id, nth)
);

-- One run of the optimiser at a time in an edition. A run that did not end by `computing_until` was interrupted.
CREATE TABLE app.board_run (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  number integer GENERATED ALWAYS AS IDENTITY,
  list_id uuid NOT NULL REFERENCES app.board_list,
  settings_number integer NOT NULL,
  places integer NOT NULL,
  seed text NOT NULL,
  solver_version text NOT NULL,
  made_by uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  state text NOT NULL DEFAULT 'computing' CHECK (state IN ('computing', 'failed', 'done', 'cancelled')),
  step text NOT NULL DEFAULT 'reading' CHECK (step IN ('reading', 'solving', 'explaining', 'ended')),
  failure text CHECK (failure IN ('unfit', 'no_selection', 'cannot_relax', 'nothing_found', 'interrupted', 'fault')),
  findings jsonb NOT NULL DEFAULT '[]',
  computing_until timestamptz NOT NULL,
  is_proven boolean,
  total integer,
  bound integer,
  input_digest text,
  result_digest text,
  result_list uuid REFERENCES app.board_list,
  CHECK ((state = 'failed') = (failure IS NOT NULL)),
  CHECK ((state = 'done') = (result_list IS NOT NULL))
);
CREATE UNIQUE INDEX board_run_one ON app.board_run (edition_id) WHERE state = 'computing';

-- Where a person stands among the best sets of a run: in every one, in some (the tie band); whoever is in none has no row.
CREATE TABLE app.board_standing (
  run_id uuid NOT NULL REFERENCES app.board_run,
  application_id uuid NOT NULL REFERENCES app.application,
  standing text NOT NULL CHECK (standing IN ('every', 'some', 'open')),
  PRIMARY KEY (run_id, application_id)
);

CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.selection_settings FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_list FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_run FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_move FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_standing FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- A draw inside the tie band of a run: committed first, drawn once. Table, places, salts and seed are a record sealed to `balance`; the
-- seed stands here only after the draw. Another draw is another row, and all stay.
CREATE TABLE app.board_lottery (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  number integer GENERATED ALWAYS AS IDENTITY,
  run_id uuid NOT NULL REFERENCES app.board_run,
  pool_digest text NOT NULL,
  commitment text NOT NULL,
  committed_by uuid NOT NULL REFERENCES app.staff_account,
  committed_on date NOT NULL DEFAULT app.today(),
  seed text,
  chosen integer[],
  drawn_by uuid REFERENCES app.staff_account,
  drawn_on date,
  result_list uuid REFERENCES app.board_list,
  CHECK (num_nulls(seed, chosen, drawn_by, drawn_on, result_list) IN (0, 5))
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_lottery FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- Scores of thousands of files ask for each read by file and reader, ended ones too.
CREATE INDEX assignment_read ON app.assignment (application_id, account_id, role);
