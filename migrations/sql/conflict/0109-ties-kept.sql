-- Who wrote that a colleague belongs there. Null: written before this was kept. A person takes away only what they wrote of
-- themself; what an admin wrote of them stands until another one takes it away.
ALTER TABLE app.staff_affiliation ADD COLUMN author_id uuid REFERENCES app.staff_account;

-- Addresses a colleague had before: files are compared with them as with the one they have, so that nobody ends a question
-- about themself by a new address. They go with the account.
CREATE TABLE app.former_address (
  account_id uuid NOT NULL REFERENCES app.staff_account,
  address text NOT NULL CHECK (address <> ''),
  PRIMARY KEY (account_id, address)
);

CREATE FUNCTION app.former_address_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.state = 'disabled' THEN
    DELETE FROM app.former_address f WHERE f.account_id = NEW.id;
  ELSIF btrim(OLD.address) <> '' AND OLD.address IS DISTINCT FROM NEW.address THEN
    INSERT INTO app.former_address (account_id, address) VALUES (NEW.id, lower(btrim(OLD.address))) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER former_address_kept AFTER UPDATE OF address, state ON app.staff_account FOR EACH ROW
  EXECUTE FUNCTION app.former_address_kept();
