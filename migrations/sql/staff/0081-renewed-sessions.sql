-- A session gets a new id when a role of its person is granted or ends: it is marked here, and renewed by its next request, the only
-- one that has the cookie. `token_on`: the day its id was made, for roles that end by their last day.
ALTER TABLE app.staff_session ADD COLUMN is_renewal_due boolean NOT NULL DEFAULT false,
  ADD COLUMN token_on date NOT NULL DEFAULT app.today();

CREATE FUNCTION app.sessions_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.ends_on IS NOT DISTINCT FROM OLD.ends_on AND NEW.keeper_of = OLD.keeper_of THEN RETURN NULL; END IF;
  UPDATE app.staff_session SET is_renewal_due = true WHERE account_id = coalesce(NEW.account_id, OLD.account_id) AND NOT is_renewal_due;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION app.sessions_mark() FROM PUBLIC;
CREATE TRIGGER sessions_mark AFTER INSERT OR UPDATE OR DELETE ON app.staff_role FOR EACH ROW EXECUTE FUNCTION app.sessions_mark();

-- Requests that were under way with the id before: for a minute they are led to the new one, sealed under the old.
CREATE TABLE app.session_renewal (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  next_hash bytea NOT NULL REFERENCES app.staff_session ON UPDATE CASCADE ON DELETE CASCADE,
  next_sealed bytea NOT NULL CHECK (length(next_sealed) <= 200),
  until timestamptz NOT NULL DEFAULT app.now() + interval '1 minute'
);
CREATE INDEX session_renewal_next ON app.session_renewal (next_hash);

-- A search that was typed goes with its session to the new id.
ALTER TABLE app.staff_search DROP CONSTRAINT staff_search_token_hash_fkey,
  ADD CONSTRAINT staff_search_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES app.staff_session ON UPDATE CASCADE ON DELETE CASCADE;
