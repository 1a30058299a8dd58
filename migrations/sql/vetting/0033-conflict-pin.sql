-- What is on record between a colleague and a file: one row for each origin. `none` is staff's word alone, and a pin.
ALTER TABLE app.conflict RENAME TO conflict_fact;
ALTER TABLE app.conflict_fact RENAME CONSTRAINT conflict_pkey TO conflict_fact_pkey;
ALTER TABLE app.conflict_fact DROP CONSTRAINT conflict_kind_check;
ALTER TABLE app.conflict_fact ADD CONSTRAINT conflict_fact_kind CHECK (kind IN
  ('family', 'personal', 'same_organisation', 'funder', 'co_signed', 'past_reference', 'prior_dispute', 'administrative')
  OR (kind = 'none' AND origin = 'pinned'));

CREATE INDEX conflict_fact_of ON app.conflict_fact (account_id);

-- The conflicts that hold, at most one for a colleague and a file: what is pinned stands above what is declared, and that
-- above what is detected. Everything that asks whether somebody may know of a file asks here, under the name it always had.
CREATE VIEW app.conflict WITH (security_invoker = true) AS
  SELECT f.application_id, f.account_id, f.kind, f.origin, f.author_id, f.noted_on FROM app.conflict_fact f
  WHERE f.kind <> 'none' AND NOT EXISTS (SELECT 1 FROM app.conflict_fact o
    WHERE o.application_id = f.application_id AND o.account_id = f.account_id
      AND array_position(ARRAY['pinned', 'declared', 'detected'], o.origin) < array_position(ARRAY['pinned', 'declared', 'detected'], f.origin));

-- Takes staff's word back; what was declared is no concern of it. True where there was a pin.
CREATE FUNCTION app.conflict_unpin(p_application uuid, p_account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.conflict_fact f WHERE f.application_id = p_application AND f.account_id = p_account AND f.origin = 'pinned';
  RETURN FOUND;
END $$;

-- Countries whose files a member of staff must not read. No filter can be made of it: the country of a file is sealed, and
-- a plain copy of it beside the file would tell whoever holds the database where each person lives. A session that opens
-- the file compares, when it assigns or looks; what it finds is kept as a pinned conflict, which every list obeys.
CREATE TABLE app.staff_exclusion (
  account_id uuid NOT NULL REFERENCES app.staff_account,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  author_id uuid NOT NULL, noted_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (account_id, country)
);

-- Where a member of staff belongs, in their own words: compared with files in a lead's session.
CREATE TABLE app.staff_affiliation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES app.staff_account,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  UNIQUE (account_id, name)
);
