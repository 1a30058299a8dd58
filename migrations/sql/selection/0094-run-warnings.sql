-- What the rules left out before a run chose: counts, and nobody by id.
ALTER TABLE app.board_run ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';
