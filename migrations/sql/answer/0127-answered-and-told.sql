-- A yes is late only where the days ran out, and whom nobody need tell any more no colleague calls.

-- Whether the days to say yes are over. While the clock stands none passes: what counts is the day on which it stopped.
CREATE FUNCTION app.is_late(p_invitation app.invitation) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((p_invitation).stopped_on::timestamp AT TIME ZONE 'UTC', app.now()) > (p_invitation).deadline_at
$$;

-- Ends what asked colleagues to tell a person of the invitation that is over. A question that waits is another matter, and so is
-- what the travel desk has to say.
CREATE FUNCTION app.tellings_end(p_application uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.staff_task t SET state = 'done' WHERE t.application_id = p_application AND t.state = 'open' AND t.role = 'coordinator'
    AND (t.kind IN ('invitation_unanswered', 'invitation_not_reached', 'invitation_unreached')
      OR (t.kind = 'tell_by_phone' AND NOT EXISTS (SELECT 1 FROM app.outbox o WHERE o.id = t.outbox_id AND o.class <> 'answer_waiting')))
$$;

-- As before, by these two.
CREATE OR REPLACE FUNCTION app.move_effects(p_before app.application, p_after app.application, p_move text, p_role text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_held boolean; v_holds boolean;
BEGIN
  SELECT * INTO STRICT v_edition FROM app.edition WHERE id = p_after.edition_id;
  IF p_move IN ('take_back', 'unconfirm') OR (p_move = 'undo_withdraw' AND p_after.state IN ('invited', 'confirmed')) THEN
    PERFORM app.invitation_again(p_after);
  ELSIF p_after.state = 'invited' THEN
    PERFORM app.place_pass(p_after, p_move, p_reason, v_edition);
  ELSIF p_before.state IN ('invited', 'confirmed') THEN
    UPDATE app.invitation i SET answered_at = app.now(), late = CASE WHEN p_after.state = 'confirmed' THEN app.is_late(i) ELSE i.late END, outcome = CASE p_after.state
        WHEN 'confirmed' THEN 'confirmed' WHEN 'declined' THEN 'declined' WHEN 'expired' THEN 'expired'
        WHEN 'withdrawn' THEN 'withdrawn' ELSE 'revoked' END
      WHERE i.id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY outcome IS NULL DESC, answered_at DESC LIMIT 1);
  END IF;
  IF p_before.state = 'invited' AND p_after.state <> 'invited' THEN PERFORM app.tellings_end(p_after.id); END IF;

  SELECT holds_place INTO v_held FROM app.lifecycle_state WHERE subject = 'application' AND state = p_before.state;
  SELECT holds_place INTO v_holds FROM app.lifecycle_state WHERE subject = 'application' AND state = p_after.state;
  IF v_held AND NOT v_holds AND p_after.state <> 'erased' THEN
    PERFORM app.place_free(p_before, p_after, p_move, p_role, v_edition);
  END IF;
  IF p_after.state = 'confirmed' THEN PERFORM app.participation_open(p_after.id, p_after.version); END IF;
  IF p_before.state = 'confirmed' THEN PERFORM app.participation_close(p_after.id); END IF;
  IF p_after.state = 'erased' THEN PERFORM app.application_forget(p_after.id); END IF;
END $$;

-- What was left open by answers given before. A mail that is told otherwise may be about a later answer, and stays.
UPDATE app.staff_task t SET state = 'done' FROM app.application a
  WHERE a.id = t.application_id AND a.state <> 'invited' AND t.state = 'open' AND t.role = 'coordinator' AND t.outbox_id IS NULL
    AND t.kind IN ('tell_by_phone', 'invitation_unanswered', 'invitation_not_reached', 'invitation_unreached');
