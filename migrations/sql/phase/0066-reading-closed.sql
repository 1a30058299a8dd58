-- As before, and a review that is out of date waits too; a file the reader put forward never does, nor one they may not read today.
CREATE OR REPLACE FUNCTION app.reads_left(p_account uuid, p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.reading w JOIN app.application a ON a.id = w.application_id
    WHERE w.account_id = p_account AND w.edition_id = p_edition AND w.is_ready AND NOT a.wave = ANY (app.waves_unread(p_edition)))
$$;
