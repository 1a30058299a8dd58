-- Lots, among lists that are as good and for the waitlist, are off until somebody switches them on. Where some were prepared
-- already they stay on.
ALTER TABLE app.edition ADD COLUMN lottery boolean NOT NULL DEFAULT false;
UPDATE app.edition e SET lottery = true WHERE EXISTS (SELECT 1 FROM app.board_lottery y WHERE y.edition_id = e.id)
  OR EXISTS (SELECT 1 FROM app.waitlist_lottery y WHERE y.edition_id = e.id);
