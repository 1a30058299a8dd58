-- Somebody stands before this person in the approved order with whom the colleague has a conflict by their own word: they know of that
-- file, so its place tells them nothing, and nobody brings another person's turn nearer by declaring something. What a session detected
-- or a colleague said is passed over as before.
CREATE FUNCTION app.declared_before(p_application uuid, p_actor uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.application me
    JOIN app.application a ON a.edition_id = me.edition_id AND a.state = 'waitlisted' AND (a.queue_number, a.id) < (me.queue_number, me.id)
    JOIN app.conflict c ON c.application_id = a.id AND c.account_id = p_actor AND c.author_id = p_actor AND c.origin <> 'detected'
    LEFT JOIN app.alternate_days d ON d.application_id = a.id
    WHERE me.id = p_application AND app.stands_in_line(a.id) AND coalesce(d.express_until >= app.today(), true)
      AND NOT app.second_seen(a.id, p_actor))
$$;
