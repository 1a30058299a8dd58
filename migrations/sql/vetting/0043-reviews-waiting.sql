-- Reviews whose words a reader may see, their own being in, and does not hold a key to: whoever wrote or keeps them hands them over.
-- A wrap of another's is no business of a session, so that only the pairs without one are told. The key named in the account
-- serves to look for a wrap; what is sealed is sealed to the directory's.
CREATE FUNCTION app.reviews_waiting(p_edition uuid, p_application uuid, p_author uuid) RETURNS TABLE (application_id uuid, author_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT r.application_id, r.account_id
  FROM app.review r JOIN app.application a ON a.id = r.application_id AND a.edition_id = p_edition AND a.state NOT IN ('draft', 'erased')
    JOIN app.assignment s ON s.application_id = r.application_id AND s.role = 'reviewer' AND s.ended_on IS NULL AND s.account_id <> r.account_id
    JOIN app.review own ON own.application_id = r.application_id AND own.account_id = s.account_id AND own.state = 'submitted'
    JOIN app.staff_account k ON k.id = s.account_id AND k.state = 'active'
  WHERE r.state = 'submitted' AND NOT r.is_private
    AND (p_application IS NULL OR r.application_id = p_application) AND (p_author IS NULL OR r.account_id = p_author)
    AND NOT EXISTS (SELECT 1 FROM wraps.dek_wrap w WHERE w.record_id = r.record_id
      AND w.recipient = substring(sha256(k.public_key) FROM 1 FOR 16))
  ORDER BY r.application_id, r.account_id
$$;
