-- Files every reader reads before the others: how many an edition has (0: none), and which they are.
ALTER TABLE app.edition ADD COLUMN calibration_files integer NOT NULL DEFAULT 12 CHECK (calibration_files BETWEEN 0 AND 100);

CREATE TABLE app.calibration_file (
  application_id uuid PRIMARY KEY REFERENCES app.application,
  author_id uuid NOT NULL,
  marked_on date NOT NULL DEFAULT app.today()
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.calibration_file FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- A read given because the file is everybody's: pool-wide in the model, and no part of the share that has to be drawn.
ALTER TABLE app.assignment DROP CONSTRAINT assignment_drawn_check,
  ADD CONSTRAINT assignment_drawn_check CHECK (drawn IN ('pool', 'match', 'manual', 'calibration'));

-- As before; a calibration read that is lost leaves no place empty, since all who may read the file have it.
CREATE OR REPLACE VIEW app.empty_place WITH (security_invoker = true) AS
  SELECT s.id, s.application_id, s.ended_on FROM app.assignment s
  WHERE s.role = 'reviewer' AND s.ended_why IN ('conflict', 'abstained', 'left', 'role_ended', 'role_over', 'key_over')
    AND s.drawn <> 'calibration'
    AND NOT EXISTS (SELECT 1 FROM app.assignment f WHERE f.fills = s.id)
    AND NOT EXISTS (SELECT 1 FROM app.review r WHERE r.application_id = s.application_id AND r.account_id = s.account_id
      AND r.state = 'submitted' AND r.profile_version >= app.profile_number(s.application_id));
