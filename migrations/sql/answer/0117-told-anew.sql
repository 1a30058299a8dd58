-- As before, and a confirmation that a colleague takes back is an offer of today whose person nobody has told: its clock waits until
-- somebody did or they read it themselves, and leaves at least the days of somebody reached late. Nothing is mailed, so telling them is a
-- person's task. What the person takes back themselves, and a withdrawal undone after the code word, they know of.
CREATE OR REPLACE FUNCTION app.invitation_again(p_after app.application) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.invitation; v_stops text[];
BEGIN
  UPDATE app.invitation SET outcome = CASE p_after.state WHEN 'confirmed' THEN 'confirmed' END,
      answered_at = CASE p_after.state WHEN 'confirmed' THEN answered_at END,
      deadline_at = CASE p_after.state WHEN 'confirmed' THEN deadline_at ELSE greatest(deadline_at, app.now() + interval '24 hours') END,
      expires_at = CASE p_after.state WHEN 'confirmed' THEN expires_at ELSE greatest(expires_at, app.now() + interval '24 hours') END
    WHERE id = (SELECT id FROM app.invitation WHERE application_id = p_after.id ORDER BY released_on DESC, answered_at DESC LIMIT 1)
    RETURNING * INTO v_row;
  UPDATE app.freed_place SET taken_back = true WHERE freed_by = p_after.id AND passed_to IS NULL;
  IF p_after.state <> 'invited' THEN RETURN; END IF;
  IF EXISTS (SELECT 1 FROM app.history h WHERE h.application_id = p_after.id AND h.version = p_after.version AND h.move = 'unconfirm') THEN
    UPDATE app.invitation i SET released_on = app.today(), reached_on = NULL, reached_how = NULL, late = false,
        deadline_at = greatest(i.deadline_at, app.invitation_least(i)), expires_at = greatest(i.expires_at, app.invitation_least(i))
      WHERE i.id = v_row.id;
    DELETE FROM app.invitation_notice n WHERE n.invitation_id = v_row.id;
    INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES (p_after.edition_id, 'tell_by_phone', 'coordinator', p_after.id)
      ON CONFLICT DO NOTHING;
  END IF;
  v_stops := ARRAY(SELECT DISTINCT f.kind FROM app.flag f WHERE f.application_id = p_after.id AND f.lifted_on IS NULL
        AND f.kind IN ('on_hold', 'paused', 'duress', 'contact_broken')
      UNION ALL SELECT 'lost_code' FROM app.code_case c WHERE c.application_id = p_after.id AND c.ended_on IS NULL);
  PERFORM app.invitation_halt(p_after.id, why) FROM unnest(v_stops) why;
  PERFORM app.invitation_resume(p_after.id, ARRAY(SELECT why FROM unnest(v_row.stopped_for) why WHERE why <> 'notice' AND NOT why = ANY (v_stops)));
END $$;
