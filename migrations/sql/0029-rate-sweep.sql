-- Old buckets are found by an index: without one every request read all of them, and many networks at once slowed everybody.
CREATE INDEX rate_bucket_filled ON app.rate_bucket (filled_at);

-- As before; the time is asked once, and the sweep touches only what is old. A plan made while there were few buckets is kept by a
-- session for good, so it must not be one that reads them all.
CREATE OR REPLACE FUNCTION app.rate_take(p_name text, p_size integer, p_seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE v_key uuid; v_bucket bytea; v_left real; v_now timestamptz := app.now(); v_day date := (v_now AT TIME ZONE 'UTC')::date;
BEGIN
  SELECT secret INTO v_key FROM app.rate_key WHERE on_day = v_day;
  IF NOT FOUND THEN
    DELETE FROM app.rate_key; DELETE FROM app.rate_bucket;
    INSERT INTO app.rate_key (on_day) VALUES (v_day) ON CONFLICT DO NOTHING;
    SELECT secret INTO v_key FROM app.rate_key WHERE on_day = v_day;
  END IF;
  v_bucket := sha256(uuid_send(v_key) || sha256(uuid_send(v_key) || convert_to(p_name, 'UTF8')));
  DELETE FROM app.rate_bucket WHERE bucket IN (SELECT o.bucket FROM app.rate_bucket o
    WHERE o.filled_at < v_now - interval '1 hour' ORDER BY o.filled_at LIMIT 20 FOR UPDATE SKIP LOCKED);
  INSERT INTO app.rate_bucket AS b (bucket, tokens, filled_at) VALUES (v_bucket, p_size - 1, v_now)
    ON CONFLICT (bucket) DO UPDATE SET filled_at = v_now,
      -- A clock set back refills nothing and takes nothing away.
      tokens = greatest(-1, least(p_size, b.tokens + greatest(0, extract(epoch FROM v_now - b.filled_at))::real * p_size / p_seconds) - 1)
    RETURNING tokens INTO v_left;
  RETURN v_left >= 0;
END $$;
