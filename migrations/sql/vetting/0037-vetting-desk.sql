-- Findings of the checklist: every one is kept, the newest of a point stands. What was looked at is a record sealed to `risk`.
ALTER TABLE app.vetting_check RENAME TO vetting_finding;
ALTER TABLE app.vetting_finding DROP CONSTRAINT vetting_check_pkey;
ALTER TABLE app.vetting_finding
  ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ADD COLUMN nth bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN note_id uuid,
  ADD COLUMN voucher_id uuid REFERENCES app.voucher,
  ADD CONSTRAINT finding_voucher CHECK (voucher_id IS NULL OR (result = 'covered_by_voucher' AND point BETWEEN 2 AND 5));
CREATE INDEX vetting_finding_newest ON app.vetting_finding (application_id, point, nth DESC);

-- Under the name everything asks: one row for each point that was looked at.
CREATE VIEW app.vetting_check WITH (security_invoker = true) AS
  SELECT DISTINCT ON (application_id, point) application_id, point, result, evidence, author_id, checked_on, id, nth, note_id, voucher_id
  FROM app.vetting_finding ORDER BY application_id, point, nth DESC;

-- A second person looked at a finding. The first who did is named.
CREATE TABLE app.finding_look (
  finding_id uuid PRIMARY KEY REFERENCES app.vetting_finding,
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  looked_on date NOT NULL DEFAULT app.today()
);

CREATE FUNCTION app.look_is_another() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM app.vetting_finding f WHERE f.id = NEW.finding_id AND f.application_id = NEW.application_id AND f.author_id <> NEW.account_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'second_person_missing' USING ERRCODE = 'DD002'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER look_is_another BEFORE INSERT ON app.finding_look FOR EACH ROW EXECUTE FUNCTION app.look_is_another();

-- Do no harm: what could contact, a letter, visa data, publicity cost this person? The newest row of an item stands. The gate opens
-- with vetting: the first time a file gets there, all four are open, and no automatic mail goes to the person until each was judged.
CREATE TABLE app.harm_finding (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  nth bigint GENERATED ALWAYS AS IDENTITY,
  application_id uuid NOT NULL REFERENCES app.application,
  item text NOT NULL CHECK (item IN ('contact', 'letter', 'visa_data', 'publicity')),
  verdict text NOT NULL CHECK (verdict IN ('open', 'safe', 'not_safe', 'with_care')),
  -- Null: opened with vetting.
  author_id uuid REFERENCES app.staff_account,
  found_on date NOT NULL DEFAULT app.today(),
  note_id uuid,
  CONSTRAINT harm_judged_by CHECK (author_id IS NOT NULL OR verdict = 'open')
);
CREATE INDEX harm_finding_newest ON app.harm_finding (application_id, item, nth DESC);

CREATE VIEW app.harm_item WITH (security_invoker = true) AS
  SELECT DISTINCT ON (application_id, item) application_id, item, verdict, author_id, found_on, id, nth, note_id
  FROM app.harm_finding ORDER BY application_id, item, nth DESC;

-- No `open` here: the newest row decides, and most people have none.
CREATE FUNCTION app.harm_is_open(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.harm_finding f WHERE f.application_id = p_application AND f.verdict = 'open'
    AND NOT EXISTS (SELECT 1 FROM app.harm_finding n WHERE n.application_id = f.application_id AND n.item = f.item AND n.nth > f.nth))
$$;

CREATE FUNCTION app.harm_opens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.harm_finding (application_id, item, verdict)
    SELECT NEW.id, i.item, 'open' FROM unnest(ARRAY['contact', 'letter', 'visa_data', 'publicity']) i (item)
    WHERE NOT EXISTS (SELECT 1 FROM app.harm_finding f WHERE f.application_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER vetting_opens_harm AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'vetting' AND OLD.state <> 'vetting') EXECUTE FUNCTION app.harm_opens();
INSERT INTO app.harm_finding (application_id, item, verdict)
  SELECT a.id, i.item, 'open' FROM app.application a, unnest(ARRAY['contact', 'letter', 'visa_data', 'publicity']) i (item) WHERE a.state = 'vetting';

-- The last open item is closed: what waited is looked at now, and nobody need be told of it any more.
CREATE FUNCTION app.harm_lets_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.verdict = 'open' OR app.harm_is_open(NEW.application_id) THEN RETURN NULL; END IF;
  UPDATE app.outbox o SET due_at = app.now() WHERE o.kind = 'mail' AND o.state = 'queued' AND app.person_of(o) = NEW.application_id;
  IF FOUND THEN NOTIFY outbox; END IF;
  UPDATE app.staff_task SET state = 'done' WHERE application_id = NEW.application_id
    AND kind IN ('mail_waits_harm', 'mail_waits_harm_officer') AND state = 'open';
  RETURN NULL;
END $$;

-- To whom a mail goes that is written by itself: the applicant, or the delegate they became; nobody for mails to staff and referees.
CREATE FUNCTION app.person_of(p_row app.outbox) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_row).staff_account_id IS NULL AND (p_row).link_id IS NULL THEN
    coalesce((p_row).application_id, (SELECT p.application_id FROM app.participation p WHERE p.id = (p_row).participation_id)) END
$$;
CREATE TRIGGER harm_lets_go AFTER INSERT ON app.harm_finding FOR EACH ROW EXECUTE FUNCTION app.harm_lets_go();

-- As before, and while an item is open nobody gets the row: it stays queued, is looked at again in a quarter of an hour, and the two
-- roles who can judge are told that something waits.
CREATE OR REPLACE FUNCTION app.outbox_claim(p_id uuid, p_attempt integer, p_claim uuid, p_lease_seconds integer) RETURNS SETOF app.outbox
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.outbox; v_person uuid;
BEGIN
  SELECT * INTO v_row FROM app.outbox o WHERE o.id = p_id AND o.attempt = p_attempt AND o.state IN ('queued', 'deferred') AND o.due_at <= app.now() FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  v_person := CASE WHEN v_row.kind = 'mail' THEN app.person_of(v_row) END;
  IF v_person IS NOT NULL AND app.harm_is_open(v_person) THEN
    UPDATE app.outbox SET state = 'queued', due_at = app.now() + interval '15 minutes' WHERE id = p_id;
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) SELECT a.edition_id, k.kind, k.role, a.id
      FROM app.application a, (VALUES ('mail_waits_harm', 'vetting_lead'), ('mail_waits_harm_officer', 'security_officer')) k (kind, role)
      WHERE a.id = v_person ON CONFLICT DO NOTHING;
    RETURN;
  END IF;
  RETURN QUERY UPDATE app.outbox SET state = 'claimed', claim = p_claim, lease_until = app.now() + make_interval(secs => p_lease_seconds)
    WHERE id = p_id RETURNING *;
END $$;

-- As before, and an item opened between the claim and the first byte still keeps the mail: nothing was sent, the row waits again.
CREATE OR REPLACE FUNCTION app.outbox_mark(p_id uuid, p_claim uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.outbox o SET state = 'queued', claim = NULL, lease_until = NULL, due_at = app.now() + interval '15 minutes'
    WHERE o.id = p_id AND o.claim = p_claim AND o.state = 'claimed' AND coalesce(app.harm_is_open(app.person_of(o)), false);
  IF FOUND THEN RETURN false; END IF;
  UPDATE app.outbox o SET state = 'handing_over' WHERE o.id = p_id AND o.claim = p_claim AND o.state = 'claimed' AND o.lease_until > app.now();
  RETURN FOUND;
END $$;

-- A call to an applicant, without a word of what was said.
CREATE TABLE app.call_note (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  nth bigint GENERATED ALWAYS AS IDENTITY,
  application_id uuid NOT NULL REFERENCES app.application,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  outcome text NOT NULL CHECK (outcome IN ('reached', 'not_reached', 'wrong_person', 'code_word_failed', 'call_later')),
  called_on date NOT NULL DEFAULT app.today(),
  again_on date,
  CONSTRAINT call_again CHECK ((again_on IS NOT NULL) = (outcome = 'call_later'))
);
CREATE INDEX call_note_of ON app.call_note (application_id, nth);

-- Why a file is restricted stands on its flag as a class. What somebody fears is a record sealed to `risk`.
CREATE TABLE app.integrity_concern (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  nth bigint GENERATED ALWAYS AS IDENTITY,
  application_id uuid NOT NULL REFERENCES app.application,
  raised_by uuid NOT NULL REFERENCES app.staff_account,
  raised_on date NOT NULL DEFAULT app.today(),
  note_id uuid NOT NULL
);
CREATE INDEX integrity_concern_of ON app.integrity_concern (application_id, nth);

-- What came of it: one person says, another agrees. The newest with two people stands.
CREATE TABLE app.concern_settlement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  nth bigint GENERATED ALWAYS AS IDENTITY,
  concern_id uuid NOT NULL REFERENCES app.integrity_concern,
  application_id uuid NOT NULL REFERENCES app.application,
  outcome text NOT NULL CHECK (outcome IN ('unfounded', 'confirmed', 'stays_open')),
  author_id uuid NOT NULL REFERENCES app.staff_account,
  second_id uuid REFERENCES app.staff_account,
  settled_on date NOT NULL DEFAULT app.today(),
  CONSTRAINT settlement_needs_two CHECK (author_id <> second_id)
);
CREATE INDEX concern_settlement_of ON app.concern_settlement (concern_id, nth DESC);

-- A file with a concern that two people did not call unfounded is not cleared.
CREATE FUNCTION app.concern_stands(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.integrity_concern c WHERE c.application_id = p_application AND coalesce((SELECT s.outcome
    FROM app.concern_settlement s WHERE s.concern_id = c.id AND s.second_id IS NOT NULL ORDER BY s.nth DESC LIMIT 1), 'stays_open') <> 'unfounded')
$$;

-- Two people who must not share a room, a floor, a car. Why is a record sealed to `risk`, owned by the first of the two.
CREATE TABLE app.apart_pair (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  first_id uuid NOT NULL REFERENCES app.application,
  second_id uuid NOT NULL REFERENCES app.application,
  note_id uuid NOT NULL,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  made_on date NOT NULL DEFAULT app.today(),
  ended_by uuid REFERENCES app.staff_account, ended_on date,
  CONSTRAINT apart_in_order CHECK (first_id < second_id)
);
CREATE UNIQUE INDEX apart_pair_live ON app.apart_pair (first_id, second_id) WHERE ended_on IS NULL;

-- With the person goes what was found out about them: of the file only its state and edition stay.
CREATE FUNCTION app.vetting_forgets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_notes uuid[];
BEGIN
  v_notes := ARRAY(SELECT p.note_id FROM app.apart_pair p WHERE NEW.id IN (p.first_id, p.second_id));
  DELETE FROM wraps.dek_wrap WHERE record_id = ANY (v_notes);
  DELETE FROM sealed.record WHERE id = ANY (v_notes);
  DELETE FROM app.apart_pair WHERE NEW.id IN (first_id, second_id);
  DELETE FROM app.concern_settlement WHERE application_id = NEW.id;
  DELETE FROM app.integrity_concern WHERE application_id = NEW.id;
  DELETE FROM app.finding_look WHERE application_id = NEW.id;
  DELETE FROM app.vetting_finding WHERE application_id = NEW.id;
  DELETE FROM app.harm_finding WHERE application_id = NEW.id;
  DELETE FROM app.call_note WHERE application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER application_forgets_vetting AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND OLD.state <> 'erased') EXECUTE FUNCTION app.vetting_forgets();

DO $$
DECLARE v_name text;
BEGIN
  FOREACH v_name IN ARRAY ARRAY['finding_look', 'harm_finding', 'call_note', 'integrity_concern', 'concern_settlement'] LOOP
    EXECUTE format('CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application()', v_name);
  END LOOP;
END $$;
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.apart_pair FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
