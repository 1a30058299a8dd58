-- As before; whoever still translates the file keeps their own extracts and what they wrote from them.
CREATE OR REPLACE FUNCTION app.files_taken(p_account uuid, p_edition uuid, p_roles text[], p_why text, p_keys bytea[]) RETURNS SETOF uuid
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
      WHERE s.application_id = o.file AND s.account_id = p_account AND s.ended_on IS NULL AND (r.compartment = ANY (s.compartments)
        OR (s.role = 'translator' AND r.author_id = p_account AND r.schema_id LIKE 'translation.%')));
  RETURN QUERY SELECT f.id FROM unnest(v_files) f (id) ORDER BY f.id;
END $$;
