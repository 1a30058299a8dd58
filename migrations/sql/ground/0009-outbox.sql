-- Rows ready to ring. Expired claims sent no content and go back; an expired hand-over is never sent again by itself.
CREATE FUNCTION app.outbox_due(p_limit integer) RETURNS TABLE (id uuid, attempt integer, kind text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_lost app.outbox;
BEGIN
  UPDATE app.outbox o SET state = 'queued', attempt = o.attempt + 1, claim = NULL, lease_until = NULL
    WHERE o.state = 'claimed' AND o.lease_until < app.now();
  FOR v_lost IN UPDATE app.outbox o SET state = 'uncertain', settled_on = app.today()
      WHERE o.state = 'handing_over' AND o.lease_until < app.now() RETURNING o.* LOOP
    INSERT INTO app.staff_task (kind, role, outbox_id, application_id) VALUES ('mail_uncertain', 'coordinator', v_lost.id, v_lost.application_id)
      ON CONFLICT DO NOTHING;
    IF v_lost.class = 'answer_waiting' THEN PERFORM app.invitation_stop(v_lost.application_id); END IF;
  END LOOP;
  RETURN QUERY SELECT o.id, o.attempt, o.kind FROM app.outbox o
    WHERE o.state IN ('queued', 'deferred') AND o.due_at <= app.now() ORDER BY o.due_at, o.id LIMIT p_limit;
END $$;

CREATE FUNCTION app.outbox_claim(p_id uuid, p_attempt integer, p_claim uuid, p_lease_seconds integer) RETURNS SETOF app.outbox
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.outbox SET state = 'claimed', claim = p_claim, lease_until = app.now() + make_interval(secs => p_lease_seconds)
    WHERE id = p_id AND attempt = p_attempt AND state IN ('queued', 'deferred') AND due_at <= app.now() RETURNING *
$$;

-- Committed before the first byte of content leaves: claimed becomes handing_over for the owner of the claim only.
CREATE FUNCTION app.outbox_mark(p_id uuid, p_claim uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.outbox SET state = 'handing_over' WHERE id = p_id AND claim = p_claim AND state = 'claimed' AND lease_until > app.now();
  RETURN FOUND;
END $$;

CREATE FUNCTION app.outbox_settle(p_id uuid, p_claim uuid, p_state text, p_reply_code integer, p_retry_seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.outbox;
BEGIN
  UPDATE app.outbox SET state = p_state, reply_code = p_reply_code,
      claim = NULL, lease_until = NULL,
      attempt = CASE WHEN p_state = 'deferred' THEN attempt + 1 ELSE attempt END,
      due_at = CASE WHEN p_state = 'deferred' THEN app.now() + make_interval(secs => p_retry_seconds)
        WHEN p_state = 'accepted' THEN NULL ELSE due_at END,
      settled_on = CASE WHEN p_state = 'deferred' THEN NULL ELSE app.today() END
    WHERE id = p_id AND claim = p_claim AND state IN ('claimed', 'handing_over') RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_row.application_id IS NOT NULL AND v_row.class = 'answer_waiting' THEN
    IF p_state = 'accepted' THEN PERFORM app.invitation_reached(v_row.application_id, 'accepted'); END IF;
    IF p_state IN ('rejected', 'uncertain') THEN PERFORM app.invitation_stop(v_row.application_id); END IF;
  END IF;
  IF p_state IN ('rejected', 'uncertain') THEN
    INSERT INTO app.staff_task (kind, role, outbox_id, application_id) VALUES ('mail_' || p_state, 'coordinator', p_id, v_row.application_id)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN true;
END $$;

-- A claim given back before anything was handed over: quiet hours, a hold. No attempt was made, so none is counted.
CREATE FUNCTION app.outbox_put_back(p_id uuid, p_claim uuid, p_due_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.outbox SET state = 'queued', claim = NULL, lease_until = NULL, due_at = p_due_at
    WHERE id = p_id AND claim = p_claim AND state = 'claimed';
  RETURN FOUND;
END $$;

-- The person said "do not write to me": no mail ever; a call task where an answer or a blocking task waits.
CREATE FUNCTION app.outbox_told_otherwise(p_id uuid, p_claim uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_row app.outbox;
BEGIN
  UPDATE app.outbox SET state = 'withdrawn', claim = NULL, lease_until = NULL, settled_on = app.today()
    WHERE id = p_id AND claim = p_claim AND state = 'claimed' RETURNING * INTO v_row;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_row.class IN ('answer_waiting', 'question_waiting') THEN
    INSERT INTO app.staff_task (kind, role, outbox_id, application_id) VALUES ('tell_by_phone', 'coordinator', p_id, v_row.application_id)
      ON CONFLICT DO NOTHING;
    PERFORM app.invitation_stop(v_row.application_id);
  END IF;
  RETURN true;
END $$;

-- The record a mail may be addressed from, with the worker's own wrap; nothing for anybody else.
CREATE FUNCTION app.mailbox_record(p_application uuid, p_recipient bytea)
RETURNS TABLE (record_id uuid, schema_id text, version integer, body bytea, wrap bytea, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, r.schema_id, r.version, r.body, w.wrap,
    EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = p_application AND f.kind IN ('on_hold', 'duress') AND f.lifted_on IS NULL)
  FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = p_recipient
  WHERE r.owner_id = p_application AND r.schema_id = 'contact.mailbox' ORDER BY r.version DESC LIMIT 1
$$;
