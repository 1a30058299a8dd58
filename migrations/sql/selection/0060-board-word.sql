-- A member of the board gave their word for the edition: what can be read off the figures of a draft list stays with them.
CREATE TABLE app.board_word (
  edition_id uuid NOT NULL REFERENCES app.edition,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  signed_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (edition_id, account_id)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_word FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();
