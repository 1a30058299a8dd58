-- Submitted records: version byte | nonce | ciphertext. Never updated; a change is a new version.
CREATE TABLE sealed.record (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  compartment text NOT NULL CHECK (compartment IN
    ('contact', 'profile', 'risk', 'references', 'balance', 'identity', 'travel', 'care', 'finance', 'applicant')),
  schema_id text NOT NULL,
  version integer NOT NULL,
  author_id uuid,
  body bytea NOT NULL
);
CREATE UNIQUE INDEX record_version ON sealed.record (owner_id, schema_id, version, author_id) NULLS NOT DISTINCT;

-- Drafts: one row a section, sealed under a key that only the return code gives.
CREATE TABLE sealed.draft (
  application_id uuid NOT NULL REFERENCES app.application ON DELETE CASCADE,
  section text NOT NULL,
  version integer NOT NULL,
  status text NOT NULL CHECK (status IN ('started', 'attention', 'done')),
  body bytea NOT NULL,
  PRIMARY KEY (application_id, section)
);

CREATE TABLE wraps.dek_wrap (
  record_id uuid NOT NULL REFERENCES sealed.record ON DELETE CASCADE,
  recipient bytea NOT NULL CHECK (length(recipient) = 16),
  wrap bytea NOT NULL CHECK (length(wrap) = 80),
  PRIMARY KEY (record_id, recipient)
);

-- Private halves of compartment keys, one wrap for each keeper and one for recovery.
CREATE TABLE wraps.key_wrap (
  key_id bytea NOT NULL CHECK (length(key_id) = 16),
  recipient bytea NOT NULL CHECK (length(recipient) = 16),
  wrap bytea NOT NULL CHECK (length(wrap) = 80),
  PRIMARY KEY (key_id, recipient)
);

ALTER TABLE wraps.dek_wrap ENABLE ROW LEVEL SECURITY;
ALTER TABLE wraps.key_wrap ENABLE ROW LEVEL SECURITY;
-- Second belt: a session sees only wraps of keys it said it holds, for one transaction (SET LOCAL app.recipients).
CREATE POLICY own_wraps ON wraps.dek_wrap FOR SELECT TO app_staff, app_worker
  USING (encode(recipient, 'hex') = ANY (string_to_array(current_setting('app.recipients', true), ',')));
CREATE POLICY add_wraps ON wraps.dek_wrap FOR INSERT TO app_staff WITH CHECK (true);
CREATE POLICY drop_wraps ON wraps.dek_wrap FOR DELETE TO app_staff
  USING (encode(recipient, 'hex') = ANY (string_to_array(current_setting('app.recipients', true), ',')));
CREATE POLICY own_key_wraps ON wraps.key_wrap FOR SELECT TO app_staff
  USING (encode(recipient, 'hex') = ANY (string_to_array(current_setting('app.recipients', true), ',')));
CREATE POLICY add_key_wraps ON wraps.key_wrap FOR INSERT TO app_staff WITH CHECK (true);
CREATE POLICY all_wraps_operator ON wraps.dek_wrap TO app_operator USING (true) WITH CHECK (true);
CREATE POLICY all_key_wraps_operator ON wraps.key_wrap TO app_operator USING (true) WITH CHECK (true);
CREATE POLICY all_wraps_definer ON wraps.dek_wrap TO app_definer USING (true) WITH CHECK (true);
