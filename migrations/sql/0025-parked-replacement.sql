-- A page posted after its session had ended is kept whether it belongs to a draft or replaces a part of what was sent. What the
-- file is by the time the code is entered decides what becomes of it.

-- Keeps the page of an ended session: `p_replaces` for a part of what was sent, else for a section of a draft. False for a live
-- session, an unknown one, one past its day, and a page that does not fit the file.
DROP FUNCTION app.own_park(bytea, bytea);
CREATE FUNCTION app.own_park(p_token bytea, p_body bytea, p_replaces boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.sessions_sweep();
  INSERT INTO app.parked_save (token_hash, body)
    SELECT s.token_hash, p_body FROM app.session s JOIN app.application a ON a.id = s.application_id AND (a.state <> 'draft') = p_replaces
    WHERE s.token_hash = p_token AND (s.idle_until <= app.now() OR s.ends_at <= app.now())
    ON CONFLICT (token_hash) DO UPDATE SET body = excluded.body;
  RETURN FOUND;
END $$;
