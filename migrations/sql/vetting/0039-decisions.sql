-- Acts of two people that move no file: one asks, another person of the same permission agrees, the act uses the agreement up.
CREATE TABLE app.approval (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number bigint GENERATED ALWAYS AS IDENTITY,
  edition_id uuid NOT NULL REFERENCES app.edition,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  object_id uuid NOT NULL,
  -- Of a set of files: SHA-256 over their ids in order, how many, and the part drawn from the seed that the second person reads.
  set_digest bytea CHECK (length(set_digest) = 32),
  size integer NOT NULL DEFAULT 1 CHECK (size BETWEEN 1 AND 200),
  seed text NOT NULL DEFAULT '',
  sample uuid[] NOT NULL DEFAULT '{}',
  sample_ok boolean,
  reason_class text NOT NULL DEFAULT '' CHECK (reason_class ~ '^[a-z_]{0,40}$'),
  author_id uuid NOT NULL REFERENCES app.staff_account,
  -- Who agreed, or who refused.
  second_id uuid REFERENCES app.staff_account,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'agreed', 'used', 'refused', 'ended')),
  made_on date NOT NULL DEFAULT app.today(),
  CONSTRAINT approval_needs_two CHECK (author_id <> second_id),
  CONSTRAINT approval_second_named CHECK (state IN ('pending', 'ended') OR second_id IS NOT NULL),
  CONSTRAINT approval_sample_read CHECK (state NOT IN ('agreed', 'used') OR sample = '{}' OR sample_ok)
);
CREATE UNIQUE INDEX approval_one_live ON app.approval (kind, object_id, set_digest) NULLS NOT DISTINCT WHERE state IN ('pending', 'agreed');
CREATE INDEX approval_open ON app.approval (edition_id, number) WHERE state IN ('pending', 'agreed');
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.approval FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
