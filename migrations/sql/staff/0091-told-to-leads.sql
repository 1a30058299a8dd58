-- As before, and of a restricted file leads are told what a coordinator would be, and whom to tell by telephone: others may not know
-- of it. That hangs on the restriction alone, so what is open moves with its file, and back. Who is a lead besides is told once, as one.
CREATE OR REPLACE VIEW app.told_task WITH (security_invoker = true) AS
  SELECT t.id, t.kind, r.role, t.due_on, CASE WHEN r.zone IS NULL THEN t.participation_id END AS participation_id,
    CASE WHEN r.zone IS NULL THEN t.task_id END AS task_id, r.account_id, r.edition_id,
    CASE WHEN k.is_told AND r.zone IS NULL THEN t.application_id END AS application_id
  FROM app.staff_task t LEFT JOIN app.application a ON a.id = t.application_id
    CROSS JOIN LATERAL (SELECT (t.role = 'coordinator' OR t.kind = 'tell_by_phone') AND EXISTS (SELECT 1 FROM app.flag f
      WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL) AS is_for_leads) m
    JOIN app.told_role r ON (r.role = t.role OR (r.role = 'vetting_lead' AND r.zone IS NULL AND m.is_for_leads)) AND (r.zone IS NULL OR app.now() AT TIME ZONE r.zone
      >= t.due_on + CASE extract(isodow FROM t.due_on) WHEN 5 THEN 3 WHEN 6 THEN 2 ELSE 1 END + time '12:00')
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM app.staff_role l WHERE l.account_id = r.account_id AND l.edition_id = r.edition_id
        AND l.role = 'vetting_lead' AND (l.ends_on IS NULL OR l.ends_on >= app.today())) AS is_lead) l
    CROSS JOIN LATERAL (SELECT l.is_lead OR NOT EXISTS (SELECT 1 FROM app.kept_from x
      WHERE x.application_id = a.id AND x.account_id = r.account_id) AS is_told) k
  WHERE t.state = 'open' AND coalesce(t.edition_id, a.edition_id, r.edition_id) = r.edition_id
    AND (r.role = 'vetting_lead' OR NOT (m.is_for_leads AND l.is_lead))
    AND (k.is_told OR (t.kind = 'quiet_signal' AND r.zone IS NULL))
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = r.account_id)
    AND (t.kind NOT IN ('third_reader_needed', 'reader_abstained') OR (a.state = 'in_review' AND NOT EXISTS (
      SELECT 1 FROM app.assignment g WHERE g.application_id = a.id AND g.account_id = r.account_id AND g.role = 'reviewer' AND g.ended_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state = 'submitted')
        AND NOT (EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = r.account_id
            AND o.opinion IN ('asked', 'agree'))
          AND NOT EXISTS (SELECT 1 FROM app.review v WHERE v.application_id = a.id AND v.account_id = r.account_id AND v.state <> 'abstained')))))
    AND (t.kind <> 'place_to_pass_on' OR app.next_in_queue(r.edition_id, false, r.account_id) IS NOT NULL)
    AND (t.kind NOT IN ('translation_written', 'translation_written_lead') OR EXISTS (SELECT 1 FROM app.translation x
      WHERE x.application_id = a.id AND x.asked_by = r.account_id AND x.version > 0));
