-- One person asks for one compartment of one file, with a reason that is sealed to it; a keeper of its key seals it to them for an hour.
CREATE TABLE app.reveal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  nth integer GENERATED ALWAYS AS IDENTITY,
  edition_id uuid NOT NULL REFERENCES app.edition,
  application_id uuid NOT NULL REFERENCES app.application,
  compartment text NOT NULL CHECK (compartment IN ('contact', 'profile', 'risk', 'references', 'identity', 'travel')),
  reason_id uuid NOT NULL,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  second_id uuid REFERENCES app.staff_account,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'open', 'refused', 'ended')),
  asked_on date NOT NULL DEFAULT app.today(),
  open_until timestamptz,
  CONSTRAINT reveal_needs_two CHECK (author_id <> second_id),
  CONSTRAINT reveal_second_named CHECK (state IN ('pending', 'ended') OR second_id IS NOT NULL),
  CONSTRAINT reveal_has_end CHECK (state <> 'open' OR open_until IS NOT NULL)
);
CREATE UNIQUE INDEX reveal_one_live ON app.reveal (application_id, compartment, author_id) WHERE state IN ('pending', 'open');
CREATE INDEX reveal_open ON app.reveal (open_until) WHERE state = 'open';
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.reveal FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- Exactly the wraps that were made for it, and that go with it.
CREATE TABLE app.reveal_wrap (
  reveal_id uuid NOT NULL REFERENCES app.reveal ON DELETE CASCADE,
  record_id uuid NOT NULL,
  recipient bytea NOT NULL CHECK (length(recipient) = 16),
  PRIMARY KEY (reveal_id, record_id)
);

-- Records of these schemas of a file that are wrapped to a key.
CREATE FUNCTION app.reveal_held(p_application uuid, p_schemas text[], p_recipient bytea) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT r.id FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
    WHERE r.owner_id = p_application AND r.schema_id = ANY (p_schemas) ORDER BY r.id)
$$;

-- Over: its wraps go, but for those of a file that was assigned to the person meanwhile.
CREATE FUNCTION app.reveal_end(p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.reveal;
BEGIN
  UPDATE app.reveal SET state = 'ended' WHERE id = p_id AND state IN ('pending', 'open') RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = v_row.application_id AND s.account_id = v_row.author_id
      AND s.ended_on IS NULL AND v_row.compartment = ANY (s.compartments)) THEN
    DELETE FROM wraps.dek_wrap w USING app.reveal_wrap v WHERE v.reveal_id = p_id AND w.record_id = v.record_id AND w.recipient = v.recipient;
  END IF;
  DELETE FROM app.reveal_wrap WHERE reveal_id = p_id;
  RETURN true;
END $$;

-- What the clock ends, in the log each.
CREATE FUNCTION app.reveals_end() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.reveal; v_count integer := 0;
BEGIN
  FOR v_row IN SELECT * FROM app.reveal r WHERE r.state = 'open' AND r.open_until <= app.now() ORDER BY r.id FOR UPDATE SKIP LOCKED LOOP
    PERFORM app.reveal_end(v_row.id);
    PERFORM audit.append(NULL, 'reveal.ended', v_row.application_id::text, v_row.compartment);
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

-- With the person, and with an assignment that goes: nothing of it is left.
CREATE FUNCTION app.reveal_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.reveal WHERE application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER application_forgets_reveal AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'erased' AND OLD.state <> 'erased') EXECUTE FUNCTION app.reveal_forgotten();

-- As before, and what somebody asks a keeper to reveal.
CREATE OR REPLACE VIEW app.told_second WITH (security_invoker = true) AS
  WITH may AS (
    SELECT d.id, d.author_id, d.application_id, r.account_id, r.edition_id FROM app.decision d
      JOIN app.application a ON a.id = d.application_id AND a.state NOT IN ('draft', 'erased')
      JOIN app.staff_role r ON r.edition_id = a.edition_id AND EXISTS (SELECT 1 FROM app.lifecycle_move m
        WHERE m.subject = 'application' AND m.move = d.move AND r.role = ANY (m.roles))
      WHERE d.state = 'pending' AND d.batch_id IS NULL AND (r.ends_on IS NULL OR r.ends_on >= app.today())
        AND NOT app.owes_review(a.id, r.account_id)
    UNION SELECT p.id, p.author_id, a.id, r.account_id, r.edition_id FROM app.approval p
      LEFT JOIN app.application a ON a.id = p.object_id
      JOIN app.staff_role r ON r.edition_id = p.edition_id AND CASE WHEN p.asked_of = '{}' THEN r.keeper_of <> '{}' ELSE r.role = ANY (p.asked_of) END
      WHERE p.state = 'pending' AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    UNION SELECT v.id, v.author_id, v.application_id, r.account_id, r.edition_id FROM app.reveal v
      JOIN app.staff_role r ON r.edition_id = v.edition_id AND v.compartment = ANY (r.keeper_of)
      WHERE v.state = 'pending' AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
  SELECT may.id, may.account_id, may.edition_id FROM may
  WHERE may.author_id <> may.account_id
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = may.application_id AND c.account_id = may.account_id)
    AND (app.holds_role(may.account_id, may.edition_id, ARRAY['vetting_lead'])
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = may.application_id AND x.account_id = may.account_id));

-- Asked: those who keep the compartment are told. Open: they, the security officers and the auditors, each by a neutral mail of its own.
CREATE FUNCTION app.reveal_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT DISTINCT 'mail', CASE NEW.state WHEN 'pending' THEN 'second_asked' ELSE 'reveal_notice' END, s.id,
      CASE NEW.state WHEN 'pending' THEN -NEW.nth ELSE NEW.nth END
    FROM app.staff_account s JOIN app.staff_role r ON r.account_id = s.id AND r.edition_id = NEW.edition_id
      AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    WHERE s.state = 'active' AND s.address IS NOT NULL AND CASE NEW.state
      WHEN 'pending' THEN EXISTS (SELECT 1 FROM app.told_second t WHERE t.id = NEW.id AND t.account_id = s.id)
      ELSE NEW.compartment = ANY (r.keeper_of) OR r.role IN ('security_officer', 'auditor') END
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER reveal_asked AFTER INSERT ON app.reveal FOR EACH ROW WHEN (NEW.state = 'pending') EXECUTE FUNCTION app.reveal_told();
CREATE TRIGGER reveal_opened AFTER UPDATE OF state ON app.reveal FOR EACH ROW WHEN (NEW.state = 'open' AND OLD.state <> 'open')
  EXECUTE FUNCTION app.reveal_told();
