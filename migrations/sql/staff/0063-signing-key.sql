-- What somebody would sign with as a keeper. Nobody heeds it before the root, which compares its words by voice, names it.
ALTER TABLE app.staff_account ADD COLUMN signing_key bytea CHECK (length(signing_key) = 32);
