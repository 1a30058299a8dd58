-- Phases that are ahead in editions that are not archived. `barred`: for each file of the wave in one of these states whom a conflict
-- keeps from it, each set of colleagues once; of which file, and why, the worker learns nothing. A country nobody has compared yet
-- counts for nothing, since only a session that opens the file can tell.
CREATE FUNCTION app.phases_ahead(p_live text[]) RETURNS TABLE (edition_id uuid, phase text, starts_on text, barred jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.edition_id, p.kind, p.starts_on::text, coalesce((SELECT jsonb_agg(DISTINCT f.ids) FROM (
      SELECT jsonb_agg(c.account_id ORDER BY c.account_id) AS ids FROM app.application a JOIN app.conflict c ON c.application_id = a.id
      WHERE a.edition_id = p.edition_id AND a.wave = p.wave AND a.state = ANY (p_live) GROUP BY a.id) f), '[]')
  FROM app.phase p JOIN app.edition e ON e.id = p.edition_id AND e.archived_on IS NULL
  WHERE p.starts_on > app.today() ORDER BY p.edition_id, p.wave, p.starts_on
$$;

-- Tells leads and admins of these editions that a phase ahead of them could not open as things stand, and takes it off every other
-- list; what somebody took off by hand comes back after a week. Who sees the page of readiness sees more than this row says.
CREATE FUNCTION app.phases_tell(p_unready uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.staff_task (edition_id, kind, role) SELECT u.edition, k.kind, k.role
    FROM unnest(p_unready) u (edition) JOIN app.edition e ON e.id = u.edition AND e.archived_on IS NULL
      CROSS JOIN (VALUES ('phase_unready', 'vetting_lead'), ('phase_unready_admin', 'admin')) k (kind, role)
    WHERE NOT EXISTS (SELECT 1 FROM app.staff_task t WHERE t.kind = k.kind AND t.edition_id = u.edition AND t.done_by IS NOT NULL
      AND t.due_on > app.today() - 7)
    ON CONFLICT DO NOTHING;
  UPDATE app.staff_task t SET state = 'done' FROM app.edition e WHERE e.id = t.edition_id AND e.archived_on IS NULL
    AND t.kind IN ('phase_unready', 'phase_unready_admin') AND t.state = 'open' AND t.edition_id <> ALL (p_unready);
END $$;
