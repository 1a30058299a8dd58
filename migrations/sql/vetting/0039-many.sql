-- Decisions one person put forward at once, about a set that another person answers for after reading a drawn part of it.
CREATE TABLE app.decision_batch (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  move text NOT NULL,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  -- The author alone takes all of it back until then.
  undo_until timestamptz NOT NULL DEFAULT app.now() + interval '30 seconds'
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.decision_batch FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
ALTER TABLE app.decision ADD COLUMN batch_id uuid REFERENCES app.decision_batch;
CREATE INDEX decision_batch_of ON app.decision (batch_id) WHERE batch_id IS NOT NULL;
