-- Lots are prepared outside the request, as runs are: the row is there at once, its digests when the chances are known. One at a time in
-- an edition; a preparation that did not end by `computing_until` was interrupted.
ALTER TABLE app.board_lottery
  ADD COLUMN state text NOT NULL DEFAULT 'ready' CHECK (state IN ('computing', 'failed', 'cancelled', 'ready')),
  ADD COLUMN step text NOT NULL DEFAULT 'ended' CHECK (step IN ('reading', 'solving', 'weighing', 'ended')),
  ADD COLUMN failure text CHECK (failure IN ('stale', 'nothing_to_draw', 'nothing_found', 'interrupted', 'fault')),
  ADD COLUMN computing_until timestamptz,
  ALTER COLUMN pool_digest DROP NOT NULL,
  ALTER COLUMN commitment DROP NOT NULL,
  ADD CHECK ((state = 'failed') = (failure IS NOT NULL)),
  ADD CHECK (num_nulls(pool_digest, commitment) = CASE state WHEN 'ready' THEN 0 ELSE 2 END),
  ADD CHECK (state = 'ready' OR seed IS NULL),
  ADD CHECK (state <> 'computing' OR computing_until IS NOT NULL);
ALTER TABLE app.board_lottery ALTER COLUMN state SET DEFAULT 'computing', ALTER COLUMN step SET DEFAULT 'reading';
CREATE UNIQUE INDEX board_lottery_one ON app.board_lottery (edition_id) WHERE state = 'computing';
