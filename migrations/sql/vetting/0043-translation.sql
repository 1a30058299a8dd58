-- Sections of a file that a translator is asked to put into another language. What they work from is an extract, sealed to `profile`
-- and to them, and what they write is sealed to `profile` and to the file's readers: neither stands here.
CREATE TABLE app.translation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  section text NOT NULL CHECK (section IN ('place', 'work', 'story', 'example', 'conference')),
  account_id uuid NOT NULL REFERENCES app.staff_account,
  asked_by uuid NOT NULL REFERENCES app.staff_account,
  asked_on date NOT NULL DEFAULT app.today(),
  -- Number of the profile's version the extract was made of.
  profile_number integer NOT NULL,
  written_on date,
  -- How often it was written; 0 before the first time.
  version integer NOT NULL DEFAULT 0,
  UNIQUE (application_id, section, account_id)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.translation FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
