-- As before; opening more files is agreed to on the day it is asked for, and nobody is told of it after.
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
      WHERE p.state = 'pending' AND (p.kind <> 'more_openings' OR p.made_on = app.today()) AND (r.ends_on IS NULL OR r.ends_on >= app.today())
    UNION SELECT v.id, v.author_id, v.application_id, r.account_id, r.edition_id FROM app.reveal v
      JOIN app.staff_role r ON r.edition_id = v.edition_id AND v.compartment = ANY (r.keeper_of)
      WHERE v.state = 'pending' AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
  SELECT may.id, may.account_id, may.edition_id FROM may
  WHERE may.author_id <> may.account_id
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = may.application_id AND c.account_id = may.account_id)
    AND (app.holds_role(may.account_id, may.edition_id, ARRAY['vetting_lead'])
      OR NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = may.application_id AND x.account_id = may.account_id));
CREATE INDEX approval_more_openings ON app.approval (author_id, made_on) WHERE kind = 'more_openings';
