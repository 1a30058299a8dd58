-- As before, and nothing of a wave whose readers do not read today, nor of an archived edition. Each pair names its readers without a
-- key, since only the directory knows whose is signed, and whether its author opens the words: not, where their own key is new.
DROP FUNCTION app.reviews_waiting(uuid, uuid, uuid);
CREATE FUNCTION app.reviews_waiting(p_edition uuid, p_application uuid, p_author uuid)
RETURNS TABLE (application_id uuid, author_id uuid, reader_ids uuid[], opens_to_author boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.application_id, r.account_id, array_agg(DISTINCT s.account_id),
    EXISTS (SELECT 1 FROM wraps.dek_wrap w JOIN app.staff_account o ON w.recipient = substring(sha256(o.public_key) FROM 1 FOR 16)
      WHERE w.record_id = r.record_id AND o.id = r.account_id)
  FROM app.review r JOIN app.application a ON a.id = r.application_id AND a.edition_id = p_edition AND a.state NOT IN ('draft', 'erased')
      AND NOT a.wave = ANY (app.waves_unread(p_edition))
    JOIN app.assignment s ON s.application_id = r.application_id AND s.role = 'reviewer' AND s.ended_on IS NULL AND s.account_id <> r.account_id
    JOIN app.review own ON own.application_id = r.application_id AND own.account_id = s.account_id AND own.state = 'submitted'
    JOIN app.staff_account k ON k.id = s.account_id AND k.state = 'active'
  WHERE r.state = 'submitted' AND NOT r.is_private
    AND (p_application IS NULL OR r.application_id = p_application) AND (p_author IS NULL OR r.account_id = p_author)
    AND NOT EXISTS (SELECT 1 FROM wraps.dek_wrap w WHERE w.record_id = r.record_id
      AND w.recipient = substring(sha256(k.public_key) FROM 1 FOR 16))
  GROUP BY r.application_id, r.account_id, r.record_id
  ORDER BY r.application_id, r.account_id
$$;
