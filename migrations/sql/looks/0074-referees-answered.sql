-- As before, and one referee who answered for E2, two of them for E3: what was asked and came to nothing confirms nobody. Two answers
-- in one place are those of one referee.
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
      WHERE own.application_id = p_application AND NOT app.concern_stands(a.id))
    ELSE true END
$$;
