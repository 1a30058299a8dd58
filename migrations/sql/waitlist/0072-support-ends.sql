-- What would be paid stands with a decision that waits, or with an invitation. It ends when a move overtakes that decision, and when the
-- file goes back to where an invitation is decided anew. Whoever withdraws from an invitation or a place keeps it: that may be undone.
CREATE FUNCTION app.support_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- The day of the move as the history tells it: of a person's own act the week.
  UPDATE app.entitlement SET removed_on = NEW.on_day WHERE application_id = NEW.application_id AND removed_on IS NULL;
  -- Not chained here: the head of the log comes after the edition, which the move may still have to hold.
  IF FOUND THEN INSERT INTO audit.pending (verb, object_id) VALUES ('entitlement.removed', NEW.application_id::text); END IF;
  RETURN NULL;
END $$;
-- By two people's own decision a move brings what stands with it; inviting in turn says anew what is paid, and the clock grants nothing.
CREATE TRIGGER history_ends_support AFTER INSERT ON app.history FOR EACH ROW
  WHEN (NEW.move IN ('promote', 'requeue', 'revoke_before_answer', 'reopen')
    OR (NEW.to_state = 'withdrawn' AND NEW.from_state NOT IN ('invited', 'confirmed')))
  EXECUTE FUNCTION app.support_ends();
