-- How each reader stands to each file they have: `done`, their review is in or they agree with another's; `put_forward`, they named the
-- person themselves and read nothing; `stale`, their review is in and the person has written again since; `begun`; `fresh`. What is
-- owed counts on every page and in every mail by this one view. It is ready once they hold what they are to read.
CREATE VIEW app.reading WITH (security_invoker = true) AS
  SELECT w.application_id, w.account_id, w.edition_id, w.standing, w.is_owed,
    w.is_owed AND (w.standing <> 'stale' OR NOT EXISTS (SELECT 1 FROM app.section_version v
      WHERE v.application_id = w.application_id AND 'profile' = ANY (v.unshared))) AS is_ready
  FROM (SELECT s.application_id, s.account_id, a.edition_id, t.standing,
      CASE t.standing WHEN 'stale' THEN a.state IN ('in_review', 'vetting', 'board')
        WHEN 'begun' THEN a.state = 'in_review' WHEN 'fresh' THEN a.state = 'in_review' ELSE false END AS is_owed
    FROM app.assignment s JOIN app.application a ON a.id = s.application_id
      LEFT JOIN app.nomination n ON n.id = a.nomination_id
      LEFT JOIN app.review r ON r.application_id = s.application_id AND r.account_id = s.account_id
      LEFT JOIN app.opinion_asked o ON o.application_id = s.application_id AND o.account_id = s.account_id
      CROSS JOIN LATERAL (SELECT r.state = 'submitted' AND r.profile_version < app.profile_number(a.id) AS is_stale) p
      CROSS JOIN LATERAL (SELECT CASE WHEN (r.state = 'submitted' AND NOT p.is_stale) OR o.opinion = 'agree' THEN 'done'
        WHEN n.made_by = s.account_id THEN 'put_forward' WHEN p.is_stale THEN 'stale' WHEN r.state = 'draft' THEN 'begun'
        ELSE 'fresh' END AS standing) t
    WHERE s.role = 'reviewer' AND s.ended_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = s.application_id AND c.account_id = s.account_id)) w;
