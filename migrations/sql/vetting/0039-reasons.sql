-- The inner reason of a decision is a sealed record; the row knows which.
ALTER TABLE app.decision ADD COLUMN memo_id uuid;

-- Code of the words that go with the answer in which the caller's own file stands; '' for none.
CREATE FUNCTION app.own_wording(p_token bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT app.own_id(p_token) AS id)
  SELECT coalesce((SELECT d.wording FROM me JOIN app.application a ON a.id = me.id AND a.state IN ('rejected', 'waitlisted')
      JOIN app.history h ON h.application_id = a.id AND h.to_state = a.state JOIN app.decision d ON d.id = h.decision_id
    ORDER BY h.version DESC LIMIT 1), '')
$$;

-- The mails of one release become due at one instant: no order among them follows from what was decided.
CREATE FUNCTION app.release_due(p_applications uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH instant AS MATERIALIZED (SELECT app.now() AS at)
  UPDATE app.outbox o SET due_at = instant.at FROM instant, app.application a
    WHERE a.id = ANY (p_applications) AND o.application_id = a.id AND o.kind = 'mail' AND o.class = 'answer_waiting'
      AND o.subject_version = a.version AND o.state = 'queued'
$$;
