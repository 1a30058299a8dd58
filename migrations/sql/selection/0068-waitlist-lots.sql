-- Lots for the order of those a list leaves: committed to first, drawn once. An entry is a salted hash and names nobody; seed and salts are
-- a record sealed to `balance`, and the seed stands here only after the draw, with all files in the order drawn. All rows stay.
CREATE TABLE app.waitlist_lottery (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  number integer GENERATED ALWAYS AS IDENTITY,
  list_id uuid NOT NULL REFERENCES app.board_list,
  list_version integer NOT NULL,
  entries text[] NOT NULL,
  pool_digest text NOT NULL,
  commitment text NOT NULL,
  committed_by uuid NOT NULL REFERENCES app.staff_account,
  committed_on date NOT NULL DEFAULT app.today(),
  seed text,
  drawn uuid[],
  drawn_by uuid REFERENCES app.staff_account,
  drawn_on date,
  CHECK (num_nulls(seed, drawn, drawn_by, drawn_on) IN (0, 4))
);
-- A list as it stands is drawn once, and one person prepares it once.
CREATE UNIQUE INDEX waitlist_lottery_drawn ON app.waitlist_lottery (list_id, list_version) WHERE seed IS NOT NULL;
CREATE UNIQUE INDEX waitlist_lottery_open ON app.waitlist_lottery (list_id, list_version, committed_by) WHERE seed IS NULL;
CREATE INDEX waitlist_lottery_of ON app.waitlist_lottery (edition_id, list_id);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.waitlist_lottery FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
