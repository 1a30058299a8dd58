-- Answers of the API to writes that carried an Idempotency-Key, for a day: sealed under the caller's own key, in a table that
-- no backup and no write-ahead log holds.
CREATE UNLOGGED TABLE app.idempotency (
  application_id uuid NOT NULL,
  key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  answer bytea CHECK (length(answer) <= 400000),
  claimed_at timestamptz NOT NULL DEFAULT app.now(),
  PRIMARY KEY (application_id, key_hash)
);
CREATE INDEX idempotency_age ON app.idempotency (claimed_at);

-- Claims a key for one request. Answers new, running, other (another request bore this key), or done with the answer given.
-- A claim that was never answered, because its process died, is free again after a minute.
CREATE FUNCTION app.own_idempotency_claim(p_token bytea, p_key bytea, p_request bytea, OUT code text, OUT answer bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_row app.idempotency;
BEGIN
  DELETE FROM app.idempotency i WHERE (i.application_id, i.key_hash) IN (SELECT o.application_id, o.key_hash FROM app.idempotency o
    WHERE o.claimed_at < app.now() - interval '24 hours' LIMIT 20 FOR UPDATE SKIP LOCKED);
  INSERT INTO app.idempotency AS i (application_id, key_hash, request_hash) VALUES (v_id, p_key, p_request)
    ON CONFLICT (application_id, key_hash) DO UPDATE SET claimed_at = app.now()
      WHERE i.answer IS NULL AND i.claimed_at < app.now() - interval '1 minute' AND i.request_hash = p_request;
  IF FOUND THEN code := 'new'; RETURN; END IF;
  SELECT * INTO v_row FROM app.idempotency i WHERE i.application_id = v_id AND i.key_hash = p_key;
  code := CASE WHEN v_row.request_hash <> p_request THEN 'other' WHEN v_row.answer IS NULL THEN 'running' ELSE 'done' END;
  answer := CASE WHEN code = 'done' THEN v_row.answer END;
END $$;

-- Keeps the answer, or gives the key back (null) when the request came to nothing.
CREATE FUNCTION app.own_idempotency_settle(p_token bytea, p_key bytea, p_answer bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token);
BEGIN
  IF p_answer IS NULL THEN DELETE FROM app.idempotency i WHERE i.application_id = v_id AND i.key_hash = p_key AND i.answer IS NULL;
  ELSE UPDATE app.idempotency i SET answer = p_answer WHERE i.application_id = v_id AND i.key_hash = p_key AND i.answer IS NULL;
  END IF;
END $$;
