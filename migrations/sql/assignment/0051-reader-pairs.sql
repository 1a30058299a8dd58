-- Two readers who must not share a file, each pair once. Why is nobody's to write down: a couple, a dispute, one who follows another.
CREATE TABLE app.reader_pair (
  edition_id uuid NOT NULL REFERENCES app.edition,
  one uuid NOT NULL REFERENCES app.staff_account,
  other uuid NOT NULL REFERENCES app.staff_account,
  author_id uuid NOT NULL,
  noted_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (edition_id, one, other),
  CHECK (one < other)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.reader_pair FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- Files with too few readers to keep the cap on the chance of one of them.
ALTER TABLE app.assignment_proposal ADD COLUMN beyond_cap uuid[] NOT NULL DEFAULT '{}';
