-- A search kept by its owner, for themselves or shared with the edition's staff. It says codes, classes, days and figures only:
-- names are typed into the others, and those end with the session.
CREATE TABLE app.saved_search (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  owner_id uuid NOT NULL REFERENCES app.staff_account,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  filter text NOT NULL CHECK (length(filter) <= 1500 AND filter !~ '["\\]'),
  sort text NOT NULL,
  is_shared boolean NOT NULL DEFAULT false,
  removed_on date
);
CREATE UNIQUE INDEX saved_search_name ON app.saved_search (edition_id, owner_id, lower(name)) WHERE removed_on IS NULL;
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.saved_search FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- A short code on a file: of one colleague, who alone knows of it, or of all who judge (no owner).
CREATE TABLE app.file_tag (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{0,15}$'),
  owner_id uuid REFERENCES app.staff_account,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  noted_on date NOT NULL DEFAULT app.today(),
  UNIQUE NULLS NOT DISTINCT (application_id, code, owner_id)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.file_tag FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

CREATE FUNCTION app.tags_go_with_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.file_tag t WHERE t.application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER erasing_takes_tags AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased') EXECUTE FUNCTION app.tags_go_with_file();

-- A table of files that was asked for, its set frozen as ids. One person takes few in a day, more take two (kind `export` of app.approval).
CREATE TABLE app.file_export (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  files uuid[] NOT NULL CHECK (cardinality(files) BETWEEN 1 AND 200),
  takes_two boolean NOT NULL,
  made_on date NOT NULL DEFAULT app.today(),
  taken_on date
);
CREATE INDEX file_export_of ON app.file_export (author_id, made_on);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.file_export FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
