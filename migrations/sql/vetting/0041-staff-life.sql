-- An account begins without keys: the person makes them at the first sign-in, and again when the password is forgotten.
ALTER TABLE app.staff_account ALTER salt DROP NOT NULL, ALTER verifier_hash DROP NOT NULL, ALTER sealed_keys DROP NOT NULL,
  ALTER sealed_totp DROP NOT NULL, ALTER public_key DROP NOT NULL,
  ADD CONSTRAINT staff_account_keys CHECK (num_nulls(salt, verifier_hash, sealed_keys, sealed_totp, public_key) IN (0, 5)),
  ADD CONSTRAINT staff_account_active CHECK (state <> 'active' OR public_key IS NOT NULL),
  ADD COLUMN asked_paper_on date;

-- Who stands in for whom; who holds the accounts keeps nothing.
ALTER TABLE app.staff_role DROP COLUMN is_deputy,
  ADD COLUMN deputy_id uuid REFERENCES app.staff_account CHECK (deputy_id <> account_id),
  ADD CONSTRAINT staff_role_admin CHECK (role <> 'admin' OR keeper_of = '{}');

-- The paper of a first sign-in: its code counts once. Kept as a hash.
CREATE TABLE app.staff_paper (
  account_id uuid PRIMARY KEY REFERENCES app.staff_account,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  made_by uuid NOT NULL,
  ends_on date NOT NULL DEFAULT app.today() + 7
);

-- Signatures of keepers under a colleague's key while fewer than two are there. What counts is the signed annex, which every
-- process verifies against the directory; a row put here by hand is a signature that does not hold.
CREATE TABLE app.key_signature (
  account_id uuid NOT NULL REFERENCES app.staff_account,
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  by_id uuid NOT NULL REFERENCES app.staff_account,
  from_on date NOT NULL,
  until_on date NOT NULL,
  signature bytea NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (account_id, public_key, by_id)
);

-- One writer of the annex at a time, and the version it must not fall below.
CREATE TABLE app.annex_head (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  version integer NOT NULL DEFAULT 0
);
INSERT INTO app.annex_head DEFAULT VALUES;

-- Compartment keys somebody once held who holds them no more: such a compartment needs its next epoch.
CREATE TABLE app.key_left (
  key_id bytea NOT NULL CHECK (length(key_id) = 16),
  account_id uuid NOT NULL REFERENCES app.staff_account,
  left_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (key_id, account_id)
);

CREATE POLICY all_key_wraps_definer ON wraps.key_wrap TO app_definer USING (true) WITH CHECK (true);

-- Which compartment keys each account holds a wrap of; ids only.
CREATE FUNCTION app.key_keepers() RETURNS TABLE (key_id bytea, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.key_id, a.id FROM wraps.key_wrap w JOIN app.staff_account a ON substring(sha256(a.public_key) FOR 16) = w.recipient
    WHERE a.state = 'active'
$$;

-- Everything that opens something for this person: wraps of their keys (the account's, and others given), live sessions,
-- signatures under their key, the paper. False where a compartment key would be left without any keeper.
CREATE FUNCTION app.staff_keys_end(p_account uuid, p_keys bytea[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_ids bytea[];
BEGIN
  IF EXISTS (SELECT 1 FROM app.key_keepers() k WHERE k.account_id = p_account
    AND NOT EXISTS (SELECT 1 FROM app.key_keepers() o WHERE o.key_id = k.key_id AND o.account_id <> p_account)) THEN
    RETURN false;
  END IF;
  SELECT array_agg(substring(sha256(k.key) FOR 16)) INTO v_ids FROM (SELECT unnest(p_keys) AS key
    UNION SELECT a.public_key FROM app.staff_account a WHERE a.id = p_account AND a.public_key IS NOT NULL) k;
  INSERT INTO app.key_left (key_id, account_id) SELECT DISTINCT w.key_id, p_account FROM wraps.key_wrap w WHERE w.recipient = ANY (v_ids)
    ON CONFLICT DO NOTHING;
  DELETE FROM wraps.key_wrap w WHERE w.recipient = ANY (v_ids);
  DELETE FROM wraps.dek_wrap w WHERE w.recipient = ANY (v_ids);
  DELETE FROM app.staff_session s WHERE s.account_id = p_account;
  DELETE FROM app.key_signature s WHERE s.account_id = p_account OR s.by_id = p_account;
  DELETE FROM app.staff_paper p WHERE p.account_id = p_account;
  RETURN true;
END $$;

-- A grant ends by which these keys were kept. False where one would be left without any keeper; then nothing changes.
CREATE FUNCTION app.keeps_end(p_account uuid, p_keys bytea[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_own bytea;
BEGIN
  IF EXISTS (SELECT 1 FROM app.key_keepers() k WHERE k.account_id = p_account AND k.key_id = ANY (p_keys)
    AND NOT EXISTS (SELECT 1 FROM app.key_keepers() o WHERE o.key_id = k.key_id AND o.account_id <> p_account)) THEN
    RETURN false;
  END IF;
  SELECT substring(sha256(a.public_key) FOR 16) INTO v_own FROM app.staff_account a WHERE a.id = p_account;
  INSERT INTO app.key_left (key_id, account_id) SELECT w.key_id, p_account FROM wraps.key_wrap w
    WHERE w.recipient = v_own AND w.key_id = ANY (p_keys) ON CONFLICT DO NOTHING;
  DELETE FROM wraps.key_wrap w WHERE w.recipient = v_own AND w.key_id = ANY (p_keys);
  RETURN true;
END $$;

-- A colleague leaves. Answers ok, not_found, last_keeper; safe to repeat.
CREATE FUNCTION app.staff_close(p_account uuid, p_keys bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.staff_account a WHERE a.id = p_account FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF NOT app.staff_keys_end(p_account, p_keys) THEN RETURN 'last_keeper'; END IF;
  UPDATE app.staff_account SET state = 'disabled', asked_paper_on = NULL WHERE id = p_account;
  UPDATE app.staff_role SET ends_on = least(coalesce(ends_on, app.today() - 1), app.today() - 1), keeper_of = '{}'
    WHERE account_id = p_account AND (ends_on IS NULL OR ends_on >= app.today() OR keeper_of <> '{}');
  UPDATE app.staff_role SET deputy_id = NULL WHERE deputy_id = p_account;
  -- An archived edition takes no writes; what was assigned in one opens nothing without its wraps.
  UPDATE app.assignment s SET ended_on = app.today(), ended_why = 'left' FROM app.application a JOIN app.edition e ON e.id = a.edition_id
    WHERE s.account_id = p_account AND s.ended_on IS NULL AND a.id = s.application_id AND e.archived_on IS NULL;
  RETURN 'ok';
END $$;

-- The password is forgotten: what it opened is gone, and the account waits for a first sign-in. What was assigned stays
-- assigned, and a keeper wraps it anew. Answers ok, not_found, last_keeper.
CREATE FUNCTION app.staff_renew(p_account uuid, p_keys bytea[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.staff_account a WHERE a.id = p_account AND a.state <> 'disabled' FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF NOT app.staff_keys_end(p_account, p_keys) THEN RETURN 'last_keeper'; END IF;
  UPDATE app.staff_account SET state = 'pending', salt = NULL, verifier_hash = NULL, sealed_keys = NULL, sealed_totp = NULL,
    public_key = NULL, asked_paper_on = NULL WHERE id = p_account;
  UPDATE app.staff_role SET keeper_of = '{}' WHERE account_id = p_account;
  RETURN 'ok';
END $$;
