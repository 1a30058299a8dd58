-- After so many days in which nobody reached the invited person a coordinator and a second person decide (DOMAIN: answers).
ALTER TABLE app.edition ADD COLUMN unreached_days integer NOT NULL DEFAULT 14 CHECK (unreached_days > 0);
-- Who besides puts a move of two people forward once nobody has reached the person for so long; empty: nobody.
ALTER TABLE app.lifecycle_move ADD COLUMN unreached_by text[];

-- The day from which an open invitation stands without anybody having reached the person; null while they are reached or held.
-- A hold that was lifted begins the days anew: nobody was to try before.
CREATE FUNCTION app.unreached_since(p_invitation app.invitation) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_invitation).outcome IS NULL AND ((p_invitation).reached_on IS NULL OR (p_invitation).stopped_on IS NOT NULL)
      AND NOT app.is_held((p_invitation).application_id)
    THEN greatest(CASE WHEN (p_invitation).reached_on IS NULL THEN (p_invitation).released_on ELSE (p_invitation).stopped_on END,
      (SELECT max(f.lifted_on) FROM app.flag f WHERE f.application_id = (p_invitation).application_id AND f.kind IN ('on_hold', 'paused', 'duress'))) END
$$;

-- Nobody has reached this invited person for the edition's days.
CREATE FUNCTION app.is_unreached(p_application uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.invitation i JOIN app.application a ON a.id = i.application_id AND a.state = 'invited'
    JOIN app.edition e ON e.id = a.edition_id
    WHERE i.application_id = p_application AND i.outcome IS NULL AND app.unreached_since(i) + e.unreached_days <= app.today())
$$;

-- As before, and the author may be who puts the move forward for somebody whom nobody reached; whether that is so, answer_rule says.
CREATE OR REPLACE FUNCTION app.second_agreed(p_application app.application, p_move app.lifecycle_move, p_decision uuid, p_actor uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d
    WHERE d.id = p_decision AND d.application_id = (p_application).id AND d.move = (p_move).move AND d.state = 'second_ok'
      AND d.author_id <> d.second_id
      AND app.holds_role(d.author_id, (p_application).edition_id,
        coalesce((p_move).proposed_by, (p_move).roles) || coalesce((p_move).unreached_by, '{}'))
      AND (app.holds_role(d.second_id, (p_application).edition_id, (p_move).roles)
        OR (app.holds_role(d.second_id, (p_application).edition_id, ARRAY['outside_second'])
          AND EXISTS (SELECT 1 FROM app.outside_appointment o WHERE o.decision_id = d.id AND o.account_id = d.second_id)))
      AND app.holds_role(p_actor, (p_application).edition_id, (p_move).roles)
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id
        AND c.account_id IN (d.author_id, d.second_id)))
$$;

-- The author of the agreed decision holds no role that may put this move forward whether or not the person was reached.
CREATE FUNCTION app.only_unreached(p_application app.application, p_move text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.decision d JOIN app.lifecycle_move m
      ON m.subject = 'application' AND m.from_state = (p_application).state AND m.move = d.move AND m.unreached_by IS NOT NULL
    WHERE d.application_id = (p_application).id AND d.move = p_move AND d.state = 'second_ok'
      AND NOT app.holds_role(d.author_id, (p_application).edition_id, coalesce(m.proposed_by, m.roles)))
$$;

-- As before, and what was put forward because nobody reached the person is refused once somebody did.
CREATE OR REPLACE FUNCTION app.answer_rule(p_application app.application, p_move text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_edition app.edition; v_invitation app.invitation; v_gate text;
BEGIN
  IF p_move IN ('confirm', 'decline', 'expire') THEN
    SELECT * INTO v_invitation FROM app.invitation i WHERE i.application_id = p_application.id AND i.outcome IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN 'move_not_allowed'; END IF;
    IF p_move = 'expire' THEN
      IF v_invitation.reached_on IS NULL OR v_invitation.stopped_on IS NOT NULL THEN RETURN 'not_reached'; END IF;
      RETURN CASE WHEN app.now() >= v_invitation.expires_at THEN 'ok' ELSE 'too_early' END;
    END IF;
    IF app.now() >= v_invitation.expires_at THEN RETURN 'deadline_passed'; END IF;
  END IF;
  IF app.only_unreached(p_application, p_move) THEN
    PERFORM 1 FROM app.invitation i WHERE i.application_id = p_application.id AND i.outcome IS NULL FOR UPDATE;
    IF NOT app.is_unreached(p_application.id) THEN RETURN 'reached_meanwhile'; END IF;
  END IF;
  IF p_move IN ('confirm', 'release_invite', 'promote', 'promote_other', 'promote_late', 'reinstate', 'take_back')
    OR (p_move = 'unconfirm' AND app.journey_gave_up(p_application.id)) THEN
    SELECT * INTO STRICT v_edition FROM app.edition e WHERE e.id = p_application.edition_id FOR NO KEY UPDATE;
    IF p_move = 'take_back' THEN RETURN app.take_back_rule(p_application, v_edition); END IF;
    IF p_move = 'confirm' THEN
      RETURN CASE WHEN app.places_taken(v_edition.id, ARRAY['confirmed']) < v_edition.capacity THEN 'ok' ELSE 'no_place' END;
    END IF;
    IF p_move IN ('promote', 'promote_other', 'promote_late') THEN
      v_gate := app.waitlist_gate(v_edition, p_move);
      IF v_gate <> 'ok' THEN RETURN v_gate; END IF;
    END IF;
    RETURN CASE WHEN app.place_left(v_edition) THEN 'ok' ELSE 'no_place' END;
  END IF;
  IF p_move = 'erase' AND p_application.state = 'confirmed' THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.journey j ON j.participation_id = p.id
      WHERE p.application_id = p_application.id AND j.state = 'closed') THEN 'ok' ELSE 'move_not_allowed' END;
  END IF;
  RETURN 'ok';
END $$;

-- The day on which something was taken off the list, by hand or by what ended it.
ALTER TABLE app.staff_task ADD COLUMN done_on date;
CREATE FUNCTION app.staff_task_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.done_on := CASE WHEN NEW.state = 'done' THEN app.today() END;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_task_done BEFORE UPDATE OF state ON app.staff_task FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION app.staff_task_done();

-- Tells coordinators of each invited person whom nobody reached for the edition's days, unless ending the invitation waits for its
-- second person; what a colleague ticked off rests for a week. It ends once it is so no more.
CREATE FUNCTION app.unreached_tell() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_files uuid[];
BEGIN
  SELECT coalesce(array_agg(a.id), '{}') INTO v_files FROM app.invitation i
    JOIN app.application a ON a.id = i.application_id AND a.state = 'invited'
    JOIN app.edition e ON e.id = a.edition_id AND e.archived_on IS NULL
    WHERE i.outcome IS NULL AND app.unreached_since(i) + e.unreached_days <= app.today()
      AND NOT EXISTS (SELECT 1 FROM app.decision d WHERE d.application_id = a.id AND d.move = 'revoke_before_answer'
        AND d.state IN ('pending', 'second_ok'));
  -- It says what the day of expiry said, and more.
  UPDATE app.staff_task t SET state = 'done' WHERE t.state = 'open'
    AND ((t.kind = 'invitation_unreached' AND NOT t.application_id = ANY (v_files))
      OR (t.kind = 'invitation_not_reached' AND t.application_id = ANY (v_files)));
  INSERT INTO app.staff_task (edition_id, kind, role, application_id)
    SELECT a.edition_id, 'invitation_unreached', 'coordinator', a.id FROM app.application a WHERE a.id = ANY (v_files)
      AND NOT EXISTS (SELECT 1 FROM app.staff_task t WHERE t.kind = 'invitation_unreached' AND t.application_id = a.id
        AND t.done_by IS NOT NULL AND t.done_on > app.today() - 7)
    ON CONFLICT DO NOTHING;
END $$;
