-- Reading before its phase, by wave: one asks, another agrees. Whether it ever was stays in the log.
CREATE TABLE app.early_reading (
  edition_id uuid NOT NULL REFERENCES app.edition,
  wave text NOT NULL,
  asked_by uuid NOT NULL REFERENCES app.staff_account,
  asked_on date NOT NULL DEFAULT app.today(),
  agreed_by uuid REFERENCES app.staff_account,
  agreed_on date,
  PRIMARY KEY (edition_id, wave),
  CHECK (agreed_by <> asked_by),
  CHECK ((agreed_by IS NULL) = (agreed_on IS NULL))
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.early_reading FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

CREATE FUNCTION app.waves_collecting(p_edition uuid) RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(p.wave ORDER BY p.wave), '{}') FROM app.phase p WHERE p.edition_id = p_edition AND p.kind = 'collecting'
    AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today())
$$;

-- A wave without a phase of today is open, so that an edition may do without phases.
CREATE FUNCTION app.waves_closed_to_readers(p_edition uuid) RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(p.wave ORDER BY p.wave), '{}') FROM app.phase p WHERE p.edition_id = p_edition AND p.kind NOT IN ('review', 'board')
    AND p.starts_on <= app.today() AND (p.ends_on IS NULL OR p.ends_on >= app.today())
    AND NOT (p.kind IN ('collecting', 'screening')
      AND EXISTS (SELECT 1 FROM app.early_reading e WHERE e.edition_id = p.edition_id AND e.wave = p.wave AND e.agreed_by IS NOT NULL))
$$;
