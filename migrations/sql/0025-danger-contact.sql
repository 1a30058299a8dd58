-- Whom to turn to in danger: what staff keep and the start page shows to everybody. Public text, the same for every edition.

-- Ten places, each taken once: more entries than that there cannot be. A language that is no well-formed code would stop the page that names it.
CREATE TABLE app.danger_contact (
  id uuid PRIMARY KEY,
  place integer NOT NULL CHECK (place BETWEEN 1 AND 10),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
  reach text NOT NULL CHECK (char_length(reach) BETWEEN 1 AND 120),
  languages text[] NOT NULL CHECK (array_to_string(languages, ' ', '?') ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?( [a-z]{2,3}(-[A-Z][a-z]{3})?){0,5}$'),
  hours text CHECK (char_length(hours) BETWEEN 1 AND 60),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (place) DEFERRABLE
);

-- What the start page shows, in the order staff gave it.
CREATE FUNCTION app.danger_contacts() RETURNS TABLE (name text, reach text, languages text[], hours text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.name, d.reach, d.languages, d.hours FROM app.danger_contact d ORDER BY d.place
$$;

-- Adds an entry at the end (version 0), or changes the one whose version the person saw.
-- Answers ok, not_found, stale, danger_list_full.
CREATE FUNCTION app.danger_contact_put(p_id uuid, p_version integer, p_name text, p_reach text, p_languages text[], p_hours text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_version integer; v_last integer;
BEGIN
  -- One change of the list at a time; who reads it does not wait.
  LOCK TABLE app.danger_contact IN SHARE ROW EXCLUSIVE MODE;
  SELECT d.version INTO v_version FROM app.danger_contact d WHERE d.id = p_id;
  IF p_version <> 0 AND v_version IS NULL THEN RETURN 'not_found'; END IF;
  IF p_version <> coalesce(v_version, 0) THEN RETURN 'stale'; END IF;
  IF v_version IS NOT NULL THEN
    UPDATE app.danger_contact SET name = p_name, reach = p_reach, languages = p_languages, hours = p_hours, version = version + 1
      WHERE id = p_id;
    RETURN 'ok';
  END IF;
  SELECT count(*) INTO v_last FROM app.danger_contact;
  IF v_last >= 10 THEN RETURN 'danger_list_full'; END IF;
  INSERT INTO app.danger_contact (id, place, name, reach, languages, hours)
    VALUES (p_id, v_last + 1, p_name, p_reach, p_languages, p_hours);
  RETURN 'ok';
END $$;

-- Takes an entry away; those below move up. Answers ok, not_found, stale.
CREATE FUNCTION app.danger_contact_remove(p_id uuid, p_version integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_was app.danger_contact;
BEGIN
  LOCK TABLE app.danger_contact IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO v_was FROM app.danger_contact d WHERE d.id = p_id;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF p_version <> v_was.version THEN RETURN 'stale'; END IF;
  DELETE FROM app.danger_contact WHERE id = p_id;
  UPDATE app.danger_contact SET place = place - 1 WHERE place > v_was.place;
  RETURN 'ok';
END $$;

-- Lets an entry change places with the one before it (-1) or after it (1). Nothing there any more: the list is another than the
-- one that was seen. Answers ok, not_found, stale.
CREATE FUNCTION app.danger_contact_shift(p_id uuid, p_version integer, p_by integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_was app.danger_contact; v_to integer;
BEGIN
  LOCK TABLE app.danger_contact IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO v_was FROM app.danger_contact d WHERE d.id = p_id;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT d.place INTO v_to FROM app.danger_contact d WHERE d.place = v_was.place + p_by;
  IF NOT FOUND OR p_version <> v_was.version THEN RETURN 'stale'; END IF;
  UPDATE app.danger_contact SET place = CASE id WHEN p_id THEN v_to ELSE v_was.place END,
      version = version + CASE id WHEN p_id THEN 1 ELSE 0 END
    WHERE place IN (v_was.place, v_to);
  RETURN 'ok';
END $$;
