-- The later file of one person gets nowhere near a place while somebody's judgement of the two stands and both files live. As
-- colleagues are answered, but of every file: the clock tells nobody what it knows.
CREATE FUNCTION app.second_of_person(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.application later
    JOIN app.duplicate_pair d ON later.id IN (d.first_id, d.second_id) AND d.verdict = 'same'
    JOIN app.application earlier ON earlier.id IN (d.first_id, d.second_id)
      AND (earlier.submitted_week, earlier.case_number COLLATE "C") < (later.submitted_week, later.case_number COLLATE "C")
    JOIN app.lifecycle_move e ON e.subject = 'application' AND e.move = 'withdraw' AND e.from_state = earlier.state
    JOIN app.lifecycle_move l ON l.subject = 'application' AND l.move = 'withdraw' AND l.from_state = later.state
    WHERE later.id = p_application)
$$;

-- As before, and the clock, which alone asks for those whose days are known, passes over the later file of one person.
CREATE OR REPLACE FUNCTION app.next_in_queue(p_edition uuid, p_known boolean, p_actor uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM app.application a LEFT JOIN app.alternate_days d ON d.application_id = a.id
  WHERE a.edition_id = p_edition AND a.state = 'waitlisted' AND app.stands_in_line(a.id)
    AND CASE WHEN d.express_until IS NULL THEN NOT p_known ELSE d.express_until >= app.today() END
    AND NOT (p_known AND app.second_of_person(a.id))
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = p_actor)
  ORDER BY a.queue_number NULLS LAST, a.id LIMIT 1
$$;
