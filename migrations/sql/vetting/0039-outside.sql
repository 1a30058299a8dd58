-- An outside second (a trustee, a partner of record): appointed to one pending act, with a memo sealed to their own key.
CREATE TABLE app.outside_appointment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  edition_id uuid NOT NULL REFERENCES app.edition,
  decision_id uuid REFERENCES app.decision,
  approval_id uuid REFERENCES app.approval,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  author_id uuid NOT NULL REFERENCES app.staff_account,
  memo_id uuid NOT NULL,
  made_on date NOT NULL DEFAULT app.today(),
  CONSTRAINT outside_of_one CHECK (num_nonnulls(decision_id, approval_id) = 1),
  CONSTRAINT outside_needs_two CHECK (author_id <> account_id)
);
CREATE UNIQUE INDEX outside_decision ON app.outside_appointment (decision_id, account_id) WHERE decision_id IS NOT NULL;
CREATE UNIQUE INDEX outside_approval ON app.outside_appointment (approval_id, account_id) WHERE approval_id IS NOT NULL;
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.outside_appointment FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- As before; the second may also be whoever was appointed from outside to exactly this decision.
CREATE OR REPLACE FUNCTION app.second_agreed(p_application app.application, p_move app.lifecycle_move, p_decision uuid, p_actor uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d
    WHERE d.id = p_decision AND d.application_id = (p_application).id AND d.move = (p_move).move AND d.state = 'second_ok'
      AND d.author_id <> d.second_id
      AND app.holds_role(d.author_id, (p_application).edition_id, (p_move).roles)
      AND (app.holds_role(d.second_id, (p_application).edition_id, (p_move).roles)
        OR (app.holds_role(d.second_id, (p_application).edition_id, ARRAY['outside_second'])
          AND EXISTS (SELECT 1 FROM app.outside_appointment o WHERE o.decision_id = d.id AND o.account_id = d.second_id)))
      AND app.holds_role(p_actor, (p_application).edition_id, (p_move).roles)
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id
        AND c.account_id IN (d.author_id, d.second_id)))
$$;
