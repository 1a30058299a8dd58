-- How we may write to a person: each change is a new version of the mailbox record, since nobody here can read the old ones.

CREATE FUNCTION app.own_mailbox_version(p_token bytea) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT max(r.version) FROM me JOIN sealed.record r ON r.owner_id = me.id AND r.schema_id = 'contact.mailbox'
$$;

-- A new version over exactly the one that was newest. The old address is told by a last neutral mail where mail goes on; a
-- broken channel counts as mended. Answers ok, stale, not_found.
CREATE FUNCTION app.own_mailbox_save(p_token bytea, p_expected integer, p_tell_old boolean, p_ids uuid[], p_compartments text[],
  p_schemas text[], p_versions integer[], p_bodies bytea[], p_wrap_of integer[], p_recipients bytea[], p_wraps bytea[], OUT code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_digest bytea;
BEGIN
  SELECT a.id INTO v_id FROM app.application a WHERE a.id = app.own_id(p_token) AND a.state NOT IN ('draft', 'erased') FOR UPDATE;
  IF NOT FOUND THEN code := 'not_found'; RETURN; END IF;
  IF app.own_mailbox_version(p_token) IS DISTINCT FROM p_expected THEN code := 'stale'; RETURN; END IF;
  v_digest := app.records_add(v_id, p_ids, p_compartments, p_schemas, p_versions, p_bodies, p_wrap_of, p_recipients, p_wraps);
  INSERT INTO audit.pending (verb, object_id, digest) VALUES ('mailbox.sealed', v_id::text, v_digest);
  INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('event', 'application.contact_changed', v_id, p_expected + 1);
  IF p_tell_old THEN
    INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'contact_changed', v_id, p_expected) ON CONFLICT DO NOTHING;
  END IF;
  UPDATE app.flag f SET lifted_on = app.today() WHERE f.application_id = v_id AND f.kind = 'contact_broken' AND f.lifted_on IS NULL;
  code := 'ok';
END $$;
