-- Something stands against the person in this file: a concern, a restriction, a conduct case of an earlier edition.
CREATE FUNCTION app.record_is_marked(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.concern_stands(p_application)
    OR EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind = 'restricted' AND f.lifted_on IS NULL)
    OR EXISTS (SELECT 1 FROM app.vetting_flag f WHERE f.application_id = p_application AND f.kind = 'earlier_conduct' AND f.lifted_on IS NULL)
$$;

-- The person did not come, whether or not the journey has been closed since.
CREATE FUNCTION app.stayed_away(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.journey_gave_up(p_application) OR EXISTS (SELECT 1 FROM app.participation p
    JOIN app.journey j ON j.participation_id = p.id AND j.state = 'closed'
    JOIN app.journey_step s ON s.participation_id = p.id AND s.version = j.version AND s.from_state <> 'home'
    WHERE p.application_id = p_application)
$$;

-- As before, and E5 is for who was there and has a clean record: nothing stands in any file of the same mailbox, this one included.
CREATE OR REPLACE FUNCTION app.evidence_is_proven(p_application uuid, p_evidence text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_evidence IN ('E2', 'E3') THEN (SELECT count(DISTINCT r.position) FROM app.reference r WHERE r.application_id = p_application AND r.state = 'answered')
      >= CASE p_evidence WHEN 'E2' THEN 1 ELSE 2 END
    WHEN p_evidence = 'E4' THEN EXISTS (SELECT 1 FROM app.voucher v WHERE v.application_id = p_application)
      OR EXISTS (SELECT 1 FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = p_application AND n.counts_as_voucher)
    WHEN p_evidence = 'E5' THEN EXISTS (SELECT 1 FROM app.contact_index own JOIN app.contact_index c ON c.digest = own.digest AND c.application_id <> own.application_id
        JOIN app.application a ON a.id = c.application_id AND a.state = 'confirmed' JOIN app.edition e ON e.id = a.edition_id AND e.departure_on < app.today()
        JOIN app.application now ON now.id = own.application_id AND now.edition_id <> a.edition_id
      WHERE own.application_id = p_application AND NOT app.stayed_away(a.id))
      AND NOT EXISTS (SELECT 1 FROM app.contact_index own JOIN app.contact_index c ON c.digest = own.digest
        WHERE own.application_id = p_application AND app.record_is_marked(c.application_id))
    ELSE true END
$$;
