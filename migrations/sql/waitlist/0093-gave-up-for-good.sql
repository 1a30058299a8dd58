-- Whoever gave a place up is not put on the waitlist again either, and a new place is told though an older one was ticked off.

-- As before, and nobody waits in vain: the way into the line is shut like the way out of it, the one by which who let their time
-- pass comes back too.
CREATE OR REPLACE FUNCTION app.place_problem(p_application uuid, p_move text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_move NOT IN ('release_invite', 'release_waitlist', 'requeue', 'promote', 'promote_other', 'promote_late', 'reinstate') THEN NULL
    WHEN app.is_stopped(p_application) THEN 'held'
    -- Two people may still invite such a person by name; in the line nobody would ever be offered anything.
    WHEN p_move NOT IN ('release_invite', 'reinstate') AND app.gave_place_up(p_application) THEN 'gave_up'
    WHEN p_move IN ('release_waitlist', 'requeue') THEN NULL
    WHEN app.apart_from_holder(p_application) THEN 'kept_apart' END
$$;

-- As before, and the instant: what comes after it is new.
ALTER TABLE app.staff_task ADD COLUMN done_at timestamptz;
CREATE OR REPLACE FUNCTION app.staff_task_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.done_on := CASE WHEN NEW.state = 'done' THEN app.today() END;
  NEW.done_at := CASE WHEN NEW.state = 'done' THEN app.now() END;
  RETURN NEW;
END $$;

-- As before, and a place that came on offer since a colleague ticked the others off is told at once.
CREATE OR REPLACE FUNCTION app.waitlist_tell(p_edition app.edition, p_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_code IN ('event_past', 'waitlist_closed', 'waitlist_stopped') OR NOT app.place_left(p_edition) OR app.next_in_queue(p_edition.id, false) IS NULL THEN
    UPDATE app.staff_task SET state = 'done' WHERE kind = 'place_to_pass_on' AND edition_id = p_edition.id AND state = 'open';
  ELSIF NOT EXISTS (SELECT 1 FROM app.staff_task t WHERE t.kind = 'place_to_pass_on' AND t.edition_id = p_edition.id
      AND t.done_by IS NOT NULL AND t.due_on > app.today() - 7
      AND NOT EXISTS (SELECT 1 FROM app.freed_place f WHERE f.edition_id = p_edition.id AND f.passed_to IS NULL AND NOT f.taken_back
        AND f.blocked_on IS NULL AND f.offer_from > t.done_at AND f.offer_from <= app.now())) THEN
    INSERT INTO app.staff_task (edition_id, kind, role) VALUES (p_edition.id, 'place_to_pass_on', 'coordinator') ON CONFLICT DO NOTHING;
  END IF;
END $$;
