-- What somebody has of files by these roles (all where none is named) is taken from them, in editions that still take writes:
-- assignments end, wraps no other role of theirs on the file reads are gone, and a reader is asked for where theirs is not in. Files are
-- locked in the order of whoever assigns. Answers each file. `p_keys`: public keys of theirs beside the account's.
CREATE FUNCTION app.files_taken(p_account uuid, p_edition uuid, p_roles text[], p_why text, p_keys bytea[]) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_files uuid[]; v_ids bytea[];
BEGIN
  SELECT array_agg(DISTINCT s.application_id) INTO v_files FROM app.assignment s
    JOIN app.application a ON a.id = s.application_id JOIN app.edition e ON e.id = a.edition_id
    WHERE s.account_id = p_account AND s.ended_on IS NULL AND e.archived_on IS NULL
      AND (p_edition IS NULL OR e.id = p_edition) AND (p_roles IS NULL OR s.role = ANY (p_roles));
  PERFORM 1 FROM app.application a WHERE a.id = ANY (v_files) ORDER BY a.id FOR UPDATE;
  INSERT INTO app.staff_task (edition_id, kind, role, application_id)
    SELECT a.edition_id, 'reader_needed', 'coordinator', a.id FROM app.assignment s JOIN app.application a ON a.id = s.application_id
    WHERE s.account_id = p_account AND s.ended_on IS NULL AND s.role = 'reviewer' AND a.id = ANY (v_files) AND a.state = 'in_review'
      AND (p_roles IS NULL OR 'reviewer' = ANY (p_roles)) AND NOT EXISTS (SELECT 1 FROM app.review r
        WHERE r.application_id = a.id AND r.account_id = p_account AND r.state = 'submitted')
    ON CONFLICT DO NOTHING;
  UPDATE app.assignment s SET ended_on = app.today(), ended_why = p_why WHERE s.account_id = p_account AND s.ended_on IS NULL
    AND s.application_id = ANY (v_files) AND (p_roles IS NULL OR s.role = ANY (p_roles));
  SELECT array_agg(substring(sha256(k.key) FOR 16)) INTO v_ids FROM (SELECT unnest(p_keys) AS key
    UNION SELECT a.public_key FROM app.staff_account a WHERE a.id = p_account AND a.public_key IS NOT NULL) k;
  DELETE FROM wraps.dek_wrap w USING sealed.record r, (SELECT f.id, f.id AS file FROM unnest(v_files) f (id)
      UNION ALL SELECT c.id, c.application_id FROM app.reference c WHERE c.application_id = ANY (v_files)) o
    WHERE r.owner_id = o.id AND w.record_id = r.id AND w.recipient = ANY (v_ids) AND NOT EXISTS (SELECT 1 FROM app.assignment s
      WHERE s.application_id = o.file AND s.account_id = p_account AND s.ended_on IS NULL AND r.compartment = ANY (s.compartments));
  RETURN QUERY SELECT f.id FROM unnest(v_files) f (id) ORDER BY f.id;
END $$;

-- Roles that are over by their last day, while somebody still has files by them or keeps a key.
CREATE FUNCTION app.roles_over() RETURNS TABLE (account_id uuid, edition_id uuid, role text, keeper_of text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.account_id, r.edition_id, r.role, r.keeper_of FROM app.staff_role r JOIN app.edition e ON e.id = r.edition_id
  WHERE r.ends_on < app.today() AND (r.keeper_of <> '{}' OR (e.archived_on IS NULL AND EXISTS (SELECT 1 FROM app.assignment s
    JOIN app.application a ON a.id = s.application_id WHERE s.account_id = r.account_id AND s.role = r.role AND s.ended_on IS NULL
      AND a.edition_id = r.edition_id)))
  ORDER BY 1, 2, 3
$$;

-- What ends with a role when nobody presses the button. `p_kept`: keys kept by this role and by no other; where one would be left
-- without any keeper it stays theirs. Answers how many files were taken, none while the role is live.
CREATE FUNCTION app.role_over(p_account uuid, p_edition uuid, p_role text, p_kept bytea[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_files uuid[];
BEGIN
  -- Removals, renewals, ends of roles and signatures wait for each other here.
  PERFORM 1 FROM app.annex_head FOR UPDATE;
  PERFORM 1 FROM app.staff_role r WHERE r.account_id = p_account AND r.edition_id = p_edition AND r.role = p_role AND r.ends_on < app.today();
  IF NOT FOUND THEN RETURN 0; END IF;
  v_files := ARRAY(SELECT app.files_taken(p_account, p_edition, ARRAY[p_role], 'role_over', '{}'));
  IF app.keeps_end(p_account, p_kept) THEN
    UPDATE app.staff_role SET keeper_of = '{}' WHERE account_id = p_account AND edition_id = p_edition AND role = p_role AND keeper_of <> '{}';
  END IF;
  PERFORM audit.append(NULL, 'assignment.ended', f.file::text, p_account::text) FROM unnest(v_files) f (file);
  RETURN cardinality(v_files);
END $$;

-- The signatures under somebody's key have ended: nothing may be wrapped to it, so it keeps nothing either. The worker, who reads
-- the signed directory, says whose. Answers how many files were taken.
CREATE FUNCTION app.key_over(p_account uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_files uuid[];
BEGIN
  PERFORM 1 FROM app.annex_head FOR UPDATE;
  PERFORM 1 FROM app.staff_account a WHERE a.id = p_account AND a.state = 'active';
  IF NOT FOUND THEN RETURN 0; END IF;
  v_files := ARRAY(SELECT app.files_taken(p_account, NULL, NULL, 'key_over', '{}'));
  PERFORM audit.append(NULL, 'assignment.ended', f.file::text, p_account::text) FROM unnest(v_files) f (file);
  RETURN cardinality(v_files);
END $$;
