-- Links that are over and links that never were take the same time: the day is asked first, and nothing is called for one alone.

-- As before.
CREATE OR REPLACE FUNCTION app.link_look(p_hash bytea) RETURNS TABLE (kind text, expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_today date := app.today(); v_link app.link;
BEGIN
  SELECT * INTO v_link FROM app.link l WHERE l.hash = p_hash;
  IF v_link.used_on IS NOT NULL OR v_link.ended_on IS NOT NULL OR NOT coalesce(v_today <= v_link.expires_on, false) THEN RETURN; END IF;
  RETURN QUERY UPDATE app.link l SET openings = l.openings + 1 WHERE l.hash = p_hash AND app.link_alive(l) RETURNING l.kind, l.expires_on;
END $$;

-- As before.
CREATE OR REPLACE FUNCTION app.link_start(p_hash bytea, p_token bytea, p_sealed_keys bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_now timestamptz := app.now(); v_link app.link;
BEGIN
  DELETE FROM app.link_session WHERE ends_at < v_now - interval '12 hours';
  SELECT * INTO v_link FROM app.link l WHERE l.hash = p_hash;
  IF v_link.used_on IS NOT NULL OR v_link.ended_on IS NOT NULL
    OR NOT coalesce((v_now AT TIME ZONE 'UTC')::date <= v_link.expires_on, false) THEN RETURN NULL; END IF;
  SELECT * INTO v_link FROM app.link l WHERE l.hash = p_hash AND app.link_alive(l) FOR SHARE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO app.link_session (token_hash, link_id, sealed_keys, idle_until, ends_at)
    VALUES (p_token, v_link.id, p_sealed_keys, v_now + interval '4 hours', v_now + interval '12 hours');
  RETURN v_link.kind;
END $$;
