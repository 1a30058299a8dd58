-- As before, and with the case and the tasks locked before their versions are compared: an act that is just closing a task either
-- is over by then, and the plan is made anew, or comes after it. Without, a plan could open again what the person had just done.
CREATE OR REPLACE FUNCTION app.tasks_bring(p_participation uuid, p_basis text, p_plan jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row record; v_id uuid; v_count integer := 0;
BEGIN
  PERFORM 1 FROM app.participation p WHERE p.id = p_participation FOR UPDATE;
  IF NOT FOUND THEN RETURN -1; END IF;
  -- In the order in which a saved form takes them.
  PERFORM 1 FROM app.visa_case c WHERE c.participation_id = p_participation FOR UPDATE;
  PERFORM 1 FROM app.task t WHERE t.participation_id = p_participation ORDER BY t.id FOR UPDATE;
  IF app.task_basis(p_participation) IS DISTINCT FROM p_basis THEN RETURN -1; END IF;
  FOR v_row IN SELECT * FROM jsonb_to_recordset(p_plan) AS r(task text, owner text, state text, due_on date, hard_on date, wall_on date) LOOP
    SELECT t.id INTO v_id FROM app.task t WHERE t.participation_id = p_participation AND t.task = v_row.task ORDER BY t.attempt DESC LIMIT 1;
    IF NOT FOUND THEN
      CONTINUE WHEN v_row.state = 'cancelled';
      INSERT INTO app.task (participation_id, task, owner) VALUES (p_participation, v_row.task, v_row.owner) RETURNING id INTO v_id;
    END IF;
    IF app.task_bring(v_id, v_row.state, v_row.due_on, v_row.hard_on, v_row.wall_on) THEN v_count := v_count + 1; END IF;
  END LOOP;
  RETURN v_count;
END $$;
