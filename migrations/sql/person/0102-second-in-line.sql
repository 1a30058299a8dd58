-- The same as `second_of_person` as far as a colleague may know: a restricted file, or one that is kept from them, counts for nothing.
CREATE FUNCTION app.second_seen(p_application uuid, p_viewer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.application later
    JOIN app.duplicate_pair d ON later.id IN (d.first_id, d.second_id) AND d.verdict = 'same'
    JOIN app.application earlier ON earlier.id IN (d.first_id, d.second_id)
      AND (earlier.submitted_week, earlier.case_number COLLATE "C") < (later.submitted_week, later.case_number COLLATE "C")
    JOIN app.lifecycle_move e ON e.subject = 'application' AND e.move = 'withdraw' AND e.from_state = earlier.state
    JOIN app.lifecycle_move l ON l.subject = 'application' AND l.move = 'withdraw' AND l.from_state = later.state
    WHERE later.id = p_application
      AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = earlier.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)
      AND NOT EXISTS (SELECT 1 FROM app.kept_from k WHERE k.application_id = earlier.id AND k.account_id = p_viewer))
$$;

-- As before, and nobody's line stops at the later file of one person: the clock passes over each, a colleague over those they see.
CREATE OR REPLACE FUNCTION app.next_in_queue(p_edition uuid, p_known boolean, p_actor uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.application a LEFT JOIN app.alternate_days d ON d.application_id = a.id
  WHERE a.edition_id = p_edition AND a.state = 'waitlisted' AND app.stands_in_line(a.id)
    AND CASE WHEN d.express_until IS NULL THEN NOT p_known ELSE d.express_until >= app.today() END
    AND NOT CASE WHEN p_known THEN app.second_of_person(a.id) ELSE app.second_seen(a.id, p_actor) END
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = p_actor)
  ORDER BY a.queue_number NULLS LAST, a.id LIMIT 1
$$;
