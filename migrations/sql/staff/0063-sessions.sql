-- The edition somebody works in is theirs to choose where they hold roles in several; and a session says when it began.
ALTER TABLE app.staff_session ADD COLUMN edition_id uuid REFERENCES app.edition,
  ADD COLUMN begun_at timestamptz NOT NULL DEFAULT app.now();
