-- Openings more for a day are looked up by whom they were agreed for.
CREATE INDEX approval_more_openings ON app.approval (author_id, made_on) WHERE kind = 'more_openings';
