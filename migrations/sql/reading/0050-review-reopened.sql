-- A lead opens a review again that is in: it is a draft until its author submits it. Where another's was open to the author meanwhile
-- it is no blind reading any more, and readers are not compared by it.
ALTER TABLE app.review ADD COLUMN reopened_on date, ADD COLUMN is_blind boolean NOT NULL DEFAULT true;
