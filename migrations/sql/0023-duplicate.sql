-- What a person judged two files to be. Ids in order, so that a pair has one row; `different` is never asked again.
CREATE TABLE app.duplicate_pair (
  first_id uuid NOT NULL REFERENCES app.application,
  second_id uuid NOT NULL REFERENCES app.application,
  verdict text NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  author_id uuid NOT NULL REFERENCES app.staff_account,
  judged_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
);
