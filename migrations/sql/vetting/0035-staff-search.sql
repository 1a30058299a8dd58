-- What a colleague typed into the list's search, sealed under their own session: names are typed there, and the address of the list
-- bears the search's id only. Ends with the session.
CREATE TABLE app.staff_search (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number bigint GENERATED ALWAYS AS IDENTITY,
  token_hash bytea NOT NULL REFERENCES app.staff_session ON DELETE CASCADE,
  sealed bytea NOT NULL CHECK (length(sealed) <= 200000)
);
CREATE INDEX staff_search_session ON app.staff_search (token_hash, number);
