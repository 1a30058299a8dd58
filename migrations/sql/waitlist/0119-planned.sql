-- A session worked out that this person, as their file stands, is next for a place that is still to be had.
CREATE FUNCTION app.is_planned(p_application app.application) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.promotion_plan p LEFT JOIN app.freed_place f ON f.id = p.place_id
    WHERE p.application_id = (p_application).id AND p.version = (p_application).version AND p.decision_id IS NULL
      AND (p.place_id IS NULL OR (f.edition_id = (p_application).edition_id AND f.passed_to IS NULL AND NOT f.taken_back
        AND f.blocked_on IS NULL AND f.offer_from <= app.now())))
$$;
