-- What a session opens, a statement each: row security opens to the keys named in it, for that statement alone where it stands
-- outside a transaction.
CREATE FUNCTION wraps.keys_of(p_recipient bytea) RETURNS SETOF bytea LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.recipients', encode(p_recipient, 'hex'), true);
  RETURN QUERY SELECT k.wrap FROM wraps.key_wrap k WHERE k.recipient = p_recipient;
END $$;

-- Records of these owners, schemas and, where named, authors, each with one wrap of its key to these recipients: the newest version of
-- each, or every one, oldest first.
CREATE FUNCTION wraps.records_open_to(p_recipients bytea[], p_owners uuid[], p_schemas text[], p_authors uuid[], p_every boolean)
  RETURNS TABLE (id uuid, owner_id uuid, compartment text, schema_id text, version integer, author_id uuid, body bytea, recipient bytea, wrap bytea)
  LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.recipients', (SELECT string_agg(encode(key, 'hex'), ',') FROM unnest(p_recipients) key), true);
  IF p_every THEN
    RETURN QUERY SELECT DISTINCT ON (r.owner_id, r.schema_id, r.author_id, r.version)
        r.id, r.owner_id, r.compartment, r.schema_id, r.version, r.author_id, r.body, w.recipient, w.wrap
      FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = ANY (p_recipients)
      WHERE r.owner_id = ANY (p_owners) AND r.schema_id = ANY (p_schemas) AND (p_authors IS NULL OR r.author_id = ANY (p_authors))
      ORDER BY r.owner_id, r.schema_id, r.author_id, r.version, w.recipient;
  ELSE
    -- The newest first, then its wrap: an older version that can be opened never stands for a newer one that cannot.
    RETURN QUERY SELECT DISTINCT ON (n.owner_id, n.schema_id, n.author_id)
        n.id, n.owner_id, n.compartment, n.schema_id, n.version, n.author_id, n.body, w.recipient, w.wrap
      FROM (SELECT DISTINCT ON (r.owner_id, r.schema_id, r.author_id) r.* FROM sealed.record r
        WHERE r.owner_id = ANY (p_owners) AND r.schema_id = ANY (p_schemas) AND (p_authors IS NULL OR r.author_id = ANY (p_authors))
        ORDER BY r.owner_id, r.schema_id, r.author_id, r.version DESC) n
      JOIN wraps.dek_wrap w ON w.record_id = n.id AND w.recipient = ANY (p_recipients)
      ORDER BY n.owner_id, n.schema_id, n.author_id, w.recipient;
  END IF;
END $$;
