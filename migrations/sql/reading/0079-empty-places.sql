-- A reader's place on a file that is lost without a word that fewer are to read it: by a conflict, an abstention, a role, key or
-- account that ended. It is empty until a reader given later fills it; a review of theirs that is in and up to date still holds it.
ALTER TABLE app.assignment ADD COLUMN fills uuid UNIQUE REFERENCES app.assignment;

CREATE VIEW app.empty_place WITH (security_invoker = true) AS
  SELECT s.id, s.application_id, s.ended_on FROM app.assignment s
  WHERE s.role = 'reviewer' AND s.ended_why IN ('conflict', 'abstained', 'left', 'role_ended', 'role_over', 'key_over')
    AND NOT EXISTS (SELECT 1 FROM app.assignment f WHERE f.fills = s.id)
    AND NOT EXISTS (SELECT 1 FROM app.review r WHERE r.application_id = s.application_id AND r.account_id = s.account_id
      AND r.state = 'submitted' AND r.profile_version >= app.profile_number(s.application_id));

-- Of what was before, the n-th reader given since the first loss filled the n-th place. An archived edition takes no writes.
UPDATE app.assignment g SET fills = p.id
  FROM (SELECT e.id, e.application_id, row_number() OVER (PARTITION BY e.application_id ORDER BY e.ended_on, e.id) AS n
      FROM app.empty_place e) p
    JOIN (SELECT s.id, s.application_id, row_number() OVER (PARTITION BY s.application_id ORDER BY s.assigned_on, s.id) AS n
      FROM app.assignment s JOIN app.application a ON a.id = s.application_id JOIN app.edition e ON e.id = a.edition_id
      WHERE s.role = 'reviewer' AND s.ended_on IS NULL AND e.archived_on IS NULL AND s.assigned_on >=
        (SELECT min(x.ended_on) FROM app.empty_place x WHERE x.application_id = s.application_id)) l
      ON l.application_id = p.application_id AND l.n = p.n
  WHERE g.id = l.id;

-- Whoever gives a file has locked it: two readers never fill one place.
CREATE FUNCTION app.assignment_fills() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.fills := (SELECT p.id FROM app.empty_place p WHERE p.application_id = NEW.application_id ORDER BY p.ended_on, p.id LIMIT 1);
  RETURN NEW;
END $$;
CREATE TRIGGER fills BEFORE INSERT ON app.assignment FOR EACH ROW WHEN (NEW.role = 'reviewer') EXECUTE FUNCTION app.assignment_fills();
