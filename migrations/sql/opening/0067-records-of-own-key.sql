-- Records of these owners, schemas and, where named, authors, each with one wrap of its key to the recipient or to a compartment key
-- the recipient holds: the newest version of each, or every one, oldest first.
DROP FUNCTION wraps.records_open_to(bytea[], uuid[], text[], uuid[], boolean);
CREATE FUNCTION wraps.records_open_to(p_recipient bytea, p_owners uuid[], p_schemas text[], p_authors uuid[], p_every boolean)
  RETURNS TABLE (id uuid, owner_id uuid, compartment text, schema_id text, version integer, author_id uuid, body bytea, recipient bytea, wrap bytea)
  LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_keys bytea[];
BEGIN
  PERFORM set_config('app.recipients', encode(p_recipient, 'hex'), true);
  v_keys := p_recipient || ARRAY(SELECT k.key_id FROM wraps.key_wrap k WHERE k.recipient = p_recipient);
  PERFORM set_config('app.recipients', (SELECT string_agg(encode(key, 'hex'), ',') FROM unnest(v_keys) key), true);
  IF p_every THEN
    RETURN QUERY SELECT DISTINCT ON (r.owner_id, r.schema_id, r.author_id, r.version)
        r.id, r.owner_id, r.compartment, r.schema_id, r.version, r.author_id, r.body, w.recipient, w.wrap
      FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = ANY (v_keys)
      WHERE r.owner_id = ANY (p_owners) AND r.schema_id = ANY (p_schemas) AND (p_authors IS NULL OR r.author_id = ANY (p_authors))
      ORDER BY r.owner_id, r.schema_id, r.author_id, r.version, w.recipient;
  ELSE
    -- The newest first, then its wrap: an older version that can be opened never stands for a newer one that cannot.
    RETURN QUERY SELECT DISTINCT ON (n.owner_id, n.schema_id, n.author_id)
        n.id, n.owner_id, n.compartment, n.schema_id, n.version, n.author_id, n.body, w.recipient, w.wrap
      FROM (SELECT DISTINCT ON (r.owner_id, r.schema_id, r.author_id) r.* FROM sealed.record r
        WHERE r.owner_id = ANY (p_owners) AND r.schema_id = ANY (p_schemas) AND (p_authors IS NULL OR r.author_id = ANY (p_authors))
        ORDER BY r.owner_id, r.schema_id, r.author_id, r.version DESC) n
      JOIN wraps.dek_wrap w ON w.record_id = n.id AND w.recipient = ANY (v_keys)
      ORDER BY n.owner_id, n.schema_id, n.author_id, w.recipient;
  END IF;
END $$;

-- Whether a colleague has opened a file today, without reading all they did.
CREATE INDEX entry_opened ON audit.entry (actor_id, object_id, at) WHERE verb = 'application.opened';
