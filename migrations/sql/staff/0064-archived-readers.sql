-- Waves whose readers do not read: for the phase's sake, and all of an archived edition, where reading and writing end alike.
CREATE FUNCTION app.waves_unread(p_edition uuid) RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT e.archived_on IS NOT NULL FROM app.edition e WHERE e.id = p_edition) THEN
    RETURN ARRAY(SELECT DISTINCT a.wave FROM app.application a WHERE a.edition_id = p_edition ORDER BY a.wave);
  END IF;
  RETURN app.waves_closed_to_readers(p_edition);
END $$;
