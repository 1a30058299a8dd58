-- What the edition would pay for somebody, by category: put down with a pending invitation, gone with a refusal, none on the waitlist.
-- Money and letters look at it only once the place is confirmed.
CREATE TABLE app.entitlement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  category text NOT NULL CHECK (category ~ '^[a-z_]{1,40}$'),
  granted_on date NOT NULL DEFAULT app.today(),
  removed_on date
);
CREATE UNIQUE INDEX entitlement_one_live ON app.entitlement (application_id, category) WHERE removed_on IS NULL;
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.entitlement FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- An approved decision whose person left before the release: counted once, in the line of that release.
ALTER TABLE app.decision ADD COLUMN left_on date, ADD COLUMN release_id uuid REFERENCES app.release;

CREATE FUNCTION app.decision_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM app.application a WHERE a.id = NEW.application_id AND a.state IN ('withdrawn', 'erased')) THEN
    NEW.left_on := app.today();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_left BEFORE UPDATE OF state ON app.decision FOR EACH ROW
  WHEN (OLD.state = 'second_ok' AND NEW.state = 'superseded') EXECUTE FUNCTION app.decision_left();

-- With the file what stood beside it: what would have been paid, who heard the code word.
CREATE FUNCTION app.beside_forgotten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.entitlement WHERE application_id = NEW.id;
  DELETE FROM app.word_check WHERE application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER application_forgets_beside AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND NEW.state <> OLD.state) EXECUTE FUNCTION app.beside_forgotten();
