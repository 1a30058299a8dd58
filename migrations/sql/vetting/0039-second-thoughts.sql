-- Somebody on the line said the agreed code word and a colleague heard it: a row without content, good for one act until the next day ends.
CREATE TABLE app.word_check (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id uuid NOT NULL REFERENCES app.application,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  heard_on date NOT NULL DEFAULT app.today(),
  used_for text
);
CREATE INDEX word_check_unused ON app.word_check (application_id) WHERE used_for IS NULL;
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.word_check FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- The row such an act may use up: of whoever acts, or of the first of two.
CREATE FUNCTION app.word_heard(p_application uuid, p_people uuid[]) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.id FROM app.word_check k WHERE k.application_id = p_application AND k.account_id = ANY (p_people)
    AND k.used_for IS NULL AND k.heard_on >= app.today() - 1 ORDER BY k.heard_on, k.id LIMIT 1
$$;

-- What staff do because somebody asked by voice happens after the code word or not at all.
CREATE FUNCTION app.word_used() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.word_check SET used_for = NEW.move WHERE id = app.word_heard(NEW.application_id,
    ARRAY[NEW.actor_id, (SELECT d.author_id FROM app.decision d WHERE d.id = NEW.decision_id)]);
  IF NOT FOUND THEN RAISE EXCEPTION 'code_word_missing'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER history_uses_word AFTER INSERT ON app.history FOR EACH ROW
  WHEN (NEW.role NOT IN ('applicant', 'proxy', 'system') AND NEW.move IN ('withdraw', 'give_back', 'undo_withdraw'))
  EXECUTE FUNCTION app.word_used();
