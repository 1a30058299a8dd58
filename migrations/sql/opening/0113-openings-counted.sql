-- Translations tell the words of a file as the file does: either counts among the different files of a day.
DROP INDEX audit.entry_opened;
CREATE INDEX entry_opened ON audit.entry (actor_id, object_id, at) WHERE verb IN ('application.opened', 'translations.opened');

-- Whether this colleague may open the file today: opened today already, it costs nothing; else `p_most` different ones, and as many
-- again for each time another person agreed to it.
CREATE FUNCTION app.opening_left(p_account uuid, p_file text, p_most integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM audit.entry e WHERE e.actor_id = p_account AND e.object_id = p_file
      AND e.verb IN ('application.opened', 'translations.opened') AND e.at >= date_trunc('day', app.now())) THEN true
    ELSE (SELECT count(DISTINCT e.object_id) FROM audit.entry e WHERE e.actor_id = p_account
        AND e.verb IN ('application.opened', 'translations.opened') AND e.at >= date_trunc('day', app.now()))
      < p_most * (1 + (SELECT count(*) FROM app.approval p WHERE p.kind = 'more_openings' AND p.author_id = p_account
        AND p.made_on = app.today() AND p.state IN ('agreed', 'used'))) END
$$;

-- The same for who is about to write the line of it in this transaction: openings of other files at the same moment wait here until
-- it is committed, so that none of them counts without it.
CREATE FUNCTION app.opening_take(p_account uuid, p_file text, p_most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit.entry e WHERE e.actor_id = p_account AND e.object_id = p_file
    AND e.verb IN ('application.opened', 'translations.opened') AND e.at >= date_trunc('day', app.now())) THEN RETURN true; END IF;
  PERFORM 1 FROM app.staff_account a WHERE a.id = p_account FOR NO KEY UPDATE;
  RETURN app.opening_left(p_account, p_file, p_most);
END $$;
