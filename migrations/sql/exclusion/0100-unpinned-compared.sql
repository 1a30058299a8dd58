-- Takes staff's word back; what was declared is no concern of it. True where there was a pin. One that an excluded country made
-- says nothing about those that still stand: while there are any the two are compared again. Who means otherwise pins `none`.
CREATE OR REPLACE FUNCTION app.conflict_unpin(p_application uuid, p_account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_by_exclusion boolean;
BEGIN
  DELETE FROM app.conflict_fact f WHERE f.application_id = p_application AND f.account_id = p_account AND f.origin = 'pinned'
    RETURNING f.by_exclusion INTO v_by_exclusion;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_by_exclusion THEN
    PERFORM pg_advisory_xact_lock_shared(hashtext('app.exclusion_due'));
    INSERT INTO app.exclusion_due (account_id, application_id)
      SELECT p_account, a.id FROM app.application a JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
      WHERE a.id = p_application AND a.state NOT IN ('draft', 'erased')
        AND EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = p_account)
      ON CONFLICT (account_id, application_id) DO UPDATE SET raised = gen_random_uuid();
  END IF;
  RETURN true;
END $$;
