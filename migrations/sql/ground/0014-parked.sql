-- A page posted after its session had ended. It lies here sealed under the cookie of that session, which is the only key,
-- and is applied when the right code is entered in the same browser. One page a session: the newest.
CREATE TABLE app.parked_save (
  token_hash bytea PRIMARY KEY REFERENCES app.session ON DELETE CASCADE,
  body bytea NOT NULL CHECK (length(body) <= 400000)
);
CREATE INDEX session_end ON app.session (ends_at);

-- Sessions are forgotten 12 hours after their end, when their cookie is gone too, and what they parked with them.
CREATE FUNCTION app.sessions_sweep() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.session WHERE ends_at < app.now() - interval '12 hours'
$$;

-- Keeps the page of an ended session of a draft. False for a live session, an unknown one and one past its day.
CREATE FUNCTION app.own_park(p_token bytea, p_body bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.sessions_sweep();
  INSERT INTO app.parked_save (token_hash, body)
    SELECT s.token_hash, p_body FROM app.session s JOIN app.application a ON a.id = s.application_id AND a.state = 'draft'
    WHERE s.token_hash = p_token AND (s.idle_until <= app.now() OR s.ends_at <= app.now())
    ON CONFLICT (token_hash) DO UPDATE SET body = excluded.body;
  RETURN FOUND;
END $$;

-- Hands the parked page over to a live session of the same person, once; the ended session goes with it.
CREATE FUNCTION app.own_parked(p_token bytea, p_ended bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_body bytea; v_id uuid := app.own_id(p_token);
BEGIN
  SELECT k.body INTO v_body FROM app.parked_save k JOIN app.session s ON s.token_hash = k.token_hash AND s.application_id = v_id
    WHERE k.token_hash = p_ended;
  DELETE FROM app.session WHERE token_hash = p_ended AND application_id = v_id AND token_hash <> p_token;
  RETURN v_body;
END $$;
