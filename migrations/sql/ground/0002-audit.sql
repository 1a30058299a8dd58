CREATE TABLE audit.head (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), seq bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO audit.head VALUES (true, 0, decode(repeat('00', 32), 'hex'));

CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY,
  -- Exact time for acts of staff; the first day of the week for acts of applicants.
  at timestamptz NOT NULL,
  actor_id uuid,
  verb text NOT NULL,
  object_id text NOT NULL,
  purpose text NOT NULL DEFAULT '',
  digest bytea,
  hash bytea NOT NULL
);
CREATE INDEX entry_object ON audit.entry (object_id, seq);
CREATE INDEX entry_actor ON audit.entry (actor_id, at);

-- Acts of applicants wait here, without a time, until the worker chains them.
CREATE TABLE audit.pending (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verb text NOT NULL, object_id text NOT NULL, digest bytea
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'audit_is_append_only' USING ERRCODE = 'DD001'; END $$;
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER entry_is_never_cut BEFORE TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER pending_is_never_changed BEFORE UPDATE ON audit.pending FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER pending_is_never_cut BEFORE TRUNCATE ON audit.pending FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- h = SHA-256(prev | seq | time | SHA-256(body)); every part has a fixed length or is hashed first.
CREATE FUNCTION audit.entry_hash(p_prev bytea, p_seq bigint, p_at timestamptz, p_body bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(p_prev || int8send(p_seq) || int8send((extract(epoch FROM p_at) * 1000000)::bigint) || sha256(p_body)) $$;

CREATE FUNCTION audit.entry_body(p_actor uuid, p_verb text, p_object text, p_purpose text, p_digest bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT convert_to(jsonb_build_array(p_actor, p_verb, p_object, p_purpose, encode(p_digest, 'hex'))::text, 'UTF8') $$;

CREATE FUNCTION audit.link(p_at timestamptz, p_actor uuid, p_verb text, p_object text, p_purpose text, p_digest bytea)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_head audit.head; v_hash bytea;
BEGIN
  SELECT * INTO STRICT v_head FROM audit.head FOR UPDATE;
  v_hash := audit.entry_hash(v_head.hash, v_head.seq + 1, p_at, audit.entry_body(p_actor, p_verb, p_object, p_purpose, p_digest));
  INSERT INTO audit.entry (seq, at, actor_id, verb, object_id, purpose, digest, hash)
    VALUES (v_head.seq + 1, p_at, p_actor, p_verb, p_object, p_purpose, p_digest, v_hash);
  UPDATE audit.head SET seq = v_head.seq + 1, hash = v_hash;
  RETURN v_head.seq + 1;
END $$;

-- Acts of staff: chained inside the act's own transaction.
CREATE FUNCTION audit.append(p_actor uuid, p_verb text, p_object text, p_purpose text, p_digest bytea DEFAULT NULL)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT audit.link(app.now(), p_actor, p_verb, p_object, p_purpose, p_digest) $$;

-- Chains what applicants did, in order, with the week only. Returns how many rows were chained.
CREATE FUNCTION audit.chain(p_limit integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row audit.pending; v_count integer := 0;
BEGIN
  PERFORM 1 FROM audit.head FOR UPDATE;
  FOR v_row IN DELETE FROM audit.pending WHERE id IN (SELECT id FROM audit.pending ORDER BY id LIMIT p_limit) RETURNING * LOOP
    PERFORM audit.link(date_trunc('week', app.now()), NULL, v_row.verb, v_row.object_id, '', v_row.digest);
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

-- First broken row of the chain, or nothing when every hash follows from the one before.
CREATE FUNCTION audit.first_break() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row audit.entry; v_prev bytea := decode(repeat('00', 32), 'hex'); v_seq bigint := 0; v_head audit.head;
BEGIN
  FOR v_row IN SELECT * FROM audit.entry ORDER BY seq LOOP
    v_seq := v_seq + 1;
    IF v_row.seq <> v_seq OR v_row.hash <> audit.entry_hash(v_prev, v_row.seq, v_row.at,
        audit.entry_body(v_row.actor_id, v_row.verb, v_row.object_id, v_row.purpose, v_row.digest)) THEN
      RETURN v_seq;
    END IF;
    v_prev := v_row.hash;
  END LOOP;
  SELECT * INTO STRICT v_head FROM audit.head;
  RETURN CASE WHEN v_head.seq = v_seq AND v_head.hash = v_prev THEN NULL ELSE v_seq + 1 END;
END $$;
