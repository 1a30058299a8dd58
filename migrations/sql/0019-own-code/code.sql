-- A new code for whoever is signed in.

-- Names a public key as a recipient of wraps.
CREATE FUNCTION app.recipient_of(p_public_key bytea) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(sha256(p_public_key) FROM 1 FOR 16) $$;

-- Everything that only the present code opens: drafts, the newest of each record sealed under its key, wraps made for it.
CREATE FUNCTION app.code_keeps(p_application uuid) RETURNS TABLE (kind text, id uuid, schema_id text, version integer, body bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'draft', NULL::uuid, d.section, d.version, d.body FROM sealed.draft d WHERE d.application_id = p_application
  UNION ALL
  SELECT * FROM (SELECT DISTINCT ON (r.schema_id) 'record', r.id, r.schema_id, r.version, r.body FROM sealed.record r
    WHERE r.owner_id = p_application AND r.compartment = 'applicant'
      AND NOT EXISTS (SELECT 1 FROM wraps.dek_wrap w WHERE w.record_id = r.id) ORDER BY r.schema_id, r.version DESC) n
  UNION ALL
  SELECT 'wrap', r.id, r.schema_id, r.version, w.wrap FROM app.access a JOIN sealed.record r ON r.owner_id = a.application_id
    JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = app.recipient_of(a.public_key) WHERE a.application_id = p_application
$$;

CREATE FUNCTION app.own_code_keeps(p_token bytea) RETURNS TABLE (kind text, id uuid, schema_id text, version integer, body bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id) SELECT k.* FROM me, LATERAL app.code_keeps(me.id) k
$$;

-- What was read, as one text: a new code is written only over exactly that.
CREATE FUNCTION app.code_basis(p_application uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg(concat_ws(':', k.kind, k.id, k.schema_id, k.version), ',' ORDER BY k.kind, k.schema_id COLLATE "C", k.version, k.id), '')
  FROM app.code_keeps(p_application) k
$$;

CREATE FUNCTION app.own_code_basis(p_token bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id) SELECT app.code_basis(a.id) FROM me JOIN app.application a ON a.id = me.id
$$;

-- The new code's keys take the place of the old ones, with all that was sealed anew for them; every session ends but the new
-- one, which lasts no longer than the one it follows. Answers ok, stale (something was added meanwhile), not_found.
CREATE FUNCTION app.own_new_code(p_token bytea, p_basis text, p_lookup bytea, p_public_key bytea, p_session bytea, p_sealed_keys bytea,
  p_sheet bytea, p_sections text[], p_drafts bytea[], p_ids uuid[], p_schemas text[], p_versions integer[], p_bodies bytea[],
  p_wrap_of uuid[], p_wraps bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_old app.session; v_access app.access;
BEGIN
  PERFORM 1 FROM app.application a WHERE a.id = v_id AND a.state <> 'erased' FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF app.code_basis(v_id) IS DISTINCT FROM p_basis THEN RETURN 'stale'; END IF;
  SELECT * INTO STRICT v_access FROM app.access WHERE application_id = v_id;
  SELECT * INTO STRICT v_old FROM app.session WHERE token_hash = p_token;

  UPDATE sealed.draft d SET body = n.body FROM unnest(p_sections, p_drafts) n (section, body)
    WHERE d.application_id = v_id AND d.section = n.section;
  DELETE FROM sealed.record r WHERE r.owner_id = v_id AND r.compartment = 'applicant' AND r.schema_id = ANY (p_schemas);
  INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
    SELECT n.id, v_id, 'applicant', n.schema_id, n.version, n.body
    FROM unnest(p_ids, p_schemas, p_versions, p_bodies) n (id, schema_id, version, body);
  DELETE FROM wraps.dek_wrap w WHERE w.recipient = app.recipient_of(v_access.public_key)
    AND w.record_id IN (SELECT r.id FROM sealed.record r WHERE r.owner_id = v_id);
  INSERT INTO wraps.dek_wrap (record_id, recipient, wrap)
    SELECT n.id, app.recipient_of(p_public_key), n.wrap FROM unnest(p_wrap_of, p_wraps) n (id, wrap);

  UPDATE app.access SET lookup = p_lookup, public_key = p_public_key WHERE application_id = v_id;
  DELETE FROM app.session WHERE application_id = v_id;
  INSERT INTO app.session (token_hash, application_id, sealed_keys, sheet, idle_seconds, idle_until, ends_at)
    VALUES (p_session, v_id, p_sealed_keys, p_sheet, v_old.idle_seconds, v_old.idle_until, v_old.ends_at);
  INSERT INTO audit.pending (verb, object_id) VALUES ('code.renewed', v_id::text);
  RETURN 'ok';
END $$;
