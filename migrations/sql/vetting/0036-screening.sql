-- The definition test as one colleague answered it on one day; later answers stand beside it, the newest is the one that counts.
CREATE TABLE app.eligibility (
  application_id uuid NOT NULL REFERENCES app.application,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  answered_on date NOT NULL DEFAULT app.today(),
  number bigint GENERATED ALWAYS AS IDENTITY,
  for_others text NOT NULL CHECK (for_others IN ('yes', 'no', 'unsure')),
  universality text NOT NULL CHECK (universality IN ('yes', 'no', 'unsure')),
  peaceful text NOT NULL CHECK (peaceful IN ('yes', 'no', 'unsure')),
  reason_class text NOT NULL CHECK (reason_class IN ('own_words', 'example', 'public_trace', 'known_work', 'too_little_said', 'other')),
  PRIMARY KEY (application_id, author_id, answered_on)
);
CREATE INDEX eligibility_newest ON app.eligibility (application_id, number DESC);

-- Flags apart from scores: who, when, why (a code), and when lifted. A kind stands once.
CREATE TABLE app.vetting_flag (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  kind text NOT NULL CHECK (kind IN
    ('risk_underrated', 'safeguarding', 'visa_infeasible', 'language_support', 'media_profile', 'earlier_conduct', 'proxy_of_many')),
  reason text NOT NULL CHECK (reason IN ('own_words', 'reference', 'public_trace', 'colleague', 'earlier_edition', 'comparison')),
  set_by uuid NOT NULL REFERENCES app.staff_account, set_on date NOT NULL DEFAULT app.today(),
  lifted_by uuid REFERENCES app.staff_account, lifted_on date
);
CREATE UNIQUE INDEX vetting_flag_once ON app.vetting_flag (application_id, kind) WHERE lifted_on IS NULL;

-- A trusted person who typed for more applicants than this is shown to screening.
ALTER TABLE app.edition ADD COLUMN proxy_files integer NOT NULL DEFAULT 5 CHECK (proxy_files >= 1);

CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.eligibility FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.vetting_flag FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- Who typed the form for somebody neither screens nor reads it.
ALTER TABLE app.conflict_fact DROP CONSTRAINT conflict_fact_kind;
ALTER TABLE app.conflict_fact ADD CONSTRAINT conflict_fact_kind CHECK (kind IN
  ('family', 'personal', 'same_organisation', 'funder', 'co_signed', 'past_reference', 'prior_dispute', 'typed_for_them', 'administrative')
  OR (kind = 'none' AND origin = 'pinned'));

-- What was judged about a person goes with the file: no row says any more whom it was compared with or what was said of it.
CREATE FUNCTION app.screening_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.eligibility e WHERE e.application_id = NEW.id;
  DELETE FROM app.vetting_flag f WHERE f.application_id = NEW.id;
  DELETE FROM app.duplicate_pair d WHERE NEW.id IN (d.first_id, d.second_id);
  RETURN NULL;
END $$;
CREATE TRIGGER screening_forgets AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased') EXECUTE FUNCTION app.screening_forget();
