-- Whether the person or a proxy typed: the least of what stands sealed in the file, written by the session that opens it.
CREATE TABLE app.typed_by (
  application_id uuid PRIMARY KEY REFERENCES app.application,
  by_proxy boolean NOT NULL
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.typed_by FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- Files of an archived edition are read and not written about.
CREATE FUNCTION app.typed_by_note(p_applications uuid[], p_by_proxy boolean[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.typed_by (application_id, by_proxy)
    SELECT n.id, n.by_proxy FROM unnest(p_applications, p_by_proxy) n (id, by_proxy) JOIN app.application a ON a.id = n.id AND a.state NOT IN ('draft', 'erased')
      JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM app.typed_by t WHERE t.application_id = n.id AND t.by_proxy = n.by_proxy) ORDER BY n.id
    ON CONFLICT (application_id) DO UPDATE SET by_proxy = EXCLUDED.by_proxy
$$;

-- A proxy typed, and nobody of ours has spoken with the person: no decision about them is released before.
CREATE FUNCTION app.spoken_missing(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.typed_by t WHERE t.application_id = p_application AND t.by_proxy)
    AND NOT EXISTS (SELECT 1 FROM app.call_note c WHERE c.application_id = p_application AND c.outcome = 'reached')
$$;

CREATE FUNCTION app.typed_by_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.typed_by WHERE application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER application_forgets_typed_by AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND OLD.state <> 'erased') EXECUTE FUNCTION app.typed_by_forgotten();
