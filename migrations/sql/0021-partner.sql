-- Partners. Their session is of its own kind: it nominates, counts, and opens nothing of an application.
CREATE FUNCTION app.partner_add(p_id uuid, p_edition uuid, p_actor uuid, p_lookup bytea, p_public_key bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_number text := app.case_number();
BEGIN
  IF NOT app.holds_role(p_actor, p_edition, ARRAY['coordinator']) THEN RETURN NULL; END IF;
  INSERT INTO app.partner (id, edition_id, number, lookup, public_key, quota)
    SELECT p_id, e.id, v_number, p_lookup, p_public_key, e.partner_quota FROM app.edition e WHERE e.id = p_edition;
  PERFORM audit.append(p_actor, 'partner.made', p_id::text, '');
  RETURN v_number;
END $$;

-- Closing ends the code and every session made with it; people already named are not touched.
CREATE FUNCTION app.partner_close(p_id uuid, p_actor uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.partner p SET closed_on = app.today() WHERE p.id = p_id AND p.closed_on IS NULL AND app.holds_role(p_actor, p.edition_id, ARRAY['coordinator']);
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM app.partner_session WHERE partner_id = p_id;
  PERFORM audit.append(p_actor, 'partner.closed', p_id::text, '');
  RETURN true;
END $$;

CREATE FUNCTION app.partner_sign_in(p_lookup bytea, p_token bytea, p_sealed_keys bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.partner_session (token_hash, partner_id, sealed_keys, idle_until, ends_at)
    SELECT p_token, p.id, p_sealed_keys, app.now() + interval '1 hour', app.now() + interval '12 hours'
    FROM app.partner p JOIN app.edition e ON e.id = p.edition_id AND e.departure_on >= app.today()
    WHERE p.lookup = p_lookup AND p.closed_on IS NULL;
  RETURN FOUND;
END $$;

-- The live session's partner. Null for unknown, idle, ended and closed alike.
CREATE FUNCTION app.partner_id(p_token bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id FROM app.partner_session s JOIN app.partner p ON p.id = s.partner_id AND p.closed_on IS NULL
  WHERE s.token_hash = p_token AND least(s.idle_until, s.ends_at) > app.now()
$$;

CREATE FUNCTION app.partner_session_find(p_token bytea) RETURNS TABLE (partner_id uuid, quota integer, named integer, sealed_keys bytea,
  name_version integer, name_body bytea, name_wrap bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.partner_session s WHERE s.ends_at < app.now();
  UPDATE app.partner_session s SET idle_until = least(s.ends_at, app.now() + interval '1 hour')
    WHERE s.token_hash = p_token AND s.idle_until > app.now() AND s.idle_until < least(s.ends_at, app.now() + interval '59 minutes');
  RETURN QUERY SELECT p.id, p.quota, (SELECT count(*)::integer FROM app.nomination n WHERE n.partner_id = p.id), s.sealed_keys, r.version, r.body, w.wrap
    FROM app.partner p JOIN app.partner_session s ON s.token_hash = p_token
      JOIN sealed.record r ON r.owner_id = p.id AND r.schema_id = 'partner.name'
      JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = substr(sha256(p.public_key), 1, 16)
    WHERE p.id = app.partner_id(p_token);
END $$;

CREATE FUNCTION app.partner_session_end(p_token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DELETE FROM app.partner_session WHERE token_hash = p_token $$;

-- Puts somebody forward. The partner's row is the lock: not one more than the quota. Answers ok, quota_reached, not_found.
CREATE FUNCTION app.partner_nominate(p_token bytea, p_id uuid, p_agreed boolean, p_ids uuid[], p_compartments text[], p_schemas text[],
  p_record_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[], OUT code text, OUT number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_partner app.partner; v_row app.nomination; v_digest bytea;
BEGIN
  SELECT * INTO v_partner FROM app.partner p WHERE p.id = app.partner_id(p_token) AND p.closed_on IS NULL FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM app.edition e WHERE e.id = v_partner.edition_id AND e.departure_on >= app.today()) THEN
    code := 'not_found'; RETURN;
  END IF;
  IF (SELECT count(*) FROM app.nomination n WHERE n.partner_id = v_partner.id) >= v_partner.quota THEN code := 'quota_reached'; RETURN; END IF;
  v_row.id := p_id; v_row.edition_id := v_partner.edition_id; v_row.partner_id := v_partner.id;
  number := app.nomination_row(v_row, p_agreed);
  v_digest := app.records_add(p_id, p_ids, p_compartments, p_schemas, p_record_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('nomination.named', p_id::text, v_digest);
  code := 'ok';
END $$;

-- Number, week, and whether the link was used: never what became of it.
CREATE FUNCTION app.partner_nominations(p_token bytea) RETURNS TABLE (number text, named_week date, was_used boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.number, n.named_week, n.was_used FROM app.nomination n WHERE n.partner_id = app.partner_id(p_token) ORDER BY n.named_week DESC, n.number
$$;
