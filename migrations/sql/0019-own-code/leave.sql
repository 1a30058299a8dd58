-- Leaving: what it brings at once beside the move itself.

-- Whoever withdraws, and whoever moved the file: mails that still wait are about something that is over. The receipt goes out.
CREATE FUNCTION app.withdrawal_stops_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL, settled_on = app.today()
    WHERE application_id = NEW.id AND kind = 'mail' AND state IN ('queued', 'deferred', 'claimed')
      AND class NOT IN ('receipt', 'lost_code_notice', 'contact_changed', 'note_answered');
  RETURN NULL;
END $$;
CREATE TRIGGER application_stops_mail AFTER UPDATE OF state ON app.application FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND NEW.state <> OLD.state) EXECUTE FUNCTION app.withdrawal_stops_mail();

-- Withdraws the caller's own file: every other session ends, and the wish to be remembered for the next edition is a row.
CREATE FUNCTION app.own_withdraw(p_token bytea, p_next boolean, p_version text, OUT code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := app.own_id(p_token); v_said text;
BEGIN
  SELECT m.code INTO code FROM app.own_move(p_token, 'withdraw') m;
  IF code <> 'ok' THEN RETURN; END IF;
  DELETE FROM app.session WHERE application_id = v_id AND token_hash <> p_token;
  v_said := app.own_consent_set(p_token, 'next_edition', p_version, p_next);
END $$;

-- Who outside holds papers about the person: from rows, never from what was planned.
CREATE FUNCTION app.own_outside(p_token bytea) RETURNS text[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT CASE WHEN EXISTS (SELECT 1 FROM app.participation p JOIN app.visa_step s ON s.participation_id = p.id AND s.move = 'lodge'
    WHERE p.application_id = me.id) THEN ARRAY['embassy'] ELSE '{}'::text[] END FROM me
$$;
