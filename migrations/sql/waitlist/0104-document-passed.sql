-- Days kept so far were worked out without the travel document: nobody's are known until a session works them out again.
DELETE FROM app.alternate_days;

-- Which extracts there are is asked for whole editions, by versions alone.
CREATE INDEX record_travel_document ON sealed.record (owner_id, version) WHERE schema_id = 'balance.travel_document';

-- What the days rest on is written again: nobody knows them until a session has read it.
CREATE FUNCTION app.place_forgets_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.alternate_days WHERE application_id = NEW.application_id;
  RETURN NULL;
END $$;
CREATE TRIGGER place_forgets_days AFTER INSERT ON app.section_version FOR EACH ROW
  WHEN (NEW.section = 'place') EXECUTE FUNCTION app.place_forgets_days();

-- A session that read the answers does not know until when these can come: what another kept goes, whoever kept it.
CREATE FUNCTION app.alternate_days_forget(p_applications uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.alternate_days WHERE application_id = ANY (p_applications)
$$;
